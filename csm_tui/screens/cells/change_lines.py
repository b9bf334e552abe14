"""Records that change, in lines: each by its name, and below it what becomes of its fields."""

from collections.abc import Sequence

from rich.cells import cell_len

from csm_tui.domain.text import clean_line
from csm_tui.exchange.preview import RecordChange
from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.table.layout import fit
from csm_tui.widgets.wrapping import wrapped_lines

_MOST = 200
"""So many records are named one by one."""
_LONGEST_TEXT = 60
"""The most cells shown of a text that changes."""
_NOTHING = "\u2013"


def change_lines(changes: Sequence[RecordChange], width: int) -> list[Line]:
    """The lines for a width in cells."""
    lines: list[Line] = []
    for change in changes[:_MOST]:
        mark: list[Run] = [("  new", "green")] if change.is_new else []
        lines.append([(f"   {clean_line(change.name)}", "strong"), *mark])
        shown = " \u00b7 ".join(field_change(*one, is_new=change.is_new) for one in change.fields)
        lines += wrapped_lines(shown, width, indent=5)
    if len(changes) > _MOST:
        lines.append([(f"   and {len(changes) - _MOST} more", "dim")])
    return lines


def field_change(word: str, old: str, new: str, *, is_new: bool) -> str:
    """What becomes of a field, on one line: Product 50 \u2192 60."""
    return f"{word} {short_value(new)}" if is_new else f"{word} {short_value(old)} \u2192 {short_value(new)}"


def short_value(text: str) -> str:
    """The text on one line of at most 60 cells, or a sign for none."""
    line = clean_line(text)
    return (fit(line, _LONGEST_TEXT) if cell_len(line) > _LONGEST_TEXT else line) or _NOTHING
