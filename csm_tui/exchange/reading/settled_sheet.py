"""A table whose columns are read as a whole: each cell a text that can be read in one way only, doubts as questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from csm_tui.domain.text import clean_line
from csm_tui.exchange.reading.answers import Answers, Meaning, Question
from csm_tui.exchange.reading.book import read_book
from csm_tui.exchange.reading.columns.choice_column import choice_column
from csm_tui.exchange.reading.columns.column import Cells, Circumstances, ReadColumn, read_each
from csm_tui.exchange.reading.columns.field_matching import match_columns, named_columns, refuse_strange_words, sense_of
from csm_tui.exchange.reading.columns.money_column import money_column
from csm_tui.exchange.reading.columns.score_column import score_column
from csm_tui.exchange.reading.columns.time_column import days_column, time_column
from csm_tui.exchange.reading.columns.units import over, read_units, units_in, units_in_words
from csm_tui.exchange.reading.declaration import CellKind, TableField, TableKind
from csm_tui.exchange.reading.memory import recalled, recalled_notes
from csm_tui.exchange.reading.no_records import without_other_rows
from csm_tui.exchange.reading.result import Matched, Rejected
from csm_tui.exchange.reading.sheet import MatchedTable, figures_of
from csm_tui.exchange.reading.table import table_in
from csm_tui.exchange.reading.table_row import TableRow
from csm_tui.exchange.tables import from_csv_text


@dataclass(frozen=True)
class SettledColumn:
    """A column that is read: its index, its header, and its cells, by the text that stands in the file."""

    at: int
    header: str
    read: ReadColumn


@dataclass(frozen=True)
class SettledSheet:
    """A sheet whose columns are read as a whole, so that each cell is a text that can be read in one way only.

    Attributes:
        sheet: The table and the fields in its columns.
        columns: The column of each field.
        questions: What has to be settled first.
        notes: How the table and its columns were read, a line each.
    """

    sheet: MatchedTable
    columns: Mapping[str, SettledColumn]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]

    @property
    def matched(self) -> tuple[Matched, ...]:
        """The columns that are taken in."""
        return tuple(
            one._replace(unit=units_in_words(self.columns[one.field].read.units)) for one in self.sheet.columns
        )

    def texts(self, row: TableRow) -> dict[str, str]:
        """The good cells of a row by field: texts that can be read in one way only, "" for no data."""
        cells, width = row.cells, len(row.cells)
        return {
            field: text
            for field, column in self.columns.items()
            if column.at < width and (text := column.read.texts.get(cells[column.at])) is not None
        }

    def problems(self, row: TableRow) -> Iterator[Rejected]:
        """The bad cells of a row."""
        for field, column in self.columns.items():
            if column.read.problems and column.at < len(row.cells):
                problem = column.read.problems.get(row.cells[column.at])
                if problem is not None:
                    yield self.sheet.rejected(row, field, problem)
        yield from self.sheet.beyond(row)


def settled_sheet(data: bytes, kind: TableKind, answers: Answers, by: Circumstances) -> SettledSheet:
    """The sheet of a kind of table in a file.

    Raises:
        FileRefused: the file cannot be read, or is no such table.
        WrongAnswer, UnknownSheet: the answers do not fit the file or the fields.
    """
    table = table_in(read_book(data), sense_of(kind, answers), kind.key, answers.sheet)
    refuse_strange_words(answers, table.header)
    known = recalled(answers, kind, table.header)
    named = named_columns(kind, table.header, known)
    rows, left_out = without_other_rows(table, figures_of(kind, named))
    cells = {at: _distinct(rows, at) for at in range(len(table.header))}
    found = match_columns(kind, table.header, known, named, cells)
    said = {clean_line(header).casefold(): meaning for header, meaning in known.columns.items()}
    columns = {
        field: SettledColumn(
            at, table.header[at], _read(kind.by_name[field], table.header[at], cells[at], said, known, by)
        )
        for field, at in found.fields.items()
    }
    again = recalled_notes(answers, known, {one.header: cells[one.at] for one in columns.values()})
    sheet = MatchedTable(table, rows, found.fields, kind.key, found.ignored, left_out)
    read = [one.read for one in columns.values()]
    questions = (*found.questions, *(question for one in read for question in one.questions))
    notes = (*table.notes, *again, *found.notes, *(note for one in read for note in one.notes))
    return SettledSheet(sheet, columns, questions, notes)


def _distinct(rows: Sequence[TableRow], at: int) -> dict[str, int]:
    """The distinct cells of a column with the numbers of their first rows."""
    found: dict[str, int] = {}
    for row in rows:
        if at < len(row.cells) and row.cells[at] not in found:
            found[row.cells[at]] = row.number
    return found


def _read(
    field: TableField,
    header: str,
    rows: Mapping[str, int],
    said: Mapping[str, Meaning],
    answers: Answers,
    by: Circumstances,
) -> ReadColumn:
    """The column; cells are looked up as they stand in the file, read without guard and as the user says."""
    bare = {cell: from_csv_text(cell) for cell in rows}
    if answers.values:
        bare = {cell: answers.value(header, text) or text for cell, text in bare.items()}
    meaning = said.get(clean_line(header).casefold())
    units = read_units(field, meaning.unit) if meaning is not None else frozenset()
    cells = Cells(
        header,
        field,
        {text: rows[cell] for cell, text in bare.items()},
        over(units, units_in(field, header)),
        bool(units),
    )
    found = _column(cells, by)
    texts = {cell: found.texts[text] for cell, text in bare.items() if text in found.texts}
    problems = {cell: found.problems[text] for cell, text in bare.items() if text in found.problems}
    return ReadColumn(texts, problems, found.questions, found.notes, found.units)


def _column(cells: Cells, by: Circumstances) -> ReadColumn:
    match cells.field.cells:
        case CellKind.MONEY:
            return money_column(cells, by)
        case CellKind.SCORE:
            return score_column(cells)
        case CellKind.UNTIL | CellKind.SINCE | CellKind.DAY:
            return time_column(cells, by)
        case CellKind.DAYS:
            return days_column(cells)
        case CellKind.CHOICE:
            return choice_column(cells)
        case CellKind.NAME:
            return ReadColumn({cell: cell for cell in cells.rows})
        case CellKind.TEXT | CellKind.BAND | CellKind.DURATION:
            return ReadColumn(*read_each(cells.rows, str))
