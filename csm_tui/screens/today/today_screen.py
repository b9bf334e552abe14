"""The screen of the day: what is dated, whom to turn to, and everything that is done about it with one key."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import BindingType

from csm_tui.commands.base import bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.records.activity import Activity, Category
from csm_tui.domain.records.assumption import Assumption, State
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.text import counted
from csm_tui.planning.plan.plan import plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.planning.plan.proposal import next_reference
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.today.agenda import Dated, DatedKind
from csm_tui.planning.today.day import DayLine
from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.actions.activities import finish_activity
from csm_tui.screens.base.actions.clients import note_touchpoint
from csm_tui.screens.cells.messages import IN_PLAN
from csm_tui.screens.today.day_list import DayList
from csm_tui.session.changes import Change, Edit, edition
from csm_tui.session.edits.plan_changes import in_quarter
from csm_tui.session.edits.play_changes import all_taken_in, offered_again
from csm_tui.session.edits.touchpoint_changes import ticked_off
from csm_tui.widgets.table.band_table import BandTable

if TYPE_CHECKING:  # forms are loaded when they are first opened: no key waits for them
    from csm_tui.forms.form_spec import FormSpec
    from csm_tui.screens.dialogs.forms.record_form import Typed

_FOLLOW_UPS = (DatedKind.PROMISE, DatedKind.FOLLOW_UP)
_VERDICTS = {
    State.CONFIRMED: ("it is so", "green"),
    State.REFUTED: ("it is not so: look at what was planned on it", "red"),
}


class TodayScreen(DayList):
    """Where something is dealt with the cursor goes on to the next line; u takes each change back."""

    CSS_PATH = STYLES / "lists.tcss"
    SPEC = BY_ID["today"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = bindings(SPEC.commands)
    FILTER_HINT = "words, when:overdue, left:yes, kind:promise, points>=50, due<=30"

    @property
    def _under_cursor(self) -> DayLine:
        line = self.line
        assert line is not None, "commands that need a line are refused without one"
        return line

    @property
    def client_at(self) -> str:
        client = None if self.line is None else self.line.client
        return "" if client is None else client.id

    def _dealt_with(self, change: Change, said: str) -> None:
        """Make a change that deals with the marked lines, or with the one under the cursor."""
        with self.going_on():
            if self.apply(change):
                self.show_marks(())
                self.notify(f"{said}; u takes it back", markup=False)

    async def _deal_with(self, spec: "FormSpec[Change]") -> None:
        """Open a form whose saving deals with the marked lines, or with the one under the cursor."""
        before = self.session.workspace

        def take(typed: "Typed[Change]") -> None:
            with self.going_on():
                self.save(typed)
            if self.session.workspace is not before:
                self.show_marks(())

        await self.open_form(spec, take)

    # Looking and editing

    @on(BandTable.Opened)
    async def _opened(self) -> None:
        await self.action_perform("today.open")

    async def do_today_open(self) -> None:
        line = self._under_cursor
        if line.client is not None:
            await app_of(self.app).open_client(line.client.id)
        else:
            await self.do_today_edit()

    async def do_today_edit(self) -> None:
        from csm_tui.screens.today.line_forms import edit_form

        spec = edit_form(self._under_cursor, self.session.workspace, self.session.today())
        if spec is None:
            await app_of(self.app).do_go("personal")
        else:
            await self.edit(spec)

    async def do_today_touch(self) -> None:
        from csm_tui.forms.definitions.plan.activity_forms import log_form

        line = self._under_cursor
        if line.dated is not None and line.dated.kind is DatedKind.ACTIVITY:
            await self.edit(log_form(cast(Activity, line.dated.record), self.session.today()))
        elif line.client is None:
            self.notify("This line is about no client", severity="warning")
        else:
            await note_touchpoint(self, line.client)

    # What is dated

    async def do_today_done(self) -> None:
        if self.table.marks:
            self._tick_off_marked()
            return
        one = self._under_cursor.dated
        assert one is not None, "only what is dated is ticked off"
        match one.kind:
            case kind if kind in _FOLLOW_UPS:
                self._dealt_with(ticked_off(cast(Touchpoint, one.record)), f"Done: {one.text}")
            case DatedKind.ACTIVITY:
                await finish_activity(self, cast(Activity, one.record), self._finish)
            case DatedKind.ASSUMPTION:
                await self._judge(one)
            case DatedKind.RISK:
                await self._review(cast(Risk, one.record))
            case DatedKind.EVALUATION:
                await app_of(self.app).do_go("personal")
                await app_of(self.app).front.action_perform("personal.new")

    def _tick_off_marked(self) -> None:
        """Tick off several follow-ups; what else is dated is asked about one by one."""
        marked = [one.dated for one in self.chosen if one.dated is not None]
        done = [cast(Touchpoint, one.record) for one in marked if one.kind in _FOLLOW_UPS]
        if len(done) < len(self.table.marks):
            self.notify("Only follow-ups are ticked off together; the others need an answer each", severity="warning")
            return
        edits = tuple(Edit(one, one.changed(done=True)) for one in done)
        said = counted(len(done), "follow-up")
        self._dealt_with(Change(f"completion of {said}", edits), f"Done: {said}")

    def _finish(self, change: Change) -> None:
        workspace = self.session.workspace
        quarter = present_quarter(workspace.settings, self.session.today())
        self._dealt_with(in_quarter(change, workspace, quarter), f"Done: {change.label}")

    async def _judge(self, one: Dated) -> None:
        """Ask whether an assumption was right."""
        from csm_tui.screens.dialogs.choice_dialog import ChoiceDialog

        assumption = cast(Assumption, one.record)

        def take(verdict: State | None) -> None:
            if verdict is not None:
                self._dealt_with(edition(assumption, assumption.changed(state=verdict)), f"Now {verdict}: {one.text}")

        await self.app.push_screen(ChoiceDialog("Was it right?", one.text, _VERDICTS, self.glyphs), take)

    async def _review(self, risk: Risk) -> None:
        from csm_tui.forms.definitions.risk_forms import review_form

        identity = self.unsaved("review", risk.id)
        await self._deal_with(review_form(risk, self.session.workspace, self.session.today(), identity))

    async def do_today_later(self) -> None:
        if self.table.marks:
            await self._put_off_marked()
            return
        from csm_tui.screens.today.line_forms import later_form

        line = self._under_cursor
        play = next(iter(self.plays(line)), None)
        spec = later_form(line, play, self.session.workspace, self.session.today())
        if spec is not None:
            await self._deal_with(spec)
        else:
            self.notify("Every so many months: the setting personal.every_months says so", severity="warning")

    async def _put_off_marked(self) -> None:
        """Put several dated lines off to one day."""
        from csm_tui.forms.definitions.put_off_form import DAY_FIELDS, put_off_form

        records = [one.dated.record for one in self.chosen if one.dated and type(one.dated.record) in DAY_FIELDS]
        if len(records) < len(self.table.marks):
            said = "Follow-ups, activities, assumptions and risks are put off together; what else is marked alone"
            self.notify(said, severity="warning")
            return
        await self._deal_with(put_off_form(records, self.session.workspace, self.session.today()))

    # Plays

    def do_today_take_in(self) -> None:
        self._take_in([(plays[0], line) for line in self.chosen if (plays := self.plays(line))])

    def _take_in(self, chosen: Sequence[tuple[Play, DayLine]]) -> None:
        plays = [(play, line.row) for play, line in chosen if line.row is not None]
        change = all_taken_in(plays, self.session.workspace)
        self._dealt_with(change, f"In the plan: {change.label}")

    async def do_today_instead(self) -> None:
        from csm_tui.screens.today.plays_dialog import PlaysDialog

        line = self._under_cursor
        assert line.row is not None, "plays are for clients"

        def take(play: Play | None) -> None:
            if play is not None:
                self._take_in([(play, line)])

        await self.app.push_screen(PlaysDialog(line.row, [*self.proposals(line)], self.glyphs), take)

    def do_today_take_back(self) -> None:
        line = self._under_cursor
        snooze = line.snooze or line.put_off[0]
        if self.apply(offered_again(snooze, line.client_names, self.session.workspace)):
            self.notify(f"Offered again for {line.client_names}: {snooze.what}; u takes it back", markup=False)

    async def do_today_new(self) -> None:
        from csm_tui.forms.definitions.plan.activity_forms import activity_form, activity_parent

        workspace, today = self.session.workspace, self.session.today()
        plan = plan_of(workspace, present_quarter(workspace.settings, today))
        client = None if self.line is None else self.line.client
        purpose = None if self.line is None or self.line.queued is None else self.line.queued.purpose
        category = Category.RETAIN if purpose is None else Category(purpose.value)
        given = {"reference": next_reference(category, plan), "category": str(category)}
        identity = self.unsaved("activity", activity_parent(plan.quarter, client))
        await self.edit(activity_form(None, plan, workspace, today, identity, given, client), lambda: IN_PLAN)

    # The list

    async def do_table_report(self) -> None:
        from csm_tui.exchange.report.week import week_report
        from csm_tui.planning.plan.time_budget import time_budget
        from csm_tui.planning.schedule.timetable import timetable_of
        from csm_tui.screens.base.actions.ask_export import ask_report

        workspace, today = self.session.workspace, self.session.today()
        plan = plan_of(workspace, present_quarter(workspace.settings, today))
        table = timetable_of(plan, time_budget(workspace, plan.quarter), workspace, today)
        await ask_report(self, "week", week_report(workspace, today, plan, table))

    async def do_table_export(self) -> None:
        from csm_tui.exchange.day_export import day_export
        from csm_tui.screens.base.actions.ask_export import ask_export

        await ask_export(self, day_export(self.marked_or_shown))

    @property
    def listed_clients(self) -> Sequence[str]:
        """The clients of the queue in their order."""
        return [line.key for line in self.shown if line.queued is not None]

    def show_client(self, client_id: str) -> None:
        """Put the cursor on a client in the queue, unless it stands on a line of theirs."""
        here = None if self.line is None else self.line.client
        if here is None or here.id != client_id:
            self.table.move_to(client_id)
