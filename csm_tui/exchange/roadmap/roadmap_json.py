"""A roadmap as JSON answers, exports and kept editions say it; its form is described in docs/json.md."""

import json
from typing import Any

from csm_tui.planning.roadmap.briefings import Briefing
from csm_tui.planning.roadmap.cash_flow import BreakEven, CashFlow, Flow, QuarterFigures


def roadmap_object(one: Briefing) -> dict[str, Any]:
    """A roadmap with all that the customer may see. Nothing internal is in it."""
    roadmap = one.roadmap
    return {
        "title": roadmap.title,
        "engagement": one.engagement.name,
        "start": roadmap.first_month,
        "month": one.month,
        "status": str(one.status),
        "currency": roadmap.currency,
        "unit": roadmap.unit,
        "outcomes": roadmap.outcomes,
        "kpis": [
            {
                **judged.kpi.as_json(),
                "latest": None if judged.latest is None else judged.latest.value,
                "state": judged.state,
            }
            for judged in one.kpis
        ],
        "phases": [
            {
                **phase.as_json(),
                "milestones": [
                    {**each.milestone.as_json(), "state": each.state} for each in one.milestones if each.phase is phase
                ],
            }
            for phase in one.phases
        ],
        "cash_flow": _cash_flow(one.flow, roadmap.goal_months),
        "next_steps": [step.as_json() for step in one.steps],
    }


def edition_text(one: Briefing) -> str:
    """The same as the text that an edition keeps."""
    return json.dumps(roadmap_object(one), ensure_ascii=False, default=str)


def _cash_flow(flow: CashFlow, goal_months: int | None) -> dict[str, Any]:
    return {
        "quarters": [_quarter(one) for one in flow.quarters],
        "totals": {
            "estimated": _flow(flow.estimated),
            "actual": _flow(flow.actual),
            "reforecast": _flow(flow.reforecast),
        },
        "break_even": {
            "estimated": _break_even(flow.break_even_estimated),
            "reforecast": _break_even(flow.break_even_reforecast),
            "goal_months": goal_months,
        },
        "variance_to_date": {
            "expenditure": flow.variance.expenditure,
            "income": flow.variance.income,
            "net": flow.variance_net if flow.last_actual else None,
        },
    }


def _quarter(one: QuarterFigures) -> dict[str, Any]:
    actual = {**_flow(one.actual), "cumulative": one.actual_cumulative}
    return {
        "year": one.year,
        "quarter": one.quarter,
        "estimated": {**_flow(one.estimated), "cumulative": one.estimated_cumulative},
        "actual": actual if one.actual.known else None,
        "reforecast": {"net": one.reforecast.net, "cumulative": one.reforecast_cumulative},
    }


def _flow(one: Flow) -> dict[str, Any]:
    return {"expenditure": one.expenditure, "income": one.income, "net": one.net}


def _break_even(one: BreakEven | None) -> dict[str, Any] | None:
    return None if one is None else {"year": one.year, "quarter": one.quarter, "months": one.months}
