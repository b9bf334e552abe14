"""Activities, plans and working hours, as tests need them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from csm_tui.domain.record import Entity
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.client import Client
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.plan import Plan, plan_of
from csm_tui.planning.plan.time_budget import TimeBudget
from tests.support.builders import TODAY

QUARTER = Quarter(TODAY)
"""It starts today, a Monday, and ends on 2026-05-31."""

USUAL = TimeBudget(40, 50)
"""Four hours a day for the plan and four for onboarding."""


def activity(reference: str = "R1", **fields: Any) -> Activity:
    """An activity whose id is its reference; `after` names what it waits for."""
    after = tuple(fields.pop("after", ()))
    usual = {"id": reference, "quarter": QUARTER.start, "hours": 4, "dependencies": after}
    return Activity.model_validate({**usual, "reference": reference, **fields})


def full(reference: str = "R1", **fields: Any) -> Activity:
    """An activity with all fields filled that an audit asks for."""
    texts = {name: f"{name} of {reference}" for name in ("description", "purpose", "results", "measurement")}
    return activity(reference, **{**texts, "deadline": QUARTER.end, **fields})


def plan(*activities: Activity, quarter: Quarter = QUARTER, clients: Iterable[Client] = ()) -> Plan:
    return plan_of(Workspace().with_records([*activities, *clients]), quarter)


def kept(*records: Entity) -> Workspace:
    return Workspace().with_records(records)


def day(number: int) -> date:
    """A day of the quarter, from 0, its first Monday."""
    return QUARTER.start + timedelta(days=number)


def references(activities: Iterable[Activity]) -> list[str]:
    return [one.reference for one in activities]
