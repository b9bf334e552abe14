"""`export plan` and `export calendar`: what is written, where, and for whom."""

import codecs
import csv
import io
import os
import stat
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from csm_tui.domain.records.activity import LogEntry
from csm_tui.domain.records.engagements.evaluation import Section
from tests.support.driving import TODAY, client
from tests.support.evaluation_builders import engagement, entries, evaluation
from tests.support.plan_driving import LAST_DAY, activity, examples, lay, lay_the_documented
from tests.support.shell import Answer, Shell


@pytest.fixture
def planned(shell: Shell) -> Shell:
    acme, first = client("Acme"), activity("R1", 6, description="Show it\nto all", deadline=date(2026, 3, 6))
    return lay(
        shell,
        acme,
        first.changed(clients=(acme.id,)),
        activity("R2", 1, dependencies=(first.id,)),
        activity("D1", 2, status="done"),
        work := engagement(acme),
        about := evaluation(work),
        *entries(about, {Section.LESSONS: ["R1 taught a lot"]}),
    )


def events(text: str) -> list[Any]:
    return [*Calendar.from_ical(text).walk("VEVENT")]


# Where to


def written(shell: Shell, what: str, *more: object) -> Answer:
    return shell("export", *what.split(), *more)


def named(what: str, stem: str) -> str:
    """A name whose ending promises no other format."""
    return f"{stem}.md" if what.startswith("evaluation") else f"{stem}.txt"


@pytest.mark.parametrize("what", ["plan", "calendar", "evaluation --client ac"])
class TestWhere:
    def test_a_file_is_for_its_owner_alone_and_replaces_another(
        self, what: str, planned: Shell, tmp_path: Path
    ) -> None:
        file = tmp_path / named(what, "out")
        file.write_text("something longer " * 1000)
        file.chmod(0o644)
        assert written(planned, what, file).code == 0
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert "R1" in file.read_text(encoding="utf-8")
        assert "something longer" not in file.read_text(encoding="utf-8")
        assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == [file.name]

    def test_standard_output_says_the_same_as_a_file(self, what: str, planned: Shell, tmp_path: Path) -> None:
        file = tmp_path / named(what, "out")
        written(planned, what, file)
        answer = written(planned, what, "-")
        assert (answer.code, answer.err) == (0, "")

        def without_stamp(text: str) -> list[str]:
            return [line for line in text.splitlines() if not line.startswith("DTSTAMP")]

        assert without_stamp(answer.out) == without_stamp(file.read_bytes().decode())
        assert ("\r\n" in file.read_bytes().decode()) is (what == "calendar")

    def test_json_and_standard_output_are_a_wrong_call(self, what: str, planned: Shell) -> None:
        answer = written(planned, what, "-", "--json")
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)

    def test_the_workspace_itself_is_never_overwritten(self, what: str, planned: Shell, tmp_path: Path) -> None:
        before = planned.path.read_bytes()
        link, twin = tmp_path / named(what, "link"), tmp_path / named(what, "twin")
        link.symlink_to(planned.path)
        os.link(planned.path, twin)
        own = [planned.path] if what.startswith("evaluation") else []  # a plan is written to no .json at all
        for name in (link, twin, *own):
            answer = written(planned, what, name, "--json")
            assert (answer.code, set(answer.json)) == (1, {"error"})
            assert "the workspace itself" in answer.err
        assert planned.path.read_bytes() == before

    def test_what_is_no_file_stays_what_it_is(self, what: str, planned: Shell, tmp_path: Path) -> None:
        pipe = tmp_path / named(what, "pipe")
        os.mkfifo(pipe)
        answer = written(planned, what, pipe)
        assert (answer.code, answer.out) == (1, "")
        assert "not a regular file" in answer.err
        assert stat.S_ISFIFO(pipe.stat().st_mode)
        assert written(planned, what, tmp_path).code == 2

    def test_a_file_that_cannot_be_written_is_one_clear_line(self, what: str, planned: Shell, tmp_path: Path) -> None:
        for name in (tmp_path / "none" / named(what, "out"), tmp_path / named(what, "n" * 300)):
            answer = written(planned, what, name, "--json")
            assert answer.code in (1, 2)
            assert answer.err.count("\n") == 1
            assert "Not saved" in answer.err

    def test_a_link_stays_and_its_target_is_replaced(self, what: str, planned: Shell, tmp_path: Path) -> None:
        target, link = tmp_path / "target", tmp_path / named(what, "link")
        target.write_text("old")
        link.symlink_to(target)
        assert written(planned, what, link).code == 0
        assert link.is_symlink()
        assert "R1" in target.read_text(encoding="utf-8")

    def test_a_damaged_workspace_is_warned_of(self, what: str, planned: Shell) -> None:
        planned.path.write_bytes(planned.path.read_bytes().replace(b"Acme", b"Acne", 1))
        answer = written(planned, what, "-")
        assert (answer.code, "damaged" in answer.err) == (0, True)
        assert "R1" in answer.out


def test_the_examples_of_the_documents_are_real(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_the_documented(shell)
    monkeypatch.chdir(tmp_path)
    for words in (["plan", "plan.csv"], ["calendar", "plan.ics"]):
        assert shell("export", *words, "--json").json in examples()
    assert shell("export", "plan", "plan.csv").out == "plan.csv: 3 activities\n"
    assert shell("export", "calendar", "plan.ics").out == "plan.ics: 5 days of work, 2 deadlines\n"


# The plan


def test_the_plan_has_the_ten_columns_and_four_more(planned: Shell) -> None:
    rows = list(csv.DictReader(io.StringIO(planned("export", "plan", "-").out)))
    assert [*rows[0]] == [
        "Reference", "Client", "Description", "Purpose", "Results", "Measurement", "Duration", "Deadline",
        "Dependencies", "Notes", "Category", "Earliest start", "Status", "Play",
    ]  # fmt: skip
    assert [one["Reference"] for one in rows] == ["D1", "R1", "R2"]
    assert (rows[1]["Client"], rows[1]["Duration"], rows[1]["Deadline"]) == ("Acme", "6", "2026-03-06")
    assert (rows[2]["Dependencies"], rows[0]["Status"]) == ("R1", "done")


def test_a_quarter_without_a_plan_is_a_header_and_one_of_another_day_its_own(planned: Shell) -> None:
    assert planned("export", "plan", "-", "--quarter", "2026-06-01").out.count("\n") == 1
    planned("plan", "add", "N1", "--hours", "1", "--quarter", "2026-06-01")
    rows = list(csv.DictReader(io.StringIO(planned("export", "plan", "-", "--quarter", "2026-07-01").out)))
    assert [one["Reference"] for one in rows] == ["N1"]


# The calendar


def test_the_calendar_holds_what_is_to_be_worked_and_the_deadlines_of_what_is_open(planned: Shell) -> None:
    found = events(planned("export", "calendar", "-").out)
    work = [one for one in found if "deadline" not in one["UID"]]
    assert [(str(one["SUMMARY"]), one["DTSTART"].dt, one["DTEND"].dt) for one in work] == [
        ("R1: Show it (4 h)", datetime(2026, 3, 2, 9), datetime(2026, 3, 2, 13)),
        ("R1: Show it (2 h)", datetime(2026, 3, 3, 9), datetime(2026, 3, 3, 11)),
        ("R2 (1 h)", datetime(2026, 3, 3, 11), datetime(2026, 3, 3, 12)),
    ]
    assert str(work[0]["DESCRIPTION"]) == "Acme\nShow it\nto all"
    due = [one for one in found if "deadline" in one["UID"]]
    assert [(str(one["SUMMARY"]), one["DTSTART"].dt) for one in due] == [
        ("Deadline: R1: Show it", date(2026, 3, 6)),
        ("Deadline: R2", LAST_DAY),
    ]


def test_a_second_export_has_the_same_events(planned: Shell) -> None:
    first, second = (events(planned("export", "calendar", "-").out) for _ in range(2))
    assert [one["UID"] for one in first] == [one["UID"] for one in second]
    assert len({one["UID"] for one in first}) == len(first) == 5


def test_what_is_spent_is_no_event(shell: Shell) -> None:
    lay(shell, activity("R1", 6, log=(LogEntry(day=TODAY, hours=2),)))
    found = events(shell("export", "calendar", "-", "--from", "2026-03-01", today="2026-03-04").out)
    days = [one["DTSTART"].dt.date() for one in found if "deadline" not in one["UID"]]
    assert days == [date(2026, 3, 4)]


@pytest.mark.parametrize(
    ("more", "days"),
    [
        ([], ["2026-03-02", "2026-03-03", "2026-03-03", "2026-03-06", "2026-05-31"]),
        (["--from", "tomorrow"], ["2026-03-03", "2026-03-03", "2026-03-06", "2026-05-31"]),
        (["--from", "2026-03-03", "--to", "2026-03-06"], ["2026-03-03", "2026-03-03", "2026-03-06"]),
        (["--to", "today"], ["2026-03-02"]),
        (["--from", "2026-02-01", "--to", "2026-03-01"], []),
    ],
)
def test_the_days_can_be_chosen_and_both_are_included(more: list[str], days: list[str], planned: Shell) -> None:
    found = events(planned("export", "calendar", "-", *more).out)
    starts = [one["DTSTART"].dt for one in found]
    assert sorted(str(day.date() if isinstance(day, datetime) else day) for day in starts) == days


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--from", "soon"], "--from: write"),
        (["--to", "2026-02-30"], "--to: there is no such day"),
        (["--to", "yesterday"], "--from: 2026-03-02 lies after 2026-03-01"),
        (["--from", "2026-06-01"], "lies after 2026-05-31"),
        (["--quarter", "2026-01-01"], "lies after 2026-03-01"),
    ],
)
def test_days_that_cannot_be_are_a_wrong_call(wrong: list[str], said: str, planned: Shell, tmp_path: Path) -> None:
    answer = planned("export", "calendar", tmp_path / "out.ics", *wrong)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert said in answer.err
    assert not (tmp_path / "out.ics").exists()


def test_deadlines_that_cannot_be_met_are_warned_of(shell: Shell) -> None:
    lay(shell, activity("R1", 9, deadline=TODAY))
    answer = shell("export", "calendar", "-", "--to", str(TODAY + timedelta(days=7)))
    assert (answer.code, answer.err.count("\n")) == (0, 1)
    assert "not every deadline can be met" in answer.err
    assert len(events(answer.out)) == 4


# For Excel


@pytest.mark.parametrize(
    "words",
    [
        ["export", "plan"],
        ["export", "evaluation", "--blank"],
        ["export", "personal"],
        ["personal", "aspects", "export"],
    ],
)
def test_a_byte_order_mark_comes_first_on_request_and_changes_nothing_else(
    planned: Shell, tmp_path: Path, words: list[str]
) -> None:
    plain, marked = tmp_path / "plain.csv", tmp_path / "marked.csv"
    assert planned(*words, plain).code == 0
    assert planned(*words, marked, "--excel").code == 0
    assert marked.read_bytes() == codecs.BOM_UTF8 + plain.read_bytes()


def test_what_is_no_csv_is_refused_for_excel(planned: Shell, tmp_path: Path) -> None:
    for words in (["export", "evaluation", "--blank"], ["export", "personal"]):
        refused = planned(*words, tmp_path / "other.md", "--excel")
        assert (refused.code, refused.err) == (2, "csm-tui: --excel is for CSV\n")
    assert not (tmp_path / "other.md").exists()


def test_the_portfolio_and_standard_output_are_marked_too(planned: Shell) -> None:
    for words in (["portfolio", "--csv"], ["export", "plan", "-"]):
        assert planned(*words, "--excel").out == "\ufeff" + planned(*words).out
    assert planned("portfolio", "--excel").code == 2
