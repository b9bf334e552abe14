"""A calendar file is read in a process of its own, so that nothing in it can hold the program up."""

from datetime import date

import pytest

from csm_tui.exchange.calendar import reading_process
from csm_tui.exchange.calendar.found import Spell
from csm_tui.exchange.calendar.reading_process import read_calendar_apart
from csm_tui.exchange.tables import FileRefused
from tests.support.files.calendars import MONDAY, calendar, read, timed


def _apart(data: bytes, *titles: str):
    return read_calendar_apart(data, MONDAY, date(2026, 4, 30), titles)


def test_the_answer_is_that_of_the_reader_in_the_zone_of_the_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    data = calendar(
        timed("20260304T090000", "20260304T100000", "SUMMARY:Zoë \\; [/]"),
        timed("20260304T110000Z", "20260304T120000Z", "SUMMARY:R1 (2 h)"), ("SUMMARY:broken",),
    )  # fmt: skip
    assert _apart(data, "R1") == read(data, ["R1"])
    summer = _apart(
        calendar(timed("20260401T070000Z", "20260401T080000Z"), timed("20260302T080000Z", "20260302T090000Z"))
    )
    assert [one.spells for one in summer.series] == [
        (Spell(date(2026, 4, 1), 540, 600),), (Spell(MONDAY, 540, 600),)
    ]  # fmt: skip
    with pytest.raises(FileRefused, match="it is no calendar but a VCARD"):
        _apart(b"BEGIN:VCARD\r\nEND:VCARD\r\n")


def test_what_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_process, "_CLOCK_SECONDS", 0.01)
    with pytest.raises(FileRefused, match="takes too long to read"):
        _apart(calendar())


@pytest.mark.thorough
def test_the_bound_on_the_processor_ends_the_process_and_no_more() -> None:
    lines = b"BEGIN:VEVENT\r\nSUMMARY:x\r\nDTSTART:20200101T000000\r\nEND:VEVENT\r\n" * 900_000
    with pytest.raises(FileRefused, match="takes too long to read"):
        _apart(b"BEGIN:VCALENDAR\r\n" + lines + b"END:VCALENDAR\r\n")
