"""Choosing a client by a part of its name."""

from collections.abc import Hashable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from csm_tui.domain.client import Client
from csm_tui.domain.text import fold
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.portfolio import natural_key
from csm_tui.resources import STYLES
from csm_tui.screens.signs import Signs
from csm_tui.widgets.band_table import BandTable, Cell, Column
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.line_input import LineInput


def found_clients(workspace: Workspace, text: str) -> list[Client]:
    """The clients whose name or tags hold every word; those whose name begins with the text come first."""
    words = fold(text).split()
    found = []
    for client in workspace.clients.values():
        name = fold(client.name)
        whole = f"{name} {fold(' '.join(client.tags))}"
        if all(word in whole for word in words):
            found.append((not name.startswith(fold(text).strip()), natural_key(name), client))
    return [client for *_, client in sorted(found, key=lambda each: each[:2])]


class ClientPicker(ModalScreen["Client | None"]):
    """Dismisses with the client."""

    CSS_PATH = STYLES / "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", priority=True),
        Binding("down,ctrl+n", "move(1)", "Down", priority=True, show=False),
        Binding("up,ctrl+p", "move(-1)", "Up", priority=True, show=False),
        Binding("escape", "dismiss", "Close", priority=True),
    ]

    def __init__(self, workspace: Workspace, signs: Signs) -> None:
        super().__init__()
        self._workspace = workspace
        columns = Column("client", "Client", "Client", 40, 20), Column("tags", "Tags", "Tags", 30, 14)
        self.table = BandTable(columns, self._cells, empty="No client has that in its name", ascii_only=signs.is_ascii)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = "Go to a client"
            yield LineInput(placeholder="any part of the name", compact=True, classes="editor")
            yield self.table
        yield KeyBar()

    def on_mount(self) -> None:
        self.table.can_focus = False
        self._show("")
        self.query_one(LineInput).focus()

    def _cells(self, key: Hashable) -> tuple[Cell, Cell]:
        client = self._workspace.clients[str(key)]
        return Cell(client.name), Cell(" ".join(client.tags), "dim")

    def _show(self, text: str) -> None:
        self.table.show_rows([client.id for client in found_clients(self._workspace, text)])
        self.table.action_cursor_first()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    @on(BandTable.Opened)
    def _opened(self) -> None:
        self.action_choose()

    def action_move(self, step: int) -> None:
        """To the next or the previous client found."""
        (self.table.action_cursor_down if step > 0 else self.table.action_cursor_up)()

    def action_choose(self) -> None:
        """Take the client under the cursor."""
        if self.table.cursor_key is None:
            self.notify("No client has that in its name", severity="warning")
        else:
            self.dismiss(self._workspace.clients[str(self.table.cursor_key)])
