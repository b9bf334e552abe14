"""Work and deadlines as a calendar that others read."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from csm_tui.domain.text import clean, clean_line
from csm_tui.exchange.calendar.plan_export import DayWork, Deadline, calendar_of
from tests.support.files.calendars import MONDAY, read
from tests.support.hostile import NAMES, acting

STAMP = datetime(2026, 3, 1, 12, tzinfo=UTC)


def on(number):
    return MONDAY + timedelta(days=number)


def events(data):
    return Calendar.from_ical(data).walk("VEVENT")


def spans(data):
    return [(str(one["UID"]), one["DTSTART"].dt, one["DTEND"].dt) for one in events(data)]


def test_work_stands_in_a_row_from_nine_and_deadlines_take_whole_days_but_no_time():
    data = calendar_of(
        [DayWork(on(0), "a", "R1", 2.5, "Acme"), DayWork(on(0), "b", "R2", 1.25), DayWork(on(1), "a", "R1", 4)],
        [Deadline(on(4), "a", "R1")],
        STAMP,
    )
    assert spans(data) == [
        ("a-2026-03-02@csm-tui", datetime(2026, 3, 2, 9), datetime(2026, 3, 2, 11, 30)),
        ("b-2026-03-02@csm-tui", datetime(2026, 3, 2, 11, 30), datetime(2026, 3, 2, 12, 45)),
        ("a-2026-03-03@csm-tui", datetime(2026, 3, 3, 9), datetime(2026, 3, 3, 13)),
        ("a-deadline@csm-tui", on(4), on(5)),
    ]
    first, *_, last = events(data)
    assert (first["SUMMARY"], first["DESCRIPTION"]) == ("R1 (2.5 h)", "Acme")
    assert (last["SUMMARY"], last["TRANSP"]) == ("Deadline: R1", "TRANSPARENT")
    assert all(one["DTSTAMP"].dt == STAMP for one in events(data))


def test_a_day_begins_when_work_does():
    early = calendar_of([DayWork(on(0), "a", "R1", 1), DayWork(on(0), "b", "R2", 1)], [], STAMP, 7 * 60 + 30)
    assert [start.time().isoformat() for _, start, _ in spans(early)] == ["07:30:00", "08:30:00"]


def test_a_later_export_updates_what_is_still_on_its_day():
    before = calendar_of(
        [DayWork(on(0), "a", "R1", 2), DayWork(on(1), "a", "R1", 2)], [Deadline(on(4), "a", "R1")], STAMP
    )
    later = STAMP + timedelta(days=1)
    after = calendar_of(
        [DayWork(on(1), "b", "R2", 1), DayWork(on(1), "a", "R1", 3)], [Deadline(on(8), "a", "New")], later
    )
    held = {one["UID"]: one for data in (before, after) for one in events(data)}
    assert {uid: one["DTSTART"].dt for uid, one in held.items()} == {
        "a-2026-03-02@csm-tui": datetime(2026, 3, 2, 9),
        "a-2026-03-03@csm-tui": datetime(2026, 3, 3, 10),
        "b-2026-03-03@csm-tui": datetime(2026, 3, 3, 9),
        "a-deadline@csm-tui": on(8),
    }
    assert held["a-deadline@csm-tui"]["SUMMARY"] == "Deadline: New"
    assert held["a-2026-03-03@csm-tui"]["DTSTAMP"].dt == later


def test_what_is_for_one_activity_on_one_day_is_one_event():
    data = calendar_of(
        [DayWork(on(0), "a", "R1", 1), DayWork(on(0), "b", "R2", 1), DayWork(on(0), "a", "R1", 2)], [], STAMP
    )
    assert [(uid[0], start.hour, end.hour) for uid, start, end in spans(data)] == [("a", 9, 12), ("b", 12, 13)]


texts = (
    st.text(max_size=40)
    | st.sampled_from(NAMES)
    | st.sampled_from(["a\\n;b,c", "C:\\New", "x\r\nBEGIN:VEVENT\r\ny", "=1+1"])
)


@settings(max_examples=40)
@given(st.lists(st.tuples(texts, texts, st.integers(1, 40)), max_size=4))
def test_any_text_is_read_back_as_it_is_and_none_of_it_acts(found):
    work = [
        DayWork(on(number), f"id{number}", clean_line(title), size / 4, clean(note))
        for number, (title, note, size) in enumerate(found)
    ]
    data = calendar_of(work, [], STAMP)
    made = events(data)
    assert len(made) == len(work)
    for one, event in zip(work, made, strict=True):
        assert clean_line(event["SUMMARY"]).startswith(clean_line(f"{one.title} ("))
        assert str(event.get("DESCRIPTION", "")).split() == one.note.split()
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=one.hours)
    assert not acting(data.decode(), allowed="\r\n\t")


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from("abc"), st.integers(1, 40)), max_size=8))
def test_our_own_events_are_not_read_as_appointments(found):
    work = [DayWork(on(day), key, key, size / 4) for day, key, size in found]
    data = calendar_of(work, [Deadline(on(3), "a", "a")], STAMP)
    found = read(data)
    assert (found.series, found.own) == ((), len(events(data)))


@pytest.mark.long
@pytest.mark.skipif(shutil.which("calcurse") is None, reason="calcurse, a calendar for terminals, is not installed")
def test_another_calendar_takes_our_file_in(tmp_path: Path) -> None:
    title = "R1; first, \\n \u00e9"
    data = calendar_of(
        [
            DayWork(on(0), "a", title, 2.5, "Acme\nwhat is done"),
            DayWork(on(0), "b", "R2", 1.5),
            DayWork(on(1), "a", title, 4),
        ],
        [Deadline(on(4), "a", "R1")],
        STAMP,
    )
    (tmp_path / "plan.ics").write_bytes(data)
    home = tmp_path / "calcurse"
    home.mkdir()

    def calcurse(*words: str) -> str:
        command = ["calcurse", "-D", str(home), "-C", str(home), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout

    assert "3 apps" in calcurse("-i", str(tmp_path / "plan.ics"))
    kept = calcurse("-G")
    assert "03/02/2026 @ 09:00 -> 03/02/2026 @ 11:30" in kept
    assert kept.count("R1; first") == 2
    assert "Deadline: R1" in kept
    listed = calcurse("-Q", "--from", "03/02/2026", "--to", "03/03/2026")
    assert "11:30 -> 13:00" in listed
    assert "R2 (1.5 h)" in listed
