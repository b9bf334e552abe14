"""The help: every command and key of a screen, from the one place where each is declared."""

from collections.abc import Iterable

from textual.binding import Binding

from csm_tui.commands.base import Command
from csm_tui.planning.query import FIELDS
from csm_tui.widgets.line_pane import Line


def help_lines(commands: Iterable[type[Command]], table: Iterable[Binding], width: int) -> list[Line]:
    """The commands, the keys of the table and the filter language, in lines for a width."""
    lines: list[Line] = [[(" What you can do", "strong")]]
    lines += [_line(command.keys(), command.tooltip()) for command in commands]
    lines += [[], [(" Moving in a table", "strong")]]
    lines += [_line(" ".join(binding.key.split(",")), binding.description) for binding in table]
    lines += [
        _line("click", "Select; again opens; on a title: sort by it"),
        [],
        [(" Filtering", "strong")],
        [("   Words find names and tags. Terms must all hold; - before one negates it.", "")],
        *_examples(width),
        [],
        [(" In a form", "strong")],
        _line("tab shift+tab", "Next and previous field; enter also goes on"),
        _line("ctrl+s", "Save"),
        _line("esc", "Leave; what was typed is kept and offered again"),
        _line("ctrl+t", "Start over with what is saved"),
    ]
    return lines


def _line(keys: str, text: str) -> Line:
    return [(f"   {keys:18} ", "strong"), (text, "")]


def _examples(width: int) -> list[Line]:
    lines: list[Line] = []
    row = "  "
    for example in (*FIELDS.values(), "-tag:pilot", '"two words"'):
        if len(row) + len(example) + 2 > width:
            lines.append([(row, "dim")])
            row = "  "
        row += f" {example} "
    return [*lines, [(row, "dim")]]
