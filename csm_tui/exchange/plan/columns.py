"""What the columns of a plan's table mean where several could mean the same, and the unit of its durations."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from csm_tui.domain.text import clean_line, fold
from csm_tui.exchange.plan.fields import GIVE_WAY, HEADERS, JOINED, PERHAPS_CATEGORY, PLAN
from csm_tui.exchange.plan.words import read_category
from csm_tui.exchange.reading.answers import Answers, Meaning, WrongAnswer
from csm_tui.exchange.reading.columns.units import read_units, units_in_words
from csm_tui.exchange.reading.table import FileTable
from csm_tui.exchange.reading.table_row import TableRow

UNITS = {"hours": "h", "minutes": "min", "seconds": "s", "days": "d", "weeks": "w"}
"""The units in which a column of durations may come, and how each is written behind a number."""

_UNIT_WORDS = {
    "hours": re.compile(r"\b(?:h|hrs?|hours?)\b"),
    "minutes": re.compile(r"\b(?:mins?|minutes?)\b"),
    "seconds": re.compile(r"\b(?:s|secs?|seconds?)\b"),
    "days": re.compile(r"\b(?:d|pd|days?)\b"),
    "weeks": re.compile(r"\b(?:wks?|weeks?)\b"),
}
_BLOCKED_BY = re.compile(r"inward issue link \(block(?:s|er)\)")
_TEMPLATE = tuple(map(fold, HEADERS[:10]))


@dataclass(frozen=True)
class PlanColumns:
    """What the columns of a table of activities mean.

    Attributes:
        table: The table, with one column where several have the same header and are one field.
        answers: What its headers mean.
        superseded: The headers of columns that are left out as another one means the same.
        unit: The unit of durations that are plain numbers, of UNITS; "" where nobody says it.
        day_first: Whether the day comes first in a column of days, by field, where the user says it.
    """

    table: FileTable
    answers: Answers
    superseded: tuple[str, ...]
    unit: str
    day_first: Mapping[str, bool]


def plan_columns(table: FileTable, answers: Answers) -> PlanColumns:
    """The columns of a table of activities. What the user says goes first, then what the usual tools mean.

    Raises:
        WrongAnswer: the user names a unit that there is not.
    """
    said, units = _without_units(answers)
    joined = _joined(table, said)
    usual = _usual(joined, said)
    superseded = tuple(header for header, meaning in usual.items() if not meaning.field)
    orders = {field: unit == "day-first" for field, unit in units.items() if field != "hours"}
    unit = units.get("hours") or _unit_in(joined, {**usual, **said})
    return PlanColumns(joined, replace(answers, columns={**usual, **said}), superseded, unit, orders)


def _unit_in(table: FileTable, columns: Mapping[str, Meaning]) -> str:
    """The unit of durations that the headers tell, "" if they tell none."""
    if _is_template(table):
        return "hours"
    units = (_unit_of(header) for header, field in _fields(table, columns) if field == "hours")
    return next(filter(None, units), "")


def sense_in(columns: Mapping[str, Meaning], header: str) -> str | None:
    """The field that a header means; None if it is none."""
    said = columns.get(header) or next((one for key, one in columns.items() if _same(key, header)), None)
    return PLAN.field_of(header) if said is None else PLAN.field_of(said.field)


def _same(one: str, other: str) -> bool:
    return fold(clean_line(one)) == fold(clean_line(other))


def _fields(table: FileTable, columns: Mapping[str, Meaning]) -> list[tuple[str, str | None]]:
    return [(header, sense_in(columns, header)) for header in table.header]


def _without_units(answers: Answers) -> tuple[dict[str, Meaning], dict[str, str]]:
    """What the user says of the columns, and the units in it by field."""
    said: dict[str, Meaning] = {}
    units: dict[str, str] = {}
    for header, meaning in answers.columns.items():
        field = PLAN.field_of(meaning.field) if meaning.unit else None
        if field is not None:
            units[field] = _said_unit(field, meaning.unit)
        said[header] = Meaning(meaning.field)
    return said, units


def _said_unit(field: str, text: str) -> str:
    """The unit of a field that the user names."""
    if field != "hours":
        return units_in_words(read_units(PLAN.by_name[field], text))
    unit = _unit_of(text)
    if not unit:
        raise WrongAnswer(f"durations come in {', '.join(UNITS)}, not in {text}")
    return unit


def _unit_of(text: str) -> str:
    """The unit that a header names, "" if it names none."""
    words = fold(clean_line(text)[:200])
    return next((unit for unit, pattern in _UNIT_WORDS.items() if pattern.search(words)), "")


def _is_template(table: FileTable) -> bool:
    return tuple(fold(clean_line(header)) for header in table.header[: len(_TEMPLATE)]) == _TEMPLATE


def _usual(table: FileTable, said: Mapping[str, Meaning]) -> dict[str, Meaning]:
    """What the headers mean of which nobody says it and that do not say it alone."""
    fields = _fields(table, said)
    known = {field for _, field in fields if field is not None}
    usual: dict[str, Meaning] = {}
    for field in known - {sense_in(said, header) for header in said}:
        ranked = sorted({header for header, one in fields if one == field}, key=_rank)
        for header in ranked[1:]:
            to_notes = PLAN.word_of(header) == "description" and "notes" not in known
            usual[header] = Meaning("notes" if to_notes else "")
    for header in (header for header, field in fields if field is None):
        if header not in said:
            if "dependencies" not in known and _BLOCKED_BY.fullmatch(fold(clean_line(header))):
                usual[header] = Meaning("dependencies")
            elif "category" not in known and _holds_categories(table, header):
                usual[header] = Meaning("category")
                known.add("category")
    return usual


def _rank(header: str) -> int:
    """The place of a header among the words of its field; the smallest goes first."""
    field, word = PLAN.field_of(header), PLAN.word_of(header)
    words = PLAN.by_name[field].synonyms if field is not None else ()
    return len(words) if word in GIVE_WAY or word not in words else words.index(word)


def _holds_categories(table: FileTable, header: str) -> bool:
    """Whether a column may be one of categories and all its cells are such."""
    if fold(clean_line(header)) not in PERHAPS_CATEGORY:
        return False
    at = table.header.index(header)
    cells = [cell for row in table.rows if at < len(row.cells) and (cell := clean_line(row.cells[at]))]
    return bool(cells) and all(map(_is_category, cells))


def _is_category(cell: str) -> bool:
    try:
        read_category(cell)
    except ValueError:
        return False
    return True


def _joined(table: FileTable, said: Mapping[str, Meaning]) -> FileTable:
    """The table with the cells of columns of the same header in the first of these, where several make one field."""
    places: dict[str, list[int]] = {}
    for at, (header, field) in enumerate(_fields(table, said)):
        if field in JOINED or _BLOCKED_BY.fullmatch(fold(clean_line(header))):
            places.setdefault(fold(clean_line(header)), []).append(at)
    repeated = {first: others for first, *others in places.values() if others}
    if not repeated:
        return table
    gone = {at for others in repeated.values() for at in others}
    headers = tuple("" if at in gone else text for at, text in enumerate(table.header))
    return replace(table, header=headers, rows=tuple(_row_joined(row, repeated) for row in table.rows))


def _row_joined(row: TableRow, repeated: Mapping[int, Sequence[int]]) -> TableRow:
    cells = [*row.cells]
    for first, others in repeated.items():
        parts = [cells[at] for at in (first, *others) if at < len(cells) and clean_line(cells[at])]
        cells[first : first + 1] = ["\n".join(parts)] if first < len(cells) else []
        for at in others:
            cells[at : at + 1] = [""] if at < len(cells) else []
    return TableRow(row.number, tuple(cells))
