"""`plan` and the commands that change one activity: what they answer, keep, warn of and refuse."""

from datetime import date

import pytest

from csm_tui.cli.output.text_table import cell_width
from csm_tui.domain.records.activity import ActivityOutcome, ActivityStatus
from csm_tui.domain.records.person.worktime import Leave
from tests.support.driving import TODAY, client, fill
from tests.support.plan_driving import (
    ACTIVITY_KEYS,
    LAST_DAY,
    activities,
    activity,
    examples,
    lay,
    lay_the_documented,
    quarter_start,
)
from tests.support.shell import Shell

CHECKS = [
    "size", "retain", "expand", "advocate", "due clients", "red clients", "case study", "fields", "circle", "order",
    "hours", "assumptions",
]  # fmt: skip


@pytest.fixture
def book(shell: Shell) -> Shell:
    """Two clients and no plan yet."""
    shell.path.parent.mkdir()
    fill(shell.path, [client("Acme North"), client("Bolt")])
    return shell


@pytest.fixture
def planned(shell: Shell) -> Shell:
    """R2 waits for R1; A1 was dropped."""
    acme, first = client("Acme North"), activity("R1", 4)
    second = activity("R2", 2.5, dependencies=(first.id,), clients=(acme.id,))
    return lay(shell, acme, first, second, activity("A1", 1, status="dropped"))


# The list


def test_the_examples_of_the_documents_are_real(shell: Shell) -> None:
    lay_the_documented(shell)
    shown = examples()
    for words in (["plan"], ["plan", "schedule"], ["today"], ["plan", "log", "R1", "2h30"]):
        assert shell(*words, "--json").json in shown, words


def test_the_plan_of_a_workspace_that_is_not_there_is_empty_and_makes_nothing(shell: Shell) -> None:
    answer = shell("plan", "--json")
    assert (answer.code, answer.err) == (0, "")
    assert answer.json["quarter"] == {"start": "2026-03-02", "weeks": 13}
    assert answer.json["activities"] == []
    assert [one["check"] for one in answer.json["audit"]] == CHECKS
    text = shell("plan").out
    assert text.startswith("Plan from 2026-03-02 to 2026-05-31\n\nno activities yet\n\nAudit\n")
    assert not shell.path.parent.exists()


def test_activities_come_in_the_order_in_which_people_count(shell: Shell) -> None:
    lay(shell, *(activity(name) for name in ("R10", "r9", "A2")))
    assert [one["reference"] for one in shell("plan", "--json").json["activities"]] == ["A2", "r9", "R10"]


def test_the_text_shows_a_line_for_each_and_says_of_each_check_whether_it_held(planned: Shell) -> None:
    planned("plan", "log", "R2", "1")
    planned("plan", "done", "R2", "--result", "partly")
    lines = planned("plan").out.splitlines()
    assert lines[2].split() == ["Ref", "Category", "Clients", "Hours", "Left", "Deadline", "Status", "What"]
    assert lines[3].split() == ["A1", "other", "1", "0", "end", "dropped"]
    assert lines[4].split() == ["R1", "other", "4", "4", "end", "planned"]
    assert lines[5].split() == ["R2", "other", "Acme", "North", "2.5", "0", "end", "done", "partly"]
    assert "  not held  retain       0 of retain" in lines
    assert "  held      circle       none waits for itself" in lines


def test_long_texts_are_cut_in_the_table_only_and_the_audit_wraps(shell: Shell) -> None:
    wide, due = "漢字 " * 60, client("長い名前" * 40, renewal_date=date(2026, 4, 1))
    lay(shell, due, activity("R" * 200, 2, description=f"{wide}\nHistory", clients=(due.id,)))
    lines = shell("plan").out.splitlines()
    assert max(map(cell_width, lines)) <= 80
    assert not [line for line in lines if line.startswith("History")]
    (one,) = shell("plan", "--json").json["activities"]
    assert (one["reference"], one["clients"], one["description"]) == ("R" * 200, [due.name], f"{wide}\nHistory")


def test_a_damaged_file_is_listed_as_far_as_it_can_be_read_and_takes_no_change(planned: Shell) -> None:
    planned.path.write_bytes(planned.path.read_bytes().replace(b"Acme North", b"Acme Norte", 1))
    before = planned.path.read_bytes()
    for words in (["plan"], ["plan", "schedule"]):
        answer = planned(*words, "--json")
        assert (answer.code, "damaged" in answer.err) == (0, True)
    for words in (["add", "X", "--hours", "1"], ["log", "R1", "1"], ["done", "R1"], ["drop", "R1"]):
        answer = planned("plan", *words, "--json")
        assert (answer.code, set(answer.json)) == (1, {"error"})
    assert planned.path.read_bytes() == before


# Which quarter


@pytest.mark.parametrize(
    ("day", "start"),
    [
        ("2026-03-02", "2026-03-02"),
        ("2026-05-31", "2026-03-02"),
        ("2026-06-01", "2026-06-01"),
        ("2026-03-01", "2025-12-01"),
        ("2025-11-30", "2025-09-01"),
        ("in 1 year", "2027-03-01"),
    ],
)
def test_any_day_chooses_its_quarter_counted_from_the_present_one(day: str, start: str, planned: Shell) -> None:
    answer = planned("plan", "--quarter", day, "--json", today="2026-03-05")
    assert answer.json["quarter"] == {"start": start, "weeks": 13}
    assert bool(answer.json["activities"]) is (start == "2026-03-02")


def test_before_the_first_activity_the_quarter_starts_with_this_week_and_then_it_stays(book: Shell) -> None:
    assert book("plan", "--json", today="2026-03-05").json["quarter"]["start"] == "2026-03-02"
    assert book("plan", "--json", today="2026-03-12").json["quarter"]["start"] == "2026-03-09"
    assert quarter_start(book) is None
    assert book("plan", "add", "R1", "--hours", "1", today="2026-03-12").code == 0
    assert quarter_start(book) == date(2026, 3, 9)
    assert book("plan", "--json", today="2026-04-30").json["quarter"]["start"] == "2026-03-09"


def test_planning_the_next_quarter_first_does_not_make_it_the_present_one(book: Shell) -> None:
    assert book("plan", "add", "N1", "--hours", "1", "--quarter", "2026-06-10").code == 0
    assert quarter_start(book) == TODAY
    assert activities(book)["N1"].quarter == date(2026, 6, 1)
    assert book("plan", "--json").json["activities"] == []
    assert [one["reference"] for one in book("plan", "--quarter", "2026-06-10", "--json").json["activities"]] == ["N1"]


def test_a_quarter_and_the_wish_for_json_may_be_said_before_the_command(book: Shell) -> None:
    answer = book("plan", "--quarter", "2026-06-10", "--json", "add", "N1", "--hours", "1")
    assert answer.json["reference"] == "N1"
    assert activities(book)["N1"].quarter == date(2026, 6, 1)
    later = book("plan", "--quarter", "2026-06-10", "add", "N2", "--hours", "1", "--quarter", "2026-03-10")
    assert later.code == 0
    assert activities(book)["N2"].quarter == TODAY


@pytest.mark.parametrize(
    "day", ["soon", "03/04/2026", "9999-12-31", "2300-01-01", "1850-01-01", "0001-01-01", "2026-02-30"]
)
def test_a_quarter_that_cannot_be_is_a_wrong_call(day: str, planned: Shell) -> None:
    for words in (["plan"], ["plan", "schedule"], ["plan", "drop", "R1"], ["export", "plan", "-"]):
        answer = planned(*words, "--quarter", day, "--json")
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert "--quarter" in answer.err


# Adding


def test_all_that_can_be_said_of_an_activity_is_kept_and_answered(book: Shell) -> None:
    assert book("plan", "add", "K1", "--hours", "1", "--deadline", "2026-03-20").err == ""
    answer = book(
        "plan", "add", "R1", "--client", "acme", "--client", "BOLT", "--client", "acme north", "--category", "Retain",
        "--description", "Show it", "--purpose", "Logins fall", "--results", "More logins",
        "--measurement", "A report", "--hours", "2h30", "--deadline", "in 3 weeks", "--earliest", "2026-03-09",
        "--after", "k1", "--notes", "one\ntwo", "--json",
    )  # fmt: skip
    assert (answer.code, answer.err) == (0, "")
    assert answer.json == {
        "reference": "R1", "clients": ["Acme North", "Bolt"], "category": "retain", "description": "Show it",
        "purpose": "Logins fall", "results": "More logins", "measurement": "A report", "hours": 2.5,
        "deadline": "2026-03-23", "earliest": "2026-03-09", "dependencies": ["K1"], "notes": "one\ntwo",
        "play": "", "status": "planned", "logged": 0, "remaining": 2.5, "result": None,
    }  # fmt: skip
    kept = activities(book)["R1"]
    assert (kept.quarter, kept.deadline, kept.hours) == (TODAY, date(2026, 3, 23), 2.5)
    assert book("plan", "--json").json["activities"][1] == answer.json


@pytest.mark.parametrize(
    ("typed", "hours"), [("2.5", 2.5), ("2,5", 2.5), ("2h30", 2.5), ("90m", 1.5), ("4", 4), ("1 h", 1), ("0.25", 0.25)]
)
def test_hours_are_read_as_people_write_them(typed: str, hours: float, book: Shell) -> None:
    answer = book("plan", "add", "R1", "--hours", typed)
    assert answer.out == f"R1 added: {hours:g} h, due 2026-05-31\n"
    assert activities(book)["R1"].hours == hours


@pytest.mark.parametrize("typed", ["0", "2.3", "1h20", "x", "", "-1", "10001", "nan", "inf", "1e3", "2h30h"])
def test_hours_that_are_no_whole_quarters_above_none_are_a_wrong_call(typed: str, planned: Shell) -> None:
    before = planned.path.read_bytes()
    for words, name in ((["add", "X", "--hours", typed], "--hours"), (["log", "--", "R1", typed], "HOURS")):
        answer = planned("plan", "--json", *words)
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1), words
        assert name in answer.err
        assert "2h30" in answer.err
    assert planned.path.read_bytes() == before


def test_a_reference_is_there_once_whatever_its_case_and_blanks(planned: Shell) -> None:
    for again in ("R1", "r1", "  R1 ", "Ŕ1"):
        answer = planned("plan", "add", again, "--hours", "1", "--json")
        assert answer.code == 1
        assert answer.json == {"error": "there is an activity R1 in the plan from 2026-03-02 already"}
    assert planned("plan", "add", "R1", "--hours", "1", "--quarter", "2026-06-10").code == 0


def test_an_activity_that_waits_for_itself_is_a_circle_and_named(planned: Shell) -> None:
    answer = planned("plan", "add", "R3", "--hours", "1", "--after", "R1", "--after", "r3", "--json")
    assert (answer.code, answer.json) == (1, {"error": "these would wait for each other: R3 > R3"})
    assert "R3" not in activities(planned)


def test_what_is_said_twice_counts_once(planned: Shell) -> None:
    words = ["--after", "R1", "--after", "r1", "--client", "acme", "--client", "north"]
    found = planned("plan", "add", "R3", "--hours", "1", *words, "--json").json
    assert (found["dependencies"], found["clients"]) == (["R1"], ["Acme North"])


@pytest.mark.parametrize(
    ("wrong", "code", "said"),
    [
        (["--client", "nobody"], 1, "no client has 'nobody' in the name"),
        (["--client", "o"], 1, "several clients have 'o' in the name: Acme North, Bolt"),
        (["--after", "R7"], 1, "there is no activity 'R7'"),
        (["--deadline", "soon"], 2, "--deadline: write"),
        (["--earliest", "2026-02-30"], 2, "--earliest: there is no such day"),
        (["--category", "sell"], 2, "'sell'"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_added(
    wrong: list[str], code: int, said: str, book: Shell
) -> None:
    before = book.path.read_bytes()
    answer = book("plan", "add", "X1", "--hours", "1", *wrong)
    assert (answer.code, answer.out, answer.err.count("\n")) == (code, "", 1)
    assert said in answer.err
    assert book.path.read_bytes() == before


@pytest.mark.parametrize(("reference", "said"), [(" ", "must not be empty"), ("x" * 201, "at most 200 characters")])
def test_a_reference_is_a_line_of_some_text(reference: str, said: str, book: Shell) -> None:
    answer = book("plan", "add", reference, "--hours", "1")
    assert (answer.code, answer.out) == (2, "")
    assert "REFERENCE: " in answer.err
    assert said in answer.err


def test_an_activity_needs_its_hours(book: Shell) -> None:
    answer = book("plan", "add", "R1")
    assert answer.code == 2
    assert "--hours" in answer.err


@pytest.mark.parametrize(
    ("more", "warned"),
    [
        ([], f"X1: without a deadline it is due at the quarter's end, {LAST_DAY}"),
        (["--deadline", "2026-06-01"], "X1: its deadline 2026-06-01 lies outside the quarter"),
        (["--deadline", "yesterday"], "X1: its deadline 2026-03-01 lies outside the quarter"),
        (["--deadline", "2026-05-31"], ""),
        (["--deadline", "today"], ""),
        (["--deadline", "today", "--after", "R1"], ""),
        (["--deadline", "today", "--after", "A1"], "X1 waits for A1, which was dropped: that counts as met"),
    ],
)
def test_odd_deadlines_and_dropped_dependencies_are_warned_of(more: list[str], warned: str, planned: Shell) -> None:
    answer = planned("plan", "add", "X1", "--hours", "1", *more, "--json")
    assert answer.code == 0
    assert answer.err == (f"csm-tui: {warned}\n" if warned else "")
    assert activities(planned)["X1"].hours == 1


# Naming an activity


@pytest.mark.parametrize("words", [["done"], ["drop"], ["log"]], ids=str)
class TestNaming:
    def test_its_case_does_not_matter(self, words: list[str], planned: Shell) -> None:
        more = ["1"] if words == ["log"] else []
        assert planned("plan", *words, " r1 ", *more, "--json").json["reference"] == "R1"

    def test_one_that_there_is_not_is_refused_with_the_nearest_named(self, words: list[str], shell: Shell) -> None:
        lay(shell, *(activity(one) for one in ("kick-off", "R1", "R2", "R3", "R12", "Z9")))
        before = shell.path.read_bytes()
        more = ["1"] if words == ["log"] else []
        answer = shell("plan", *words, "kickoff", *more, "--json")
        assert answer.code == 1
        assert answer.json["error"].startswith(
            "there is no activity 'kickoff' in the plan from 2026-03-02; the nearest: kick-off, "
        )
        said = shell("plan", *words, "r13", *more).err
        assert said.endswith("the nearest: R1, R3, R12\n")
        assert shell.path.read_bytes() == before

    def test_a_plan_without_any_says_so(self, words: list[str], book: Shell) -> None:
        answer = book("plan", *words, "R1", *(["1"] if words == ["log"] else []))
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.endswith("in the plan from 2026-03-02, which is empty\n")

    def test_one_of_another_quarter_is_found_only_there(self, words: list[str], planned: Shell) -> None:
        more = ["1"] if words == ["log"] else []
        planned("plan", "add", "N1", "--hours", "1", "--quarter", "2026-06-01")
        assert planned("plan", *words, "N1", *more).code == 1
        assert planned("plan", *words, "N1", *more, "--quarter", "2026-08-30").code == 0


# Done, log, drop


@pytest.mark.parametrize("result", list(ActivityOutcome))
def test_done_keeps_the_result_and_leaves_nothing_to_do(result: ActivityOutcome, planned: Shell) -> None:
    answer = planned("plan", "done", "R1", "--result", result.upper(), "--json")
    assert set(answer.json) == ACTIVITY_KEYS
    assert (answer.json["status"], answer.json["result"], answer.json["remaining"]) == ("done", result, 0)
    assert activities(planned)["R1"].result is result


def test_done_is_met_unless_something_else_is_said(planned: Shell) -> None:
    answer = planned("plan", "done", "r1")
    assert (answer.code, answer.out, answer.err) == (0, "R1 done: met\n", "")
    assert planned("plan", "done", "R1", "--result", "well").code == 2


def test_hours_are_logged_for_today_or_a_day_before(planned: Shell) -> None:
    assert planned("plan", "log", "R1", "1h30").out == "R1: 1.5 h on 2026-03-02 noted, 1.5 of 4 h are spent\n"
    found = planned("plan", "log", "R1", "30m", "--on", "3 days ago", "--note", "a call", "--json").json
    assert (found["status"], found["logged"], found["remaining"]) == ("doing", 2, 2)
    kept = activities(planned)["R1"]
    assert [(one.day, one.hours, one.note) for one in kept.log] == [
        (TODAY, 1.5, ""),
        (date(2026, 2, 27), 0.5, "a call"),
    ]


def test_more_than_was_planned_may_be_logged_and_what_is_done_too(planned: Shell) -> None:
    assert planned("plan", "log", "R1", "9", "--json").json["remaining"] == 0
    planned("plan", "done", "R2")
    found = planned("plan", "log", "R2", "1", "--json").json
    assert (found["status"], found["result"], found["logged"]) == ("done", "met", 1)


def test_nothing_is_logged_for_what_was_dropped_or_for_days_to_come(planned: Shell) -> None:
    before = planned.path.read_bytes()
    answer = planned("plan", "log", "A1", "1", "--json")
    assert (answer.code, answer.json) == (1, {"error": "A1 was dropped: no hours are spent on it"})
    for wrong, said in ((["--on", "tomorrow"], "--on: 2026-03-03 is still to come"), (["--note", "x" * 201], "--note")):
        answer = planned("plan", "log", "R1", "1", *wrong)
        assert (answer.code, answer.out, said in answer.err) == (2, "", True)
    assert planned.path.read_bytes() == before


def test_what_waits_for_something_that_is_dropped_is_warned_of_unless_it_is_ended(planned: Shell) -> None:
    answer = planned("plan", "drop", "R1")
    assert (answer.code, answer.out) == (0, "R1 dropped\n")
    assert answer.err == "csm-tui: R1 was dropped: that counts as met for R2\n"
    assert activities(planned)["R1"].status is ActivityStatus.DROPPED
    planned("plan", "done", "R2")
    assert planned("plan", "drop", "R1", "--json").err == ""


def test_what_is_dropped_loses_its_result_but_not_its_hours(planned: Shell) -> None:
    planned("plan", "log", "R2", "1")
    planned("plan", "done", "R2", "--result", "not")
    found = planned("plan", "drop", "R2", "--json").json
    assert (found["status"], found["result"], found["logged"], found["remaining"]) == ("dropped", None, 1, 0)


# The settings of the plan


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("quarter.start", "2026-01-05", "2026-01-05"),
        ("holidays.country", "de-by", "DE-BY"),
        ("holidays.country", "US", "US"),
        ("plan.style", "level", "level"),
        ("hours.week", "37.5", 37.5),
    ],
)
def test_the_settings_of_the_plan_are_kept(key: str, value: str, kept: object, planned: Shell) -> None:
    assert planned("settings", key, value, "--json").json == {key: kept}
    assert planned("settings", key, "--json").json == {key: kept}
    assert planned("plan").code == 0


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("quarter.start", "2026-03-03", "a quarter starts on a Monday"),
        ("quarter.start", "2026-02-30", "must be a date"),
        ("holidays.country", "XX", "a country's code"),
        ("holidays.country", "DE-QQ", "a country's code"),
        ("holidays.country", "Germany", "a country's code"),
        ("plan.style", "soon", "asap or level"),
        ("hours.week", "39.3", "whole quarter-hours"),
    ],
)
def test_settings_of_the_plan_that_cannot_be_are_refused(key: str, value: str, said: str, planned: Shell) -> None:
    before = planned.path.read_bytes()
    answer = planned("settings", key, value, "--json")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert said in answer.err
    assert planned.path.read_bytes() == before


def test_holidays_and_leave_take_their_hours_from_the_audit(shell: Shell) -> None:
    lay(shell, activity("R1"), Leave(first=date(2026, 3, 9), last=date(2026, 3, 10)))
    (hours,) = [one for one in shell("plan", "--json").json["audit"] if one["check"] == "hours"]
    assert hours["detail"] == "4 of 252 h are planned"
    assert shell("settings", "holidays.country", "DE").code == 0
    (hours,) = [one for one in shell("plan", "--json").json["audit"] if one["check"] == "hours"]
    assert hours["detail"] == "4 of 232 h are planned", "Good Friday, Easter Monday, 1 May, Ascension, Whit Monday"
