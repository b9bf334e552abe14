"""The spreadsheet of a plan: its columns, and its rows that are activities."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from csm_tui.domain.text import clean_line, fold
from csm_tui.exchange.plan.columns import plan_columns, sense_in
from csm_tui.exchange.plan.fields import FIELDS, HEADERS, PLAN
from csm_tui.exchange.reading.answers import NO_ANSWERS, Answers, Meaning
from csm_tui.exchange.reading.book import read_book
from csm_tui.exchange.reading.columns.column import Cells
from csm_tui.exchange.reading.columns.field_matching import refuse_strange_words
from csm_tui.exchange.reading.memory import meanings_of, recalled, recalled_notes
from csm_tui.exchange.reading.result import LeftOutRow, Matched
from csm_tui.exchange.reading.sheet import MatchedTable, sheet_from
from csm_tui.exchange.reading.table import table_in
from csm_tui.exchange.reading.table_row import TableRow
from csm_tui.exchange.tables import from_csv_text

_KINDS_OF_ROWS = frozenset({"task", "section", "note", "meta"})
_ACTIVITY = "task"


@dataclass(frozen=True)
class PlanSheet:
    """A table of activities.

    Attributes:
        sheet: The table with its fields.
        unit: The unit of durations that are plain numbers, of `UNITS`; "" where nobody says it.
        superseded: The headers of columns that are left out as another one means the same.
        day_first: Whether the day comes first in a column of days, by field, where the user says it.
        answers: What the user says, now or before.
        notes: How the table was found, and what was said before.
    """

    sheet: MatchedTable
    unit: str
    superseded: tuple[str, ...]
    day_first: Mapping[str, bool]
    answers: Answers
    notes: tuple[str, ...]

    @property
    def columns(self) -> tuple[Matched, ...]:
        """The columns that are taken in."""
        return tuple(one._replace(unit=self.unit) if one.field == "hours" else one for one in self.sheet.columns)

    def has(self, field: str) -> bool:
        """Whether there is a column of a field."""
        return field in self.sheet.fields

    def header(self, field: str) -> str:
        """The header of a field; our word for it where no column is one."""
        at = self.sheet.fields.get(field)
        return PLAN.by_name[field].word.capitalize() if at is None else clean_line(self.sheet.table.header[at])

    def meant(self, field: str, cell: str) -> str:
        """A cell of a field, or what the user says that it means."""
        said = self.answers.value(self.header(field), cell) if clean_line(cell) else None
        return cell if said is None or field == PLAN.key else said

    def cells(self, row: TableRow) -> dict[str, str]:
        """The cells of a row by field, as the user says that they are meant."""
        return {field: self.meant(field, cell) for field, cell in self.sheet.cells(row).items()}

    def column(self, field: str) -> dict[str, int]:
        """The distinct cells of a field that are not empty, on one line, with the numbers of their first rows."""
        found: dict[str, int] = {}
        for row in self.sheet.rows if self.has(field) else ():
            if cell := clean_line(self.cells(row).get(field, "")):
                found.setdefault(cell, row.number)
        return found

    def whole_column(self, field: str) -> Cells:
        """The column of a field that there is, for questions about it."""
        header = self.sheet.table.header[self.sheet.fields[field]]
        return Cells(header, PLAN.by_name[field], self.column(field), frozenset(), settled=False)


def plan_sheet(data: bytes, answers: Answers) -> PlanSheet:
    """The plan in a file.

    Raises:
        FileRefused: the file cannot be read, or has columns neither of references nor of descriptions.
        WrongAnswer, UnknownSheet: the answers do not fit the file or the fields.
    """
    sense = partial(plan_sense, columns=meanings_of(answers))
    table = table_in(read_book(data), sense, PLAN.key, answers.sheet)
    refuse_strange_words(answers, table.header, but=PLAN.by_name["hours"].word)
    known = recalled(answers, PLAN, table.header)
    columns = plan_columns(table, known)
    found = {sense_in(columns.answers.columns, header) for header in columns.table.header}
    key = "description" if "description" in found else PLAN.key
    sheet = _tasks_only(sheet_from(columns.table, replace(PLAN, key=key), columns.answers))
    cells = {
        sheet.table.header[at]: [row.cells[at] for row in sheet.rows if at < len(row.cells)]
        for at in sheet.fields.values()
    }
    notes = (*sheet.notes, *recalled_notes(answers, known, cells))
    return PlanSheet(sheet, columns.unit, columns.superseded, columns.day_first, known, notes)


def read_rows(data: bytes) -> list[dict[str, str]]:
    """The rows of a plan that is only to be looked at, by the words of HEADERS.

    Raises:
        FileRefused: the file cannot be read, or has columns neither of references nor of descriptions.
    """
    sheet = plan_sheet(data, NO_ANSWERS).sheet
    words = dict(zip(FIELDS, HEADERS, strict=True))
    return [{words[field]: cell for field, cell in sheet.cells(row).items() if field in words} for row in sheet.rows]


def plan_sense(header: str, columns: Mapping[str, Meaning] = MappingProxyType({})) -> str | None:
    """What a header means, for finding the headers: a table has references, or descriptions in their place."""
    field = sense_in(columns, header)
    return PLAN.key if field == "description" else field


def _tasks_only(sheet: MatchedTable) -> MatchedTable:
    """The sheet without the rows of sections and notes, where a column "Type" tells them from tasks."""
    at = next((at for at, header in enumerate(sheet.table.header) if fold(clean_line(header)) == "type"), None)
    if at is None:
        return sheet
    kinds = [fold(clean_line(row.cells[at])) if at < len(row.cells) else "" for row in sheet.rows]
    if _ACTIVITY not in kinds or not _KINDS_OF_ROWS.issuperset(filter(None, kinds)):
        return sheet
    pairs = [*zip(sheet.rows, kinds, strict=True)]
    others = tuple(_left_out(row, kind) for row, kind in pairs if kind != _ACTIVITY)
    tasks = tuple(row for row, kind in pairs if kind == _ACTIVITY)
    return replace(sheet, rows=tasks, left_out_rows=(*sheet.left_out_rows, *others))


def _left_out(row: TableRow, kind: str) -> LeftOutRow:
    text = ", ".join(filter(None, (clean_line(from_csv_text(cell)) for cell in row.cells)))
    return LeftOutRow(row.number, text[:200], f"no task, {kind or 'nothing'}")
