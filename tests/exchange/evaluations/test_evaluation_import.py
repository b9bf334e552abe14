"""Evaluations from spreadsheets: as they were exported, or as the form on paper."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csm_tui.domain.records.engagements.evaluation import Evaluation, Section
from csm_tui.domain.records.engagements.matrix import Matrix, MatrixRow
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.evaluations.evaluation_exports import evaluation_export
from csm_tui.exchange.evaluations.evaluation_import import DefaultOwner, EvaluationImport, import_evaluations
from csm_tui.exchange.evaluations.fields import read_part
from csm_tui.exchange.reading.workbook import is_workbook
from csm_tui.exchange.workbook.workbook import workbook
from csm_tui.planning.evaluations.engagements import evaluation_rows
from csm_tui.planning.plan.plan import plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.session.demo.demo import demo_workspace
from tests.support.builders import TODAY, client
from tests.support.evaluation_builders import engagement, entries, evaluation
from tests.support.plan_builders import kept

ACME = client("Acme")
NOBODY = DefaultOwner()


def found(text: str, workspace: Workspace | None = None, whose: DefaultOwner = NOBODY) -> EvaluationImport:
    return import_evaluations(text.encode(), workspace or kept(ACME), TODAY, whose)


def contents(workspace: Workspace) -> list[tuple[str, str, str, dict[Section, list[str]]]]:
    return [
        (row.client.name, row.engagement.name, row.evaluation.phase,
         {section: [one.text for one in group] for section, group in row.sections.items() if group})
        for row in evaluation_rows(workspace)
    ]  # fmt: skip


def test_what_was_exported_comes_in_the_same_and_twice_changes_nothing() -> None:
    demo = demo_workspace(TODAY)
    text = evaluation_export(demo, evaluation_rows(demo)).texts[".csv"]
    bare = kept(*demo.clients.values())
    read = found(text, bare)
    assert (read.rejected, read.questions, read.updated) == ((), (), 0)
    after = bare.with_records(read.records)
    assert contents(after) == contents(demo)
    assert sorted(one.texts for one in after.table(MatrixRow).records.values()) == sorted(
        one.texts for one in demo.table(MatrixRow).records.values()
    )
    again = found(text, after)
    assert (again.added, again.unchanged, again.records) == (0, read.added, ())


TEXTS = st.sampled_from(["Ask twice", "=1+1", "a; b", "Zoë & Söhne", "two\nlines", "'quoted'", "漢字", "-3"])


@given(st.dictionaries(st.sampled_from([*Section]), st.lists(TEXTS, unique=True, min_size=1, max_size=4), min_size=1))
@settings(max_examples=20)
def test_any_entries_come_back(texts: dict[Section, list[str]]) -> None:
    work = engagement(ACME)
    form = evaluation(work)
    whole = kept(ACME, work, form, *entries(form, texts))
    read = found(evaluation_export(whole, evaluation_rows(whole)).texts[".csv"])
    assert contents(kept(ACME, *read.records)) == contents(whole)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_form_as_on_paper(separator: str) -> None:
    lines = [
        ["The form of Acme"], [], ["Section", "One", "Two", "Three"],
        ["Challenges solved", "Moved all calls", "", "Trained the night"], ["Lessons", "Ask twice"],
        ["Value gained", "Time", "A reference", "A lesson"], ["A heading of theirs", "nothing of ours"],
    ]  # fmt: skip
    text = "\n".join(separator.join(cells) for cells in lines)
    read = found(text, whose=DefaultOwner("Acme", "Teamwork", "adoption planning"))
    assert contents(kept(ACME, *read.records)) == [
        ("Acme", "Teamwork", "Adoption planning",
         {Section.CHALLENGES: ["Moved all calls", "Trained the night"], Section.LESSONS: ["Ask twice"]})
    ]  # fmt: skip
    (row,) = (one for one in read.records if isinstance(one, MatrixRow))
    assert (row.matrix, row.texts) == (Matrix.VALUE, ("Time", "A reference", "A lesson"))
    assert [one.why for one in read.left_out_rows] == ["neither a section nor a matrix"]
    assert "headers in row 3" in read.notes[0]


def test_a_page_of_our_workbook_comes_back() -> None:
    demo = demo_workspace(TODAY)
    data = workbook(demo, plan_of(demo, present_quarter(demo.settings, TODAY)), TODAY)
    assert is_workbook(data)
    read = import_evaluations(data, demo, TODAY, DefaultOwner("Customer 3", "", "Onboarding"))
    assert read.rejected == ()
    assert read.unchanged > 0


def test_what_is_there_stays_and_the_new_stands_at_the_end() -> None:
    work = engagement(ACME)
    form = evaluation(work, day=date(2026, 1, 1))
    whole = kept(ACME, work, form, *entries(form, {Section.LESSONS: ["Ask twice"]}))
    read = found("Client,Engagement,Phase,Section,Entry,Tags,Reusable\n"
                 "acme,teamwork,adoption planning,lessons learned,Ask twice,,\n"
                 'Acme,,Adoption planning,Lessons learned,Ask thrice,"a, b",yes\n', whole)  # fmt: skip
    (entry,) = read.records
    assert (read.added, read.unchanged) == (1, 1)
    assert entry.model_dump(include={"place", "text", "tags", "reusable", "evaluation"}) == {
        "place": 1, "text": "Ask thrice", "tags": ("a", "b"), "reusable": True, "evaluation": form.id,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "whose", "said"),
    [
        ("Section,One\nLessons,x\n", NOBODY, "nothing says whose it is"),
        ("Section,One\nLessons,x\n", DefaultOwner("Bolt"), "there is no client Bolt"),
        ("Client,Section,One\nBolt,Lessons,x\n", DefaultOwner("Acme"), "there is no client Bolt"),
        ("Client,Date,Section,One\nAcme,some day,Lessons,x\n", NOBODY, "some day"),
        ("Client,State,Section,One\nAcme,half,Lessons,x\n", NOBODY, "draft"),
    ],
)
def test_what_is_wrong_is_named_with_its_cell(text: str, whose: DefaultOwner, said: str) -> None:
    read = found(text, whose=whose)
    (bad,) = read.rejected
    assert said in f"{bad.value} {bad.problem}"
    assert not [one for one in read.records if isinstance(one, Evaluation)]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Lessons learned", Section.LESSONS), ("lessons", Section.LESSONS), ("  SUCCESSES ", Section.SUCCESSES),
        ("Future improvements", Matrix.IMPROVEMENTS), ("value", Matrix.VALUE), ("pro", Section.PROCESS),
        ("s", None), ("", None), ("Weather", None),
    ],
)  # fmt: skip
def test_a_section_is_known_by_its_beginning(text: str, part: Section | Matrix | None) -> None:
    assert read_part(text) is part
