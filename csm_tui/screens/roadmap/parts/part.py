"""What a part of a roadmap's page is, and the data that all parts show."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from csm_tui.domain.record import Record
from csm_tui.domain.records.engagements.roadmap import Roadmap
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.form_spec import FormSpec, Texts
from csm_tui.planning.roadmap.briefings import Briefing
from csm_tui.screens.base.parts_screen import TYPED, CellSpot, InPlace
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.session.changes import Change
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.sheet_layout import SheetCell, SheetColumn, SheetRow
from csm_tui.widgets.wrapping import wrapped


@dataclass(frozen=True)
class ShownRoadmap:
    """What the parts show: a roadmap in its workspace, and what is typed and not saved.

    `typed` gives the texts of the draft of a form and a record, None for none.
    """

    one: Briefing
    workspace: Workspace
    today: date
    glyphs: Glyphs
    typed: Callable[[str, str], Texts | None]

    @property
    def roadmap(self) -> Roadmap:
        return self.one.roadmap

    def note(self, form: str, record: str, *words: str) -> str:
        """What is said below a text: these words, and that something is typed there."""
        return " · ".join(filter(None, (*words, "" if self.typed(form, record) is None else TYPED)))


class RoadmapPart:
    """One part of the page: the lines above its rows, the rows, and what can be done with them."""

    title: ClassVar[str]
    empty: ClassVar[str]
    ruled: ClassVar[bool] = False

    @abstractmethod
    def columns(self, shown: ShownRoadmap) -> tuple[SheetColumn, ...]:
        """Its columns."""

    @abstractmethod
    def count(self, shown: ShownRoadmap) -> str:
        """How much is in it, as the list of parts says it."""

    @abstractmethod
    def above(self, shown: ShownRoadmap, width: int) -> Sequence[Line]:
        """The lines above the rows."""

    @abstractmethod
    def rows(self, shown: ShownRoadmap) -> Sequence[SheetRow]:
        """Its rows."""

    @abstractmethod
    def record(self, shown: ShownRoadmap, spot: CellSpot) -> Record | None:
        """What stands in the row of a cell; None where there is nothing."""

    @abstractmethod
    def in_place(self, shown: ShownRoadmap, spot: CellSpot) -> InPlace | None:
        """How a cell is written in place; None where that is not possible."""

    @abstractmethod
    def form(self, shown: ShownRoadmap, spot: CellSpot) -> FormSpec[Change]:
        """The form of all that stands in the row of a cell."""

    @abstractmethod
    def new(self, shown: ShownRoadmap, spot: CellSpot, identity: str) -> FormSpec[Change]:
        """The form of a new row near a cell; `identity` is its id, "" for one that is not known yet."""

    @abstractmethod
    def deletion(self, shown: ShownRoadmap, spot: CellSpot) -> Change:
        """The change that deletes what stands in the row of a cell."""

    @abstractmethod
    def moved(self, shown: ShownRoadmap, spot: CellSpot, steps: int) -> Change:
        """The change that moves it so many places, or months, on. It has no edits where it stays."""


def titled_text(title: str, text: str, width: int) -> Iterator[Line]:
    """A titled text in lines; none of an empty one."""
    if not text:
        return
    yield [(f" {title}", "title")]
    for line in text.split("\n"):
        yield from ([(f"   {part}", "")] for part in wrapped(line, max(width - 4, 10)) or [""])


def value_cell(text: object, style: str = "") -> SheetCell:
    """A cell of a value; empty for None."""
    return SheetCell("" if text is None else str(text), style)
