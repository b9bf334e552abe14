"""The units in which a column may come: the words for them in options, and how headers say them."""

import re
from collections.abc import Iterable, Mapping

from csm_tui.domain.text import clean_line, fold
from csm_tui.exchange.reading.answers import WrongAnswer
from csm_tui.exchange.reading.declaration import CellKind, TableField

Units = frozenset[str]
"""Words of UNITS, and codes of currencies."""

_MONEY = ("yearly", "quarterly", "monthly", "k", "M", "point", "comma")
_SCALES = ("points", "0-1", "0-5", "1-5", "0-10", "1-10", "nps")
_TIMES = ("days", "weeks", "months", "years")
_DATES = ("dates", "day-first", "month-first")

UNITS: Mapping[CellKind, tuple[str, ...]] = {
    CellKind.MONEY: _MONEY,
    CellKind.SCORE: _SCALES,
    CellKind.UNTIL: (*_TIMES, *_DATES),
    CellKind.SINCE: (*_TIMES, *_DATES),
    CellKind.DAY: _DATES,
    CellKind.DAYS: _TIMES,
}
"""The words for units that the cells of each kind may have. Of an amount, "point" and "comma" are its decimal mark."""

_GROUPS = (
    ("yearly", "quarterly", "monthly"),
    ("k", "M"),
    ("point", "comma"),
    _SCALES,
    (*_TIMES, "dates"),
    ("day-first", "month-first"),
)
"""Units of which a column has one."""

_ALSO = {
    "mrr": "monthly", "month": "monthly", "arr": "yearly", "annual": "yearly", "year": "years", "thousands": "k",
    "millions": "M", "m": "M", "0-100": "points", "%": "points", "percent": "points", "day": "days", "week": "weeks",
    "date": "dates",
}  # fmt: skip
_CODES = """
    AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KRW MAD MXN MYR NGN NOK
    NZD PEN PHP PLN QAR RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR
"""
_CURRENCIES = frozenset(_CODES.split())
_SIGNS = {
    "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD",
    "s$": "SGD", "r$": "BRL", "\u20ac": "EUR", "\u00a3": "GBP", "\u00a5": "JPY", "\u20b9": "INR", "\u20bd": "RUB",
    "\u20ba": "TRY", "\u20aa": "ILS", "\u20a9": "KRW", "\u20b4": "UAH", "zl": "PLN", "kc": "CZK", "ft": "HUF",
    "lei": "RON", "fr": "CHF", "fr.": "CHF",
}  # fmt: skip

CURRENCY = re.compile(
    r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])|[A-Za-z]{0,2}[$\u20ac\u00a3\u00a5\u20a0-\u20cf]|z\u0142|K\u010d|\bFt\b|\blei\b"
    r"|\b[Ff]r\b\.?|\b[Kk]r\b\.?"
)
"""The words beside an amount that may be a currency."""

_THOUSANDS = (
    r"(?:\bin |[(\[/, ])(?:k|tsd\.?|thousands?|'?000s?|1[,.]?000)(?=$|[\s)\],./$\u20ac\u00a3])"
    r"|\bt(?:eur|usd|\u20ac)|\bk(?:eur|usd|gbp|chf)\b|k[\u20ac$\u00a3]|[\u20ac$\u00a3]\s?k\b"
)
_MILLIONS = (
    r"(?:\bin |[(\[/, ])(?:m|mio\.?|mln|mn|millions?)(?=$|[\s)\],./$\u20ac\u00a3])"
    r"|\bm(?:eur|usd|gbp|chf)\b|m[\u20ac$\u00a3]|[\u20ac$\u00a3]\s?m\b"
)
_HEADERS: Mapping[str, re.Pattern[str]] = {
    "monthly": re.compile(r"mrr\b|\bmonthly\b|\bper month\b|/\s*mo(?:nth)?\b|\bp\.\s?m\.|\(pm\)"),
    "quarterly": re.compile(r"\bqrr\b|\bquarterly\b|\bper quarter\b|/\s*q(?:uarter)?\b"),
    "yearly": re.compile(r"arr\b|\bannual|\byearly\b|\bper (?:year|annum)\b|/\s*(?:y|yr|year)\b|\bp\.\s?a\."),
    "k": re.compile(_THOUSANDS),
    "M": re.compile(_MILLIONS),
    "0-1": re.compile(r"\b0\s?(?:-|to|\u2013|\.\.)\s?1(?:\.0)?\b(?!\s?[0-9])"),
    "0-5": re.compile(r"\b0\s?(?:-|to|\u2013|\.\.)\s?5\b"),
    "1-5": re.compile(r"\b1\s?(?:-|to|\u2013|\.\.)\s?5\b"),
    "0-10": re.compile(r"\b0\s?(?:-|to|\u2013|\.\.)\s?10\b"),
    "1-10": re.compile(r"\b1\s?(?:-|to|\u2013|\.\.)\s?10\b"),
    "points": re.compile(r"\b0\s?(?:-|to|\u2013|\.\.)\s?100\b|\b(?:of|/)\s?100\b|\bpoints\b"),
    "nps": re.compile(r"\bnps\b|\bnet promoter"),
    "days": re.compile(r"\bdays?\b"),
    "weeks": re.compile(r"\bweeks?\b"),
    "months": re.compile(r"\b(?:months?|mths?)\b"),
    "years": re.compile(r"\b(?:years?|yrs?)\b"),
}
"""How a folded header says that its cells come in a unit."""


def read_units(field: TableField, text: str) -> Units:
    """The units in a text such as "monthly k".

    Raises:
        WrongAnswer: it holds what is no unit of the field.
    """
    known = UNITS.get(field.cells, ())
    found = set()
    for word in text.replace(",", " ").split():
        unit = next((one for one in (word, word.lower(), _ALSO.get(word.lower(), "")) if one in known), None)
        if unit is None and field.cells is CellKind.MONEY:
            unit = currency_of(word)
        if unit is None:
            there_are = f"there are {', '.join(known)}" if known else "it comes in no other"
            raise WrongAnswer(f'"{word}" is no unit of {field.word}: {there_are}')
        found.add(unit)
    return frozenset(found)


def units_in(field: TableField, header: str) -> Units:
    """The units that a header names."""
    text = clean_line(header.replace("_", " "))
    folded = fold(text)
    found = {
        unit for unit in UNITS.get(field.cells, ()) if (sign := _HEADERS.get(unit)) is not None and sign.search(folded)
    }
    if field.cells is CellKind.MONEY:
        found |= currencies_in(text)
    return frozenset(found)


def over(said: Units, others: Units) -> Units:
    """The units that were said, and the others that say something else."""
    taken = {unit for group in _GROUPS if said & set(group) for unit in group}
    if any(map(currency_of, said)):
        taken |= {unit for unit in others if currency_of(unit)}
    return said | (others - taken)


def currencies_in(text: str) -> set[str]:
    """The codes of the currencies that a header names, by code or by sign."""
    return {code for word in CURRENCY.findall(text) if (code := currency_of(word)) is not None}


def currency_of(word: str) -> str | None:
    """The code of a currency by its code or sign; None for another word."""
    if word.upper() in _CURRENCIES:
        return word.upper()
    sign = fold(clean_line(word))
    return _SIGNS.get(sign) or (_SIGNS.get(sign[-1:]) if sign and not sign[-1].isalnum() else None)


def units_in_words(units: Iterable[str]) -> str:
    """Units as they are typed in an option and shown, in the order of UNITS."""
    order = [*_MONEY, *_SCALES, *_TIMES, *_DATES]
    known = sorted((one for one in units if one in order), key=order.index)
    return " ".join([*known, *sorted(one for one in units if one not in order)])
