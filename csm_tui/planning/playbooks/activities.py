"""The activities that a play becomes for a client in the plan of a quarter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from math import floor
from typing import NamedTuple

from csm_tui.domain.record import new_id
from csm_tui.domain.records.activity import Activity, Category
from csm_tui.domain.settings import PlaysRule
from csm_tui.domain.text import counted, shortened
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.time.hours import QUARTERS, shown_hours
from csm_tui.planning.plan.plan import Plan, free_references
from csm_tui.planning.plan.time_budget import TimeBudget
from csm_tui.planning.playbooks.dates import due_day, read_due, working_day
from csm_tui.planning.playbooks.play import Play, PlayActivity
from csm_tui.planning.playbooks.texts import filled
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.triage.candidates import advocate_candidate, expand_candidate
from csm_tui.planning.triage.reasons import Around, reasons

ENTERPRISE = "enterprise"
"""The tag of clients that take more time."""

_CATCH_UP = 5
"""Work whose day is past, or lies before it can begin, is due in this many working days."""

FORTNIGHT = timedelta(days=14)
"""Two weighty requests to one client are at least this far apart."""

_WEEK = timedelta(days=7)
_MOST_REASONS = 3
_LONGEST_NOTE = 160
_BY_STATUS = {ClientStatus.ONBOARDING: "the client is new", ClientStatus.CHURNED: "the client was lost"}
"""Why something is done if no reason in the queue says it."""


class Asked(NamedTuple):
    """An activity, and whether it asks something of the client that weighs."""

    activity: Activity
    request: bool


class Work(NamedTuple):
    """How many activities a play becomes for a client, and their hours."""

    activities: int
    hours: float

    @property
    def in_words(self) -> str:
        return f"{counted(self.activities, Activity.NOUN, Activity.PLURAL)}, {shown_hours(self.hours)} h"


class _Slot(NamedTuple):
    """When one activity is done: not before `earliest`, by `deadline`, and `times` times in all."""

    earliest: date | None
    deadline: date
    times: int


_Slots = Mapping[str, Sequence[_Slot]]
"""The slots of a play's activities, by key, in the order of the play."""


def activities_of(play: Play, row: Row, plan: Plan, budget: TimeBudget) -> tuple[Activity, ...]:
    """The activities of a play for a client, with free references of the plan, in the order of the play.

    They count from today or the quarter's first day, whichever is later. Deadlines lie on workdays, none before that
    of what it waits for, and not after the quarter, unless an activity begins after it. Where the plan would grow past
    its size, what is done week by week becomes one activity.
    """
    return tuple(one.activity for one in _activities(play, row, plan, _slots(play, row, plan, budget)))


def work_of(play: Play, row: Row, plan: Plan, budget: TimeBudget) -> Work:
    """How much work `activities_of` gives, without making any of it."""
    slots = _slots(play, row, plan, budget)
    hours = [hours_of(one, slot.times, row) for one in play.activity for slot in slots[one.key]]
    return Work(len(hours), sum(hours))


def activities_from(
    play: Play, row: Row, plan: Plan, budget: TimeBudget, *, merged: bool, begin: date = date.min,
    requests: Iterable[date] = (),
) -> list[Asked]:  # fmt: skip
    """Like `activities_of`, but beginning on a day at the earliest, and a fortnight after other requests to the client.

    `merged`: what is done week by week is one activity with all its hours. The deadlines of the client's open
    activities to expand and to advocate in the plan count as such requests, too.
    """
    slots = _laid_out(play, row, plan, budget, begin, requests)
    return _activities(play, row, plan, _merged(slots) if merged else slots)


def _slots(play: Play, row: Row, plan: Plan, budget: TimeBudget) -> _Slots:
    slots = _laid_out(play, row, plan, budget)
    count = sum(map(len, slots.values()))
    return _merged(slots) if len(plan.activities) + count > row.settings.plan.size else slots


def _laid_out(
    play: Play, row: Row, plan: Plan, budget: TimeBudget, begin: date = date.min, requests: Iterable[date] = ()
) -> _Slots:
    calendar = _Calendar(row, plan, budget, begin, [*requests] if play.asks else None)
    return {one.key: calendar.slots_of(one) for one in play.activity}


def _merged(slots: _Slots) -> _Slots:
    return {key: [_Slot(found[0].earliest, found[-1].deadline, len(found))] for key, found in slots.items()}


def _activities(play: Play, row: Row, plan: Plan, slots: _Slots) -> list[Asked]:
    references = free_references(play.category, plan)
    notes = ". ".join((f"Play {play.title}, {row.today}: {why(play, row)}", *_last_talk(row)))
    found: dict[str, list[Activity]] = {}
    for one in play.activity:
        found[one.key] = [
            Activity(
                id=new_id(),
                quarter=plan.quarter.start,
                reference=next(references),
                clients=(row.id,),
                category=play.category,
                description=filled(one.text, row),
                purpose=filled(play.purpose, row),
                results=filled(one.results, row),
                measurement=filled(one.judged or play.judged, row),
                hours=hours_of(one, slot.times, row),
                earliest=slot.earliest,
                deadline=slot.deadline,
                dependencies=tuple(other.id for key in one.after for other in found[key]),
                notes=notes,
                play=play.id,
            )
            for slot in slots[one.key]
        ]
    return [Asked(activity, one.request) for one in play.activity for activity in found[one.key]]


def _last_talk(row: Row) -> Iterator[str]:
    """What was said the last time, as far as it fits."""
    talks = [one for one in row.touchpoints if one.day <= row.today]
    if talks:
        last = max(talks, key=lambda one: one.day)
        yield f"Last contact, {last.label}: {shortened(last.note, _LONGEST_NOTE)}"


def hours_factor(row: Row) -> float:
    """How much more time a client takes than a middle-sized one that is well known.

    A client is large by its tag, or from an ACV on that the settings give.
    """
    rule: PlaysRule = row.settings.plays
    large = ENTERPRISE in row.client.tags or 0 < rule.enterprise_acv <= row.acv
    factor = (rule.enterprise if large else 1) * (rule.first_contact if row.touched is None else 1)
    return min(factor, rule.most)


def hours_of(one: PlayActivity, times: int, row: Row) -> float:
    """The hours of an activity of a play that is done so many times for a client."""
    return rounded_hours(one.hours * times * hours_factor(row))


def rounded_hours(hours: float) -> float:
    """In quarter-hours, rounded half up, and one at least."""
    return max(1, floor(hours * QUARTERS + 0.5)) / QUARTERS


def why(play: Play, row: Row) -> str:
    """Why the play is for this client, in a few words."""
    judge = {Category.EXPAND: expand_candidate, Category.ADVOCATE: advocate_candidate}.get(play.category)
    if judge is not None and (candidate := judge(row)).qualifies:
        return ", ".join(candidate.why)
    found = [one.why for one in reasons(row, Around(planned=True), row.settings.points)[:_MOST_REASONS]]
    return ", ".join(found) or _BY_STATUS.get(row.client.status, "nothing is urgent")


def _requests_of(row: Row, plan: Plan) -> Iterator[date]:
    """The days by which the plan asks the client for something already."""
    for one in plan.activities:
        if one.open and row.id in one.clients and one.category in (Category.EXPAND, Category.ADVOCATE):
            yield plan.deadline(one)


class _Calendar:
    """The days of a play's activities, which are asked for in their order."""

    def __init__(self, row: Row, plan: Plan, budget: TimeBudget, begin: date, requests: list[date] | None) -> None:
        self._first = max(row.today, plan.quarter.start, begin)
        self._last = plan.quarter.end
        self._decision = row.decision
        self._is_workday = budget.is_workday
        self._known: dict[str, date] = {}
        """The last deadlines that are set, by the keys of the activities."""
        asked = () if requests is None else (*requests, *_requests_of(row, plan))
        self._asks_from = max(asked) + FORTNIGHT if asked else date.min

    def slots_of(self, one: PlayActivity) -> list[_Slot]:
        """When an activity is done, the last time last."""
        begin = None if one.start is None else self._day(one.start)
        if one.request and self._asks_from > self._first:
            begin = max(begin or self._first, self._asks_from)
        waits = [self._known[key] for key in one.after]
        deadline = self._deadline(one, begin, waits)
        slots = [*self._weekly(one.times, deadline, max(waits, default=self._first))]
        if one.times > 1:
            begin = deadline - _WEEK + timedelta(days=1)
        self._known[one.key] = deadline
        return [*slots, _Slot(self._start(begin, deadline), deadline, 1)]

    def _weekly(self, times: int, deadline: date, after: date) -> Iterator[_Slot]:
        """What is done week by week before the last time, as far as there is time after a day."""
        for number in reversed(range(1, times)):
            day = self._workday_until(deadline - number * _WEEK)
            if day > after:
                yield _Slot(self._start(day - _WEEK + timedelta(days=1), day), day, 1)

    def _deadline(self, one: PlayActivity, begin: date | None, waits: Sequence[date]) -> date:
        day = self._workday_until(self._day(one.by, waits))
        if begin is not None and day < begin:
            day = self._workday_until(working_day(begin, _CATCH_UP))
        if begin is None or begin <= self._last:
            day = min(day, self._workday_until(self._last))
        return max([day, *waits])

    def _day(self, text: str, waits: Sequence[date] = ()) -> date:
        """The day that is meant. One before the decision that is past is made up for soon after what it waits for, and
        before the decision if that can be."""
        due = read_due(text)
        day = due_day(due, self._first, self._decision, self._known)
        if due.from_decision and day == self._first:
            soon = working_day(max([self._first, *waits]), _CATCH_UP)
            return min(soon, self._decision) if self._decision and self._decision > self._first else soon
        return day

    def _start(self, begin: date | None, deadline: date) -> date | None:
        """The earliest start; None if the work can begin at once."""
        if begin is None or begin <= self._first:
            return None
        return min(self._workday_from(begin), deadline)

    def _workday_until(self, day: date) -> date:
        """The last workday up to a day; the first one of all where there is none."""
        found = day
        while found > self._first and not self._is_workday(found):
            found -= timedelta(days=1)
        return found if self._is_workday(found) else self._workday_from(self._first)

    def _workday_from(self, day: date) -> date:
        """The first workday from a day on; the day itself if the quarter has none left."""
        found = day
        while found < self._last and not self._is_workday(found):
            found += timedelta(days=1)
        return found if self._is_workday(found) else day
