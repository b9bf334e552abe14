"""Work and deadlines as a calendar that others read, and the hours that other people's calendars take."""

import shutil
import subprocess
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from math import ceil
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from csm_tui.domain.values.text import clean, clean_line
from csm_tui.exchange.calendar_file import Deadline, Work, calendar_of, read_appointments
from csm_tui.exchange.tables import FileRefused
from tests.support.hostile import NAMES, acting

MONDAY = date(2026, 3, 2)
SUNDAY = MONDAY + timedelta(days=6)
STAMP = datetime(2026, 3, 1, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def on(number):
    return MONDAY + timedelta(days=number)


def events(data):
    return Calendar.from_ical(data).walk("VEVENT")


def spans(data):
    return [(str(one["UID"]), one["DTSTART"].dt, one["DTEND"].dt) for one in events(data)]


def calendar(*found):
    """A calendar of events, each given as its lines; one without an id gets its own."""
    lines = []
    for number, one in enumerate(found):
        identity = () if any(line.startswith("UID:") for line in one) else (f"UID:{number}",)
        lines += ["BEGIN:VEVENT", *identity, *one, "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *lines, "END:VCALENDAR", ""]).encode()


def timed(start, end, *more):
    return (f"DTSTART:{start}", f"DTEND:{end}", *more)


def taken(*found, zone=BERLIN, first=MONDAY, last=SUNDAY):
    """The hours of each day that the events take, by the number of the day."""
    made = read_appointments(calendar(*found), "work.ics", first, last, zone)
    return {(one.day - MONDAY).days: one.hours for one in made}


def test_work_stands_in_a_row_from_nine_and_deadlines_take_whole_days_but_no_time():
    data = calendar_of(
        [Work(on(0), "a", "R1", 2.5, "Acme"), Work(on(0), "b", "R2", 1.25), Work(on(1), "a", "R1", 4)],
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


def test_a_later_export_updates_what_is_still_on_its_day():
    before = calendar_of([Work(on(0), "a", "R1", 2), Work(on(1), "a", "R1", 2)], [Deadline(on(4), "a", "R1")], STAMP)
    later = STAMP + timedelta(days=1)
    after = calendar_of([Work(on(1), "b", "R2", 1), Work(on(1), "a", "R1", 3)], [Deadline(on(8), "a", "New")], later)
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
    data = calendar_of([Work(on(0), "a", "R1", 1), Work(on(0), "b", "R2", 1), Work(on(0), "a", "R1", 2)], [], STAMP)
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
        Work(on(number), f"id{number}", clean_line(title), size / 4, clean(note))
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
    work = [Work(on(day), key, key, size / 4) for day, key, size in found]
    data = calendar_of(work, [Deadline(on(3), "a", "a")], STAMP)
    assert read_appointments(data, "own.ics", MONDAY, SUNDAY, BERLIN) == []


def test_the_hours_of_a_day_are_one_appointment_with_an_id_that_stays():
    data = calendar(timed("20260302T090000", "20260302T100000"), timed("20260302T140000", "20260302T143000"))
    once, again = (read_appointments(data, "work.ics", MONDAY, SUNDAY, BERLIN) for _ in range(2))
    assert once == again
    [one] = once
    assert (one.day, one.hours, one.what, one.source) == (MONDAY, 1.5, "2 appointments", "work.ics")
    [other] = read_appointments(data, "home.ics", MONDAY, SUNDAY, BERLIN)
    assert other.id != one.id
    [alone] = read_appointments(calendar(timed("20260302T090000", "20260302T100000")), "x", MONDAY, SUNDAY, BERLIN)
    assert alone.what == "1 appointment"


@pytest.mark.parametrize(
    ("found", "hours"),
    [
        ([timed("20260302T090000", "20260302T100000"), timed("20260302T093000", "20260302T103000")], {0: 1.5}),
        ([timed("20260302T090000", "20260302T120000"), timed("20260302T100000", "20260302T110000")], {0: 3}),
        ([timed("20260302T090000", "20260302T100000"), timed("20260302T100000", "20260302T110000")], {0: 2}),
        ([timed("20260302T090000", "20260302T090100")], {0: 0.25}),
        ([timed("20260302T090000", "20260302T092000"), timed("20260302T100000", "20260302T102000")], {0: 0.75}),
        ([timed("20260302T220000", "20260303T013000")], {0: 2, 1: 1.5}),
        ([timed("20260301T220000", "20260302T020000")], {0: 2}),
        ([timed("20260308T220000", "20260309T020000")], {6: 2}),
        ([timed("20260309T000000", "20260309T010000")], {}),
        ([("DTSTART;VALUE=DATE:20260303",)], {1: 24}),
        ([("DTSTART;VALUE=DATE:20260225", "DTEND;VALUE=DATE:20260304")], {0: 24, 1: 24}),
        ([("DTSTART;VALUE=DATE:20260308", "DTEND;VALUE=DATE:20260311")], {6: 24}),
        ([("DTSTART;VALUE=DATE:20260303",), timed("20260303T090000", "20260303T100000")], {1: 24}),
        ([("DTSTART:20260302T100000",)], {}),
        ([("DTSTART:20260302T100000", "DURATION:PT90M")], {0: 1.5}),
        ([timed("20260302T100000", "20260302T100000")], {}),
    ],
)
def test_hours_are_counted_by_day_and_once(found, hours):
    assert taken(*found) == hours


@pytest.mark.parametrize(
    ("rule", "hours"),
    [
        ("FREQ=WEEKLY", {0: 1}),
        ("FREQ=WEEKLY;BYDAY=MO,WE", {0: 1, 2: 1}),
        ("FREQ=DAILY;UNTIL=20260303T235959", {0: 1, 1: 1}),
        ("FREQ=WEEKLY;COUNT=3", {}),
        ("FREQ=MONTHLY;BYDAY=1MO", {0: 1}),
    ],
)
def test_repeated_events_are_followed(rule, hours):
    assert taken(timed("20260105T090000", "20260105T100000", f"RRULE:{rule}")) == hours


def test_a_repetition_may_be_left_out_or_moved():
    weekly = timed("20260302T090000", "20260302T100000", "RRULE:FREQ=DAILY;COUNT=4", "EXDATE:20260303T090000", "UID:x")
    moved = timed("20260304T150000", "20260304T170000", "RECURRENCE-ID:20260304T090000", "UID:x")
    assert taken(weekly, moved) == {0: 1, 2: 2, 3: 1}


def test_times_of_other_zones_are_told_in_ours():
    new_york = ("DTSTART;TZID=America/New_York:20260302T180000", "DTEND;TZID=America/New_York:20260302T190000")
    assert taken(new_york) == {1: 1}
    assert taken(new_york, zone=ZoneInfo("America/New_York")) == {0: 1}
    assert taken(timed("20260301T233000Z", "20260302T013000Z")) == {0: 2}
    assert taken(timed("20260308T220000Z", "20260309T010000Z")) == {6: 1}
    assert taken(timed("20260309T013000Z", "20260309T023000Z"), zone=ZoneInfo("America/New_York")) == {6: 1}
    assert taken(timed("20260302T090000", "20260302T100000"), zone=ZoneInfo("Asia/Tokyo")) == {0: 1}


@pytest.mark.parametrize("line", ["TRANSP:TRANSPARENT", "TRANSP:transparent", "STATUS:CANCELLED"])
def test_free_time_and_what_was_cancelled_is_passed_over(line):
    assert taken(timed("20260302T090000", "20260302T100000", line)) == {}
    assert taken(timed("20260302T090000", "20260302T100000", "TRANSP:OPAQUE", "STATUS:CONFIRMED")) == {0: 1}


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(1, 2000)), max_size=4))
def test_overlapping_hours_are_counted_as_the_minutes_that_are_taken(found):
    start = datetime.combine(MONDAY, datetime.min.time())
    blocks = [(start + timedelta(minutes=at), start + timedelta(minutes=at + length)) for at, length in found]
    minutes = {at + step for at, length in found for step in range(length)}
    counts = Counter(minute // 1440 for minute in minutes)
    wanted = {number: ceil(count / 15) / 4 for number, count in counts.items()}
    assert taken(*[timed(f"{one:%Y%m%dT%H%M%S}", f"{end:%Y%m%dT%H%M%S}") for one, end in blocks]) == wanted


def test_several_calendars_in_one_file_are_read():
    two = calendar(timed("20260302T090000", "20260302T100000")) + calendar(timed("20260303T090000", "20260303T100000"))
    assert [one.day for one in read_appointments(two, "x", MONDAY, SUNDAY, BERLIN)] == [on(0), on(1)]
    assert read_appointments(calendar(), "x", MONDAY, SUNDAY, BERLIN) == []


@pytest.mark.parametrize(
    "data",
    [
        b"", b"hello", b"\xff\xfe\x00", b"\0" * 50, bytes(range(256)), b"Client,ACV\nA,1\n", b"BEGIN:VCALENDAR",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260302T090000\r\n", b"BEGIN:VCARD\r\nFN:x\r\nEND:VCARD\r\n",
        b"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260302T110000\r\nEND:VEVENT\r\n", b"PK\x03\x04",
        calendar(("SUMMARY:no start",)), calendar(timed("garbage", "20260302T110000")),
        calendar(timed("20260302T110000", "soon")), calendar(timed("20260302T11", "20260302T12", "RRULE:FREQ=FOO")),
        calendar(timed("20260302T110000", "20260302T120000", "RRULE:FREQ=SECONDLY")),
        calendar(timed("19700101T110000", "19700101T120000", "RRULE:FREQ=minutely;INTERVAL=7")),
    ],
)  # fmt: skip
def test_what_is_no_calendar_is_refused_in_one_line(data):
    with pytest.raises(FileRefused) as caught:
        read_appointments(data, "x.ics", MONDAY, SUNDAY, BERLIN)
    assert str(caught.value)
    assert "\n" not in str(caught.value)
    assert "Error" not in str(caught.value)


GOOD = calendar(
    timed("20260302T090000", "20260302T100000", "RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:x"),
    ("DTSTART;TZID=Europe/Berlin:20260303T090000", "DURATION:PT1H", "EXDATE;TZID=Europe/Berlin:20260310T090000"),
    ("DTSTART;VALUE=DATE:20260304", "DTEND;VALUE=DATE:20260305"),
)


@settings(max_examples=60)
@given(st.integers(0, len(GOOD) - 1), st.integers(0, 12), st.binary(max_size=6))
@example(0, len(GOOD), b"")
@example(GOOD.index(b"/Berlin"), len(b"/Berlin"), b"")
def test_a_damaged_calendar_is_read_or_refused_and_nothing_else(at, length, junk):
    damaged = GOOD[:at] + junk + GOOD[at + length :]
    try:
        found = read_appointments(damaged, "x", MONDAY, SUNDAY, BERLIN)
    except FileRefused:
        return
    assert all(MONDAY <= one.day <= SUNDAY and 0 < one.hours <= 24 for one in found)


@pytest.mark.long
@pytest.mark.skipif(shutil.which("calcurse") is None, reason="calcurse, a calendar for terminals, is not installed")
def test_another_calendar_takes_our_file_in(tmp_path: Path) -> None:
    title = "R1; first, \\n \u00e9"
    data = calendar_of(
        [Work(on(0), "a", title, 2.5, "Acme\nwhat is done"), Work(on(0), "b", "R2", 1.5), Work(on(1), "a", title, 4)],
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
