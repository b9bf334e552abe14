"""Milestones, KPIs and the status in words, all of them from the figures."""

from fractions import Fraction

import pytest

from csm_tui.domain.records.engagements.roadmap import CELLS, CashQuarter, Kpi, Measure, Milestone, Phase
from csm_tui.planning.roadmap.cash_flow import cash_flow
from csm_tui.planning.roadmap.kpis import KpiState, expected, judged
from csm_tui.planning.roadmap.milestones import placed
from csm_tui.planning.roadmap.status import Course, milestone_in_words, status, variance_in_words
from tests.support.roadmaps import example_phases, example_quarters


def test_the_milestones_of_the_example_in_month_10() -> None:
    states = {(one.phase.name, one.milestone.planned): one.state.value for one in placed(example_phases(), 10)}
    done = {("Americas", 0), ("Americas", 5), ("EMEA", 7)}
    assert {key for key, state in states.items() if state == "done"} == done
    assert [key for key, state in states.items() if state == "next"] == [("EMEA", 11)]
    assert set(states.values()) == {"done", "next", "open"}
    assert len(states) == 9


@pytest.mark.parametrize(
    ("planned", "actual", "said"),
    [
        (5, 5, "reached on time"),
        (5, 7, "reached 2 months late"),
        (5, 4, "reached 1 month early"),
        (7, None, "3 months late"),
        (10, None, "due this month"),
        (11, None, "due in 1 month"),
    ],
)
def test_a_milestone_in_words(planned: int, actual: int | None, said: str) -> None:
    phase = Phase(roadmap="r", name="North", milestones=(Milestone(name="start", planned=planned, actual=actual),))
    assert milestone_in_words(placed([phase], 10)[0], 10) == said


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ((), ""),
        ((10, 8, 0, 0), "cost 2 k below the estimate (20 %), income as estimated"),
        ((10, 12, 0, 3), "cost 2 k above the estimate (20 %), income 3 k above the estimate (n/a)"),
        ((10, None, 4, 3), "income 1 k below the estimate (25 %)"),
    ],
)
def test_variances_in_words(cells: tuple[float | None, ...], said: str) -> None:
    quarters = [CashQuarter(roadmap="r", number=1, **dict(zip(CELLS, cells, strict=True)))] if cells else []
    assert variance_in_words(cash_flow(quarters), "k") == said


def _kpi(*measures: tuple[int, float], baseline: float | None = 10, target: float | None = 20, due: int | None = 10,
         course: tuple[tuple[int, float], ...] = ()) -> Kpi:  # fmt: skip
    return Kpi(
        roadmap="r", name="Hours saved", baseline=baseline, target=target, due_month=due,
        measures=tuple(Measure(month=month, value=value) for month, value in measures),
        course=tuple(Measure(month=month, value=value) for month, value in course),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kpi", "month", "state", "ahead"),
    [
        (_kpi(), 5, KpiState.NO_DATA, None),
        (_kpi((5, 15)), 5, KpiState.ON_COURSE, Fraction(0)),
        (_kpi((5, 14.9)), 5, KpiState.BEHIND, Fraction("-0.1")),
        (_kpi((5, 20)), 5, KpiState.REACHED, Fraction(5)),
        (_kpi((9, 20), (5, 1)), 5, KpiState.BEHIND, Fraction(-14)),  # the later one is still to come
        (_kpi((10, 19)), 12, KpiState.BEHIND, Fraction(-1)),
        (_kpi((5, 4), baseline=10, target=0), 5, KpiState.ON_COURSE, Fraction(1)),
        (_kpi((5, 0), baseline=10, target=0), 5, KpiState.REACHED, Fraction(5)),
        (_kpi((5, 12), course=((8, 12),)), 5, KpiState.ON_COURSE, Fraction(3, 4)),
        (_kpi((5, 12), baseline=None), 5, KpiState.NO_DATA, None),
        (_kpi((5, 30), baseline=None), 5, KpiState.REACHED, None),
        (_kpi((5, 12), target=None), 5, KpiState.NO_DATA, None),
        (_kpi((5, 15), due=0), 0, KpiState.NO_DATA, None),
    ],
)
def test_a_kpi_against_its_course(kpi: Kpi, month: int, state: KpiState, ahead: Fraction | None) -> None:
    found = judged(kpi, month)
    assert (found.state, found.ahead) == (state, ahead)


def test_a_target_that_is_due_at_once_is_its_own_course() -> None:
    assert expected(_kpi(due=0), 0) == 20


def test_the_example_is_ahead_and_says_why() -> None:
    found = status(placed(example_phases(), 10), [judged(_kpi((5, 16)), 10)], cash_flow(example_quarters()), 10, 48)
    assert found.course is Course.AHEAD
    assert list(found.reasons) == [
        "3 of 9 milestones reached, next EMEA: value start due in 1 month",
        "1 KPI on course",
        "145 better than estimated after 2 quarters",
        "break-even year 3 Q4, after 36 months; estimated year 4 Q1, after 39 months; the goal of 48 months is met",
    ]


def test_one_that_is_behind_names_what_is() -> None:
    quarters = [
        CashQuarter(roadmap="r", number=1, estimated_expenditure=10, estimated_income=20, actual_expenditure=30)
    ]
    found = status(placed(example_phases(), 14), [judged(_kpi((5, 11)), 14)], cash_flow(quarters), 14, 1)
    assert found.course is Course.BEHIND
    assert list(found.reasons) == [
        "EMEA: value start is 3 months late, and 1 more",
        "1 of 1 KPI behind: Hours saved",
        "20 worse than estimated after 1 quarter",
        "break-even not within the plan; estimated year 1 Q1, after 3 months; the goal of 1 month is missed",
    ]


def test_nothing_known_is_on_track_without_a_reason() -> None:
    assert str(status([], [], cash_flow([]), 0, None)) == "on track"
