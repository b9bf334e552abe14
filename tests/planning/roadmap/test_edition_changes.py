"""What changed between two editions of a roadmap."""

import json
from typing import Any

import pytest

from csm_tui.domain.records.engagements.roadmap import Edition
from csm_tui.planning.roadmap.edition_changes import UNREADABLE, changes_since, edition_changes
from tests.support.builders import TODAY

BEFORE: dict[str, Any] = {
    "title": "One view", "start": "2026-01-01", "status": "ahead: 145 better",
    "kpis": [{"name": "Hours", "latest": 41, "target": 20, "due_month": 20, "state": "on course"}],
    "phases": [{"name": "North", "milestones": [
        {"name": "start", "planned": 5, "actual": None, "state": "next"},
        {"name": "end", "planned": 9, "actual": None, "state": "open"},
    ]}],
    "cash_flow": {"variance_to_date": {"net": 145}, "totals": {"estimated": {"net": 5085}, "reforecast": {"net": 5230}},
                  "break_even": {"estimated": {"months": 39}, "reforecast": {"months": 36}}},
    "next_steps": [{"item": "Name a team", "owner": "Ada", "date": "2026-12-01"}],
}  # fmt: skip


def _after(**members: Any) -> dict[str, Any]:
    return {**json.loads(json.dumps(BEFORE)), **members}


def test_nothing_changed() -> None:
    assert edition_changes(BEFORE, _after()) == []


def test_dates_figures_and_statuses_are_named_with_both_values() -> None:
    after = _after(
        status="behind: 20 worse",
        kpis=[{"name": "Hours", "latest": 44.5, "target": 20, "due_month": 22, "state": "behind"}],
        phases=[{"name": "North", "milestones": [
            {"name": "start", "planned": 5, "actual": 6, "state": "done"},
            {"name": "end", "planned": 12, "actual": None, "state": "next"},
            {"name": "later", "planned": 20, "actual": None, "state": "open"},
        ]}],
        cash_flow={"variance_to_date": {"net": -20}, "totals": BEFORE["cash_flow"]["totals"],
                   "break_even": {"estimated": {"months": 39}, "reforecast": None}},
        next_steps=[{"item": "Name a team", "owner": "Ada", "date": "2027-01-05"},
                    {"item": "Measure", "owner": "", "date": None}],
    )  # fmt: skip
    assert edition_changes(BEFORE, after) == [
        "status: behind, was ahead",
        "North: start: reached in month 6",
        "North: end: planned for month 12, was 9",
        "North: later: new, planned for month 20",
        "Hours: 44.50, was 41",
        "Hours: due in month 22, was 20",
        "Hours: behind, was on course",
        "better than estimated so far by: -20, was 145",
        "months to break-even, re-forecast: not known, was 36",
        "next step: Measure",
        "Name a team: date 2027-01-05, was 2026-12-01",
    ]


def test_what_was_taken_out_and_is_late_now() -> None:
    phases = [{"name": "North", "milestones": [{"name": "start", "planned": 5, "actual": None, "state": "late"}]}]
    assert edition_changes(BEFORE, _after(phases=phases, kpis=[], next_steps=[])) == [
        "North: start: late now", "North: end: taken out", "Hours: taken out", "no longer a next step: Name a team",
    ]  # fmt: skip


@pytest.mark.parametrize("shown", ["", "soon", "[1]", '{"kpis": 5}', '{"phases": [{}]}'])
def test_an_edition_that_cannot_be_read_says_so(shown: str) -> None:
    edition = Edition(roadmap="r", day=TODAY, shown=shown)
    assert changes_since(edition, json.dumps(BEFORE)) == [UNREADABLE]
