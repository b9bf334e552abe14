"""The data of the calendar: hours by row and column, and the budget and use of each column. No widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from csm_tui.domain.records.activity import Category
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.names import natural_key
from csm_tui.domain.values.time.hours import units
from csm_tui.domain.values.time.quarter import WORKDAYS, monday_of
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.plan.time_budget import TimeBudget, summed_hours, used_band, week_days
from csm_tui.planning.schedule.placing import is_onboard
from csm_tui.planning.schedule.timetable import CalendarBlock, Timetable

NO_CLIENT = ""
_LAST = 1_000


@dataclass(frozen=True)
class CalendarColumn:
    """A column: its days, its title, and whether it contains today. `month` is set in the first column of a month."""

    days: tuple[date, ...]
    title: str
    month: str = ""
    present: bool = False


@dataclass(frozen=True)
class CellHours:
    """The hours of one row in one column: planned, pinned ones among these, and spent; and their category."""

    planned: float = 0
    pinned: float = 0
    spent: float = 0
    category: Category | None = None

    def plus(self, block: CalendarBlock, share: float) -> "CellHours":
        """With a share of a block's hours; those of several categories are of none of them."""
        same = self.category in (None, block.activity.category)
        category = block.activity.category if same else Category.OTHER
        if block.spent:
            return CellHours(self.planned, self.pinned, self.spent + block.hours * share, category)
        return CellHours(self.planned + block.hours * share, self.pinned + block.pinned * share, self.spent, category)


HoursGrid = Mapping[str, Mapping[int, CellHours]]
"""Hours by row and by number of the column."""


def grid(timetable: Timetable, spans: Sequence[CalendarColumn], by_client: bool) -> HoursGrid:
    """The hours of each activity or client. Hours for several clients are split evenly."""
    column_of = {day: number for number, span in enumerate(spans) for day in span.days}
    found: dict[str, dict[int, CellHours]] = {}
    for block in timetable.blocks:
        number = column_of.get(block.day)
        if number is None:
            continue
        clients = block.activity.clients or (NO_CLIENT,)
        for row in clients if by_client else (block.activity.id,):
            columns = found.setdefault(row, {})
            share = 1 / len(clients) if by_client else 1
            columns[number] = columns.get(number, CellHours()).plus(block, share)
    return found


@dataclass(frozen=True)
class SpanUse:
    """The hours of one column: the `budget` and what is `used` of it, `free` from today on, those for onboarding.

    unplanned: how much of the used hours was unplanned work. off: whether each workday is off. over: the hours that do
    not fit, in the last column of the overloaded stretch. is_short: whether the column is in such a stretch.
    """

    budget: float
    used: float
    free: float
    reserved: float
    onboarding: float
    unplanned: float
    off: tuple[bool, ...]
    why_off: tuple[str, ...]
    over: float = 0
    is_short: bool = False

    @property
    def band(self) -> Band | None:
        return Band.RED if self.is_short else used_band(units(self.used), units(self.budget))

    @property
    def is_off(self) -> bool:
        """Whether all its workdays are off."""
        return all(self.off)


def span_uses(
    timetable: Timetable, budget: TimeBudget, unplanned: Mapping[date, float], spans: Sequence[CalendarColumn]
) -> list[SpanUse]:
    """The budget and use of the columns, and where they are overloaded."""
    uses = [_span_use(timetable, budget, unplanned, span) for span in spans]
    over = [max(0.0, use.used - use.budget) for use in uses]
    short = [size > 0 for size in over]
    for period in timetable.overload:
        within = [
            number for number, span in enumerate(spans) if span.days[0] <= period.last and span.days[-1] >= period.first
        ]
        if not within or is_onboard(period.activities[0]):
            continue
        for number in within:
            over[number], short[number] = 0, True
        if period.last <= week_days(monday_of(spans[-1].days[-1]))[-1]:
            over[within[-1]] = period.need - period.have
    return [replace(use, over=size, is_short=is_short) for use, size, is_short in zip(uses, over, short, strict=True)]


def _span_use(
    timetable: Timetable, budget: TimeBudget, unplanned: Mapping[date, float], span: CalendarColumn
) -> SpanUse:
    """The budget and use of a column."""
    days = set(span.days)
    blocks = [block for block in timetable.blocks if block.day in days]
    onboarding = sum(block.hours for block in blocks if is_onboard(block.activity))
    more = sum(unplanned.get(day, 0) for day in span.days)
    workdays = [day for day in span.days if day.weekday() < WORKDAYS]
    why = [budget.why_off(day) for day in workdays]
    return SpanUse(
        summed_hours(map(budget.of, span.days)),
        sum(block.hours for block in blocks) - onboarding + more,
        sum(timetable.free_on.get(day, 0) for day in span.days),
        summed_hours(map(budget.reserved, span.days)),
        onboarding,
        more,
        tuple(map(bool, why)),
        tuple(dict.fromkeys(filter(None, why))),
    )


def calendar_rows(plan: Plan, hours: HoursGrid, by_client: bool) -> list[str]:
    """The keys of the rows, by their first column with hours; open activities without hours come last."""
    if by_client:
        return sorted(hours, key=lambda key: (key == NO_CLIENT, natural_key(client_name(plan, key))))
    shown = [one for one in plan.activities if one.open or one.id in hours]
    return [one.id for one in sorted(shown, key=lambda one: (min(hours.get(one.id, [_LAST])), plan.deadline(one)))]


def client_name(plan: Plan, key: str) -> str:
    """The name of a client's row."""
    return plan.clients[key].name if key in plan.clients else "no client"
