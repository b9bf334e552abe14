"""The library of lessons, and what recurs in it."""

from csm_tui.domain.records.engagements.evaluation import Section
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.evaluations.lessons import Library, lessons_of, recurring
from tests.support.evaluation_builders import evaluated


def library() -> Workspace:
    return Workspace().with_records(
        [
            *evaluated("Customer 2", {Section.LESSONS: ["Naming a Députy early", "Ask again"]}, tags=("sponsor",)),
            *evaluated("Customer 10", {Section.CHALLENGES: ["The deputy kept it: a deputy cares"]}, tags=("sponsor",)),
            *evaluated("Customer 1", {Section.LESSONS: ["Short demos, always short"]}, tags=("demo",)),
        ]
    )  # fmt: skip


def test_all_entries_of_all_clients_are_in_it():
    found = [(one.client.name, one.entry.section, one.entry.text) for one in lessons_of(library())]
    assert found == [
        ("Customer 1", Section.LESSONS, "Short demos, always short"),
        ("Customer 2", Section.LESSONS, "Naming a Députy early"),
        ("Customer 2", Section.LESSONS, "Ask again"),
        ("Customer 10", Section.CHALLENGES, "The deputy kept it: a deputy cares"),
    ]


def test_what_is_found_at_several_clients_recurs():
    where = ("Customer 2", "Customer 10")
    assert recurring(lessons_of(library())) == [("sponsor", True, where, 3), ("deputy", False, where, 2)]
    assert recurring(lessons_of(library()), frozenset({"deputy"})) == [("sponsor", True, where, 3)]


def test_a_lesson_whose_records_are_as_before_stays_the_same_object():
    workspace, shelf = library(), Library()
    before = shelf.of(workspace)
    assert shelf.of(workspace.with_records([])) is before
    assert shelf.of(workspace.with_settings(workspace.settings)) is before
    changed, *others = before.values()
    after = shelf.of(workspace.with_records([changed.entry.changed(reusable=True)]))
    assert after[changed.entry.id].entry.reusable
    assert [after[one.entry.id] for one in others] == others
    renamed = shelf.of(workspace.with_records([changed.client.changed(name="Customer 0")]))
    assert "customer 0" in renamed[changed.entry.id].search_text
    assert [*shelf.of(workspace.with_records(removed=[changed.evaluation]))] == [one.entry.id for one in others]
