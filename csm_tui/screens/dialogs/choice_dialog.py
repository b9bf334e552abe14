"""A dialog that asks for one of a few choices, each with what it means."""

from collections.abc import Hashable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.list_dialog import ChoosingDialog
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.style_name import StyleName
from csm_tui.widgets.table.band_table import Cell, Column

AnyChoice = TypeVar("AnyChoice", bound=StrEnum)


class ChoiceDialog(ChoosingDialog[AnyChoice]):
    """Dismisses with the choice."""

    COLUMNS = (Column("choice", "Result", "Result", 10, 10), Column("meaning", "", "", 44, 36, grows=True))

    def __init__(
        self, title: str, about: str, choices: Mapping[AnyChoice, tuple[str, StyleName]], glyphs: Glyphs
    ) -> None:
        """`title` is one of the program's own texts; `about` says what is decided on; each choice has its meaning and
        its style."""
        self.TITLE_LINE = title
        self._about = about
        self._choices = choices
        super().__init__(ascii_only=glyphs.is_ascii)

    def lines(self) -> Sequence[Line]:
        return [[(f" {self._about}", "strong")]]

    def rows(self) -> Sequence[Hashable]:
        return [*self._choices]

    def cells(self, key: Hashable) -> Sequence[Cell]:
        meaning, style_name = next(said for choice, said in self._choices.items() if choice == key)
        return Cell(str(key), style_name), Cell(meaning, "dim")

    async def open(self, key: Hashable) -> None:
        self.dismiss(next(choice for choice in self._choices if choice == key))
