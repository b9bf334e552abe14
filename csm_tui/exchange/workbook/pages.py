"""The pages of a workbook: tables as one would send them, with widths, frozen headers, filters and a print set-up.

XlsxWriter is loaded with this module, so only where a workbook is made. Texts are written as texts, whatever they begin
with: nothing in the data becomes a formula, a link or a number.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from csm_tui.domain.text import fold, safe_text
from csm_tui.exchange.reading.table_row import cell_name
from csm_tui.exchange.roadmap.deck_text import width_in_letters

LONGEST_NAME = 31
"""Characters of the name of a page; Excel allows no more."""

LONGEST_TEXT = 32_767
"""Characters of a cell; Excel allows no more."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LINE = "#9AA4B2"
HEADER = {
    "bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "border": 1, "border_color": _LINE, "text_wrap": True,
    "valign": "top",
}  # fmt: skip
BANDS = {"red": "#F8CBC6", "amber": "#FCE8B2", "green": "#CFE8CF"}
ORANGE = "#FBD7B0"
PLAIN = {"valign": "top", "border": 1, "border_color": _LINE}
WRAPPED = {**PLAIN, "text_wrap": True}
WHOLE = {**PLAIN, "num_format": "#,##0"}
SIGNED = {**PLAIN, "num_format": "#,##0;[Red]-#,##0"}
DAY = {**PLAIN, "num_format": "yyyy-mm-dd", "align": "left"}
BOLD = {**PLAIN, "bold": True}
TITLE = {"bold": True, "font_size": 14}
QUIET = {"font_color": "#5B6572"}
_USUAL_WIDTH = 8.43
_ROW_PIXELS = 20
_LINE_POINTS, _MOST_POINTS = 15, 409
"""The height of a line, and the greatest of a row."""


class Pages:
    """A workbook that is being made. Each page gets a name of its own, as Excel allows it."""

    def __init__(self) -> None:
        self._file = BytesIO()
        self._book = Workbook(
            self._file,
            {
                "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
                "nan_inf_to_errors": True,
            },
        )  # fmt: skip
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._names: set[str] = set()
        self._pages: list[Page] = []

    def style(self, properties: dict[str, Any]) -> Any:
        """The format with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]

    def page(self, name: str, *, landscape: bool = True) -> "Page":
        """A new page, printed one page wide with its name and number at the bottom."""
        sheet = self._book.add_worksheet(self._free_name(name))
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&RPage &P of &N")
        self._pages.append(Page(self, sheet))
        return self._pages[-1]

    def chart(self, kind: str, subtype: str = "") -> Any:
        """A native chart, to be placed on a page."""
        return self._book.add_chart({"type": kind, "subtype": subtype} if subtype else {"type": kind})

    def made(self) -> bytes:
        """The finished file."""
        for page in self._pages:
            page.set_heights()
        self._book.close()
        return self._file.getvalue()

    def _free_name(self, wanted: str) -> str:
        base = (
            _cut(_FORBIDDEN.sub(" ", safe_text(" ".join(wanted.split()))).strip(" '"), LONGEST_NAME).strip(" '")
            or "Page"
        )
        name, number = base, 1
        while fold(name) in self._names or fold(name) == "history":  # which Excel keeps for itself
            number += 1
            name = f"{_cut(base, LONGEST_NAME - len(str(number)) - 1).rstrip()} {number}"
        self._names.add(fold(name))
        return name


def _cut(text: str, most: int) -> str:
    """The text in at most so many characters as Excel counts them: those beyond the first plane as two."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


class Page:
    """One page. Rows and columns are counted from 0."""

    def __init__(self, pages: Pages, sheet: Worksheet) -> None:
        self.pages, self.sheet = pages, sheet
        self._widths: dict[int, float] = {}
        self._wrapped: dict[int, list[tuple[range, str]]] = {}

    @property
    def name(self) -> str:
        """Its name as formulas and charts refer to it."""
        return f"'{self.sheet.get_name().replace(chr(39), chr(39) * 2)}'"

    def widths(self, *widths: float) -> None:
        """Set the widths of the first columns, in characters."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
            self._widths[column] = width

    def set_heights(self) -> None:
        """Make rows as high as their wrapped texts need: not every program does so by itself."""
        for row, texts in self._wrapped.items():
            lines = max(self._lines(columns, text) for columns, text in texts)
            if lines > 1:
                self.sheet.set_row(row, min(_LINE_POINTS * lines, _MOST_POINTS))

    def _lines(self, columns: range, text: str) -> int:
        width = max(1, int(sum(self._widths.get(column, _USUAL_WIDTH) for column in columns)))
        return sum(max(1, -(-ceil(width_in_letters(line)) // width)) for line in text.split("\n"))

    def write(self, row: int, column: int, value: object, style: dict[str, Any] = PLAIN) -> None:
        """Write a value as what it is: a number, a day, or a text whatever it looks like; None is a blank cell."""
        form = self.pages.style(style)
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, form)
        elif isinstance(value, bool):
            self.sheet.write_string(row, column, "yes" if value else "no", form)
        elif isinstance(value, int | float):
            self.sheet.write_number(row, column, value, form)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, value, form)
        else:
            text = str(value)[:LONGEST_TEXT]
            self.sheet.write_string(row, column, text, form)
            if style.get("text_wrap"):
                self._wrapped.setdefault(row, []).append((range(column, column + 1), text))

    def spread(self, row: int, columns: range, text: str) -> None:
        """Write a text that wraps over several columns, merged into one."""
        self.sheet.merge_range(row, columns.start, row, columns.stop - 1, text, self.pages.style(WRAPPED))
        self._wrapped.setdefault(row, []).append((columns, text))

    def add_chart(self, row: int, chart: Any, size: tuple[int, int], columns: int) -> None:
        """Place a chart of so many pixels in width and height below a table of so many columns, and print both on one
        page."""
        width, height = size
        chart.set_size({"width": width, "height": height})
        self.sheet.insert_chart(row, 0, chart)
        self.sheet.print_area(0, 0, row + ceil(height / _ROW_PIXELS), columns - 1)
        self.sheet.fit_to_pages(1, 1)

    def formula(self, row: int, column: int, formula: str, value: float | None, style: dict[str, Any] = PLAIN) -> None:
        """Write a formula with the value that it has now, for whoever shows it without computing."""
        self.sheet.write_formula(row, column, formula, self.pages.style(style), "" if value is None else value)

    def header(self, row: int, titles: Sequence[str]) -> None:
        """Write the titles of a table."""
        for column, title in enumerate(titles):
            self.write(row, column, title, HEADER)

    def table(
        self, row: int, titles: Sequence[str], rows: Iterable[Sequence[object]], styles: Sequence[dict[str, Any]]
    ) -> int:
        """Write a table that stays in view and can be filtered; returns the row below it."""
        self.header(row, titles)
        below = row + 1
        for below, cells in enumerate(rows, row + 1):
            for column, (value, style) in enumerate(zip(cells, styles, strict=True)):
                self.write(below, column, value, style)
            below += 1
        self.sheet.freeze_panes(row + 1, 1)
        self.sheet.repeat_rows(row)
        self.sheet.autofilter(row, 0, max(below - 1, row), len(titles) - 1)
        return below

    def banded(self, first: tuple[int, int], last: tuple[int, int], limits: Sequence[tuple[str, str]]) -> None:
        """Colour numbers by rules of Excel: each limit is a condition such as `{cell}>=75` and the colour for it."""
        cell = cell_at(*first)
        for condition, colour in limits:
            self.sheet.conditional_format(
                *first, *last,
                {
                    "type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{condition.format(cell=cell)})",
                    "format": self.pages.style({"bg_color": colour}), "stop_if_true": True,
                },
            )  # fmt: skip


def cell_at(row: int, column: int) -> str:
    """The name of a cell, A1 for 0, 0."""
    return cell_name(row + 1, column)
