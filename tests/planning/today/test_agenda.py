"""What is dated: which records stand there, when, in what order and for whom."""

from datetime import date, timedelta
from typing import Any

import pytest

from csm_tui.domain.record import Entity
from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.person.personal_evaluation import PersonalEvaluation
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.planning.today.agenda import Agenda, DatedKind, When, agenda
from tests.support.builders import TODAY, client
from tests.support.plan_builders import activity, kept

ACME, GONE = client("Acme", id="acme"), client("Gone", id="gone", status="churned")


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def touched(follow_up: int, **fields: Any) -> Touchpoint:
    return Touchpoint.model_validate(
        {"client": "acme", "day": day(-40), "note": "Called\ntwice", "follow_up": day(follow_up), **fields}
    )


def risk(review: int | None, **fields: Any) -> Risk:
    given = {"client": "acme", "kind": "sponsor", "text": "May leave\nsoon", "since": day(-40), **fields}
    return Risk.model_validate({**given, "review": None if review is None else day(review)})


def assumed(by: int, **fields: Any) -> Assumption:
    return Assumption.model_validate({"client": "acme", "text": "They renew", "validate_by": day(by), **fields})


def of(*records: Entity, hours: dict[str, float] | None = None) -> Agenda:
    return agenda(kept(ACME, GONE, *records), TODAY, hours)


@pytest.mark.parametrize(
    ("record", "kind", "text", "when"),
    [
        (touched(-1), DatedKind.FOLLOW_UP, "Called", When.OVERDUE),
        (touched(0, task="send it"), DatedKind.FOLLOW_UP, "send it", When.TODAY),
        (touched(7, promise=True), DatedKind.PROMISE, "Called", When.AHEAD),
        (risk(-3), DatedKind.RISK, "sponsor: May leave", When.OVERDUE),
        (risk(1), DatedKind.RISK, "sponsor: May leave", When.AHEAD),
        (assumed(0), DatedKind.ASSUMPTION, "They renew", When.TODAY),
        (activity("R1", deadline=day(-2), description="Show\nit"), DatedKind.ACTIVITY, "R1 Show", When.OVERDUE),
        (activity("R1", deadline=day(7)), DatedKind.ACTIVITY, "R1", When.AHEAD),
        (
            PersonalEvaluation.model_validate({"csm": "Kim", "period": "Q4", "day": day(-90)}),
            DatedKind.EVALUATION, "personal evaluation of Kim", When.TODAY,
        ),
    ],
)  # fmt: skip
def test_what_is_to_be_done_stands_there(record: Entity, kind: DatedKind, text: str, when: When) -> None:
    (line,) = of(record).lines
    assert (line.kind, line.text, line.when, line.record) == (kind, text, when, record)


@pytest.mark.parametrize(
    "record",
    [
        touched(8),
        touched(-1, done=True),
        touched(-1, client="gone"),
        Touchpoint(client="acme", day=TODAY, note="nothing follows"),
        risk(8),
        risk(None),
        risk(-1, state="mitigated"),
        risk(-1, client="gone"),
        assumed(8),
        assumed(-1, state="confirmed"),
        assumed(-1, client="gone"),
        activity(deadline=day(8)),
        activity(deadline=day(-1), status="done"),
        activity(deadline=day(-1), quarter=day(-91)),
    ],
)
def test_what_is_done_or_far_off_or_of_a_churned_client_does_not(record: Entity) -> None:
    assert of(record).lines == ()


def test_they_stand_by_day_with_the_most_urgent_first() -> None:
    found = of(assumed(3), touched(1), touched(1, promise=True), risk(0), activity("R9", deadline=day(-1)), touched(-9))
    assert [(one.kind, one.late) for one in found.lines] == [
        ("follow-up", 9), ("activity", 1), ("risk", 0), ("promise", -1), ("follow-up", -1), ("assumption", -3),
    ]  # fmt: skip
    assert found.overdue() == 2
    assert found.overdue(DatedKind.ACTIVITY, DatedKind.RISK) == 1


def test_hours_that_are_planned_bring_an_activity_under_today() -> None:
    far, late = activity("R1", deadline=day(60)), activity("R2", deadline=day(-1))
    found = of(far, late, hours={"R1": 2, "R2": 1.5})
    assert [(one.text, one.when, one.hours) for one in found.lines] == [
        ("R2", When.OVERDUE, 1.5), ("R1", When.TODAY, 2),
    ]  # fmt: skip
    assert found.hours == 3.5
    assert found.overdue() == 1


def test_a_client_is_pressed_by_what_is_due_today_or_was_before() -> None:
    other = client("Bolt", id="bolt")
    work = activity("R1", deadline=TODAY, clients=("acme", "bolt"))
    assert of(other, touched(-4), work, assumed(1)).pressing == {"acme": 4, "bolt": 0}
    assert of(touched(1)).pressing == {}


def test_an_assumption_on_an_activity_is_about_its_clients() -> None:
    work = activity("R1", clients=("acme", "gone"))
    (line,) = of(work, assumed(0, client="", activity="R1")).lines
    assert line.clients == (ACME,)
    (line,) = of(activity("R1"), assumed(0, client="", activity="R1")).lines
    assert line.clients == ()


def test_an_empty_workspace_asks_for_nothing() -> None:
    assert agenda(kept(), TODAY) == Agenda(())
