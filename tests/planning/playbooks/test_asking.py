"""The activity with which a candidate is asked: filled in from the play that asks, if there is one."""

import pytest

from csm_tui.domain.records.activity import Category
from csm_tui.domain.values.time.quarter import Quarter, monday_of
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.plan import plan_of
from csm_tui.planning.plan.time_budget import time_budget
from csm_tui.planning.playbooks.asking import asking_texts
from csm_tui.planning.triage.candidate_rows import CandidateRow, candidate_rows
from csm_tui.session.demo.demo import demo_workspace
from tests.support.builders import TODAY
from tests.support.plays import BOOK

DEMO = demo_workspace(TODAY)
PLAN = plan_of(DEMO, Quarter(monday_of(TODAY)))
BUDGET = time_budget(DEMO, PLAN.quarter)


def found(name: str, category: Category, workspace: Workspace = DEMO) -> CandidateRow:
    rows = candidate_rows(workspace, TODAY)
    return next(one for one in rows if (one.row.client.name, one.category) == (name, category))


def test_the_lists_are_those_of_the_reference() -> None:
    ready = [(one.row.client.name, str(one.category)) for one in candidate_rows(DEMO, TODAY) if one.candidate.qualifies]
    assert ready == [("Customer 1", "expand"), ("Customer 11", "expand"), ("Customer 11", "advocate")]


@pytest.mark.parametrize(("category", "play"), [(Category.EXPAND, "Expansion"), (Category.ADVOCATE, "Case study")])
def test_the_play_that_asks_fills_the_activity_in(category: Category, play: str) -> None:
    texts = asking_texts(found("Customer 11", category), BOOK.plays, PLAN, BUDGET)
    assert all(texts[name] for name in ("description", "purpose", "results", "measurement", "hours", "deadline"))
    assert texts["notes"].startswith(f"Play {play}, ")
    bare = asking_texts(found("Customer 11", category), (), PLAN, BUDGET)
    assert "Customer 11" in bare["description"]
    assert bare.keys() == {"reference", "category", "clients", "description", "purpose"}


def test_for_one_who_is_blocked_what_blocks_is_put_right() -> None:
    texts = asking_texts(found("Customer 7", Category.EXPAND), BOOK.plays, PLAN, BUDGET)
    assert texts["description"] == "Put right at Customer 7 what stands in the way: sponsorship red, falling."
    assert "asked for more then" in texts["purpose"]
