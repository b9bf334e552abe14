"""`plan draft`: what it proposes, names as left out, and takes in."""

import pytest

from csm_tui.domain.records.activity import Activity
from tests.support.books import unplanned_demo
from tests.support.driving import fill, reread
from tests.support.shell import Shell


@pytest.fixture
def book(shell: Shell) -> Shell:
    shell.path.parent.mkdir()
    demo = unplanned_demo()
    fill(shell.path, demo.clients.values(), demo.settings)
    return shell


def test_a_draft_says_what_is_in_and_why_and_what_is_left_out(book: Shell) -> None:
    found = book("plan", "draft", "--json").json
    assert found["accepted"] is False
    assert sum(len(line["activities"]) for line in found["lines"]) == 25
    assert found["left"]["activities"] == 0
    assert {"client", "play", "why"} == found["left_out"][0].keys()
    assert all(line["why"] and len(line["activities"]) <= line["of"] for line in found["lines"])
    text = book("plan", "draft").out
    assert text.startswith("Draft from 2026-03-02 to 2026-05-31: 25 activities, ")
    assert "Customer 6: Renewal at risk, the first 2 of 5" in text
    assert "Left out" in text
    assert book("plan", "--json").json["activities"] == []


def test_a_draft_is_taken_in_as_one_step(book: Shell) -> None:
    found = book("plan", "draft", "--activities", "10", "--accept", "--json").json
    drafted = [one["reference"] for line in found["lines"] for one in line["activities"]]
    assert found["accepted"] is True
    assert len(drafted) == 11  # about 10: so many cover whoever is at risk
    kept = reread(book.path).table(Activity).records.values()
    assert sorted(drafted) == sorted(one.reference for one in kept)
    assert all(one.play for one in kept)


def test_where_nothing_is_to_be_done_nothing_is_taken_in(shell: Shell) -> None:
    shell.path.parent.mkdir()
    fill(shell.path, [])
    refused = shell("plan", "draft", "--accept")
    assert (refused.code, refused.out) == (1, "")
    assert "nobody can be asked for more now" in refused.err
    assert "0 activities, about 25 are wanted" in shell("plan", "draft").out
