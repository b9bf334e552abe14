"""The base of the day's screen: the list of what is dated and of the clients by urgency, and what is behind a line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import ClassVar

from csm_tui.commands.base import Need
from csm_tui.domain.preferences import Details
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.text import counted
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.shown_days import near_day
from csm_tui.planning.columns import ColumnSpec, sort_by
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.today.columns import DAY_BY_KEY, DAY_FILTER
from csm_tui.planning.today.day import DayLine, Days, Group, WholeDay
from csm_tui.planning.triage.reasons import SOON
from csm_tui.screens.base.later_screen import LaterScreen
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.today.day_details import Proposal, full_lines, short_lines
from csm_tui.session.edits.play_changes import taken_in
from csm_tui.session.session import Session
from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.table.band_table import Cell

_WORKING = "One moment: the clients are put in order"
_NOTHING = "Nothing is dated and nobody is in the queue: 1 leads to the clients, n writes an activity"
_STYLES = {Group.OVERDUE: "red", Group.TODAY: "strong", Group.AHEAD: "dim", Group.QUEUE: "title", Group.SNOOZED: "dim"}


class DayList(LaterScreen[DayLine]):
    """The lines with what is behind the one under the cursor: a few lines below the list, or all of it beside."""

    COLUMNS = DAY_BY_KEY
    LANGUAGE = DAY_FILTER
    NOUNS = "line", "lines"
    ABOVE: ClassVar[Mapping[str, str]] = {
        "unplanned": "clients of the queue for whom nothing is planned",
        "h planned": "hours that the calendar has for today",
    }
    EMPTY = _NOTHING

    def __init__(self, session: Session, glyphs: Glyphs) -> None:
        super().__init__(session, glyphs)
        self.day: WholeDay | None = None
        """The day that is shown; None before it is derived for the first time."""
        self._days = Days()
        self._derived: WholeDay | None = None

    @property
    def is_wide(self) -> bool:
        """Whether the pane stands beside the list."""
        return self.has_class("-wide")

    def opens_details(self, wanted: Details) -> bool:
        return wanted is not Details.CLOSED

    # The day

    def derive(self) -> Mapping[str, DayLine]:
        assert self.known is not None
        workspace, today, book = self.known
        self._derived = self._days.of(workspace, today, book.plays)
        return {line.key: line for line in self._derived.lines}

    def take(self, rows: Mapping[str, DayLine]) -> None:
        self.day = self._derived
        super().take(rows)

    # What is shown

    @property
    def why_empty(self) -> str:
        return _WORKING if self.day is None else super().why_empty

    def ordered(self, found: Sequence[DayLine]) -> list[DayLine]:
        """What is dated stays in front, and who is put off behind."""
        dated = [one for one in found if one.dated is not None]
        queue = [one for one in found if one.group is Group.QUEUE]
        snoozed = [one for one in found if one.group is Group.SNOOZED]
        return [one for part in (dated, queue, snoozed) for one in sort_by(part, self._sort, self.COLUMNS)]

    def cell(self, spec: ColumnSpec[DayLine], row: DayLine) -> Cell:
        cell = super().cell(spec, row)
        if spec.key == "when":
            return cell._replace(text=spec.value(row), style="dim" if row.planned else _STYLES[row.group])
        if row.group is Group.SNOOZED or (spec.key == "due" and row.dated is None and not cell.style):
            return cell._replace(style="dim")
        return cell

    def heading_line(self) -> Line:
        day = self.day
        if day is None:
            return [(f" {_WORKING}", "dim")]
        parts = [[(near_day(day.today), "strong")], *([one] for one in self._counts(day))]
        if self.is_filtered:
            parts.insert(1, [(f"{len(self.shown):,} of {len(self.rows):,} lines", "title")])
        dot = (f" {self.glyphs.dot} ", "dim")
        return [(" ", ""), *(run for number, part in enumerate(parts) for run in ([dot] if number else []) + part)]

    def _counts(self, day: WholeDay) -> Sequence[Run]:
        """The figures of the day; those that are 0 are left out."""
        overdue, put_off = day.agenda.overdue(), len(day.offers.put_off)
        left = [line for line in day.lines if line.is_left]
        dated = sum(line.dated is not None for line in left)
        unplanned = len(left) - dated
        clients = sum(line.group is Group.QUEUE for line in day.lines)
        plans = f"{unplanned:,} unplanned" if unplanned else "all planned"
        found: tuple[tuple[float, str, str], ...] = (
            (overdue, f"{overdue:,} overdue", "red"),
            (dated, f"{dated:,} to do today", "strong"),
            (clients, f"{counted(clients, 'client')}, {plans}", "strong" if unplanned else ""),
            (not left, "nothing left", "green"),
            (day.agenda.hours, f"{shown_hours(day.agenda.hours)} h planned", ""),
            (day.decide_soon, f"{day.decide_soon:,} decide within {SOON} d", ""),
            (put_off, f"{put_off:,} put off", "dim"),
        )
        return [(text, style) for size, text, style in found if size]

    def side_lines(self, row: DayLine, width: int) -> Sequence[Line]:
        proposal = self.proposal(row)
        if self.is_wide:
            return full_lines(row, proposal, width, self._side.size.height, self.glyphs)
        return short_lines(row, proposal, width, self.glyphs)

    def proposal(self, line: DayLine) -> Proposal | None:
        """The play that is proposed for a line, with the activities that it would become."""
        return next(iter(self.proposals(line)), None)

    def proposals(self, line: DayLine) -> Iterator[Proposal]:
        """The plays that are offered for a line, the primary one first, each with the activities."""
        if line.row is None:
            return
        plays = self.plays(line)
        for play in plays:
            change = taken_in(play, line.row, self.session.workspace)
            activities = [edit.after for edit in change.edits if isinstance(edit.after, Activity)]
            yield Proposal(play, activities, len(plays) - 1)

    def plays(self, line: DayLine) -> Sequence[Play]:
        """The plays that are offered for a line, the primary one first."""
        return () if self.day is None else self.day.offer(line).plays

    # What the commands work on

    @property
    def line(self) -> DayLine | None:
        """The line under the cursor."""
        return self.rows.get(str(self.table.cursor_key))

    def has(self, need: Need) -> bool:
        lines = self.chosen if self.table.marks else [one for one in (self.line,) if one is not None]
        found: Mapping[Need, Callable[[DayLine], object]] = {
            "dated": lambda one: one.dated,
            "later": lambda one: one.dated or one.snooze or self.plays(one),
            "play": lambda one: one.snooze is None and self.plays(one),
            "snooze": lambda one: one.put_off,
        }
        if need in found:
            return any(found[need](one) for one in lines)
        return super().has(need)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """What is changed within deals with the line under the cursor: that goes on to the next one, before the line
        is gone or stands elsewhere. It stays if nothing is changed, or if what is marked is dealt with."""
        before, here = self.session.workspace, self.table.cursor_key
        if not self.table.marks:
            self.table.action_cursor_down()
        yield
        if self.session.workspace is before and here is not None:
            self.table.move_to(here)
