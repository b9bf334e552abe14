"""A dialog that finds a client by a part of its name."""

from collections.abc import Hashable, Sequence

from csm_tui.domain.records.client import Client
from csm_tui.domain.text import fold
from csm_tui.domain.values.names import natural_key
from csm_tui.domain.workspace import Workspace
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.finder import Finder
from csm_tui.widgets.table.band_table import Cell, Column


def found_clients(workspace: Workspace, text: str) -> list[Client]:
    """The clients whose name or tags contain every word; those whose name begins with the text come first."""
    words = fold(text).split()
    found = []
    for client in workspace.clients.values():
        name = fold(client.name)
        whole = f"{name} {fold(' '.join(client.tags))}"
        if all(word in whole for word in words):
            found.append((not name.startswith(fold(text).strip()), natural_key(name), client))
    return [client for *_, client in sorted(found, key=lambda each: each[:2])]


class ClientFinder(Finder[Client]):
    """Dismisses with the chosen client."""

    EMPTY = "No client has that in its name"
    COLUMNS = (Column("client", "Client", "Client", 40, 20), Column("tags", "Tags", "Tags", 30, 14, grows=True))

    def __init__(self, workspace: Workspace, glyphs: Glyphs, text: str = "", title: str = "Go to a client") -> None:
        self._workspace = workspace
        super().__init__(title, text=text, ascii_only=glyphs.is_ascii)

    @property
    def why_empty(self) -> str:
        return self.EMPTY if self._workspace.clients else "No client yet: 1 leads to the portfolio, n adds one there"

    def found(self, text: str) -> Sequence[Hashable]:
        return [client.id for client in found_clients(self._workspace, text)]

    def cells(self, key: Hashable) -> Sequence[Cell]:
        client = self._workspace.clients[str(key)]
        return Cell(client.name), Cell(" ".join(client.tags), "dim")

    def choose(self, key: Hashable) -> None:
        self.dismiss(self._workspace.clients[str(key)])
