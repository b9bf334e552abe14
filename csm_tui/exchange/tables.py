"""Tables written as CSV, and cells guarded from being taken for formulas."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

_ACTS = r"'*\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_GUARD_NEEDED = re.compile(_ACTS)
_GUARDED = re.compile("'" + _ACTS)
_QUOTES_NEEDED = re.compile(r'[",;\t|\r\n]|\A\s|\s\Z')


class FileRefused(Exception):
    """The file as a whole cannot be read as what it should be; the message says why, in one line."""


def csv_text(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet program would take it for a formula or a command.

    So that `from_csv_text` gives back any text, one that looks guarded already gets a second apostrophe.
    """
    return "'" + text if _GUARD_NEEDED.match(text) else text


def from_csv_text(text: str) -> str:
    """The text without the apostrophe that `csv_text` put before it."""
    return text[1:] if _GUARDED.match(text) else text


def write_csv(headers: Iterable[str], rows: Iterable[Sequence[object]]) -> str:
    """The table as CSV with commas. Text is guarded by `csv_text`, numbers are not; None is an empty cell, True and
    False are yes and no, and the texts of a tuple are joined by ";".

    Lines end in LF: spreadsheet programs read that as well as CRLF, and line tools behind a pipe would keep a CR as
    part of the last cell.
    """
    return "".join(map(_line, (list(headers), *rows)))


def _line(cells: Sequence[object]) -> str:
    written = [_cell(cell) for cell in cells]
    # A lone empty cell would be a blank line, which is no row.
    return ('""' if written == [""] else ",".join(written)) + "\n"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number_text(value)
    text = csv_text(";".join(value) if isinstance(value, tuple) else str(value))
    return '"' + text.replace('"', '""') + '"' if _QUOTES_NEEDED.search(text) else text


def number_text(value: int | float) -> str:
    """A number so that it is read in one way only: with a point, and never just three digits behind it."""
    text = repr(value)
    if "e" in text:
        text = f"{Decimal(text):f}"
    # Exactly three digits behind a point would be read as thousands.
    return text + "0" if text[-4:-3] == "." else text
