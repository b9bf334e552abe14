"""Whatever becomes of a calendar file, it is read or refused: nothing else is raised, and nothing goes on for ever."""

from random import Random
from time import process_time

import pytest

from csm_tui.exchange.calendar.reading import SECONDS_IN_ALL
from csm_tui.exchange.calendar.told import unread, when
from csm_tui.exchange.tables import FileRefused
from tests.support.files.calendars import MONDAY, SUNDAY, calendar, read, timed
from tests.support.rows import first_rows

_GOOD = calendar(
    timed("20260302T090000", "20260302T100000", "RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:Weekly"),
    ("DTSTART;TZID=Europe/Berlin:20260303T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;BYDAY=MO,TU;BYMONTH=3",
     "EXDATE;TZID=Europe/Berlin:20260310T090000", "SUMMARY:Daily", "UID:daily"),
    ("DTSTART;TZID=Europe/Berlin:20260303T110000", "DURATION:PT1H", "RECURRENCE-ID;TZID=Europe/Berlin:20260303T090000",
     "SUMMARY:Moved", "UID:daily"),
    ("DTSTART;VALUE=DATE:20260304", "DTEND;VALUE=DATE:20260305", "TRANSP:OPAQUE", "SUMMARY:Fair"),
    timed("20260305T090000Z", "20260305T100000Z", "STATUS:TENTATIVE", "ATTENDEE;PARTSTAT=DECLINED:mailto:a@b.de"),
    ("DTSTART;TZID=Ours:20260306T090000", "DTEND;TZID=Ours:20260306T100000", "RDATE;TZID=Ours:20260307T090000"),
    head=("X-WR-CALNAME:Work", "X-WR-TIMEZONE:Europe/Berlin", "BEGIN:VTIMEZONE", "TZID:Ours", "BEGIN:STANDARD",
          "DTSTART:19700101T000000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "TZOFFSETFROM:+0500",
          "TZOFFSETTO:+0500", "END:STANDARD", "END:VTIMEZONE", "BEGIN:VFREEBUSY", "UID:fb",
          "FREEBUSY;FBTYPE=BUSY:20260302T090000Z/20260302T110000Z,20260303T090000Z/PT2H", "END:VFREEBUSY"),
)  # fmt: skip
_TOKENS = (
    "INTERVAL=0", "INTERVAL=-1", "COUNT=0", "COUNT=999999999", "UNTIL=00010101", "FREQ=HOURLY", "FREQ=SECONDLY",
    "BYMONTHDAY=31;BYMONTH=2", "BYSETPOS=0", "BYDAY=9MO", "99999999T999999", "00000000T000000", "99991231T235959Z",
    "00010101T000000", "P999999999D", "-P1W", "PT1W", "TZID=Europe", "TZID=../../etc", "VALUE=PERIOD:", "\x00",
    "\r\n ", "\r\n", "\"", ";", ":", ",", "=", "\\", "END:VEVENT\r\n", "BEGIN:VEVENT\r\n", "END:VCALENDAR\r\n",
    "BEGIN:VALARM\r\n", "DTSTART:20260302T090000\r\n", "RRULE:FREQ=DAILY\r\n", "\ud7ff",
    "RRULE:FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2\r\n",
    "RECURRENCE-ID;RANGE=THISANDFUTURE:20260303T090000\r\n", "9" * 5_000,
)  # fmt: skip


def _mutated(seed: int) -> bytes:
    """The good calendar after some cuts, doublings, exchanges of lines and insertions."""
    random = Random(seed)
    text = _GOOD.decode()
    for _ in range(random.randint(1, 6)):
        lines = text.split("\r\n")
        at, other = random.randrange(len(lines)), random.randrange(len(lines))
        place, length = random.randrange(len(text)), random.randint(0, 20)
        match random.randrange(5):
            case 0:
                text = text[:place] + text[place + length :]
            case 1:
                text = text[:place] + random.choice(_TOKENS) + text[place + length * random.randrange(2) :]
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
                text = "\r\n".join(lines)
            case 3:
                text = "\r\n".join([*lines[:at], lines[other], *lines[at:]])
            case _:
                text = text[:place] + text[place:].replace(*random.sample("0123456789MOTUWE:;=TZ\r\n", 2), 1)
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    if data and not random.randrange(4):
        data[random.randrange(len(data))] = random.randrange(256)
    return bytes(data)


@pytest.mark.parametrize("tens", first_rows(range(50), 3))
def test_a_damaged_calendar_is_read_or_refused_in_time(tens: int) -> None:
    for seed in range(10 * tens, 10 * tens + 10):
        begun = process_time()
        try:
            found = read(_mutated(seed))
        except FileRefused:
            pass
        else:
            spells = [spell for one in found.series for spell in one.spells]
            assert all(MONDAY <= one.day <= SUNDAY and 0 <= one.begin < one.end <= 24 * 60 for one in spells), seed
            assert all(one.spells and one.title and when(one, MONDAY) for one in found.series), seed
            assert all(title and why and "\n" not in title + why for title, why in unread(found)), seed
        assert process_time() - begun < SECONDS_IN_ALL + 0.5, seed
