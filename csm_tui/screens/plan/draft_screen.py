"""The screen on which the draft of a quarter is reviewed: what is taken, changed and left out."""

import asyncio
from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from csm_tui.commands.base import Need, bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.text import first_line
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.definitions.plan.activity_forms import activity_form
from csm_tui.forms.definitions.plan.review_form import FORM, made_activity, review_draft, reviewed
from csm_tui.planning.draft.draft import LeftOut
from csm_tui.planning.draft.drafting import draft, taken_too
from csm_tui.planning.draft.review import Review
from csm_tui.planning.plan.present import present_quarter
from csm_tui.planning.plan.rows import PlanRow
from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.table_screen import TableScreen
from csm_tui.screens.cells.activity_columns import activity_title, reference_width
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.plan.activity_lines import activity_lines
from csm_tui.screens.plan.draft_lines import DraftVerdict, draft_heading, left_out_lines, line_lines, verdict_of
from csm_tui.session.edits.draft_changes import accepted
from csm_tui.session.edits.plan_changes import in_quarter
from csm_tui.session.session import Session
from csm_tui.widgets import later
from csm_tui.widgets.later import Later
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable, Cell, Column

if TYPE_CHECKING:
    from csm_tui.screens.dialogs.forms.record_form import Typed
    from csm_tui.session.changes import Change
    from csm_tui.session.drafts.draft import Draft

_WIDE = 130
_COLUMNS = (
    Column("activity", "  Activity", "  Activity", 60, 36, grows=True),
    Column("client", "Client", "Client", 16, 14),
    Column("hours", "Hours", "Hours", 5, 5, "right"),
    Column("deadline", "Deadline", "Deadline", 10, 10),
)


class DraftScreen(TableScreen):
    """A row for each activity that is proposed, marked if it is taken, then what was left out. Nothing enters the plan
    before it is accepted; what was decided is kept like what is typed until then."""

    CSS_PATH = STYLES / "plan.tcss"
    SPEC = BY_ID["draft"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = bindings(SPEC.commands)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]

    def __init__(self, session: Session, glyphs: Glyphs, quarter: Quarter) -> None:
        super().__init__(session, glyphs)
        self._quarter = quarter
        self.review: Review | None = None
        """The draft as it was reviewed so far; None until it is made."""
        self.table = BandTable(_COLUMNS, self._cells, id="drafted", ascii_only=self.glyphs.is_ascii)
        self.heading = LinePane(id="draft-heading")
        self._side = LinePane(id="draft-side", focusable=True)
        self._of: tuple[Workspace, date] | None = None
        self._verdict: DraftVerdict | None = None
        self._judging: Later[tuple[Review, Workspace, date], DraftVerdict] = Later(self, verdict_of, self._take_verdict)

    def compose(self) -> ComposeResult:
        yield self.heading
        with Container(id="draft-body"):
            yield self.table
            yield Widget(id="draft-divider")
            yield self._side
        yield from self.frame()

    def on_mount(self) -> None:
        self.add_class("-details")
        self.heading.show(lambda _: [[(" Drafting the quarter from the whole book ...", "dim")]])
        self.begin()

    def has(self, need: Need) -> bool:
        if need == "activity":
            return isinstance(self.table.cursor_key, str)
        return super().has(need)

    # What is shown

    def show_workspace(self) -> None:
        known = self.session.workspace, self.session.today()
        if self._of != known:
            self._of = known
            self.run_worker(self._draft(*known), exclusive=True)

    async def _draft(self, workspace: Workspace, today: date) -> None:
        """Make the draft, off the thread of the screen, with what was decided about a former one."""
        plays, size = app_of(self.app).playbook().plays, workspace.settings.plan.size

        def drafted() -> Review:
            return reviewed(draft(workspace, today, self._quarter, size, plays), self._kept, workspace, today)

        self._show(await asyncio.to_thread(drafted))

    @property
    def _kept(self) -> "Draft | None":
        return self.session.drafts.get(FORM, self._quarter.start.isoformat())

    def _decide(self, review: Review) -> None:
        """Show the review, and keep what was decided."""
        session = self.session
        at = session.now().isoformat(timespec="seconds")
        kept = review_draft(review, session.workspace, session.today(), at)
        if kept is not None:
            session.drafts.note(kept)
        else:
            session.drafts.drop(FORM, self._quarter.start.isoformat())
        self._show(review)

    def _show(self, review: Review) -> None:
        """Show the review, with the room that is left recounted; what the audit says of it follows."""
        self.review = review
        self._verdict = None
        self.table.redraw()
        self.table.show_empty("Nothing else needs to be done now: esc leads back to the plan")
        self.table.show_rows([one.id for one in review.activities] + [*range(len(review.draft.left_out))])
        self.table.show_marks({one.id for one in review.taken})
        workspace = self.session.workspace
        self._judging.ask(
            (review, workspace, self.session.today()), at_once=len(workspace.clients) <= later.AT_ONCE
        )  # fmt: skip
        self._show_heading()
        self._show_side()
        self.show_status()

    def _take_verdict(self, verdict: DraftVerdict) -> None:
        self._verdict = verdict
        self._show_heading()

    def _show_heading(self) -> None:
        review, verdict = self._reviewed, self._verdict
        self.heading.show(lambda width: draft_heading(review, verdict, width, self.glyphs))

    def _cells(self, key: Hashable) -> Sequence[Cell]:
        review = self._reviewed
        if isinstance(key, int):
            left = review.draft.left_out[key]
            what = "no play" if left.play is None else left.play.title
            texts = (f"  {self.glyphs.none} {what}: {left.why}", left.row.client.name, "", "left out")
            return tuple(Cell(text, "dim") for text in texts)
        one = self._activity(str(key))
        style = "dim" if one.id in review.out else ""
        return (
            Cell(f"  {activity_title(one, reference_width(review.activities))}", style),
            Cell(", ".join(review.draft.plan.client_names(one)), style),
            Cell(shown_hours(one.hours), style),
            Cell(str(one.deadline or "end"), style),
        )

    @property
    def _reviewed(self) -> Review:
        assert self.review is not None, "rows are shown once the draft is made"
        return self.review

    def _activity(self, identity: str) -> Activity:
        return next(one for one in self._reviewed.activities if one.id == identity)

    @on(BandTable.CursorMoved)
    def _show_side(self) -> None:
        if self.has_class("-details"):
            self._side.show(self._side_lines)

    def _side_lines(self, width: int) -> Sequence[Line]:
        key = self.table.cursor_key
        if self.review is None or key is None:
            return []
        if isinstance(key, int):
            return left_out_lines(self._reviewed.draft.left_out[key], width)
        one = self._activity(str(key))
        shown = PlanRow(one, self._reviewed.draft.plan_with(self._reviewed.activities), self.session.today())
        first, *others = activity_lines(shown, (), (), width)
        return [first, *line_lines(self._reviewed.line_of(one.id), width), *others]

    def do_table_details(self) -> None:
        self.toggle_class("-details")
        self._show_side()

    # What is decided

    def do_draft_choose(self) -> None:
        key, review = self.table.cursor_key, self._reviewed
        if isinstance(key, int):
            self._take_too(review.draft.left_out[key])
        else:
            self._decide(review.toggled([str(key)]))
            self.table.action_cursor_down()

    def _take_too(self, left: LeftOut) -> None:
        review = self._reviewed
        line = taken_too(review.draft, review.taken, left, self.session.workspace, self.session.today())
        if isinstance(line, str):
            self.notify(f"{left.row.client.name}: {line}", severity="warning", markup=False)
            return
        self._decide(review.with_line(line, left))
        self.table.move_to(line.activities[0].id)
        self.notify(f"{line.play.title} for {line.row.client.name} is in the draft", markup=False)

    def do_draft_choose_all(self) -> None:
        review = self._reviewed
        every = frozenset(one.id for one in review.activities)
        self._decide(replace(review, out=frozenset() if review.out else every))

    def do_draft_give_up(self) -> None:
        line = self._reviewed.line_of(str(self.table.cursor_key))
        self._decide(self._reviewed.toggled([one.id for one in line.activities]))

    @on(BandTable.Opened)
    async def _opened(self) -> None:
        await self.action_perform("draft.edit" if self.has("activity") else "draft.choose")

    async def do_draft_edit(self) -> None:
        review, workspace, today = self._reviewed, self.session.workspace, self.session.today()
        one = self._activity(str(self.table.cursor_key))
        plan = review.draft.plan_with(other for other in review.activities if other.id != one.id)
        texts = activity_form(one, plan, workspace, today).first
        spec = activity_form(None, plan, workspace, today, one.id, given=texts)

        def take(typed: "Typed[Change]") -> None:
            if typed.draft is not None:
                self.session.drafts.drop(typed.draft.form, typed.draft.record)
            if typed.result is not None:
                after = made_activity(typed.result)
                self._decide(self._reviewed.with_change(after.changed(play=one.play)))
                self.notify(f"{after.reference} is changed in the draft", markup=False)

        await self.open_form(replace(spec, title=f"Draft · {one.reference} · {first_line(one.description)}"), take)

    def do_draft_take(self) -> None:
        review = self._reviewed
        if not review.taken:
            self.notify("Nothing is marked: space takes an activity in", severity="warning")
            return
        change = accepted(review.taken, review.draft.quarter)
        present = present_quarter(self.session.workspace.settings, self.session.today())
        if self.apply(in_quarter(change, self.session.workspace, present), self._kept):
            self.dismiss()
            self.app.notify(f"{len(review.taken)} activities are in the plan; u takes all of them back")

    async def do_back(self) -> None:
        await super().do_back()
        if self._kept is not None:
            self.app.notify("The draft is kept as you left it: y opens it again")
