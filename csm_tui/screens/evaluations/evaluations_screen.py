"""The table of all evaluations, over all clients."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from csm_tui.commands.base import bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.record import Entity
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.evaluation import Entry, Section
from csm_tui.domain.values.phases import next_phase
from csm_tui.forms.definitions.evaluations.evaluation_forms import evaluation_form
from csm_tui.planning.evaluations.columns import BY_KEY, EVALUATIONS_FILTER
from csm_tui.planning.evaluations.engagements import EvaluationRow, evaluation_rows, phases_of
from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.detailed_screen import DetailedScreen
from csm_tui.screens.cells.messages import deleted_message
from csm_tui.screens.dialogs.forms.record_form import Typed
from csm_tui.session.changes import Change, deletion
from csm_tui.session.edits.evaluation_changes import stated
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import BandTable
from csm_tui.widgets.wrapping import wrapped


class EvaluationsScreen(DetailedScreen[EvaluationRow]):
    """Evaluations by client, engagement and phase; the entries of the one under the cursor beside or below."""

    CSS_PATH = STYLES / "lists.tcss"
    SPEC = BY_ID["evaluations"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = bindings(SPEC.commands)
    FILTER_HINT = 'words, client:"customer 7", phase:onboarding, state:draft, entries>=10'
    COLUMNS = BY_KEY
    LANGUAGE = EVALUATIONS_FILTER
    NOUNS = "evaluation", "evaluations"
    EMPTY = "No evaluation yet: n begins one"

    def derive(self) -> Mapping[str, EvaluationRow]:
        return {row.evaluation.id: row for row in evaluation_rows(self.session.workspace)}

    # Evaluations

    @on(BandTable.Opened)
    async def _opened(self) -> None:
        await self.action_perform("evaluation.open")

    async def do_evaluation_open(self) -> None:
        await app_of(self.app).open_evaluation(self.row.evaluation.id)

    async def do_evaluation_edit(self) -> None:
        row = self.row
        await self.edit(evaluation_form(row.evaluation, row.client, self.session.workspace, self.session.today()))

    async def do_evaluation_new(self) -> None:
        """Ask whose engagement it is, then for what stands at the head."""
        from csm_tui.screens.dialogs.client_finder import ClientFinder

        async def take(client: Client | None) -> None:
            if client is not None:
                await self._begin(client)

        title = "New evaluation: of which client?"
        await self.app.push_screen(ClientFinder(self.session.workspace, self.glyphs, self._begun_for, title), take)

    @property
    def _begun_for(self) -> str:
        """The client that is offered: that of the row under the cursor."""
        return "" if self.table.cursor_key is None else self.row.client.name

    async def _begin(self, client: Client) -> None:
        identity = self.unsaved("evaluation", client.id)
        spec = evaluation_form(None, client, self.session.workspace, self.session.today(), identity)
        await self.edit(spec, lambda: self._begun(spec.record))

    def _begun(self, evaluation_id: str) -> None:
        self.table.move_to(evaluation_id)
        self.app.call_later(app_of(self.app).open_evaluation, evaluation_id)

    async def do_evaluation_copy(self) -> None:
        from csm_tui.forms.definitions.evaluations.evaluation_forms import copy_form

        row, workspace = self.row, self.session.workspace
        free = next_phase(row.evaluation.phase, phases_of(workspace, row.engagement.id))
        spec = copy_form(row, free, workspace, self.session.today())

        def take(typed: Typed[Change]) -> None:
            made = None if typed.result is None else typed.result.edits[0].after
            self.save(typed, lambda: self._go_to(made))

        await self.open_form(spec, take)

    def _go_to(self, made: Entity | None) -> None:
        if made is not None:
            self.table.move_to(made.id)

    def do_evaluation_finish(self) -> None:
        if self.apply(stated(self.row.evaluation)):
            self.notify(f"Now {self.row.evaluation.state}; u takes it back")

    def do_evaluation_delete(self) -> None:
        chosen = [row.evaluation for row in self.chosen]
        if self.apply(deletion(chosen, self.session.workspace)):
            self.notify(deleted_message([one.label for one in chosen]), markup=False)

    async def do_evaluation_client(self) -> None:
        await app_of(self.app).open_client(self.row.client.id)

    async def do_table_export(self) -> None:
        from csm_tui.exchange.evaluations.evaluation_exports import evaluation_export
        from csm_tui.screens.base.actions.ask_export import ask_export

        await ask_export(self, evaluation_export(self.session.workspace, self.marked_or_shown))

    async def do_table_report(self) -> None:
        from csm_tui.exchange.report.evaluation import evaluations_report
        from csm_tui.screens.base.actions.ask_export import ask_report

        await ask_report(self, "evaluation", evaluations_report(self.session.workspace, self.marked_or_shown))

    # The pane beside

    def side_lines(self, row: EvaluationRow, width: int) -> Sequence[Line]:
        sections = ((section, entries) for section, entries in row.sections.items() if entries)
        return [line for section, entries in sections for line in _section_lines(section, entries, width)]


def _section_lines(section: Section, entries: Sequence[Entry], width: int) -> Iterator[Line]:
    yield [(f" {section}", "title")]
    for entry in entries:
        first, *others = wrapped(entry.text, max(width - 4, 10)) or [""]
        yield [(f" - {first}", "")]
        yield from ([(f"   {part}", "")] for part in others)
