"""Days as files have them: with times and zones behind, as the day numbers of spreadsheets, or as months alone."""

import re
from datetime import date, timedelta

from csm_tui.domain.values.time.calendar_names import MONTH, MONTHS, index_of
from csm_tui.domain.values.time.dates import read_full_date, whole_year
from csm_tui.exchange.reading.columns.slashed_dates import disambiguated

_TIME = re.compile(
    r"(?:t|,?\s+)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?\Z",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})([/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_SHORT = re.compile(rf"(?P<day>\d{{1,2}})[\s/-]{MONTH}[\s/-](?P<year>\d{{2}}|\d{{4}})")
_MONTH_ALONE = re.compile(rf"{MONTH}[\s/'-]+(?P<year>\d{{2}}|\d{{4}})|(?P<iso>\d{{4}})-(?P<number>\d{{2}})")
_NUMBER = re.compile(r"\d{5}")
_FIRST, _LAST = 32_874, 73_050
"""The day numbers of 1990 and of 2099."""

_DAY_ZERO = date(1899, 12, 30)


def read_file_day(text: str, as_of: date, day_first: bool | None) -> date:
    """A day in a file: what `read_full_date` reads, whatever time of day stands behind it, and 2027/3/1, 20270301,
    15-Mar-27, and of a month alone (Mar-27, 2027-03) its first day.

    The day is the one that is written, in whatever zone the time behind it is.

    Raises:
        ValueError: it is none, or could be two.
    """
    line = " ".join(text.split())
    bare = _TIME.sub("", line)
    if match := _YEAR_FIRST.fullmatch(bare) or _COMPACT.fullmatch(bare):
        bare = "-".join((match[1], *match.groups()[-2:]))
    if match := _SHORT.fullmatch(bare.lower()):
        return _day(whole_year(match["year"], as_of), index_of(match["month"], MONTHS) + 1, int(match["day"]))
    if (month := month_alone(bare, as_of)) is not None:
        return month
    return read_full_date(disambiguated(bare, day_first), as_of)


def month_alone(text: str, as_of: date) -> date | None:
    """The first day of a month that is said alone (Mar-27, March 2027, 2027-03); None for another text.

    Raises:
        ValueError: there is no such month.
    """
    match = _MONTH_ALONE.fullmatch(text.lower())
    if match is None:
        return None
    if match["iso"]:
        return _day(int(match["iso"]), int(match["number"]), 1)
    return _day(whole_year(match["year"], as_of), index_of(match["month"], MONTHS) + 1, 1)


def day_of_number(text: str) -> date | None:
    """The day of the number by which spreadsheets count days, from 1990 to 2099; None for another text."""
    line = text.strip().removesuffix(".0")
    if not _NUMBER.fullmatch(line) or not _FIRST <= int(line) <= _LAST:
        return None
    return _DAY_ZERO + timedelta(days=int(line))


def without_time(text: str) -> str:
    """The text of a day without the time of day behind it."""
    return _TIME.sub("", " ".join(text.split()))


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError("there is no such day") from None
