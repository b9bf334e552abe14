"""The personal evaluation: the spider, the matrix beside it, and below that what lies behind an aspect."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from csm_tui.commands.base import bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.records.person.personal_evaluation import PersonalEvaluation
from csm_tui.domain.text import safe_text
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.forms.definitions.personal_forms import personal_form, rating_name
from csm_tui.planning.personal.evaluations import personal_evaluations
from csm_tui.planning.personal.proposal import improvement_texts
from csm_tui.resources import STYLES
from csm_tui.screens.base.table_screen import TableScreen
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.cells.messages import deleted_message
from csm_tui.screens.cells.rating_cells import band_runs, spider_lines, total_runs
from csm_tui.screens.personal import matrix
from csm_tui.screens.personal.details import detail_lines
from csm_tui.screens.personal.shown import ShownRatings
from csm_tui.session.changes import deletion
from csm_tui.session.session import Session
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.style_name import Run
from csm_tui.widgets.table.band_table import BandTable, Cell
from csm_tui.widgets.wrapping import explained


class PersonalScreen(TableScreen):
    """Shows one evaluation, at first the newest."""

    CSS_PATH = STYLES / "personal.tcss"
    SPEC = BY_ID["personal"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = bindings(SPEC.commands)
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (77, "-narrow"), (110, "-wide")]

    def __init__(self, session: Session, glyphs: Glyphs) -> None:
        super().__init__(session, glyphs)
        self.table = BandTable(matrix.COLUMNS, self._cells, id="matrix", empty=_NONE, ascii_only=glyphs.is_ascii)
        self.heading = LinePane(id="personal-heading")
        self._spider = LinePane(id="spider")
        self._details = LinePane(id="aspect", focusable=True)
        self._wanted = ""
        """The id of the evaluation that is looked at, "" for the newest."""
        self._over = ""
        """The id of the evaluation that is laid over it, "" for none."""
        self._shown: ShownRatings | None = None
        self.add_class("-details")

    def compose(self) -> ComposeResult:
        yield self.heading
        with Container(id="personal-body"):
            yield self._spider
            with Container(id="personal-right"):
                yield self.table
                yield self._details
        yield from self.frame()

    def on_mount(self) -> None:
        self.begin()

    # What is shown

    @property
    def shown(self) -> ShownRatings:
        """What is shown; commands that need it do not run without."""
        assert self._shown is not None
        return self._shown

    @property
    def _evaluations(self) -> list[PersonalEvaluation]:
        return personal_evaluations(self.session.workspace)

    def show_workspace(self) -> None:
        records = self.session.workspace.table(PersonalEvaluation).records
        newest = next(reversed(self._evaluations), None)
        evaluation = records.get(self._wanted, newest)
        self.set_class(evaluation is None, "-empty")
        if evaluation is None:
            self._shown = None
            self.table.show_rows(())
        else:
            over = records.get(self._over)
            self._shown = ShownRatings(evaluation, over, self.session.workspace, self.session.today(), self.glyphs)
            self.table.redraw()
            self.table.show_rows([one.id for one in self._shown.aspects])
        self.heading.show(self._heading_lines)
        self._spider.show(self._spider_lines)
        self._show_details()

    def _cells(self, key: Hashable) -> Sequence[Cell]:
        return matrix.cells(self._place(key), self.shown)

    def _place(self, key: Hashable) -> int:
        return [one.id for one in self.shown.aspects].index(str(key))

    def _heading_lines(self, width: int) -> Sequence[Line]:  # noqa: ARG002
        shown = self._shown
        if shown is None:
            return [[(" No personal evaluation yet", "strong")]]
        evaluation, dot = shown.evaluation, f" {self.glyphs.dot} "
        places = [one.id for one in self._evaluations]
        where = f"{places.index(evaluation.id) + 1} of {len(places)}"
        more = (shown.about, full_day(evaluation.day), where)
        return [
            [(f" {evaluation.csm}", "title"), (dot + dot.join(filter(None, more)), "dim")],
            [
                (" ", ""),
                *total_runs(shown.total, self.glyphs),
                ("   ", ""),
                *band_runs(shown.own, self.glyphs),
                *self._rest(shown),
            ],
        ]

    def _rest(self, shown: ShownRatings) -> list[Run]:
        """How many others rated, and when the next evaluation is due."""
        runs: list[Run] = [(f"others {len(shown.raters)}", "" if shown.raters else "dim")]
        if shown.due is not None:
            runs.append((f"   due {full_day(shown.due)}", "amber" if shown.due < shown.today else "dim"))
        return runs

    def _spider_lines(self, width: int) -> Sequence[Line]:
        if self._shown is None:
            return []
        return spider_lines(self._shown.own, self._shown.overlays, width, self._spider.size.height, self.glyphs)

    @on(BandTable.CursorMoved)
    def _show_details(self) -> None:
        self._details.show(self._detail_lines)

    def _detail_lines(self, width: int) -> Sequence[Line]:
        key = self.table.cursor_key
        if self._shown is None or key is None:
            return []
        return detail_lines(self._place(key), self._shown, width, self._details.size.height - 1)

    def do_table_details(self) -> None:
        self.toggle_class("-details")

    def legend_lines(self, width: int) -> Sequence[Line]:
        bands = [
            (self.glyphs.red, "red up to 5"),
            (self.glyphs.amber, "orange, 6 and 7"),
            (self.glyphs.green, "green from 8"),
        ]
        legend = {**matrix.LEGEND, **dict(bands)}
        return [line for name, text in legend.items() for line in explained(name, text, width, 14)]

    # Evaluations

    def _go_to(self, evaluation_id: str) -> None:
        self._wanted = evaluation_id
        self.show_again()

    @on(BandTable.Opened)
    async def _opened(self) -> None:
        await self.action_perform("personal.rate")

    async def do_personal_rate(self) -> None:
        await self._edit(rating_name(str(self.table.cursor_key)))

    async def do_personal_edit(self) -> None:
        await self._edit("csm")

    async def _edit(self, focus: str) -> None:
        spec = personal_form(self.shown.evaluation, self.session.workspace, self.session.today())
        await self.edit(replace(spec, focus=focus))

    async def do_personal_new(self) -> None:
        identity = self.unsaved("personal")
        spec = personal_form(None, self.session.workspace, self.session.today(), identity)
        await self.edit(spec, lambda: self._go_to(spec.record))

    def do_personal_delete(self) -> None:
        evaluation = self.shown.evaluation
        if self.apply(deletion([evaluation], self.session.workspace)):
            self.notify(deleted_message([evaluation.label]), markup=False)

    def do_personal_older(self) -> None:
        self._step(-1)

    def do_personal_newer(self) -> None:
        self._step(1)

    def _step(self, steps: int) -> None:
        evaluations = self._evaluations
        place = evaluations.index(self.shown.evaluation) + steps
        if 0 <= place < len(evaluations):
            self._go_to(evaluations[place].id)
        else:
            self.notify("This is the oldest one" if steps < 0 else "This is the newest one")

    async def do_personal_find(self) -> None:
        await self._find("Personal evaluations", self._evaluations, self._go_to)

    async def do_personal_over(self) -> None:
        """Choose what is laid over the evaluation, or take it away."""
        if self.shown.over is not None:
            self._lay_over("")
            return
        others = [one for one in self._evaluations if one is not self.shown.evaluation]
        if not others:
            self.notify("There is no other evaluation to compare with", severity="warning")
            return
        await self._find("Lay over this one", others, self._lay_over)

    def _lay_over(self, evaluation_id: str) -> None:
        self._over = evaluation_id
        self.show_again()

    async def _find(self, title: str, evaluations: Sequence[PersonalEvaluation], then: Callable[[str], None]) -> None:
        from csm_tui.screens.personal.evaluation_finder import EvaluationFinder

        def take(found: str | None) -> None:
            if found is not None:
                then(found)

        finder = EvaluationFinder(title, evaluations, self.session.workspace, self.glyphs)
        await self.app.push_screen(finder, take)

    # Progress, others, aspects

    async def do_personal_progress(self) -> None:
        from csm_tui.screens.dialogs.text_page import TextPage
        from csm_tui.screens.personal.progress import progress_lines

        shown = self.shown
        title = safe_text(f"Progress of {shown.evaluation.csm}")
        await self.app.push_screen(TextPage(title, lambda width: progress_lines(shown, width)))

    async def do_personal_others(self) -> None:
        from csm_tui.screens.personal.others_dialog import OthersDialog

        await self.app.push_screen(OthersDialog(self, self.shown.evaluation))

    async def do_personal_aspects(self) -> None:
        from csm_tui.screens.personal.aspects_dialog import AspectsDialog

        await self.app.push_screen(AspectsDialog(self))

    async def do_table_report(self) -> None:
        from csm_tui.exchange.report.personal import progress_report
        from csm_tui.planning.personal.report import personal_report
        from csm_tui.screens.base.actions.ask_export import ask_report

        csm = "" if self._shown is None else self._shown.evaluation.csm
        await ask_report(
            self, "personal", progress_report(personal_report(self.session.workspace, self.session.today(), csm))
        )

    async def do_table_export(self) -> None:
        """Export all evaluations of the CSM whose evaluation is shown."""
        from csm_tui.exchange.personal.personal_exports import personal_export
        from csm_tui.planning.personal.report import personal_report
        from csm_tui.screens.base.actions.ask_export import ask_export

        csm = "" if self._shown is None else self._shown.evaluation.csm
        await ask_export(self, personal_export(personal_report(self.session.workspace, self.session.today(), csm)))

    async def do_personal_plan(self) -> None:
        from csm_tui.screens.base.actions.into_plan import open_activity

        shown = self.shown
        aspect = shown.aspects[self._place(self.table.cursor_key)]
        texts = partial(improvement_texts, aspect, shown.evaluation, shown.workspace)
        await open_activity(self, aspect, texts)


_NONE = "No evaluation yet: n rates your own work, aspect by aspect; the next time it shows what moved"
