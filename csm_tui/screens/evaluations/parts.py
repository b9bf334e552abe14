"""What a part of an evaluation's form is, and the data that all parts show."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from csm_tui.domain.record import Entity
from csm_tui.domain.records.engagements.evaluation import Entry
from csm_tui.domain.records.engagements.matrix import MatrixRow
from csm_tui.domain.records.engagements.prompt import Answer
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.form_spec import FormSpec, Texts
from csm_tui.planning.evaluations.engagements import EvaluationRow
from csm_tui.planning.evaluations.proposal import planned_as
from csm_tui.screens.base.parts_screen import TYPED, CellSpot, InPlace
from csm_tui.session.changes import Change
from csm_tui.widgets.table.sheet_layout import SheetCell, SheetColumn, SheetRow

Listed = TypeVar("Listed", bound=Entity)


class Adding(NamedTuple):
    """The new record that is being typed: the parent of its form, and its id."""

    parent: str
    record: str


@dataclass(frozen=True)
class ShownEvaluation:
    """What the parts show: an evaluation in its workspace, and what is typed and not saved.

    `typed` gives the texts of the draft of a form and a record, None for none. `begun` gives the id of the new record
    whose draft was typed last, of a form and its parent, "" for none.
    """

    row: EvaluationRow
    workspace: Workspace
    today: date
    typed: Callable[[str, str], Texts | None]
    begun: Callable[[str, str], str]
    adding: Adding | None = None

    def new_record(self, form: str, parent: str) -> str:
        """The id of the new record that is shown behind the others, "" for none."""
        if self.adding is not None and self.adding.parent == parent:
            return self.adding.record
        return self.begun(form, parent)

    def is_typed(self, record: Entity) -> bool:
        """Whether something is typed about a record and not saved."""
        return self.typed(type(record).FORM.name, record.id) is not None

    def text(self, record: Entity, field: str) -> str:
        """A field of a record as it is typed and not saved, else as it is saved."""
        return (self.typed(type(record).FORM.name, record.id) or {}).get(field, str(getattr(record, field)))

    def note(self, record: Entity, *words: str) -> str:
        """What is said below a text: these words, the activities made of it, and that something is typed there."""
        planned = planned_as(record, self.workspace) if isinstance(record, Entry | MatrixRow | Answer) else ""
        return " · ".join(filter(None, (*words, planned, TYPED if self.is_typed(record) else "")))


class FormPart:
    """One part of the form: what it lists, and how that is written."""

    title: str
    wide = False
    """Whether it wants the whole width of a narrow terminal."""
    of_phase = False
    """Whether it belongs to the evaluation of a phase, not to the whole engagement."""
    first_column = 0
    """The column in which the cursor is at first."""
    empty = "Nothing yet: n begins"

    @abstractmethod
    def columns(self, shown: ShownEvaluation) -> tuple[SheetColumn, ...]:
        """Its columns."""

    @abstractmethod
    def count(self, shown: ShownEvaluation) -> str:
        """How much is in it, as the list of parts says it."""

    @abstractmethod
    def is_typed(self, shown: ShownEvaluation) -> bool:
        """Whether something is typed in it and not saved."""

    @abstractmethod
    def rows(self, shown: ShownEvaluation) -> Sequence[SheetRow]:
        """Its rows, last a new one that is being typed."""

    @abstractmethod
    def record(self, shown: ShownEvaluation, spot: CellSpot) -> Entity | None:
        """The record of a cell; None where there is none yet."""

    @abstractmethod
    def in_place(self, shown: ShownEvaluation, spot: CellSpot) -> InPlace | None:
        """How a cell is written in place; None where a new record begins."""

    @abstractmethod
    def new(self, shown: ShownEvaluation, spot: CellSpot, identity: str) -> FormSpec[Change]:
        """The form of a new record near a cell; `identity` is its id, "" for one that is not known yet."""

    @abstractmethod
    def new_spot(self, shown: ShownEvaluation, spot: CellSpot, identity: str) -> CellSpot | None:
        """The cell in which a new record near a cell is written; None if that is done in a form of its own."""

    def spot_of(self, shown: ShownEvaluation, record: Entity, near: CellSpot) -> CellSpot:  # noqa: ARG002
        """The cell of a record, in the column of the one near which it was."""
        return CellSpot(record.id, near.column)

    @abstractmethod
    def form(self, shown: ShownEvaluation, record: Entity) -> FormSpec[Change]:
        """The form of all of a record."""

    @abstractmethod
    def siblings(self, shown: ShownEvaluation, record: Entity) -> Sequence[Entity]:
        """The records among which a record can be moved, in their order."""


class ListPart(FormPart, Generic[Listed]):
    """A part that lists records of one kind, one in each row, the fields of which are its columns."""

    kind: type[Listed]
    fields: tuple[str, ...]

    @abstractmethod
    def records(self, shown: ShownEvaluation) -> Sequence[Listed]:
        """Its records in their order."""

    @abstractmethod
    def parent(self, shown: ShownEvaluation) -> str:
        """The parent of the form of a new record."""

    @abstractmethod
    def spec(self, shown: ShownEvaluation, record: Listed | None, identity: str) -> FormSpec[Change]:
        """The form of a record, or of a new one."""

    @abstractmethod
    def words(self, record: Listed) -> Sequence[str]:
        """What else is said below the first cell of a record."""

    def count(self, shown: ShownEvaluation) -> str:
        return str(len(self.records(shown)))

    def is_typed(self, shown: ShownEvaluation) -> bool:
        form = self.kind.FORM.name
        return any(map(shown.is_typed, self.records(shown))) or bool(shown.begun(form, self.parent(shown)))

    def rows(self, shown: ShownEvaluation) -> Sequence[SheetRow]:
        records = self.records(shown)
        rows = [_numbered(number, one.id, self.cells(shown, one)) for number, one in enumerate(records, 1)]
        new = self.new_record(shown)
        return [*rows, _numbered(len(rows) + 1, new, self.new_cells(shown, new))] if new else rows

    def new_record(self, shown: ShownEvaluation) -> str:
        """The id of a new one that is being typed, "" for none."""
        new = shown.new_record(self.kind.FORM.name, self.parent(shown))
        return "" if new in {one.id for one in self.records(shown)} else new

    def cells(self, shown: ShownEvaluation, record: Listed) -> Sequence[SheetCell]:
        """The cells of a record."""
        first, *others = (shown.text(record, field) for field in self.fields)
        return SheetCell(first, "", shown.note(record, *self.words(record))), *map(SheetCell, others)

    def new_cells(self, shown: ShownEvaluation, identity: str) -> Sequence[SheetCell]:
        """The cells of a new record: what is typed so far."""
        typed = shown.typed(self.kind.FORM.name, identity)
        first, *others = ((typed or {}).get(field, "") for field in self.fields)
        return SheetCell(first, "", "" if typed is None else TYPED), *map(SheetCell, others)

    def record(self, shown: ShownEvaluation, spot: CellSpot) -> Listed | None:
        return next((one for one in self.records(shown) if one.id == spot.key), None)

    def in_place(self, shown: ShownEvaluation, spot: CellSpot) -> InPlace | None:
        if spot.key is None:
            return None
        return InPlace(self.spec(shown, self.record(shown, spot), str(spot.key)), self.fields[spot.column])

    def new(self, shown: ShownEvaluation, spot: CellSpot, identity: str) -> FormSpec[Change]:  # noqa: ARG002
        return self.spec(shown, None, identity)

    def new_spot(self, shown: ShownEvaluation, spot: CellSpot, identity: str) -> CellSpot:  # noqa: ARG002
        return CellSpot(identity)

    def form(self, shown: ShownEvaluation, record: Entity) -> FormSpec[Change]:
        assert isinstance(record, self.kind)
        return self.spec(shown, record, record.id)

    def siblings(self, shown: ShownEvaluation, record: Entity) -> Sequence[Listed]:  # noqa: ARG002
        return self.records(shown)


def _numbered(number: int, key: str, cells: Sequence[SheetCell]) -> SheetRow:
    return SheetRow(key, SheetCell(str(number), "dim"), cells)
