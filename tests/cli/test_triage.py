"""Who comes first, whom to ask and what to do, from the shell."""

from pathlib import Path

import pytest

from tests.support.driving import fill_demo
from tests.support.shell import Shell


@pytest.fixture
def book(shell: Shell) -> Shell:
    shell.path.parent.mkdir()
    fill_demo(shell.path)
    return shell


def test_the_queue_says_why_and_what_to_do(book: Shell) -> None:
    queue = book("triage", "--json").json
    assert "Customer 6" in [one["client"] for one in queue[:3]]
    assert all(one["points"] == sum(reason["points"] for reason in one["reasons"]) for one in queue)
    assert [one["points"] for one in queue] == sorted((one["points"] for one in queue), reverse=True)
    first = next(one for one in queue if one["client"] == "Customer 6")
    assert first["purpose"] == "retain"
    assert first["suggested"][0] == {"play": "renewal-at-risk", "title": "Renewal at risk", "hours": 15}
    assert [one["client"] for one in book("triage", "--limit", "2", "--json").json] == [
        one["client"] for one in queue[:2]
    ]
    assert "-> Renewal at risk: 5 activities, 15 h" in book("triage").out


def test_candidates_are_listed_with_what_blocks_the_others(book: Shell) -> None:
    found = book("candidates", "--json").json
    assert [one["client"] for one in found["expand"] if one["blocked_by"] is None] == ["Customer 1", "Customer 11"]
    assert [one["client"] for one in found["advocate"] if one["blocked_by"] is None] == ["Customer 11"]
    blocked = {one["client"]: one["blocked_by"] for one in found["expand"]}
    assert (blocked["Customer 2"], blocked["Customer 3"]) == ("sponsorship red", "falling")
    assert "Customer 3            not yet: falling" in book("candidates").out


def test_plays_are_listed_with_whom_they_are_for(book: Shell) -> None:
    plays = {one["play"]: one for one in book("plays", "--json").json}
    assert len(plays) == 20
    assert plays["case-study"]["clients"] == ["Customer 11"]
    assert (plays["case-study"]["activities"], plays["case-study"]["hours"]) == (5, 9.5)


def test_a_playbook_of_ones_own_is_checked(book: Shell, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[play]]\nid = "silence"\ntitle = "Quiet"\n')
    assert book("plays", "check", str(own), "--json").json == {"plays": 20, "own": ["silence"]}
    own.write_text('[[play]]\nid = "silence"\nwhen = "moon:full"\n')
    refused = book("plays", "check", str(own))
    assert refused.code == 1
    assert 'line 1: play silence: when: no field "moon"' in refused.err
