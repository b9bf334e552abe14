"""The English names of weekdays and months: how they are shown, and patterns of how they are written."""

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)"
)
"""A pattern of a weekday in small letters, long or short; its group is `weekday`."""

MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
"""A pattern of a month in small letters, long or short; its group is `month`."""


def index_of(word: str, names: tuple[str, ...]) -> int:
    """The index, from 0, of what a word names among WEEKDAYS or MONTHS."""
    return names.index(word[:3].capitalize())
