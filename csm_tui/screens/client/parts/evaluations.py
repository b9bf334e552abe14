"""The evaluations of a client's engagements."""

from collections.abc import Awaitable, Sequence
from typing import ClassVar

from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.evaluation import Entry, Evaluation
from csm_tui.forms.definitions.evaluations.evaluation_forms import evaluation_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.evaluations.engagements import engagements_of, evaluation_row, evaluations_of
from csm_tui.screens.app_protocol import AppProtocol
from csm_tui.screens.client.parts.part import WIDE_COLUMN, EntityPart, ShownClient
from csm_tui.session.changes import Change
from csm_tui.session.edits.evaluation_changes import stated
from csm_tui.widgets.table.layout import Cell, Column


class EvaluationsPart(EntityPart[Evaluation]):
    """By engagement and phase. `enter` opens the form of one, `e` what stands at its head."""

    ID = "evaluations"
    TITLE = "Evaluations"
    EMPTY = "None yet: n begins one"
    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("engagement", "Engagement", "Engagement", WIDE_COLUMN, 18),
        Column("phase", "Phase", "Phase", 25, 19),
        Column("day", "Date", "Date", 10, 10),
        Column("state", "State", "State", 5, 5),
        Column("entries", "Entries", "Entries", 7, 7, "right"),
    )

    def entries(self, shown: ShownClient) -> Sequence[Evaluation]:
        workspace = shown.workspace
        return [one for work in engagements_of(workspace, shown.client) for one in evaluations_of(workspace, work)]

    def cells(self, entry: Evaluation, shown: ShownClient) -> Sequence[Cell]:
        count = len(shown.workspace.table(Entry).of(entry.id))
        return (
            Cell(shown.workspace.table(Engagement).records[entry.engagement].name),
            Cell(entry.phase),
            Cell(entry.day.isoformat()),
            Cell(entry.state),
            Cell(str(count), "" if count else "dim"),
        )

    def text(self, entry: Evaluation, shown: ShownClient) -> str:
        """How many entries its sections have."""
        row = evaluation_row(shown.workspace, entry)
        sections = {} if row is None else row.sections
        return f" {shown.glyphs.dot} ".join(f"{section} {len(found)}" for section, found in sections.items() if found)

    def opening(self, entry: Evaluation, app: AppProtocol) -> Awaitable[None]:
        return app.open_evaluation(entry.id)

    def spec(self, entry: Evaluation | None, shown: ShownClient, identity: str = "") -> FormSpec[Change]:
        return evaluation_form(entry, shown.client, shown.workspace, shown.today, identity)

    def name(self, entry: Evaluation, shown: ShownClient) -> str:  # noqa: ARG002
        return f"the {entry.label}"

    def toggled(self, entry: Evaluation) -> Change:
        return stated(entry)
