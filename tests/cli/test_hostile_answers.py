"""Names that mean harm, in what the command line prints and exports."""

import csv
import io
import os
import re
from pathlib import Path
from typing import Any

import pytest

from csm_tui.domain.text import clean_line
from tests.cli.conftest import Shell
from tests.hostile import NAMES, TERMINAL, acting
from tests.screens.test_hostile_names import fill_raw


@pytest.fixture
def hostile(shell: Shell) -> Shell:
    shell.path.parent.mkdir(mode=0o700)
    fill_raw(shell.path, [{"name": one, "owner": one, "tags": [one], "notes": one, "product": 50} for one in NAMES])
    return shell


@pytest.mark.parametrize(
    "words",
    [["portfolio"], ["portfolio", "--json"], ["portfolio", "--csv"], ["totals"], ["check"]],
    ids=" ".join,
)
def test_nothing_that_is_printed_acts(words: list[str], hostile: Shell) -> None:
    answer = hostile(*words)
    assert answer.code == 0
    assert acting(answer.out, "\n") == set()
    assert answer.err == ""


def test_each_name_is_printed_literally(hostile: Shell) -> None:
    wanted = sorted(map(clean_line, NAMES))
    assert sorted(row["client"] for row in hostile("portfolio", "--json").json) == wanted
    text = hostile("portfolio").out
    for name in wanted:
        assert name in text
    assert len(text.splitlines()) == len(NAMES) + 1


def test_no_cell_of_the_csv_is_a_formula_and_all_come_back(hostile: Shell, tmp_path: Path) -> None:
    out = hostile("portfolio", "--csv").out
    rows = list(csv.reader(io.StringIO(out)))
    assert {len(row) for row in rows} == {len(rows[0])}
    for row in rows[1:]:
        for cell in row:
            assert not re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell), cell
    exported = tmp_path / "export.csv"
    exported.write_text(out, encoding="utf-8")
    answer = hostile("import", "portfolio", exported, "--json")
    assert answer.json == {"added": 0, "updated": 0, "unchanged": len(NAMES), "missing": [], "rejected": []}


def test_refused_cells_are_shown_without_acting(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["Client", "ACV", "\x1b[31mWhat\x9b1m"])
        for number, name in enumerate(NAMES):
            if "\x00" not in name:
                writer.writerow([f"client {number}", f"x{name}", ""])
    for more in ([], ["--json"]):
        answer = shell("import", "portfolio", file, *more)
        assert answer.code == 1
        assert acting(answer.out, "\n") == set()
        assert acting(answer.err, "\n") == set()
    assert len(answer.json["rejected"]) == len([name for name in NAMES if "\x00" not in name])


def test_a_file_with_a_hostile_name(shell: Shell, tmp_path: Path) -> None:
    for name in (b"\x1b]0;x\x07.csv", b"\xff\xfe.csv", b"\xc2\x9b31m.csv", b"[bold].csv"):
        file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        file.write_bytes(b"")
        for more in ([], ["--json"]):
            answer = shell("import", "portfolio", file, *more)
            assert answer.code == 1, answer.err
            assert acting(answer.out + answer.err, "\n") == set(), name
            assert "refused" in answer.err
            if more:
                assert "refused" in answer.json["error"]


def test_words_of_the_call_are_repeated_without_acting(shell: Shell) -> None:
    for word in TERMINAL:
        if "\x00" in word:
            continue
        for words in (
            [word],
            ["restore", word],
            ["settings", word],
            ["portfolio", "--where", f"{word}:1"],
            ["import", word],
        ):
            answer = shell(*words)
            assert answer.code in (0, 1, 2)
            assert acting(answer.out + answer.err, "\n") == set(), words
            assert len(answer.err.splitlines()) <= 1


def test_settings_take_no_harm(shell: Shell) -> None:
    for word in ("\x1b[0", "[/]", "=1+1", "\u202e"):
        answer = shell("settings", "currency", word, "--json")
        assert acting(answer.out + answer.err, "\n") == set()


@pytest.mark.parametrize(
    "document",
    [
        {"name": "bad entry", "entered": {"\x1b]0;title\x07": "no date"}},
        {"name": "bad score", "product": "\x1b[31m"},
        {"name": "bad override", "override": {"score": 1, "reason": "\x9b31m", "until": "\x1b[31m"}},
        {"name": "x" * 5000},
        {"name": "\x1b"},
    ],
)
def test_faults_in_documents_are_told_without_acting(document: dict[str, Any], shell: Shell) -> None:
    shell.path.parent.mkdir(mode=0o700)
    fill_raw(shell.path, [{"name": "sound"}, document])
    for more in ([], ["--json"]):
        answer = shell("check", *more)
        assert answer.code == 1
        assert acting(answer.out + answer.err, "\n") == set()
        assert "client 00000000" in answer.out
    listed = shell("portfolio", "--json")
    assert [row["client"] for row in listed.json] == ["sound"]
    assert acting(listed.err, "\n") == set()
    assert "damaged" in listed.err
