"""A dialog that finds several names in a list, such as the clients of an activity or its dependencies."""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from csm_tui.domain.text import fold
from csm_tui.domain.values.names import split_names
from csm_tui.screens.dialogs.finder import Finder
from csm_tui.widgets.table.band_table import Cell, Column


class NamesFinder(Finder["tuple[str, ...]"]):
    """Dismisses with the marked names, or the one under the cursor if none is marked."""

    EMPTY = "No name has that in it"
    COLUMNS = (Column("name", " Name", " Name", 61, 21),)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+t,insert", "mark", "Mark", priority=True)]

    def __init__(self, title: str, names: Sequence[str], text: str) -> None:
        self._names = tuple(names)
        known = {fold(name): name for name in names}
        self._marked = [known[fold(name)] for name in split_names(text) if fold(name) in known]
        super().__init__(title)

    def on_mount(self) -> None:
        super().on_mount()
        self.table.show_marks(self._marked)

    def found(self, text: str) -> Sequence[Hashable]:
        words = fold(text).split()
        return [name for name in self._names if all(word in fold(name) for word in words)]

    def cells(self, key: Hashable) -> Sequence[Cell]:
        return (Cell(f" {key}"),)

    def choose(self, key: Hashable) -> None:
        self.dismiss(tuple(self._marked) or (str(key),))

    def action_mark(self) -> None:
        """Mark or unmark the name under the cursor."""
        if self.table.cursor_key is None:
            return
        name = str(self.table.cursor_key)
        if name in self._marked:
            self._marked.remove(name)
        else:
            self._marked.append(name)
        self.table.show_marks(self._marked)
        self.table.action_cursor_down()
