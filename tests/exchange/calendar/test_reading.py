"""The appointments of a calendar file: each event by itself, whatever is wrong with the others."""

from collections import Counter
from datetime import date, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csm_tui.domain.values.time.clock import Span
from csm_tui.exchange.calendar import reading
from csm_tui.exchange.calendar.found import Spell
from csm_tui.exchange.calendar.reading import read_calendar
from csm_tui.exchange.tables import FileRefused
from tests.support.files.calendars import BERLIN, MONDAY, calendar, hours, read, rewritten, timed
from tests.support.rows import first_rows


def taken(*found, zone=BERLIN):
    """The hours of each day that the events take, by the number of the day."""
    return hours(read(calendar(*found), zone=zone))


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ([timed("20260302T090000", "20260302T100000"), timed("20260302T093000", "20260302T103000")], {0: 1.5}),
        ([timed("20260302T090000", "20260302T120000"), timed("20260302T100000", "20260302T110000")], {0: 3}),
        ([timed("20260302T090000", "20260302T100000"), timed("20260302T100000", "20260302T110000")], {0: 2}),
        ([timed("20260302T090000", "20260302T090100")], {0: 0.25}),
        ([timed("20260302T090000", "20260302T090001")], {0: 0.25}),
        ([timed("20260302T090000", "20260302T092000"), timed("20260302T100000", "20260302T102000")], {0: 0.75}),
        ([timed("20260302T220000", "20260303T013000")], {0: 2, 1: 1.5}),
        ([timed("20260301T220000", "20260302T020000")], {0: 2}),
        ([timed("20260308T220000", "20260309T020000")], {6: 2}),
        ([timed("20260309T000000", "20260309T010000")], {}),
        ([("DTSTART;VALUE=DATE:20260303", "TRANSP:OPAQUE")], {1: 24}),
        ([("DTSTART;VALUE=DATE:20260225", "DTEND;VALUE=DATE:20260304", "TRANSP:OPAQUE")], {0: 24, 1: 24}),
        ([("DTSTART;VALUE=DATE:20260308", "DTEND;VALUE=DATE:20260311", "TRANSP:OPAQUE")], {6: 24}),
        ([("DTSTART:00010101T100000", "DTEND:99991231T230000")], dict.fromkeys(range(7), 24)),
        ([("DTSTART:20260302T100000",)], {}),
        ([("DTSTART:20260302T100000", "DURATION:PT90M")], {0: 1.5}),
        ([("DTSTART:20260305T100000", "DURATION:P1W")], {3: 14, 4: 24, 5: 24, 6: 24}),
        ([timed("20260302T100000", "20260302T100000")], {}),
    ],
)
def test_hours_are_counted_by_day_and_once(found, wanted):
    assert taken(*found) == wanted


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("FREQ=WEEKLY", {0: 1}),
        ("FREQ=WEEKLY;BYDAY=MO,WE", {0: 1, 2: 1}),
        ("FREQ=DAILY;UNTIL=20260303T235959", {0: 1, 1: 1}),
        ("FREQ=WEEKLY;COUNT=3", {}),
        ("FREQ=MONTHLY;BYDAY=1MO", {0: 1}),
    ],
)
def test_repeated_events_are_followed(rule, wanted):
    assert taken(timed("20260105T090000", "20260105T100000", f"RRULE:{rule}")) == wanted


def test_a_repetition_may_be_left_out_moved_or_declined():
    daily = timed("20260302T090000", "20260302T100000", "RRULE:FREQ=DAILY;COUNT=5", "EXDATE:20260303T090000", "UID:x")
    moved = timed("20260304T150000", "20260304T170000", "RECURRENCE-ID:20260304T090000", "UID:x")
    declined = timed("20260305T090000", "20260305T100000", "RECURRENCE-ID:20260305T090000", "UID:x",
                     "ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.com")  # fmt: skip
    found = read(calendar(daily, moved, declined, head=("X-WR-CALNAME:me@example.com",)))
    assert hours(found) == {0: 1, 2: 2, 4: 1}
    assert [one.note for one in found.series] == ["but on 1 day declined"]


def test_times_of_other_zones_are_told_in_ours():
    new_york = ("DTSTART;TZID=America/New_York:20260302T180000", "DTEND;TZID=America/New_York:20260302T190000")
    assert taken(new_york) == {1: 1}
    assert taken(new_york, zone=ZoneInfo("America/New_York")) == {0: 1}
    assert taken(timed("20260301T233000Z", "20260302T013000Z")) == {0: 2}
    assert taken(timed("20260308T220000Z", "20260309T010000Z")) == {6: 1}
    assert taken(timed("20260309T013000Z", "20260309T023000Z"), zone=ZoneInfo("America/New_York")) == {6: 1}
    assert taken(timed("20260302T090000", "20260302T100000"), zone=ZoneInfo("Asia/Tokyo")) == {0: 1}


@pytest.mark.parametrize(
    ("start", "end", "day"),
    [
        ("20260327T230000Z", "20260328T230000Z", 28),
        ("20260328T230000Z", "20260329T220000Z", 29),
        ("20260329T220000Z", "20260330T220000Z", 30),
        ("20260331T070000", "20260401T070000", 31),
    ],
)
def test_a_day_has_the_offset_that_the_zone_has_on_that_day(start, end, day):
    """On 29 March 2026 the clocks of Berlin change: a day off is one day before, on and after it."""
    tokyo = "" if start.endswith("Z") else ";TZID=Asia/Tokyo"
    data = calendar((f"DTSTART{tokyo}:{start}", f"DTEND{tokyo}:{end}"))
    [one] = read_calendar(data, MONDAY, date(2026, 4, 30), (), BERLIN).series
    assert one.spells == (Spell(date(2026, 3, day), 0, 24 * 60),)


ME = "mailto:me@example.com"
_TIMES = timed("20260302T100000", "20260302T110000")
_DAY = ("DTSTART;VALUE=DATE:20260302", "DTEND;VALUE=DATE:20260303")
NOT_OPAQUE = "all day, neither out of office nor busy"
_CLAIMS = {
    "plain": (_TIMES, True, ""),
    "confirmed": ((*_TIMES, "TRANSP:OPAQUE", "STATUS:CONFIRMED"), True, ""),
    "transparent": ((*_TIMES, "TRANSP:TRANSPARENT"), False, "free"),
    "transparent, small": ((*_TIMES, "TRANSP:transparent"), False, "free"),
    "cancelled": ((*_TIMES, "STATUS:CANCELLED"), False, "cancelled"),
    "free": ((*_TIMES, "X-MICROSOFT-CDO-BUSYSTATUS:FREE"), False, "free"),
    "elsewhere": ((*_TIMES, "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE"), False, "working elsewhere"),
    "tentative": ((*_TIMES, "STATUS:TENTATIVE"), True, "tentative"),
    "tentative for Outlook": ((*_TIMES, "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"), True, "tentative"),
    "the only one declined": ((*_TIMES, f"ATTENDEE;PARTSTAT=DECLINED:{ME}"), False, "declined"),
    "all declined": (
        (*_TIMES, f"ATTENDEE;PARTSTAT=DECLINED:{ME}", "ATTENDEE;PARTSTAT=DECLINED:mailto:b@example.com"),
        False, "declined",
    ),
    "one of two declined": (
        (*_TIMES, f"ATTENDEE;PARTSTAT=DECLINED:{ME}", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@example.com"),
        True, "declined by 1 of 2 invited",
    ),
    "not answered": ((*_TIMES, f"ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:{ME}"), True, "not answered yet"),
    "perhaps": ((*_TIMES, f"ATTENDEE;CN=Me;PARTSTAT=TENTATIVE:{ME}"), True, "tentative"),
    "all day": (_DAY, False, NOT_OPAQUE),
    "all day, opaque": ((*_DAY, "TRANSP:OPAQUE"), True, "all day, busy"),
    "all day, out of office": ((*_DAY, "X-MICROSOFT-CDO-BUSYSTATUS:OOF"), True, "out of office"),
    "all day, free": ((*_DAY, "X-MICROSOFT-CDO-BUSYSTATUS:FREE"), False, "free"),
    "all day, tentative": ((*_DAY, "STATUS:TENTATIVE"), False, NOT_OPAQUE),
    "a day off by its name": ((*_DAY, "SUMMARY:Out of office"), True, "out of office"),
    "no day off by its name": ((*_DAY, "SUMMARY:Kick-off"), False, NOT_OPAQUE),
    "unknown zone": (
        ("DTSTART;TZID=Nowhere/Land:20260302T100000", "DTEND;TZID=Nowhere/Land:20260302T110000"),
        True, "time zone Nowhere/Land is not known: read as local time",
    ),
    "tentative in an unknown zone": (
        ("DTSTART;TZID=\"A; b: c\":20260302T100000", "DTEND;TZID=\"A; b: c\":20260302T110000", "STATUS:TENTATIVE"),
        True, "tentative; time zone A; b: c is not known: read as local time",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", first_rows(_CLAIMS, 6))
@settings(max_examples=8)
@given(st.data())
def test_an_event_counts_by_what_it_says_of_itself_however_it_is_written(kind, data):
    lines, counts, note = _CLAIMS[kind]
    found = read(data.draw(rewritten((*lines, "UID:it"))))
    [one] = [one for one in found.series if one.title not in ("Before", "After")]
    assert (one.counts, one.note, found.unread) == (counts, note, ())
    assert [(spell.day, spell.end - spell.begin) for spell in one.spells] == [
        (MONDAY, 24 * 60 if "VALUE=DATE" in lines[0] else 60)
    ]
    assert hours(found).keys() == ({0, 1, 2} if counts else {1, 2})


_BROKEN = {
    "no start": (("DTEND:20260302T100000",), "it has no start"),
    "impossible day": (timed("20260230T100000", "20260230T110000"), "its start cannot be read: 20260230T100000"),
    "impossible end": (timed("20260302T100000", "soon"), "its end cannot be read: soon"),
    "duration of no kind": (("DTSTART:20260302T100000", "DURATION:PT1W"), "its duration cannot be read: PT1W"),
    "negative duration": (("DTSTART:20260302T100000", "DURATION:-PT1H"), "it ends before it begins"),
    "reversed": (timed("20260302T110000", "20260302T100000"), "it ends before it begins"),
    "reversed days": (("DTSTART;VALUE=DATE:20260304", "DTEND;VALUE=DATE:20260302"), "it ends before it begins"),
    "a day and a time": (
        ("DTSTART;VALUE=DATE:20260302", "DTEND:20260302T100000"),
        "of its start and its end only one has a time of day",
    ),
    "two starts": ((*_TIMES, "DTSTART:20260303T100000"), "it has more than one start"),
    "no interval": ((*_TIMES, "RRULE:FREQ=WEEKLY;INTERVAL=0"), "its repetition never moves on: INTERVAL is below 1"),
    "every second": (
        (*_TIMES, "RRULE:FREQ=SECONDLY"), "it is repeated every minute or second, which is no appointment"
    ),
    "every minute": (
        (*_TIMES, "RRULE:FREQ=minutely;INTERVAL=7"), "it is repeated every minute or second, which is no appointment"
    ),
    "a folder of zones": (
        ("DTSTART;TZID=Europe:20260302T100000", "DTEND:20260302T110000"), "its time zone cannot be read: Europe"
    ),
    "no frequency": ((*_TIMES, "RRULE:FREQ=FOO"), "its repetition cannot be read: FREQ=FOO"),
    "no exception": ((*_TIMES, "RRULE:FREQ=DAILY", "EXDATE:never"), "its exception cannot be read: never"),
}  # fmt: skip


@pytest.mark.parametrize("kind", first_rows(_BROKEN, 5))
@settings(max_examples=8)
@given(st.data())
def test_an_event_that_breaks_a_rule_is_named_and_the_others_are_taken(kind, data):
    lines, why = _BROKEN[kind]
    found = read(data.draw(rewritten((*lines, "UID:it", "SUMMARY:Broken"))))
    assert found.unread == (("Broken", why),)
    assert hours(found) == {1: 1, 2: 1}


_RULES = (
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=HOURLY",
    "FREQ=YEARLY;BYSETPOS=366;BYDAY=MO", "FREQ=DAILY;BYHOUR=25", "FREQ=WEEKLY;UNTIL=00010101",
)  # fmt: skip


@pytest.mark.parametrize("rule", first_rows(_RULES, 1))
def test_no_rule_keeps_the_others_from_being_read(rule, monkeypatch):
    monkeypatch.setattr(reading, "SECONDS_IN_ALL", 0.3)
    monkeypatch.setattr(reading, "SECONDS_EACH", 0.1)
    endless = [(*timed("19700101T100000", "19700101T110000"), f"RRULE:{rule}", f"UID:{one}") for one in range(8)]
    found = read(calendar(*endless, timed("20260303T090000", "20260303T100000", "SUMMARY:Good")))
    assert hours(found) == {1: 1}
    assert len(found.unread) + found.outside == 8


def test_what_takes_place_too_often_is_named():
    hourly = timed("20260301T000000", "20260301T000100", "RRULE:FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24)))
                   + ";BYMINUTE=0,5,10,15,20,25,30,35,40,45", "SUMMARY:Bell")  # fmt: skip
    found = read(calendar(hourly))
    assert (found.series, [one.title for one in found.unread]) == ((), ["Bell"])


def test_events_of_one_id_each_count_but_of_versions_only_the_newest():
    at = [timed(f"2026030{day}T100000", f"2026030{day}T110000", "UID:same") for day in (2, 3, 3, 4)]
    found = read(calendar(*at))
    assert hours(found) == {0: 1, 1: 1, 2: 1}
    assert len({one.key for one in found.series}) == 3
    versions = [(*one, f"SEQUENCE:{number}") for number, one in enumerate(at[:2])]
    found = read(calendar(*versions))
    assert hours(found) == {1: 1}
    assert [(one.counts, one.note) for one in found.series] == [
        (False, "an older version of an event of the file"), (True, "")
    ]  # fmt: skip


def test_whose_calendar_it_is_follows_from_its_invitations():
    def invitation(number, answer):
        return timed(f"2026030{number}T100000", f"2026030{number}T110000", f"ATTENDEE;PARTSTAT={answer}:{ME}",
                     f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{number}@example.com")  # fmt: skip

    found = read(calendar(invitation(2, "ACCEPTED"), invitation(3, "DECLINED"), invitation(4, "TENTATIVE")))
    assert [one.note for one in found.series] == ["", "declined", "tentative"]
    assert hours(found) == {0: 1, 2: 1}
    named = read(calendar(invitation(3, "DECLINED"), head=("X-WR-CALNAME:Me@example.com",)))
    assert (named.name, hours(named)) == ("Me@example.com", {})
    other = read(calendar(invitation(3, "DECLINED"), head=("X-WR-CALNAME:3@example.com",)))
    assert hours(other) == {1: 1}


def test_busy_times_count_as_events_do():
    lines = (
        "BEGIN:VFREEBUSY", "UID:fb", "DTSTART:20260301T000000Z",
        "FREEBUSY;FBTYPE=BUSY:20260302T090000Z/20260302T110000Z",
        "FREEBUSY:20260303T090000Z/PT2H,20260303T100000Z/PT2H", "FREEBUSY;FBTYPE=FREE:20260304T090000Z/PT2H",
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260305T090000Z/PT1H", "FREEBUSY:soon", "FREEBUSY:20260306T090000Z/PT-1H",
        "FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260306T000000Z/P1D", "END:VFREEBUSY",
    )  # fmt: skip
    found = read("\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""]).encode())
    assert hours(found, Span(9 * 60, 18 * 60)) == {0: 2, 1: 3, 3: 1, 4: 9}
    assert {one.title: one.note for one in found.series} == {
        "Busy times": "", "Busy times, tentative": "tentative", "Out of office": "", "Free times": "free"
    }  # fmt: skip
    assert len(found.unread) == 2


def test_only_what_lies_within_working_hours_takes_some():
    evening = timed("20260302T170000", "20260302T223000")
    night = timed("20260303T220000", "20260304T093000")
    assert hours(read(calendar(evening, night)), Span(9 * 60, 18 * 60)) == {0: 1, 2: 0.5}


def test_our_own_events_are_known_again_through_other_programs():
    outlook = "040000008200E00074C5B7101A82E00800000000" + b"vCal-Uid\x01\0\0\0a-2026-03-02@csm-tui".hex().upper()
    at = "20260302T090000", "20260302T110000"
    ours = [
        timed(*at, "UID:a-2026-03-02@csm-tui", "SUMMARY:Renamed"),
        timed(*at, f"UID:{outlook}", "SUMMARY:Renamed"),
        timed(*at, "UID:new@example.com", "SUMMARY:R1: Call\\, and more (2 h)"),
        timed(*at, "UID:other@example.com", "SUMMARY:Deadline: R1: Call\\, and more"),
    ]
    found = read(calendar(*ours), titles=["R1: Call, and more"])
    assert (found.own, found.series) == (4, ())
    others = [timed(*at, "SUMMARY:R1: Call\\, and more"), timed(*at, "SUMMARY:Lunch (2 h)"), ours[2]]
    found = read(calendar(*others), titles=["R1: Call"])
    assert (found.own, len(found.series)) == (0, 3)


def test_zones_that_a_file_describes_are_known_in_that_file_only():
    zone = (
        "BEGIN:VTIMEZONE", "TZID:Ours", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0500",
        "TZOFFSETTO:+0500", "END:STANDARD", "END:VTIMEZONE",
    )  # fmt: skip
    at = "DTSTART;TZID=Ours:20260302T100000", "DTEND;TZID=Ours:20260302T110000"
    [one] = read(calendar(at, head=zone)).series
    assert (one.spells[0].begin, one.note) == (6 * 60, "")
    [one] = read(calendar(at)).series
    assert (one.spells[0].begin, one.note) == (10 * 60, "time zone Ours is not known: read as local time")
    broken = read(calendar(at, head=(*zone[:5], "TZOFFSETTO:what", *zone[6:])))
    assert [one.title for one in broken.unread] == ["Time zone Ours"]
    assert broken.series[0].note.endswith("read as local time")


def test_what_breaks_off_or_lies_in_a_wrong_place_is_named_and_no_more():
    good = timed("20260303T090000", "20260303T100000", "SUMMARY:Good")
    whole = calendar(good, (*_TIMES, "SUMMARY:Late"))
    cut = whole[: whole.index(b"SUMMARY:Late") + 12]
    found = read(cut)
    assert (hours(found), found.unread) == ({1: 1}, (("Late", "it breaks off"),))
    forgotten = whole.replace(b"SUMMARY:Good\r\nEND:VEVENT\r\n", b"SUMMARY:Good\r\n")
    found = read(forgotten)
    assert (hours(found), found.unread) == ({0: 1}, (("Good", "it breaks off"),))
    reminder = ("BEGIN:VALARM", "TRIGGER:-PT15M", "DURATION:soon", "SUMMARY:No title", "END:VALARM")
    found = read(calendar((*good, *reminder)))
    assert (hours(found), [one.title for one in found.series]) == ({1: 1}, ["Good"])


def test_several_calendars_in_one_file_are_read():
    two = calendar(timed("20260302T090000", "20260302T100000", "UID:a")) + calendar(
        timed("20260303T090000", "20260303T100000", "UID:b"), head=("METHOD:CANCEL",)
    )
    found = read(two)
    assert hours(found) == {0: 1}
    assert [one.note for one in found.series] == ["", "cancelled"]
    assert read(calendar()).series == ()


def test_what_lies_in_other_times_is_counted():
    past = [timed(f"2019030{day}T090000", f"2019030{day}T100000", "SUMMARY:x") for day in (1, 2)]
    ended = timed("20190301T090000", "20190301T100000", "RRULE:FREQ=WEEKLY;COUNT=3")
    found = read(calendar(*past, ended, _TIMES))
    assert (found.outside, len(found.series)) == (3, 1)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"hello", b"\xff\xfe\x00", b"\0" * 50, bytes(range(256)), b"Client,ACV\nA,1\n", b"BEGIN:VCALENDAR",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260302T090000\r\n", b"BEGIN:VCARD\r\nFN:x\r\nEND:VCARD\r\n",
        b"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260302T110000\r\nEND:VEVENT\r\n", b"PK\x03\x04",
    ],
)  # fmt: skip
def test_what_is_no_calendar_is_refused_in_one_line(data):
    with pytest.raises(FileRefused) as caught:
        read(data)
    assert str(caught.value)
    assert "\n" not in str(caught.value)
    assert "Error" not in str(caught.value)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(1, 2000)), max_size=4))
def test_overlapping_hours_are_counted_as_the_minutes_that_are_taken(found):
    start = datetime.combine(MONDAY, datetime.min.time())
    blocks = [(start + timedelta(minutes=at), start + timedelta(minutes=at + length)) for at, length in found]
    minutes = {at + step for at, length in found for step in range(length)}
    counts = Counter(minute // 1440 for minute in minutes)
    wanted = {number: ceil(count / 15) / 4 for number, count in counts.items()}
    assert taken(*[timed(f"{one:%Y%m%dT%H%M%S}", f"{end:%Y%m%dT%H%M%S}") for one, end in blocks]) == wanted
