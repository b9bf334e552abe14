"""The status of an initiative in words, which always come from its figures."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from csm_tui.domain.text import counted
from csm_tui.domain.values.money import money
from csm_tui.domain.values.shares import percent
from csm_tui.planning.roadmap.cash_flow import BreakEven, CashFlow, share_of
from csm_tui.planning.roadmap.kpis import Judged, KpiState
from csm_tui.planning.roadmap.milestones import MilestoneState, PlacedMilestone


class Course(StrEnum):
    """How the whole stands."""

    AHEAD = "ahead"
    ON_TRACK = "on track"
    BEHIND = "behind"


class Status(NamedTuple):
    """How the whole stands, and why: a sentence each of milestones, KPIs, money and break-even, where there are any."""

    course: Course
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.course}: {'; '.join(self.reasons)}" if self.reasons else str(self.course)


def status(
    milestones: Sequence[PlacedMilestone], kpis: Sequence[Judged], flow: CashFlow, month: int, goal_months: int | None,
    unit: str = "",
) -> Status:  # fmt: skip
    """The status as of a month. Behind if anything is; ahead if nothing is and something is better than planned.

    `unit` is what the amounts of the cash flow count, such as thousand EUR.
    """
    found = [
        one
        for one in (
            _of_milestones(milestones, month),
            _of_kpis(kpis),
            _of_money(flow, unit),
            _of_break_even(flow, goal_months),
        )
        if one is not None
    ]
    courses = {course for course, _ in found}
    course = next((one for one in (Course.BEHIND, Course.AHEAD) if one in courses), Course.ON_TRACK)
    return Status(course, tuple(text for _, text in found))


def milestone_in_words(one: PlacedMilestone, month: int) -> str:
    """How a milestone stands: reached on time, reached 2 months late, 3 months late, due in 1 month."""
    late = one.months_late
    if late is not None:
        return (
            "reached on time"
            if late == 0
            else f"reached {counted(abs(late), 'month')} {'late' if late > 0 else 'early'}"
        )
    if one.state is MilestoneState.LATE:
        return f"{counted(month - one.milestone.planned, 'month')} late"
    ahead = one.milestone.planned - month
    return f"due in {counted(ahead, 'month')}" if ahead else "due this month"


def kpi_in_words(one: Judged) -> str:
    """How a KPI stands: 42 % in month 9, behind by 3 %; target 60 % by month 24."""
    kpi, unit = one.kpi, f" {one.kpi.unit}" if one.kpi.unit else ""
    due = "" if kpi.due_month is None else f" by month {kpi.due_month}"
    target = "" if kpi.target is None else f"target {money(kpi.target)}{unit}{due}"
    if one.latest is None:
        return "; ".join(filter(None, ("not measured yet", target)))
    found = f"{money(one.latest.value)}{unit} in month {one.latest.month}"
    return "; ".join(filter(None, (", ".join(filter(None, (found, kpi_course_in_words(one)))), target)))


def kpi_course_in_words(one: Judged) -> str:
    """How a KPI stands to its course: on course, ahead by 3 %, behind by 2 hours, target reached; "" without data."""
    if one.state is KpiState.NO_DATA:
        return ""
    if one.state is KpiState.REACHED:
        return "target reached"
    if not one.ahead:
        return "on course"
    unit = f" {one.kpi.unit}" if one.kpi.unit else ""
    return f"{'ahead' if one.ahead > 0 else 'behind'} by {money(_rounded(abs(one.ahead)))}{unit}"


def _rounded(amount: Fraction) -> float:
    """A difference with two decimals at most, an int if it is whole."""
    shown = round(float(amount), 2)
    return int(shown) if shown == int(shown) else shown


def break_even_in_words(found: BreakEven | None) -> str:
    """Year 4 Q1, after 39 months; or not within the plan."""
    return (
        f"year {found.year} Q{found.quarter}, after {counted(found.months, 'month')}"
        if found
        else "not within the plan"
    )


def variance_in_words(flow: CashFlow, unit: str = "") -> str:
    """What is known against what it was meant to be: cost 55 below the estimate (1.7 %), income 90 above it (90 %); ""
    where nothing is known."""
    parts = zip(("cost", "income"), flow.variance, flow.estimated_to_date, strict=True)
    return ", ".join(_better_in_words(what, amount, whole, unit) for what, amount, whole in parts if amount is not None)


def _better_in_words(what: str, amount: float, whole: float | None, unit: str) -> str:
    if amount == 0:
        return f"{what} as estimated"
    is_above = (amount > 0) == (what == "income")
    share = percent(share_of(abs(amount), whole))
    return f"{what} {money(abs(amount), unit)} {'above' if is_above else 'below'} the estimate ({share})"


def _of_milestones(milestones: Sequence[PlacedMilestone], month: int) -> tuple[Course, str] | None:
    if not milestones:
        return None
    late = [one for one in milestones if one.state is MilestoneState.LATE]
    if late:
        worst = min(late, key=lambda one: one.milestone.planned)
        more = f", and {len(late) - 1} more" if len(late) > 1 else ""
        return Course.BEHIND, f"{_named(worst)} is {milestone_in_words(worst, month)}{more}"
    done = [one for one in milestones if one.state is MilestoneState.DONE]
    count = f"{len(done)} of {len(milestones)} milestones reached"
    early = sum(max(0, -(one.months_late or 0)) for one in done)
    delayed = sum(max(0, one.months_late or 0) for one in done)
    following = next((one for one in milestones if one.state is MilestoneState.NEXT), None)
    coming = f", next {_named(following)} {milestone_in_words(following, month)}" if following else ""
    return Course.AHEAD if early and not delayed else Course.ON_TRACK, count + coming


def _named(one: PlacedMilestone) -> str:
    return f"{one.phase.name}: {one.milestone.name}"


def _of_kpis(kpis: Sequence[Judged]) -> tuple[Course, str] | None:
    measured = [one for one in kpis if one.state is not KpiState.NO_DATA]
    if not measured:
        return None
    behind = [one.kpi.name for one in measured if one.state is KpiState.BEHIND]
    if behind:
        return Course.BEHIND, f"{len(behind)} of {counted(len(measured), 'KPI')} behind: {', '.join(behind)}"
    return Course.ON_TRACK, f"{counted(len(measured), 'KPI')} on course"


def _of_money(flow: CashFlow, unit: str) -> tuple[Course, str] | None:
    if not flow.last_actual:
        return None
    net = flow.variance_net
    after = f"after {counted(flow.last_actual, 'quarter')}"
    if net == 0:
        return Course.ON_TRACK, f"as estimated {after}"
    course = Course.AHEAD if net > 0 else Course.BEHIND
    return course, f"{money(abs(net), unit)} {'better' if net > 0 else 'worse'} than estimated {after}"


def _of_break_even(flow: CashFlow, goal_months: int | None) -> tuple[Course, str] | None:
    if not flow.quarters:
        return None
    meant, now = flow.break_even_estimated, flow.break_even_reforecast
    course = _compared(meant, now, goal_months)
    return course, "; ".join(_break_even_words(meant, now, goal_months))


def _compared(meant: BreakEven | None, now: BreakEven | None, goal_months: int | None) -> Course:
    if now is None:
        return Course.ON_TRACK if meant is None and goal_months is None else Course.BEHIND
    if goal_months is not None and now.months > goal_months:
        return Course.BEHIND
    if meant is None or now.number < meant.number:
        return Course.AHEAD
    return Course.ON_TRACK if now.number == meant.number else Course.BEHIND


def _break_even_words(meant: BreakEven | None, now: BreakEven | None, goal_months: int | None) -> Iterator[str]:
    yield f"break-even {break_even_in_words(now)}"
    if now != meant:
        yield f"estimated {break_even_in_words(meant)}"
    if goal_months is not None:
        met = now is not None and now.months <= goal_months
        yield f"the goal of {counted(goal_months, 'month')} is {'met' if met else 'missed'}"
