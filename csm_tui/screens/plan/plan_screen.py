"""The screen of the plan: the activities of a quarter, and the audit."""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from csm_tui.commands.base import bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.records.person.assessment import Assessment
from csm_tui.domain.records.person.view import SortKey
from csm_tui.domain.values.time.shown_days import short_day
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.definitions.plan.worktime_forms import assessment_form
from csm_tui.planning.columns import next_sort, sort_by
from csm_tui.planning.plan.audit import Check, OpenSetting, audit
from csm_tui.planning.plan.columns import BY_KEY
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.plan.time_budget import TimeBudget
from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.cells.activity_columns import ACTIVITY_COLUMNS, activity_cells, reference_width
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.plan.activity_actions import ActivityActions
from csm_tui.screens.plan.activity_lines import activity_lines
from csm_tui.screens.plan.audit_pane import AuditPane, held
from csm_tui.session.edits.plan_changes import next_quarter
from csm_tui.session.session import Session
from csm_tui.widgets import later
from csm_tui.widgets.later import Later
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable, Cell

if TYPE_CHECKING:
    from csm_tui.planning.filter_language import Query
    from csm_tui.planning.plan.rows import PlanRow

_Audited = tuple[Plan, Workspace, TimeBudget, date]
"""What an audit goes by."""

_WIDE = 130
_MOST_ASSESSMENTS = 3
_EMPTY = "No activities yet: n adds one, y drafts the quarter"


class PlanScreen(ActivityActions):
    """A table of activities with the audit beside or below it."""

    CSS_PATH = STYLES / "plan.tcss"
    SPEC = BY_ID["plan"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = bindings(SPEC.commands)
    FILTER_HINT = 'words, category:retain, status:planned, client:"customer 7", open:yes'
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]

    def __init__(self, session: Session, glyphs: Glyphs) -> None:
        super().__init__(session, glyphs)
        self.table = BandTable(ACTIVITY_COLUMNS, self._cells, id="activities", ascii_only=glyphs.is_ascii)
        self.heading = LinePane(id="plan-heading")
        self._audit = AuditPane(glyphs)
        self._side = LinePane(id="plan-side", focusable=True)
        self._query: Query[PlanRow] | None = None
        self._reference_width = 0
        self._sort: tuple[SortKey, ...] = (("deadline", False),)
        self._reference: list[dict[str, str]] = []
        self._checks: Sequence[Check] = ()
        """Of the plan that is shown, or while its audit goes on of the one before."""
        self._auditing: Later[_Audited, Sequence[Check]] = Later(self, lambda of: audit(*of), self._take_audit)

    def compose(self) -> ComposeResult:
        yield self.heading
        with Container(id="plan-body"):
            yield self.table
            yield Widget(id="plan-divider")
            yield self._audit
            yield self._side
        yield from self.frame()

    def on_mount(self) -> None:
        if self.app.size.width >= _WIDE:
            self.add_class("-audit")
        self.begin()

    # What is shown

    def show_workspace(self) -> None:
        if not self.derive():
            return
        self._reference_width = reference_width(self.plan.activities)
        self.table.show_marks([key for key in self.table.marks if key in self.plan.by_id])
        self.table.redraw()
        self._show_rows()
        self.heading.show(self.heading_lines)
        workspace = self.session.workspace
        self._auditing.ask(
            (self.plan, workspace, self.budget, self.session.today()),
            at_once=len(workspace.clients) <= later.AT_ONCE,
        )  # fmt: skip

    def _take_audit(self, checks: Sequence[Check]) -> None:
        self._checks = checks
        self._show_audit()
        self.heading.show(self.heading_lines)

    def _show_rows(self) -> None:
        found = self.rows.values() if self._query is None else self._query.select(self.rows.values())
        self.table.show_sort(self._sort)
        self.table.show_empty(_EMPTY if self._query is None else "No activity matches; esc clears the filter")
        self.table.show_rows([row.activity.id for row in sort_by(found, self._sort, BY_KEY)])
        self._show_side()

    def _cells(self, key: Hashable) -> Sequence[Cell]:
        return activity_cells(self.rows[str(key)], self._reference_width, self.glyphs)

    def _show_side(self) -> None:
        self._show_audit()
        if self.has_class("-details") or self._reference:
            self._side.show(self._side_lines)

    def _show_audit(self) -> None:
        if self.has_class("-audit"):
            self._audit.show(self._checks, self._latest_assessments)

    @property
    def _latest_assessments(self) -> Sequence[Assessment]:
        """The last few self-assessments of the quarter, the latest first."""
        all_ones = self.session.workspace.table(Assessment).records.values()
        found = [one for one in all_ones if one.quarter == self.quarter.start]
        return sorted(found, key=lambda one: one.day, reverse=True)[:_MOST_ASSESSMENTS]

    def _side_lines(self, width: int) -> Sequence[Line]:
        if self._reference:
            from csm_tui.screens.plan.reference_plan import reference_lines

            return reference_lines(self._reference, width)
        if self.table.cursor_key is None:
            return []
        from csm_tui.planning.evaluations.proposal import origins

        activity, workspace = self.activity, self.session.workspace
        made_of = origins(workspace, activity.id)
        return activity_lines(self.row(activity), workspace.assumptions(activity), made_of, width)

    @on(BandTable.CursorMoved)
    def _moved(self) -> None:
        if self.has_class("-details"):
            self._show_side()

    # The plan

    def sort_by(self, column: str, further: bool = False) -> None:
        self._sort = next_sort(self._sort, column, further)
        self._show_rows()

    def heading_lines(self, width: int) -> Sequence[Line]:
        """The heading of the quarter, with the number of passed checks in as many words as there is room for."""
        first, *others = super().heading_lines(width)
        room = width - sum(cell_len(part) for part, _ in first)
        passed = sum(one.ok for one in self._checks)
        told = f"   audit {held(self._checks)}", f"   audit {passed}/{len(self._checks)}"
        text = next((text for text in told if len(text) <= room), "")
        return [[*first, (text, "dim" if passed == len(self._checks) else "amber")], *others]

    def do_plan_audit(self) -> None:
        """Show the audit and move the focus to it; if it is there already, hide the audit."""
        away = self.has_class("-audit") and self._audit.has_focus_within
        self.remove_class("-details", "-reference")
        self._reference = []
        self.set_class(not away, "-audit")
        self._show_side()
        (self.table if away else self._audit.table).focus()

    @on(AuditPane.Left)
    def _audit_left(self) -> None:
        self.table.focus()

    @on(AuditPane.Asked)
    async def _mend(self, event: AuditPane.Asked) -> None:
        from csm_tui.screens.plan.mending import mending_form

        if isinstance(event.mend, OpenSetting):
            await app_of(self.app).show_setting(event.mend.key)
            return
        if event.mend is None:
            self.notify("This holds: there is nothing to mend")
            return
        spec = mending_form(event.mend, self.plan, self.session)
        if spec is None:
            self.notify("That is gone", severity="warning")
        elif not self.refuses_changes():
            await self.edit(spec)

    def do_table_details(self) -> None:
        self.remove_class("-audit", "-reference")
        self._reference = []
        self.toggle_class("-details")
        self._show_side()

    async def do_plan_draft(self) -> None:
        from csm_tui.screens.plan.draft_screen import DraftScreen

        await self.app.push_screen(DraftScreen(self.session, self.glyphs, self.quarter))

    async def do_plan_assess(self) -> None:
        identity = self.unsaved("assessment", self.quarter.start.isoformat())
        await self.edit(assessment_form(self.quarter, self.session.today(), identity))

    async def do_plan_reference(self) -> None:
        if self._reference:
            self._reference = []
            self.remove_class("-reference")
            self._show_side()
            return
        from csm_tui.screens.plan.reference_plan import ask_reference

        await ask_reference(self, self._lay_beside)

    def _lay_beside(self, rows: list[dict[str, str]]) -> None:
        self._reference = rows
        self.remove_class("-audit", "-details")
        self.add_class("-reference")
        self._show_side()

    async def do_table_report(self) -> None:
        from csm_tui.exchange.report.quarter import quarter_report
        from csm_tui.screens.base.actions.ask_export import ask_report

        await ask_report(self, "quarter", quarter_report(self.session.workspace, self.session.today(), self.plan))

    async def do_table_export(self) -> None:
        from csm_tui.exchange.exports import plan_export
        from csm_tui.screens.base.actions.ask_export import ask_export

        await ask_export(self, plan_export(self.plan))

    async def do_plan_next_quarter(self) -> None:
        from csm_tui.screens.plan.carry_dialog import CarryDialog

        if not self.is_present:
            self.notify("This is not the present quarter: only that one is followed by the next", severity="warning")
            return
        if not self.reaches(self.plan.quarter.following):
            return
        open_ones = [one for one in self.plan.activities if one.open]

        def take(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None:
                carried = [one for one in open_ones if one.id in chosen]
                if self.apply(next_quarter(self.session.workspace, self.plan, carried)):
                    start = short_day(self.quarter.start, self.session.today())
                    self.notify(f"The quarter from {start}, {len(carried)} carried over; u takes it back")

        await self.app.push_screen(CarryDialog(self.plan, open_ones, self.glyphs), take)

    async def do_plan_settings(self) -> None:
        await app_of(self.app).show_setting("quarter.start")

    def legend_lines(self, width: int) -> Sequence[Line]:
        from csm_tui.screens.plan.plan_legend import plan_legend

        return plan_legend(self.session.workspace.settings, self.glyphs, width)

    # The filter

    @property
    def is_filtered(self) -> bool:
        return self._query is not None

    def filter_by(self, text: str) -> str:
        from csm_tui.planning.filter_term import QueryError
        from csm_tui.planning.plan.query import parse_plan_filter

        try:
            self._query = parse_plan_filter(text) if text.strip() else None
        except QueryError as error:
            return str(error)
        self._show_rows()
        return ""
