"""Engagements with their evaluations, entries, matrices and prompts, in their order."""

from csm_tui.domain.records.engagements.evaluation import Section
from csm_tui.domain.records.engagements.matrix import Matrix, MatrixRow
from csm_tui.domain.records.engagements.prompt import Answer, Prompt, PromptGroup
from csm_tui.domain.text import fold
from csm_tui.domain.values.phases import PHASES, next_phase
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.evaluations.engagements import engagements_of, evaluation_rows, matrix_rows
from csm_tui.planning.evaluations.prompts import USUAL_PROMPTS, all_prompts, answers_of, prompts_in_use
from csm_tui.planning.evaluations.proposal import origins
from tests.support.builders import client
from tests.support.evaluation_builders import engagement, entries, evaluation
from tests.support.plan_builders import activity


def test_evaluations_are_listed_by_client_engagement_and_phase():
    tenth, second = client("Customer 10"), client("Customer 2")
    work, other, third = engagement(tenth, "Work 2"), engagement(tenth, "Work 1"), engagement(second)
    own = evaluation(work, "Handing over")
    planning, onboarding = evaluation(work, PHASES[1]), evaluation(work, PHASES[0])
    more = [evaluation(other), evaluation(third)]
    workspace = Workspace().with_records([tenth, second, work, other, third, own, planning, onboarding, *more])
    listed = [(row.client.name, row.engagement.name, row.evaluation.phase) for row in evaluation_rows(workspace)]
    assert listed == [
        ("Customer 2", "Teamwork", PHASES[1]), ("Customer 10", "Work 1", PHASES[1]),
        ("Customer 10", "Work 2", PHASES[0]),
        ("Customer 10", "Work 2", PHASES[1]), ("Customer 10", "Work 2", "Handing over"),
    ]  # fmt: skip
    assert engagements_of(workspace, tenth) == [other, work]


def test_entries_are_in_the_order_of_the_form_and_of_their_places():
    owner = client()
    work = engagement(owner)
    about = evaluation(work)
    texts = {Section.SUCCESSES: ["a feast"], Section.CHALLENGES: ["first", "second"]}
    workspace = Workspace().with_records([owner, work, about, *reversed(entries(about, texts))])
    (row,) = evaluation_rows(workspace)
    assert [one.text for one in row.entries] == ["first", "second", "a feast"]
    assert [*row.sections] == [*Section]
    assert [len(group) for group in row.sections.values()] == [2, 0, 0, 0, 0, 0, 1]


def test_the_rows_of_each_matrix_are_apart_and_in_order():
    work = engagement(client())
    rows = [
        MatrixRow(engagement=work.id, matrix=matrix, place=place, customer=f"{matrix} {place}")
        for matrix in Matrix
        for place in (1, 0)
    ]
    workspace = Workspace().with_records(rows)
    assert [one.customer for one in matrix_rows(workspace, work, Matrix.IMPROVEMENTS)] == [
        "Future improvements 0",
        "Future improvements 1",
    ]


def test_sixteen_prompts_are_usual_in_six_groups():
    assert len(USUAL_PROMPTS) == len({one.id for one in USUAL_PROMPTS}) == 16
    assert {one.group for one in USUAL_PROMPTS} == {*PromptGroup}


def test_a_changed_prompt_keeps_its_answers_and_a_retired_one_is_no_longer_asked():
    work = engagement(client())
    first, second = USUAL_PROMPTS[:2]
    reworded, retired = first.changed(question="What do they pay for and not use?"), second.changed(retired=True)
    own = Prompt(group=PromptGroup.OWNED, question="Which report would they miss?", place=40)
    answer = Answer(engagement=work.id, prompt=first.id, text="The weekly digest")
    workspace = Workspace().with_records([reworded, retired, own, answer])
    asked = prompts_in_use(workspace)
    assert asked[:2] == (reworded, own)
    assert len(asked) == 16
    assert answers_of(workspace, work) == {reworded.id: answer}
    assert all_prompts(workspace)[second.id] == retired


def test_the_phase_after_a_phase():
    assert [next_phase(phase) for phase in (PHASES[0], PHASES[-1], "Handing over")] == [PHASES[1], "", ""]
    assert next_phase(PHASES[0], {fold(PHASES[1])}) == PHASES[2], "the one after it is taken"


def test_an_activity_knows_what_it_was_made_of():
    owner = client("Customer 3")
    work = engagement(owner)
    about = evaluation(work)
    made = activity("L1")
    (entry,) = entries(about, {Section.LESSONS: ["Ask twice\nand wait"]}, activities=(made.id,))
    gain = MatrixRow(engagement=work.id, customer="Hours saved", activities=(made.id,))
    answer = Answer(engagement=work.id, prompt=USUAL_PROMPTS[0].id, text="The digest", activities=(made.id,))
    workspace = Workspace().with_records([owner, work, about, entry, gain, answer, made])
    assert origins(workspace, made.id) == [
        "Lessons learned, Customer 3 · Teamwork · Adoption planning: Ask twice and wait",
        "Value gained, Customer 3 · Teamwork: Hours saved",
        "prompt, Customer 3 · Teamwork: The digest",
    ]
    assert origins(workspace, "another") == []
