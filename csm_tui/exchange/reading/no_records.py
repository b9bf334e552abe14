"""Rows of a table that are no records: totals, counts, footers, and headers that are repeated on each page."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from csm_tui.domain.text import clean_line, fold
from csm_tui.domain.values.reading.readers import read_number
from csm_tui.exchange.reading.result import LeftOutRow
from csm_tui.exchange.reading.table import FileTable
from csm_tui.exchange.reading.table_row import TableRow
from csm_tui.exchange.tables import from_csv_text

_THINGS = r"(?:records?|rows?|accounts?|clients?|customers?|entries|items)"
_TOTAL = re.compile(
    r"(?:(?:grand|overall|sub|report|column)[\s-]?)?(?:totals?|sums?|summe|gesamt|gesamtsumme|averages?|avg|mean|count)"
    rf"\s*(?:{_THINGS}\s*)?(?:\(.*\)|[:=].*|\d[\d,. ]*)?"
    rf"|{_THINGS}\s*[:=]\s*\d[\d,.]*|\(?\d[\d,.]*\s+{_THINGS}\)?(?:\s(?:in\s)?total)?"
)
_FOOTER = re.compile(
    r"(?:\u00a9|\(c\)|copyright|confidential|generated|created|exported|printed|downloaded|filtered|report\b|source:"
    r"|as of\b|page \d|end of).*"
)
_RULE = re.compile(r"[-=_\u2013\u2014\s]{3,}")
_SUSPECT = re.compile(
    r"\W*(?:\Z|grand|overall|sub|rep|col|tot|sum|ges|av|mean|count|rec|row|acc|cli|cus|ent|it|\d|c\)|cop|conf|gen|cre"
    r"|exp|pri|down|fil|sou|as of|page|end)|\(|\u00a9",
    re.IGNORECASE,
)
"""How the names of all such rows begin: most rows are told from them by this alone."""

_LONGEST = 200


@dataclass(frozen=True)
class Figures:
    """The indices of the columns of a table: `key` names the records, `numbers` are figures, `amounts` those of them
    that may be totalled."""

    key: int
    numbers: Collection[int]
    amounts: Collection[int]


def without_other_rows(table: FileTable, figures: Figures) -> tuple[tuple[TableRow, ...], tuple[LeftOutRow, ...]]:
    """The rows that are records, and the others with the reason.

    A row is a total if it is called one and holds figures alone, or if it stands at the end without a name and holds
    the sums of the rows above. A footer is what stands behind the last blank row with a single cell in each row, or a
    single cell that begins like one.
    """
    footers = {row.number for row in _last_lines(table)}
    header = clean_line(table.header[figures.key])
    records: list[TableRow] = []
    left_out: list[LeftOutRow] = []
    for row in table.rows:
        name = row.cells[figures.key] if figures.key < len(row.cells) else ""
        why = "text below the table" if row.number in footers else None
        if why is None and (_SUSPECT.match(name) or name == header):
            why = _why(table, figures, row)
        if why is None:
            records.append(row)
        else:
            left_out.append(_left_out(row, why))
    return _without_sums(records, left_out, figures)


def _left_out(row: TableRow, why: str) -> LeftOutRow:
    return LeftOutRow(row.number, ", ".join(filter(None, map(clean_line, row.cells)))[:_LONGEST], why)


def _cell(row: TableRow, at: int) -> str:
    return clean_line(from_csv_text(row.cells[at])) if at < len(row.cells) else ""


def _filled(row: TableRow) -> list[int]:
    return [at for at, cell in enumerate(row.cells) if cell and clean_line(cell)]


def _last_lines(table: FileTable) -> Sequence[TableRow]:
    """The rows at the end that have a single cell each and stand behind a blank row; none if there are no others."""
    first = len(table.rows)
    while first and len(table.header) > 1 and len(_filled(table.rows[first - 1])) == 1:
        first -= 1
    if not first:
        return ()
    before = table.rows[first - 1].number
    for at in range(first, len(table.rows)):
        if table.rows[at].number > before + 1:
            return table.rows[at:]
        before = table.rows[at].number
    return ()


def _why(table: FileTable, figures: Figures, row: TableRow) -> str | None:
    """Why a row is no record; None if it may be one."""
    filled = _filled(row)
    if len(table.header) < 2:
        return None
    named = [at for at in filled if at not in figures.numbers] or filled
    word = fold(_cell(row, named[0])[:_LONGEST])
    if _RULE.fullmatch(word):
        return "a line"
    if len(named) == 1 and _TOTAL.fullmatch(word):
        return "a total"
    if len(filled) == 1 and _FOOTER.fullmatch(word):
        return "text below the table"
    if len(filled) > 1 and all(_cell(row, at) == clean_line(one) for at, one in enumerate(table.header)):
        return "the headers again"
    return None


def _without_sums(
    rows: list[TableRow], left_out: list[LeftOutRow], figures: Figures
) -> tuple[tuple[TableRow, ...], tuple[LeftOutRow, ...]]:
    """The same without a last row that has no name but the sums of the others."""
    if rows and not _cell(rows[-1], figures.key):
        sums = {at: _number(rows[-1], at) for at in figures.amounts if _cell(rows[-1], at)}
        others = [at for at in _filled(rows[-1]) if at not in figures.numbers]
        if sums and not others and all(sum(_number(row, at) or 0 for row in rows[:-1]) == sums[at] for at in sums):
            left_out = sorted([*left_out, _left_out(rows.pop(), "a total without a name")])
    return tuple(rows), tuple(left_out)


def _number(row: TableRow, at: int) -> Decimal | None:
    try:
        return Decimal(str(read_number(_cell(row, at))))
    except ValueError:
        return None
