"""`import plan`: what it answers, what it writes, and what it refuses; and that an export comes back the same."""

import re
from datetime import date
from pathlib import Path

import pytest

from csm_tui.domain.records.activity import ActivityStatus
from tests.support.driving import TODAY, client, fill
from tests.support.plan_driving import activities, activity, examples, lay, lay_the_documented, quarter_start
from tests.support.shell import Shell

_HEADER = "Reference,Client,Description,Purpose,Results,Measurement,Duration,Deadline,Dependencies,Notes"
_GOOD = f"{_HEADER},Category\nR1,Acme,Call,Why,More,Report,2h30,2026-03-20,,,retain\nR2,,,,,,90m,2026-04-01,R1,,\n"


@pytest.fixture
def book(shell: Shell) -> Shell:
    shell.path.parent.mkdir()
    fill(shell.path, [client("Acme"), client("Bolt")])
    return shell


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return written(tmp_path / "plan.csv", _GOOD)


def written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def test_a_good_file_comes_in_and_once_more_changes_nothing(book: Shell, good: Path) -> None:
    answer = book("import", "plan", good, "--json", today="2026-03-12")
    assert (answer.code, answer.err) == (0, "")
    assert answer.json == {"added": 2, "updated": 0, "unchanged": 0, "missing": [], "rejected": []}
    kept = activities(book)
    assert (kept["R1"].hours, kept["R1"].deadline, kept["R2"].dependencies) == (
        2.5,
        date(2026, 3, 20),
        (kept["R1"].id,),
    )
    assert quarter_start(book) == date(2026, 3, 9), "the first activities keep the quarter"
    before = book.path.read_bytes()
    again = book("import", "plan", good, "--json", today="2026-03-12")
    assert again.json == {"added": 0, "updated": 0, "unchanged": 2, "missing": [], "rejected": []}
    assert book.path.read_bytes() == before


def test_activities_are_matched_by_reference_whatever_its_case_and_none_is_deleted(
    book: Shell, good: Path, tmp_path: Path
) -> None:
    book("import", "plan", good)
    other = written(tmp_path / "other.csv", "Ref,Hours,Deadline\nr1,4,2026-03-20\nR3,1,2026-03-20\n")
    answer = book("import", "plan", other, "--json")
    assert answer.json == {"added": 1, "updated": 1, "unchanged": 0, "missing": ["R2"], "rejected": []}
    kept = {reference.upper(): one for reference, one in activities(book).items()}
    assert sorted(kept) == ["R1", "R2", "R3"]
    assert len(activities(book)) == 3
    assert (kept["R1"].hours, kept["R1"].description) == (4, "Call"), "an absent column leaves what is stored"
    assert book("import", "plan", other).out == (
        "0 added, 0 updated, 2 unchanged\nnot in the file, left as they are: R2\n"
    )


@pytest.mark.parametrize(
    ("row", "column", "value", "said"),
    [
        ("X1,Nobody,1,,", "Client", "Nobody", "there is no client Nobody"),
        ("X1,,2.3,,", "Duration", "2.3", "whole quarter-hours"),
        ("X1,,0,,", "Duration", "0", "2h30"),
        ("X1,,1,soon,", "Deadline", "soon", "write"),
        ("X1,,1,,R9", "Dependencies", "R9", "there is no activity R9"),
        ("X1,,1,,X1", "Dependencies", "X1", "these wait for each other: X1 > X1"),
        (",,3,,", "Reference", "", "the reference is missing"),
        ("r2,,1,,", "Reference", "r2", "the same reference as in row 2"),
    ],
)
def test_one_bad_row_keeps_all_out(row: str, column: str, value: str, said: str, book: Shell, tmp_path: Path) -> None:
    before = book.path.read_bytes()
    table = f"Reference,Client,Duration,Deadline,Dependencies\nR2,,1,2026-03-20,\n{row}\n"
    file = written(tmp_path / "bad.csv", table)
    for more in ([], ["--dry-run"]):
        answer = book("import", "plan", file, "--json", *more)
        assert answer.code == 1
        found = answer.json
        rejected = found.pop("rejected")
        assert found == {"added": 0, "updated": 0, "unchanged": 0, "missing": []}
        assert {(one["row"], one["column"], one["value"]) for one in rejected} == {(3, column, value)}
        assert said in rejected[0]["problem"]
    text = book("import", "plan", file)
    assert text.code == 1
    assert text.out.splitlines()[-1].startswith("nothing came in; mend these rows, or say what is meant")
    assert re.match(f'{column}: [A-Z]3 "{re.escape(value)}": ', text.out)
    assert book.path.read_bytes() == before


def test_what_is_asked_is_answered_once_and_known_next_time(book: Shell, tmp_path: Path) -> None:
    file = written(tmp_path / "tasks.csv", "Key,Summary,Estimate\nA,Call,7200\n")
    asked = book("import", "plan", file)
    assert asked.code == 1
    assert asked.out.splitlines()[-3:] == [
        '  --map "Estimate=duration:minutes"  minutes',
        '  --map "Estimate=duration:seconds"  seconds',
        "nothing came in",
    ]
    assert book("import", "plan", file, "--map", "Estimate=duration:seconds").code == 0
    assert activities(book)["A"].hours == 2
    written(file, "Key,Summary,Estimate\nA,Call,7200\nB,Visit,3600\n")
    again = book("import", "plan", file)
    assert (again.code, '"Estimate": duration, seconds, as last time' in again.err) == (0, True)
    assert activities(book)["B"].hours == 1


def test_a_circle_with_what_is_stored_is_refused(book: Shell, good: Path, tmp_path: Path) -> None:
    book("import", "plan", good)
    file = written(tmp_path / "turned.csv", "Reference,Duration,Dependencies\nR1,2.5,R2\n")
    (rejected,) = book("import", "plan", file, "--json").json["rejected"]
    assert "R1 > R2 > R1" in rejected["problem"] or "R2 > R1 > R2" in rejected["problem"]


def test_a_dry_run_writes_nothing(book: Shell, good: Path) -> None:
    before = book.path.read_bytes()
    answer = book("import", "plan", good, "--dry-run", "--json")
    assert (answer.code, answer.json["added"]) == (0, 2)
    assert book("import", "plan", good, "--dry-run").out == "would be: 2 added, 0 updated, 0 unchanged\n"
    assert book.path.read_bytes() == before


def test_a_backup_is_made_before(book: Shell, good: Path) -> None:
    before = book.path.read_bytes()
    book("import", "plan", good)
    (backup,) = [one for one in book("backup", "--list", "--json").json if one["reason"] == "import"]
    assert (book.path.with_name("workspace.json.backups") / backup["name"]).read_bytes() == before
    assert book("restore", backup["name"]).code == 0
    assert activities(book) == {}


def test_it_comes_into_the_quarter_that_is_meant(book: Shell, good: Path) -> None:
    answer = book("import", "plan", good, "--quarter", "in 4 months", "--json")
    assert (answer.code, answer.json["added"]) == (0, 2)
    assert "lies outside the quarter" in answer.err
    assert {one.quarter for one in activities(book).values()} == {date(2026, 6, 1)}
    assert quarter_start(book) == TODAY
    assert book("import", "plan", good, "--json").json["added"] == 2, "another quarter has its own references"


def test_deadlines_and_columns_that_are_odd_are_warned_of(book: Shell, tmp_path: Path) -> None:
    file = written(tmp_path / "odd.csv", "Reference,Duration,Deadline,Mood\nR1,1,2026-07-01,fine\nR2,1,,fine\n")
    answer = book("import", "plan", file, "--json")
    assert answer.json["added"] == 2
    assert answer.err.splitlines() == [
        "csm-tui: ignored columns: Mood",
        "csm-tui: R1: its deadline 2026-07-01 lies outside the quarter",
        "csm-tui: R2: without a deadline it is due at the quarter's end, 2026-05-31",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04rest", "workbook"),
        (b"Client,Duration\nAcme,1\n", 'there is no column "Reference"'),
        (b'Reference,Duration\n"open,1\n', "quotation mark"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_in_one_line(content: bytes, said: str, shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_bytes(content)
    answer = shell("import", "plan", file, "--json")
    assert (answer.code, answer.err.count("\n")) == (1, 1)
    assert said in answer.err
    found = answer.json
    assert said in found.pop("error")
    assert found == {"added": 0, "updated": 0, "unchanged": 0, "missing": [], "rejected": []}
    assert not shell.path.parent.exists()


def test_a_file_that_is_not_there_is_a_wrong_call(shell: Shell, tmp_path: Path) -> None:
    answer = shell("import", "plan", tmp_path / "none.csv", "--json")
    assert (answer.code, answer.out) == (2, "")


def test_the_example_of_the_documents_is_real(shell: Shell, tmp_path: Path) -> None:
    lay_the_documented(shell)
    file = written(tmp_path / "theirs.csv", "Reference,Client,Duration\nR1,Acme South,10\n")
    assert shell("import", "plan", file, "--json").json in examples()


def test_an_export_comes_back_the_same_here_and_in_an_empty_plan(shell: Shell, tmp_path: Path) -> None:
    acme, first = client("Acme"), activity("R1", 2.25, notes="=1+1", description="one\ntwo; three", category="expand")
    second = activity(
        "R2", 1, clients=(acme.id,), dependencies=(first.id,), earliest=TODAY, deadline=date(2026, 3, 20),
        status=ActivityStatus.DOING,
    )  # fmt: skip
    lay(shell, acme, first, second)
    file = tmp_path / "plan.csv"
    assert shell("export", "plan", file).code == 0
    again = shell("import", "plan", file, "--json")
    assert again.json == {"added": 0, "updated": 0, "unchanged": 2, "missing": [], "rejected": []}
    listed = shell("plan", "--json").json["activities"]
    assert shell("import", "plan", file, "--quarter", "2026-06-01").code == 0
    assert shell("plan", "--quarter", "2026-06-01", "--json").json["activities"] == listed
