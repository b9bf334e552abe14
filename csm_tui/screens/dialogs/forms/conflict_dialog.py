"""The dialog that chooses between what was typed and what others saved meanwhile, field by field."""

from collections.abc import Hashable, Mapping, Sequence
from typing import ClassVar, cast

from textual.binding import Binding, BindingType

from csm_tui.domain.text import safe_text
from csm_tui.forms.form_spec import FieldConflict
from csm_tui.screens.dialogs.list_dialog import ListDialog
from csm_tui.screens.dialogs.text_page import TextPage
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column
from csm_tui.widgets.wrapping import wrapped


class ConflictDialog(ListDialog[Mapping[str, bool]]):
    """Dismisses with whether mine is taken, by the name of each conflict; with None when nothing is decided."""

    TITLE_LINE = "Changed by others meanwhile: which is to be saved?"
    COLUMNS = (
        Column("field", "Field", "Field", 24, 16),
        Column("take", "Take", "Take", 6, 6),
        Column("mine", "Mine", "Mine", 30, 20),
        Column("saved", "Saved", "Saved", 30, 20, grows=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", "Save the choice", priority=True),
        Binding("space", "open_row", "Mine or saved"),
        Binding("v", "look", "In full"),
        Binding("escape,q", "dismiss", "Decide later"),
    ]

    def __init__(self, conflicts: Sequence[FieldConflict], *, ascii_only: bool = False) -> None:
        super().__init__(ascii_only=ascii_only)
        self._conflicts = {conflict.name: conflict for conflict in conflicts}
        self._mine = dict.fromkeys(self._conflicts, True)

    def lines(self) -> Sequence[Line]:
        return [[(" enter or space takes the other one; nothing is lost until you save the choice", "dim")]]

    def rows(self) -> Sequence[Hashable]:
        return [*self._conflicts]

    def cells(self, key: Hashable) -> Sequence[Cell]:
        conflict, mine = self._conflicts[cast(str, key)], self._mine[cast(str, key)]
        return (
            Cell(conflict.label),
            Cell("mine" if mine else "saved", "amber"),
            Cell(_on_a_line(conflict.mine), "strong" if mine else "dim"),
            Cell(_on_a_line(conflict.saved), "dim" if mine else "strong"),
        )

    async def open(self, key: Hashable) -> None:
        """Take the other one of the two."""
        self._mine[cast(str, key)] = not self._mine[cast(str, key)]
        self.table.redraw()

    def action_save(self) -> None:
        """Save what is taken."""
        self.dismiss(self._mine)

    async def action_look(self) -> None:
        """Show the field under the cursor in full."""
        if self.chosen is not None:
            conflict = self._conflicts[cast(str, self.chosen)]
            await self.app.push_screen(TextPage(safe_text(conflict.label), lambda width: _in_full(conflict, width)))


def _on_a_line(text: str) -> str:
    return " ".join(text.split()) or "nothing"


def _in_full(conflict: FieldConflict, width: int) -> list[Line]:
    lines: list[Line] = []
    for title, text, style_name in (
        ("mine", conflict.mine, "amber"), ("saved", conflict.saved, ""), ("when opened", conflict.opened, "dim"),
    ):  # fmt: skip
        lines += side(title, text, style_name, width)
        lines.append([])
    return lines


def side(title: str, text: str, style_name: str, width: int) -> list[Line]:
    """A text of any length with its title beside it."""
    parts = [part for line in text.splitlines() for part in wrapped(line, max(width - 18, 10)) or [""]] or ["nothing"]
    return [[(f"   {title if number == 0 else '':13}", "dim"), (part, style_name)] for number, part in enumerate(parts)]
