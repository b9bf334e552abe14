"""What can be done with an evaluation as a whole, in its form."""

from abc import abstractmethod

from csm_tui.forms.definitions.evaluations.evaluation_forms import evaluation_form
from csm_tui.forms.draft_keeper import DraftKeeper
from csm_tui.screens.base.actions.ask_export import ask_export
from csm_tui.screens.dialogs.forms.editor import edited_with_draft
from csm_tui.screens.dialogs.forms.record_form import Typed
from csm_tui.screens.evaluations.cell_actions import CellActions
from csm_tui.session.edits.evaluation_changes import stated


class FormActions(CellActions):
    """The part of the screen that changes the evaluation itself, or leads out of it."""

    async def do_form_head(self) -> None:
        row = self.shown.row
        await self.edit(evaluation_form(row.evaluation, row.client, self.session.workspace, self.session.today()))

    def do_form_finish(self) -> None:
        if self.apply(stated(self.shown.row.evaluation)):
            self.notify(f"Now {self.shown.row.evaluation.state}; u takes it back")

    def do_form_before(self) -> None:
        self.step_phase(-1)

    def do_form_after(self) -> None:
        self.step_phase(1)

    @abstractmethod
    def step_phase(self, steps: int) -> None:
        """Go to the evaluation of another phase of the engagement, so many further on."""

    async def do_form_editor(self) -> None:
        """Hand out all sections as one text, and take it back. One that cannot be taken back is opened in a form."""
        from csm_tui.forms.definitions.evaluations.evaluation_text_form import TEXT, evaluation_text_form

        spec = evaluation_text_form(self.shown.row, self.session.workspace)
        keeper = DraftKeeper(spec, self.session)
        text = edited_with_draft(self.app, self.session.drafts, keeper, keeper.texts, TEXT)
        if text is None:
            return
        result, problems = spec.understood({TEXT: text}, {TEXT}, TEXT)
        if problems:
            await self.edit(spec)
            self.notify(f"{problems[TEXT]}. ctrl+o goes on in the editor", severity="warning", markup=False)
        else:
            self.save(Typed(result, keeper.typed({TEXT: text})))

    async def do_table_report(self) -> None:
        from csm_tui.exchange.report.evaluation import evaluations_report
        from csm_tui.screens.base.actions.ask_export import ask_report

        await ask_report(self, "evaluation", evaluations_report(self.session.workspace, [self.shown.row]))

    async def do_table_export(self) -> None:
        from csm_tui.exchange.evaluations.evaluation_exports import evaluation_export

        await ask_export(self, evaluation_export(self.session.workspace, [self.shown.row]))
