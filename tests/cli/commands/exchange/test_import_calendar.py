"""`import calendar` and `calendars`: what is listed, taken, left out, read again and removed."""

from pathlib import Path

import pytest

from csm_tui.domain.records.person.calendar import Calendar
from csm_tui.domain.records.person.worktime import Appointment
from tests.support.driving import reread
from tests.support.files.calendars import calendar, timed
from tests.support.shell import Shell, type_in

_DATA = calendar(
    timed("20260303T090000", "20260303T110000", "SUMMARY:Sales"),
    timed("20260304T090000", "20260304T100000", "SUMMARY:Coffee [/]", "STATUS:TENTATIVE"),
    ("DTSTART;VALUE=DATE:20260305", "SUMMARY:Birthday"),
    timed("20260306T190000", "20260306T200000", "SUMMARY:Choir"),
    timed("20260230T090000", "20260303T110000", "SUMMARY:Broken"),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "work.ics"
    file.write_bytes(_DATA)
    return file


def _taken(shell: Shell) -> dict[str, float]:
    found = reread(shell.path).table(Appointment).records.values()
    return {one.day.isoformat(): sum(end - begin for begin, end in one.spans) / 60 for one in found}


def test_it_lists_what_would_count_and_takes_nothing(shell: Shell, file: Path) -> None:
    answer = shell("import", "calendar", file, "--dry-run")
    assert answer.code == 0
    assert answer.err == "csm-tui: not read: Broken: its start cannot be read: 20260230T090000\n"
    assert [" ".join(line.split()) for line in answer.out.splitlines()] == [
        "Event When Note Hours",
        "counts Sales Tue 3 Mar 9:00-11:00 2",
        "counts Coffee [/] Wed 4 Mar 9:00-10:00 tentative 1",
        "no hours Choir Fri 6 Mar 19:00-20:00 outside working hours or on days off 0",
        "left out Birthday Thu 5 Mar all day all day, neither out of office nor busy 8",
        "work.ics: would take 3 h on 2 days",
    ]
    assert not shell.path.exists() or not reread(shell.path).table(Calendar).records


def test_options_choose_what_counts_and_that_is_remembered(shell: Shell, file: Path) -> None:
    answer = shell("import", "calendar", file, "--leave-out", "coffee", "--count", "BIRTH", "--json")
    assert answer.code == 0
    assert (answer.json["hours"], answer.json["days"], answer.json["replaces"]) == (10, 2, None)
    assert {one["title"]: (one["counts"], one["note"]) for one in answer.json["events"]} == {
        "Sales": (True, ""),
        "Coffee [/]": (False, "tentative"),
        "Choir": (True, "outside working hours or on days off"),
        "Birthday": (True, "all day, neither out of office nor busy"),
    }
    assert answer.json["not_read"] == [{"title": "Broken", "problem": "its start cannot be read: 20260230T090000"}]
    assert _taken(shell) == {"2026-03-03": 2, "2026-03-05": 24, "2026-03-06": 1}
    other = file.with_name("copy.ics")
    other.write_bytes(_DATA)
    again = shell("import", "calendar", other)
    assert "Takes the place of work.ics, read on 2 Mar 2026: 4 of 4 events are the same" in again.out
    assert again.out.endswith("copy.ics: takes 10 h on 2 days\n")
    assert _taken(shell) == {"2026-03-03": 2, "2026-03-05": 24, "2026-03-06": 1}
    assert len(reread(shell.path).table(Calendar).records) == 1


def test_it_is_read_from_standard_input(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, _DATA)
    assert shell("import", "calendar", "-").out.endswith("standard input: takes 3 h on 2 days\n")


@pytest.mark.parametrize(
    ("data", "words", "code", "says"),
    [
        (_DATA, ["--leave-out", "nothing"], 2, "no event has 'nothing' in its title; there are: Birthday, Choir"),
        (b"milk", [], 1, "work.ics was refused: it is no calendar file, or it is damaged"),
        (calendar(("SUMMARY:a",)), [], 1, "nothing came in: a: it has no start"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    shell: Shell, file: Path, data: bytes, words: list[str], code: int, says: str
) -> None:
    file.write_bytes(data)
    answer = shell("import", "calendar", file, *words)
    assert (answer.code, answer.out, answer.err.count("\n")) == (code, "", 1)
    assert says in answer.err


def test_calendars_are_listed_read_again_and_removed(shell: Shell, file: Path) -> None:
    assert shell("calendars").out == "none was taken in; csm-tui import calendar FILE takes one in\n"
    shell("import", "calendar", file, "--leave-out", "coffee")
    assert shell("calendars", "--json").json == [
        {"name": "work.ics", "hours": 2, "read": "2026-03-02", "file": str(file)}
    ]
    listed = shell("calendars", "--quarter", "2026-09-01").out.splitlines()
    assert [" ".join(line.split()) for line in listed] == ["Calendar Read File Hours", f"work.ics 2026-03-02 {file} 0"]
    file.write_bytes(calendar(timed("20260309T100000", "20260309T110000", "SUMMARY:Kick-off", "UID:k"), ("SUMMARY:x",)))
    assert shell("calendars", "renew", "work").out == "work.ics: takes 1 h on 1 day; new: Kick-off; not read: x\n"
    assert _taken(shell) == {"2026-03-09": 1}
    assert shell("calendars", "remove", "WORK", "--json").json == {"removed": "work.ics"}
    assert (_taken(shell), shell("calendars", "--json").json) == ({}, [])
    file.unlink()
    answer = shell("calendars", "renew", "work")
    assert (answer.code, answer.err) == (1, "csm-tui: no calendar has 'work' in the name\n")


def test_a_calendar_whose_file_is_gone_or_was_never_known_is_not_renewed(
    shell: Shell, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell("import", "calendar", file)
    file.unlink()
    answer = shell("calendars", "renew", "work")
    assert (answer.code, "work.ics cannot be read" in answer.err) == (1, True)
    shell("calendars", "remove", "work")
    type_in(monkeypatch, _DATA)
    shell("import", "calendar", "-")
    answer = shell("calendars", "renew", "standard")
    assert (answer.code, "it is not known where standard input was" in answer.err) == (1, True)
