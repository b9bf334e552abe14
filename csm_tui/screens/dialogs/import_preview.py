"""The preview of an import: what a file would change."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from csm_tui.domain.values.text import clean_line
from csm_tui.exchange.preview import Preview, ReadColumn, RecordChange
from csm_tui.exchange.reading.result import ImportResult
from csm_tui.screens.dialogs.pane_dialog import PaneDialog
from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.table.layout import Side, fit
from csm_tui.widgets.wrapping import wrapped_lines

_MOST = 200
"""So many rows are named one by one."""

_WIDEST_CELL = 18
_LONGEST_TEXT = 60
"""The most cells shown of a text that changes."""

_NOTHING = "\u2013"
_NUMBER = re.compile(r"-?[\d,]+(\.\d+)?")


class ImportPreview(PaneDialog[bool]):
    """Shows what a file would change; dismisses with whether to import its valid rows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "take", "Take it in"),
        Binding("y", "say_why_not", show=False),  # used when the binding above is off
        Binding("escape,n,q", "dismiss(False)", "Leave it"),
    ]

    def __init__(self, name: str, found: ImportResult, preview: Preview) -> None:
        super().__init__(f"Import {name}?")
        self.name_of_file = name
        self._found = found
        self._preview = preview

    def lines(self, width: int) -> list[Line]:
        return preview_lines(self._found, self._preview, width)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Importing is offered only if there is something to import, and if that can be seen."""
        return action != "take" or (self._found.would_do and not self.problems)

    def action_take(self) -> None:
        """Import the valid rows."""
        self.dismiss(True)

    def action_say_why_not(self) -> None:
        """Say why nothing is imported."""
        why = "What cannot be shown is not taken in" if self.problems else _why_nothing(self._found)
        self.notify(why, severity="warning")


def preview_lines(found: ImportResult, preview: Preview, width: int) -> list[Line]:
    """The counts and what follows, then what is refused and what to know, the columns, the first rows, each change,
    and who is missing in the file."""
    lines: list[Line] = [[(f" {_counts(found)}", "strong")], [(f" {_what_follows(found)}", "dim")]]
    if found.rejected:
        refused = [f'row {one.row}, {one.column}: "{one.value}": {one.problem}' for one in found.rejected[:_MOST]]
        title = " Refused; their rows stay out" if found.would_do else " Refused"
        lines += [[], [(title, "red")], *_texts(refused, width)]
    if found.remarks:
        lines += [[], [(" To know", "amber")], *_texts(found.remarks[:_MOST], width)]
    lines += [[], *_column_lines(preview, width)]
    if preview.rows:
        lines += [[], [(" The first rows as they are read", "title")], *_row_lines(preview, width)]
    if preview.changes:
        lines += [[], [(" What changes", "title")], *change_lines(preview.changes, width)]
    if found.missing:
        lines += [[], [(f" Not in the file, left as they are: {len(found.missing)}", "title")]]
        lines += _texts([", ".join(found.missing[:_MOST])], width)
    return lines


def _counts(found: ImportResult) -> str:
    counts = f"{found.added} added, {found.updated} updated, {found.unchanged} unchanged"
    return f"{counts}; {len(found.missing)} of yours not in the file" if found.missing else counts


def _what_follows(found: ImportResult) -> str:
    """What taking it in does, or why that is nothing."""
    if found.added or found.updated:
        return "y takes the good rows in; a backup is made before."
    if found.noted:
        whose = "that client" if found.noted == 1 else f"{found.noted} clients"
        return f"Nothing changes. y notes the scores of {whose} once more, for the history."
    return f"{_why_nothing(found)}."


def _why_nothing(found: ImportResult) -> str:
    """Why there is nothing to take in."""
    if found.rejected:
        return "Nothing can be taken in before these rows are mended"
    return "Nothing changes: all of it is here already" if found.unchanged else "Nothing can be taken in"


def _column_lines(preview: Preview, width: int) -> Iterator[Line]:
    """Pairs of each header and the name of its field, once where both are the same, then the ignored headers."""
    yield [(" Columns", "title")]
    yield from _texts([" \u00b7 ".join(map(_pair, preview.columns))], width)
    if preview.left_out:
        left_out = ", ".join(map(clean_line, preview.left_out))
        yield from _texts([f"left out: {left_out}"], width, "dim")


def _pair(column: ReadColumn) -> str:
    header = clean_line(column.header)
    return header if header == column.word else f"{header} \u2192 {column.word}"


def _row_lines(preview: Preview, width: int) -> Iterator[Line]:
    """The first rows, with as many columns as there is room for; numbers are aligned to the right."""
    table = [tuple(column.word for column in preview.columns), *preview.rows]
    cells = [[_cut(cell, _WIDEST_CELL) for cell in row] for row in table]
    columns = [*zip(*cells, strict=True)]
    widths = [max(map(cell_len, column)) for column in columns]
    aligned: list[Side] = ["right" if _are_numbers(column[1:]) else "left" for column in columns]
    room, shown = width - 4, 0
    while shown < len(widths) and (room := room - widths[shown] - 2) >= -2:
        shown += 1
    for number, row in enumerate(cells):
        padded = map(fit, row[:shown], widths, aligned)
        yield [("   " + "  ".join(padded), "" if number else "dim")]
    if shown < len(widths):
        hidden = len(widths) - shown
        yield [(f"   and {hidden} column{'s' if hidden > 1 else ''} for which there is no room", "dim")]


def _are_numbers(cells: Collection[str]) -> bool:
    """Whether no cell is anything but a number, and one is."""
    return any(cells) and all(_NUMBER.fullmatch(cell) for cell in cells if cell)


def change_lines(changes: Sequence[RecordChange], width: int) -> Iterator[Line]:
    """Each record by its name, and below it what becomes of its fields."""
    for change in changes[:_MOST]:
        mark: list[Run] = [("  new", "green")] if change.is_new else []
        yield [(f"   {clean_line(change.name)}", "strong"), *mark]
        shown = (_field(*one, is_new=change.is_new) for one in change.fields)
        yield from _texts([" \u00b7 ".join(shown)] if change.fields else [], width, indent=5)
    if len(changes) > _MOST:
        yield [(f"   and {len(changes) - _MOST} more", "dim")]


def _field(word: str, old: str, new: str, *, is_new: bool) -> str:
    if is_new:
        return f"{word} {_short(new)}"
    return f"{word} {_short(old)} \u2192 {_short(new)}"


def _short(text: str) -> str:
    return _cut(text, _LONGEST_TEXT) or _NOTHING


def _cut(text: str, width: int) -> str:
    """The text on one line of at most `width` cells."""
    line = clean_line(text)
    return fit(line, width) if cell_len(line) > width else line


def _texts(texts: Collection[str], width: int, style: str = "", indent: int = 3) -> list[Line]:
    return [line for text in texts for line in wrapped_lines(text, width, style, indent)]
