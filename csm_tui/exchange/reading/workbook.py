"""Workbooks: their typed cells as text that can be read in one way only."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile, is_zipfile

from csm_tui.exchange.reading.table_row import TableRow
from csm_tui.exchange.tables import FileRefused, number_text

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

WORKBOOK_SUFFIXES = (".xlsx", ".xls", ".ods")
_MOST_CELLS = 20_000_000
"""The library lays out every cell up to the last one, so that a single stray cell could take all memory."""

_DIMENSION = re.compile(rb'<dimension ref="[A-Z]+\d+:([A-Z]{1,3})(\d{1,7})"')
_LETTERS = 26
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


def is_workbook(data: bytes) -> bool:
    """Whether a file begins as workbooks do."""
    return data.startswith((_ZIP, _OLE))


def workbook_rows(data: bytes) -> list[tuple[str, tuple[TableRow, ...]]]:
    """The names of the sheets of a workbook and their rows that are not blank. Sheets that are hidden or hold no table,
    such as charts, are left out.

    Dates are ISO dates, times of day and durations h:mm, yes and no stand for what is true or false. What a formula
    came to is a cell like any other, and empty where it is an error.

    Raises:
        FileRefused: the file is damaged, is locked by a password, or is no workbook.
    """
    # Most files are text, and the start of the program is not to wait for this one.
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    _refuse_stray_cells(data)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            return [
                (sheet.name, tuple(_rows(book.get_sheet_by_name(sheet.name))))
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
            ]
    except CalamineError as error:
        why = "locked by a password" if "password" in str(error).lower() else "damaged, or none that can be read"
        raise FileRefused(f"the file is a workbook that is {why}: save the table as CSV") from None


def _refuse_stray_cells(data: bytes) -> None:
    """Refuse an .xlsx file in which a sheet says that it has more cells than could be laid out."""
    if not is_zipfile(BytesIO(data)):
        return
    with ZipFile(BytesIO(data)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/"):
                with parts.open(name) as sheet:
                    last = _DIMENSION.search(sheet.read(4096))
                if last is not None and _cells_up_to(last[1], int(last[2])) > _MOST_CELLS:
                    cell = (last[1] + last[2]).decode()
                    raise FileRefused(f"a sheet of it goes on to {cell}: delete the empty rows and columns at its end")


def _cells_up_to(letters: bytes, rows: int) -> int:
    width = 0
    for letter in letters:
        width = width * _LETTERS + letter - ord("A") + 1
    return width * rows


def _rows(sheet: "CalamineSheet") -> Iterator[TableRow]:
    texts: dict[float, str] = {}
    before = ("",) * (sheet.start[1] if sheet.start else 0)  # the library leaves empty columns at the left out
    rows: Iterable[list[Any]] = sheet.iter_rows()
    for number, cells in enumerate(rows, 1):
        row = before + tuple(
            [
                cell if (kind := type(cell)) is str else texts.get(cell) or _number(cell, texts) if kind is float
                else _OTHERS[kind](cell)
                for cell in cells
            ]
        )  # fmt: skip
        if any(row):
            yield TableRow(number, row)


def _number(cell: float, texts: dict[float, str]) -> str:
    """The text of a number, which is noted in `texts`, as most numbers are met again."""
    text = texts[cell] = number_text(cell).removesuffix(".0")
    return text


def _moment(cell: datetime) -> str:
    return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ", "seconds")


def _duration(cell: timedelta) -> str:
    return f"{cell // _HOUR}:{cell % _HOUR // _MINUTE:02}"


_OTHERS: Mapping[type, Callable[[Any], str]] = {
    bool: lambda cell: "yes" if cell else "no",
    int: number_text,
    date: date.isoformat,
    datetime: _moment,
    time: lambda cell: f"{cell:%H:%M}",
    timedelta: _duration,
}
