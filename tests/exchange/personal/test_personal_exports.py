"""Personal evaluations as files."""

import json
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.record import Entity
from csm_tui.domain.records.person.personal_evaluation import Aspect, OthersRating, PersonalEvaluation, Rating, Relation
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.exports import INTERNAL
from csm_tui.exchange.personal.personal_exports import personal_export, personal_object
from csm_tui.exchange.reading.table import read_table
from csm_tui.exchange.tables import from_csv_text
from csm_tui.planning.personal.aspects import USUAL_ASPECTS, distinct_names
from csm_tui.planning.personal.report import personal_report
from tests.support.builders import TODAY, client
from tests.support.evaluation_builders import by_other, engagement, personal
from tests.support.hostile import NAMES

A, B = USUAL_ASPECTS[:2]
NAMED = [one.name for one in USUAL_ASPECTS]


def exported(*records: Entity) -> dict[str, str]:
    return dict(personal_export(personal_report(Workspace().with_records(records), TODAY)).texts)


def rows(text: str) -> list[dict[str, str]]:
    table = read_table(text.encode())
    return [dict(zip(table.header, map(from_csv_text, row.cells), strict=True)) for row in table.rows]


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30) | st.sampled_from(NAMES)
rated = st.lists(st.tuples(st.none() | st.integers(0, 10), texts), min_size=8, max_size=8)


@given(found=rated)
def test_what_is_exported_is_read_back(found) -> None:
    given_ratings = tuple(
        Rating(id=one.id, points=points, note=note) for one, (points, note) in zip(USUAL_ASPECTS, found, strict=True)
    )
    own = personal(()).changed(ratings=given_ratings)
    files = exported(own)
    table = rows(files[".csv"])
    assert [row["Aspect"] for row in table] == NAMED
    assert [row["Rating"] for row in table] == ["" if points is None else str(points) for points, _ in found]
    assert [row["Note"] for row in table] == [one.note for one in given_ratings]
    (back,) = json.loads(files[".json"])["evaluations"]
    assert back["scores"] == dict(zip(NAMED, (points for points, _ in found), strict=True))
    assert back["notes"] == {name: one.note for name, one in zip(NAMED, given_ratings, strict=True) if one.note}


def test_all_formats_are_marked_internal_and_say_the_same() -> None:
    acme = client("Acme")
    work = engagement(acme)
    own = personal().changed(period="", engagement=work.id)
    files = exported(acme, work, own, by_other(own, (5, 7)), by_other(own, (6, 8), "Lee"))
    assert INTERNAL in files[".md"]
    assert "## 2026-03-02 · Robin Vale · Acme: Teamwork" in files[".md"]
    assert "59 of 80, 8 of 8 rated." in files[".md"]
    assert "| A | Time management | 7 | orange | 5.5 | 2 | 1 | -1.5 |" in files[".md"]
    assert "Focus: Customer outcomes." in files[".md"]
    assert "No forecast. " in files[".md"]
    found = json.loads(files[".json"])
    assert found["internal"] is True
    assert found["evaluations"][0]["others"]["Productivity / efficiency"] == {
        "raters": 2, "average": 7.5, "spread": 1, "gap": -0.5,
    }  # fmt: skip
    first, *others = rows(files[".csv"])
    assert {row["Marking"] for row in (first, *others)} == {"internal"}
    assert {name: first[name] for name in ("CSM", "Engagement or period", "Date", "Average of others", "Gap")} == {
        "CSM": "Robin Vale", "Engagement or period": "Acme: Teamwork", "Date": "2026-03-02",
        "Average of others": "5.5", "Gap": "-1.5",
    }  # fmt: skip


def noted(own: PersonalEvaluation, rater: str, note: str, points: int = 8) -> OthersRating:
    given_ratings = (Rating(id=A.id, points=points, note=note),)
    return OthersRating(evaluation=own.id, rater=rater, relation=Relation.MANAGER, day=TODAY, ratings=given_ratings)


@pytest.mark.parametrize("raters", [["Kim", ""], ["", ""], ["Kim", "Lee", ""]])
def test_nothing_tells_an_anonymous_rater(raters: list[str]) -> None:
    own = personal()
    files = exported(own, *(noted(own, rater, f"note {place}") for place, rater in enumerate(raters)))
    shown = len(raters) == 3
    for text in files.values():
        assert "Kim" not in text
        assert "manager" not in text
    for suffix in (".md", ".csv"):
        for place, rater in enumerate(raters):
            assert (f"note {place}" in files[suffix]) == bool(rater), "those who are named may be read"
    assert "counts in the averages from 3 of them on" in files[".md"]
    assert (rows(files[".csv"])[0]["Average of others"] == "8.0") == shown
    assert rows(files[".csv"])[0]["Raters"] == str(len(raters))


def test_renamed_and_removed_aspects_keep_their_ratings_and_stand_last() -> None:
    renamed, removed = B.changed(name="Output"), A.changed(retired=True)
    again = Aspect(name=A.name, place=9)
    early, late = personal(day=date(2025, 12, 1)), personal((None, 8), TODAY)
    workspace = Workspace().with_records([renamed, removed, again, early, late])
    first, second = personal_object(personal_report(workspace, TODAY))["evaluations"]
    assert [*first["scores"]] == ["Output", *NAMED[2:], A.name, f"{A.name} (2)"]
    assert (first["scores"]["Output"], first["scores"][A.name], first["scores"][f"{A.name} (2)"]) == (8, None, 7)
    assert (first["total"], first["max"]) == (52, 70)
    assert [*second["scores"]] == ["Output", *NAMED[2:], A.name]
    assert second["bands"]["Output"] == "green"


@given(st.lists(st.sampled_from(["x", "x (2)", "x (3)", "y"]), max_size=12))
def test_names_are_kept_apart(found: list[str]) -> None:
    aspects = [Aspect(name=name) for name in found]
    given_names = distinct_names(aspects)
    assert [*given_names] == [one.id for one in aspects]
    assert max(Counter(given_names.values()).values(), default=1) == 1


def test_nothing_yet_is_exported_as_nothing() -> None:
    files = exported()
    assert json.loads(files[".json"]) == {
        "internal": True, "evaluations": [],
        "forecast": {"all_green": None, "reason": "there is no evaluation yet"},
    }  # fmt: skip
    assert rows(files[".csv"]) == []
