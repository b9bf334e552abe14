"""Reading values as people and spreadsheets write them, with the same rules everywhere."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from csm_tui.domain.text import clean_line, fold
from csm_tui.domain.values.bands import Trend
from csm_tui.domain.values.client_status import ClientStatus

AnyChoice = TypeVar("AnyChoice", bound=StrEnum)

NO_DATA = frozenset(
    {"", "-", "\u2013", "\u2014", "n/a", "na", "n.a.", "no data", "nodata", "none", "null", "nil", "#n/a", "?"}
)
"""The texts, folded, that mean no data in a cell."""

_SIGN = "[-+\u2212]"
_MONEY_WORD = r"[A-Z]{3}|[A-Z]{0,2}[$\u20ac\u00a3\u00a5\u20a0-\u20cf]|[Kk]r\.?|[Ff]r\.?|z\u0142|K\u010d|Ft|lei"
_NUMBER = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>{_SIGN})?\s*(?:{_MONEY_WORD})?\s*(?P<sign2>{_SIGN})?\s*"
    r"(?P<digits>[0-9][0-9.,\s'\u2019]*(?<!\s)|[.,][0-9]+)\s*(?P<scale>[kKmM](?![^\W\d_]))?\s*"
    rf"(?:%|{_MONEY_WORD})?\s*(?P<close>\))?"
)
_GROUPED = re.compile(r"([1-9]\d{0,2})(?P<group>[,.\s'\u2019])(\d{3})((?P=group)\d{3})*(?P<rest>[.,]\d+)?")
_LAKHS = re.compile(r"[1-9]\d?(,\d{2})*,\d{3}(?P<rest>\.\d+)?")
_PLAIN = re.compile(r"\d+|\d*[.,]\d+")
_MOST_DIGITS = 60
_SCALES = {"": 1, "k": 1_000, "m": 1_000_000}
_TREND_WORDS = {
    Trend.UP: {"up", "rising", "improving", "better", "\u2191", "\u25b2", "+"},
    Trend.LEVEL: {"level", "flat", "stable", "steady", "same", "\u2192", "\u25b6", "=", "0"},
    Trend.DOWN: {"down", "falling", "declining", "worse", "\u2193", "\u25bc"},
}
_STATUS_WORDS = {
    ClientStatus.ONBOARDING: {
        "implementation", "implementing", "in implementation", "in onboarding", "new", "new customer", "setup",
        "set up", "kickoff", "kick off", "go live pending", "launching", "deployment", "provisioning",
    },
    ClientStatus.ACTIVE: {
        "live", "customer", "client", "current", "current customer", "existing", "existing customer", "active customer",
        "at risk", "healthy", "adopted", "adopting", "adoption", "renewed", "retained", "in production", "won",
        "up for renewal", "in renewal", "paying", "subscribed",
    },
    ClientStatus.CHURNED: {
        "cancelled", "canceled", "churn", "lost", "former", "former customer", "former client", "past customer",
        "ex customer", "inactive", "terminated", "expired", "not renewed", "deactivated",
        "unsubscribed",
    },
}  # fmt: skip


def is_no_data(text: str) -> bool:
    return fold(clean_line(text)) in NO_DATA


def read_choice(choices: type[AnyChoice], text: str) -> AnyChoice:
    """One of the values of an enumeration, ignoring case and accents.

    Raises:
        ValueError: it is none of them; the message names them.
    """
    wanted = fold(clean_line(text))
    found = next((choice for choice in choices if fold(choice) == wanted), None)
    if found is None:
        raise ValueError("one of " + ", ".join(choices))
    return found


def read_number(text: str, thousands: bool = True) -> int | float:
    """A number, which may have thousands separators, a currency sign or code, a percent sign, or k or m.

    A single separator followed by exactly three digits is a thousands separator; any other single separator is the
    decimal mark. If `thousands` is false, as numbers cannot be that large, every single separator is the decimal mark.

    Raises:
        ValueError: it is not a number.
    """
    match = _NUMBER.fullmatch(clean_line(text))
    if match is None or bool(match["open"]) != bool(match["close"]) or (match["sign"] and match["sign2"]):
        raise ValueError(f"{text!r} is no number")
    if len(match["digits"]) > _MOST_DIGITS:
        raise ValueError(f"{text!r} is no number")
    number = Decimal(_plain(match["digits"], thousands)) * _SCALES[(match["scale"] or "").lower()]
    if match["open"] or (match["sign"] or match["sign2"] or "+") != "+":
        number = -number
    return int(number) if number == number.to_integral_value() else float(number)


def _plain(digits: str, thousands: bool) -> str:
    """The digits with a point as the decimal mark and without thousands separators."""
    if _PLAIN.fullmatch(digits) and not (thousands and _GROUPED.fullmatch(digits)):
        return digits.replace(",", ".")
    match = _GROUPED.fullmatch(digits)
    if match is not None and match["rest"] and match["rest"][0] == match["group"]:
        match = None
    match = match or _LAKHS.fullmatch(digits)
    if match is not None:
        rest = match["rest"] or ""
        return re.sub(r"\D", "", digits.removesuffix(rest)) + rest.replace(",", ".")
    raise ValueError(f"{digits!r} is no number")


def read_score(text: str) -> int | float | None:
    """A score of 0-100, or None for a text that means no data.

    Raises:
        ValueError: it is neither.
    """
    if is_no_data(text):
        return None
    try:
        score = read_number(text, thousands=False)
    except ValueError:
        score = -1
    if not 0 <= score <= 100:
        raise ValueError("a score is a number from 0 to 100, or empty: no data")
    return score


def read_whole_number(text: str) -> int:
    """A whole number.

    Raises:
        ValueError: it is not a whole number.
    """
    try:
        number = read_number(text)
    except ValueError:
        number = 0.5
    if not isinstance(number, int):
        raise ValueError("a whole number, such as 12")
    return number


def read_money(text: str) -> int | float:
    """An amount of 0 or more.

    Raises:
        ValueError: it is not.
    """
    try:
        amount = read_number(text)
    except ValueError:
        raise ValueError("an amount is a number, such as 35000 or 35,000") from None
    if not 0 <= amount <= 10**12:
        raise ValueError("an amount is 0 or more" if amount < 0 else "an amount is a million millions at most")
    return amount


def read_trend(text: str) -> Trend:
    """Up, Level or Down, also as common synonyms and arrows.

    Raises:
        ValueError: it is none of these.
    """
    word = fold(clean_line(text))
    for trend, words in _TREND_WORDS.items():
        if word in words:
            return trend
    raise ValueError("Up, Level or Down")


def read_status(text: str) -> ClientStatus:
    """A status by its name, or by a usual word for it.

    Raises:
        ValueError: there is no status of that name.
    """
    word = fold(clean_line(text)).replace("-", " ")
    for status, words in _STATUS_WORDS.items():
        if word == status or word in words:
            return status
    raise ValueError("onboarding, active or churned")


_DAYS = {"d": 1, "day": 1, "days": 1, "w": 7, "week": 7, "weeks": 7, "m": 30, "month": 30, "months": 30}
_PERIOD = re.compile(r"(\d{1,4})\s*([a-z]*)\.?")


def read_notice(text: str) -> int:
    """A notice period in days: 90, 90 days, 12 weeks or 3 months of 30 days.

    Raises:
        ValueError: it is none.
    """
    match = _PERIOD.fullmatch(clean_line(text).casefold())
    if match is None or (match[2] or "d") not in _DAYS:
        raise ValueError("a number of days, such as 90, or 12 weeks or 3 months")
    return int(match[1]) * _DAYS[match[2] or "d"]


def read_tags(text: str) -> tuple[str, ...]:
    """Tags separated by commas or semicolons."""
    return tuple(tag for part in re.split("[,;]", text) if (tag := clean_line(part)))
