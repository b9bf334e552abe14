"""Who comes first, whom to ask and what to do, from the shell."""

from pathlib import Path

import pytest

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.planning.portfolio.rows import row_of
from csm_tui.session.edits.play_changes import taken_in
from tests.support.driving import TODAY, fill_demo, reread
from tests.support.plays import BOOK
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
    rescue = first["suggested"][0]
    assert (rescue["play"], rescue["title"]) == ("renewal-at-risk", "Renewal at risk")
    assert book("triage", "--limit", "2", "--json").json == queue[:2]
    workspace, known = reread(book.path), BOOK.named("renewal-at-risk")
    six = workspace.named("Customer 6")
    assert six is not None
    assert known is not None
    change = taken_in(known, row_of(six, workspace, TODAY), workspace)
    made = [edit.after for edit in change.edits if isinstance(edit.after, Activity)]
    hours = sum(one.hours for one in made)
    assert rescue["hours"] == hours, "those with which it would come into the plan"
    assert f"-> Renewal at risk: {len(made)} activities, {shown_hours(hours)} h" in book("triage").out


def test_candidates_are_listed_with_what_blocks_the_others(book: Shell) -> None:
    found = book("candidates", "--json").json
    assert [one["client"] for one in found["expand"] if one["blocked_by"] is None] == ["Customer 1", "Customer 11"]
    assert [one["client"] for one in found["advocate"] if one["blocked_by"] is None] == ["Customer 11"]
    blocked = {one["client"]: one["blocked_by"] for one in found["expand"]}
    assert (blocked["Customer 2"], blocked["Customer 3"]) == ("sponsorship red", "falling")
    assert "Customer 3            not yet: falling" in book("candidates").out


def test_plays_are_listed_with_whom_they_are_for(book: Shell) -> None:
    plays = {one["play"]: one for one in book("plays", "--json").json}
    assert len(plays) == 21
    assert plays["case-study"]["clients"] == ["Customer 11"]
    assert (plays["case-study"]["activities"], plays["case-study"]["hours"]) == (5, 9.5)


def test_a_playbook_of_ones_own_is_checked(book: Shell, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[play]]\nid = "silence"\ntitle = "Quiet"\n')
    assert book("plays", "check", own, "--json").json == {"plays": 21, "own": ["silence"], "problems": []}
    assert book("plays", "check", own).out == "sound: 1 of 21 plays are of the file\n"
    own.write_text('[[play]]\nid = "silence"\nwhen = "moon:full"\ntitel = "Quiet"\n')
    refused = book("plays", "check", own)
    assert (refused.code, refused.out) == (1, "")
    first, second, last = refused.err.splitlines()
    assert first.startswith('csm-tui: line 3: play silence: when: no field "moon"; fields: ')
    assert second == 'csm-tui: line 4: play silence: no entry "titel"; did you mean title?'
    assert last == f"csm-tui: {own} is not sound"
    told = book("plays", "check", own, "--json")
    assert told.code == 1
    assert [one["line"] for one in told.json["problems"]] == [3, 4]
    own.write_bytes(b'[[play]]\nid = "\xff"')
    assert book("plays", "check", own).err == f"csm-tui: {own} cannot be read: line 2: it is not UTF-8\n"


OWN = """
[[play]]
id = "renewal-at-risk"
title = "Rescue"

[[play]]
id = "case-study"
off = true

[[play]]
id = "unhappy"
when = "moon:full"
"""


def test_the_persons_own_file_beside_the_settings_is_used_and_complained_about(
    book: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CSM_TUI_CONFIG", str(tmp_path / "mine" / "config.toml"))
    file = tmp_path / "mine" / "playbooks.toml"
    file.parent.mkdir()
    file.write_text(OWN)
    found = book("triage")
    assert (found.code, "-> Rescue: " in found.out) == (0, True)
    assert found.err.startswith(f'csm-tui: in {file}: line 12: play unhappy: when: no field "moon"')
    assert len(found.err.splitlines()) == 1
    plays = {one["play"]: one for one in book("plays", "--json").json}
    assert "case-study" not in plays
    assert (plays["renewal-at-risk"]["origin"], plays["unhappy"]["origin"]) == ("changed", "built in")
    file.unlink()
    file.mkdir()
    refused = book("plays")
    assert (refused.code, refused.out.count("Case study")) == (0, 1)
    assert "it is a folder" in refused.err
