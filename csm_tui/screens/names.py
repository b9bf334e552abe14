"""Choosing names from a list: the clients of an activity, or what it waits for."""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from csm_tui.domain.text import fold
from csm_tui.resources import STYLES
from csm_tui.widgets.band_table import BandTable, Cell, Column
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.line_input import LineInput


class NamesDialog(ModalScreen["tuple[str, ...] | None"]):
    """Dismisses with the marked names; without marks with the one under the cursor."""

    CSS_PATH = STYLES / "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take", priority=True),
        Binding("ctrl+t,insert", "mark", "Mark", priority=True),
        Binding("down", "move(1)", "Down", priority=True, show=False),
        Binding("up", "move(-1)", "Up", priority=True, show=False),
        Binding("escape", "dismiss", "Leave as it was", priority=True),
    ]

    def __init__(self, title: str, names: Sequence[str], text: str) -> None:
        super().__init__()
        self._title = title
        self._names = tuple(names)
        known = {fold(name): name for name in names}
        typed = [fold(part.strip()) for part in text.split(";")]
        self._marked = dict.fromkeys(known[part] for part in typed if part in known)
        self.table = BandTable((Column("name", "Name", "Name", 60, 20),), self._cells, empty="No name has that in it")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self._title
            box.border_subtitle = "ctrl+t marks, enter takes"
            yield LineInput(placeholder="any part of a name", compact=True, classes="editor")
            yield self.table
        yield KeyBar()

    def on_mount(self) -> None:
        self.table.can_focus = False
        self._show("")
        self.query_one(LineInput).focus()

    def _cells(self, key: Hashable) -> tuple[Cell]:
        return (Cell(str(key)),)

    def _show(self, text: str) -> None:
        words = fold(text).split()
        self.table.show_rows([name for name in self._names if all(word in fold(name) for word in words)])
        self.table.show_marks(self._marked)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)
        self.table.action_cursor_first()

    @on(BandTable.Opened)
    def _opened(self) -> None:
        self.action_mark()

    def action_move(self, step: int) -> None:
        """To the next or the previous name."""
        (self.table.action_cursor_down if step > 0 else self.table.action_cursor_up)()

    def action_mark(self) -> None:
        """Mark the name under the cursor, or take the mark off."""
        name = self.table.cursor_key
        if name is not None:
            if self._marked.pop(str(name), "") == "":
                self._marked[str(name)] = str(name)
            self.table.show_marks(self._marked)
            self.table.action_cursor_down()

    def action_take(self) -> None:
        """Take the marked names."""
        name = self.table.cursor_key
        self.dismiss(tuple(self._marked) or ((str(name),) if name is not None else ()))
