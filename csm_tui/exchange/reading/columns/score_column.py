"""A column of scores: of 100 points, or of a smaller scale, which is never guessed."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from csm_tui.domain.text import clean_line
from csm_tui.domain.values.reading.readers import read_number
from csm_tui.exchange.reading.columns.column import Cells, ReadColumn, read_each
from csm_tui.exchange.tables import number_text

_SENSE = "a score is a number from 0 to 100, or empty: no data"
_OUT_OF = re.compile(r"(?P<got>[\d.,]+)\s*(?:/|out of|of)\s*(?P<most>\d{1,3})")
_SMALL = 11
"""A column whose scores are all below this is hardly one of 100 points."""

_PLACES = Decimal("0.000001")


class _Scale(NamedTuple):
    low: int
    high: int
    label: str


_SCALES: Mapping[str, _Scale] = {
    "0-1": _Scale(0, 1, "0 to 1, as shares"),
    "1-5": _Scale(1, 5, "1 to 5"),
    "0-5": _Scale(0, 5, "0 to 5"),
    "1-10": _Scale(1, 10, "1 to 10"),
    "0-10": _Scale(0, 10, "0 to 10"),
    "nps": _Scale(-100, 100, "net promoter score, -100 to 100"),
    "points": _Scale(0, 100, "0 to 100, as they are"),
}


def score_of(cell: str, unit: str) -> str:
    """A cell as a score of 0-100, by the scale of its column; "72 %" and "4.5/5" say their own.

    Raises:
        ValueError: it is none.
    """
    line = clean_line(cell)
    scale = _SCALES[unit]
    out_of = _OUT_OF.fullmatch(line)
    if out_of is not None:
        line, scale = out_of["got"], _Scale(0, int(out_of["most"]), f"of {out_of['most']}")
    elif line.endswith("%"):
        scale = _SCALES["points"]
    number = _number(line)
    if scale.high == scale.low or not scale.low <= number <= scale.high:
        rule = (
            _SENSE
            if scale.high == 100 and scale.low == 0
            else f"a score here is a number from {scale[0]} to {scale[1]}"
        )
        raise ValueError(rule)
    score = ((number - scale.low) * 100 / (scale.high - scale.low)).quantize(_PLACES)
    return number_text(int(score) if score == score.to_integral_value() else float(score))


def _number(line: str) -> Decimal:
    try:
        return Decimal(str(read_number(line, thousands=False)))
    except ValueError:
        raise ValueError(_SENSE) from None


def is_score(cell: str) -> bool:
    """Whether a cell could be a score of any scale."""
    try:
        score_of(cell, "nps")
    except ValueError:
        return False
    return True


def score_column(cells: Cells) -> ReadColumn:
    """The scores of 0-100."""
    unit = next((one for one in _SCALES if one in cells.units), "")
    if unit == "nps" and not cells.settled:  # "NPS / Satisfaction" may be either
        unit = ""
    fitting = _fitting(cells.filled)
    doubt = _doubt(cells, unit, fitting)
    texts, problems = read_each(cells.rows, lambda cell: score_of(cell, unit or "points"))
    if doubt:
        choices = [cells.as_unit(_SCALES[one].label, one) for one in fitting]
        return ReadColumn(texts, problems, (cells.question(doubt, cells.filled, choices),))
    notes = (f'"{clean_line(cells.header)}": scores of {_SCALES[unit].label}',) if unit not in ("", "points") else ()
    return ReadColumn(texts, problems, (), notes, frozenset({unit}) if unit else frozenset())


def _plain(cells: Iterable[str]) -> list[Decimal]:
    """The numbers of the cells that do not say their own scale."""
    lines = [line for line in map(clean_line, cells) if not line.endswith("%") and not _OUT_OF.fullmatch(line)]
    return [_number(line) for line in lines if is_score(line)]


def _fitting(cells: Iterable[str]) -> list[str]:
    """The scales in which all numbers lie; one that goes below 0 only if a number does."""
    numbers = _plain(cells)
    negative = any(number < 0 for number in numbers)
    return [
        unit
        for unit, one in _SCALES.items()
        if negative == (one.low < 0) and all(one.low <= number <= one.high for number in numbers)
    ]


def _doubt(cells: Cells, unit: str, fitting: list[str]) -> str:
    """Why the scale of a column has to be asked for; "" if it is certain."""
    if cells.settled and unit:
        return ""
    numbers = _plain(cells.filled)
    if unit:
        return "" if unit in fitting else f"the header says {unit}, but not all values lie in it"
    if any(number < 0 for number in numbers):
        return "values below 0: they could be a net promoter score"
    if any(numbers) and max(numbers) < _SMALL:
        return "all values are below 11: they could be of a smaller scale than 100"
    if numbers and any(_OUT_OF.fullmatch(clean_line(cell)) for cell in cells.filled):
        return "some values say of how many they are, and others do not"
    return ""
