"""What undo says it took back: the change in the user's own words."""

from datetime import date

import pytest

from csm_tui.domain.records.activity import Activity, ActivityOutcome, LogEntry, Pin
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.client_entries import with_entries
from csm_tui.domain.records.engagements.evaluation import EvaluationState
from csm_tui.domain.records.engagements.roadmap import NextStep
from csm_tui.domain.records.renewal import Forecast
from csm_tui.domain.records.risk import Risk, RiskKind
from csm_tui.domain.records.snooze import Snooze
from csm_tui.domain.records.touchpoint import Touchpoint, TouchpointKind
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.definitions.aspect_form import aspect_form
from csm_tui.forms.definitions.evaluations.evaluation_forms import prompt_form
from csm_tui.planning.evaluations.prompts import USUAL_PROMPTS
from csm_tui.planning.personal.aspects import USUAL_ASPECTS
from csm_tui.session.changes import addition, deletion, edition
from csm_tui.session.edits.evaluation_changes import stated
from csm_tui.session.edits.plan_changes import added, dropped, finished, logged, pinned, relogged, reopened
from csm_tui.session.edits.play_changes import offered_again
from csm_tui.session.edits.renewal_changes import withdrawn
from csm_tui.session.edits.touchpoint_changes import ticked_off
from tests.support.evaluation_builders import by_other, engagement, evaluation, personal

DAY = date(2026, 3, 2)
ACME = Client(name="Acme")
D1 = Activity(reference="D1", quarter=DAY, hours=4)
CALL = Touchpoint(client=ACME.id, day=DAY, note="said", follow_up=DAY)
ENTRY = LogEntry(day=DAY, hours=2)
PIN = Pin(day=DAY, hours=2)
RATED = personal()
STEP = NextStep(roadmap="r", item="Name a sponsor")
HOPE = Forecast(client=ACME.id, evidence="They asked for an order form")
WAIT = Snooze(client=ACME.id, play="renewal-at-risk", until=DAY, reason="On leave", since=DAY)
DRAFT = evaluation(engagement(ACME), "Adoption planning")


@pytest.mark.parametrize(
    ("change", "label"),
    [
        (edition(D1, D1.changed(deadline=DAY)), "edit of D1: deadline"),
        (edition(D1, D1.changed(deadline=DAY, hours=3)), "edit of D1: duration and deadline"),
        (edition(D1, D1.changed(reference="D2", notes="x")), "edit of D2: reference and notes"),
        (edition(ACME, with_entries(ACME, {"product": 5, "acv": 7}, DAY)), "edit of Acme: ACV and product"),
        (
            edition(ACME, ACME.changed(product=1, support=2, owner="Kim", notes="x")),
            "edit of Acme: owner, product and 2 more",
        ),
        (edition(CALL, CALL.changed(kind=TouchpointKind.EMAIL)), "edit of email of 2026-03-02: kind"),
        (ticked_off(CALL), "completion of said"),
        (ticked_off(CALL.changed(task="Send it", done=True)), "reopening of Send it"),
        (stated(DRAFT), "evaluation of Adoption planning called final"),
        (stated(DRAFT.changed(state=EvaluationState.FINAL)), "evaluation of Adoption planning called draft"),
        (edition(D1, D1), "edit of D1"),
        (logged(D1, ENTRY), "2 h on D1"),
        (relogged(D1.changed(log=(ENTRY,)), ENTRY, ENTRY.changed(hours=1.5)), "edit of 1.5 h on D1"),
        (relogged(D1.changed(log=(ENTRY,)), ENTRY, None), "deletion of 2 h on D1"),
        (pinned(D1, [PIN]), "pin of D1"),
        (pinned(D1, [PIN], "move"), "move of D1"),
        (finished(D1, ActivityOutcome.MET), "completion of D1"),
        (dropped(D1), "giving up of D1"),
        (reopened(D1), "reopening of D1"),
        (added([D1]), "new activity D1"),
        (added([D1.changed(reference=f"D{n}") for n in range(1, 6)]), "new D1, D2 and 3 more"),
        (addition(RATED), "new personal evaluation of 2026-03-02"),
        (addition(by_other(RATED, (8,))), "new rating by Kim"),
        (addition(by_other(RATED, (8,), "")), "new rating by a colleague"),
        (addition(STEP), 'new next step "Name a sponsor"'),
        (deletion([STEP], Workspace()), 'deletion of next step "Name a sponsor"'),
        (addition(Risk(client=ACME.id, kind=RiskKind.SPONSOR, text="May leave", since=DAY)), "new sponsor risk"),
        (withdrawn(ACME, HOPE, Workspace()), "Acme: deletion of forecast possible"),
        (offered_again(WAIT, "Acme", Workspace()), "renewal at risk of Acme offered again"),
        (deletion([D1], Workspace()), "deletion of D1"),
        (deletion([Client(name=name) for name in "ABCD"], Workspace()), "deletion of A, B and 2 more"),
    ],
)  # fmt: skip
def test_a_change_says_what_it_did(change, label):
    assert change.label == label


@pytest.mark.parametrize(
    ("form", "typed", "label"),
    [
        (aspect_form(USUAL_ASPECTS[0], Workspace(), DAY), {"name": "Calm"}, "edit of Calm: name"),
        (
            prompt_form(USUAL_PROMPTS[0], USUAL_PROMPTS[0].group, Workspace(), DAY),
            {"question": "Who?"},
            'edit of prompt "Who?": question',
        ),
    ],
)
def test_a_usual_member_that_is_changed_is_no_new_one(form, typed, label):
    change, problems = form.read({**form.first, **typed}, [*typed])
    assert not problems
    assert change.label == label
    assert [edit.before for edit in change.edits] == [None], "it was not stored, which undo brings back"
