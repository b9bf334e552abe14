"""What taking a calendar in changes: its days, what was decided of it, and how it is known again."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.person.calendar import Calendar
from csm_tui.domain.records.person.worktime import Appointment, Leave
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.calendar.taking import Taking, days_read, own_titles, taken_in_before
from csm_tui.exchange.calendar.told import aside, note, renewed, taken_text
from csm_tui.planning.plan.time_budget import budget_between, time_budget
from tests.support.files.calendars import MONDAY, SUNDAY, calendar, read, timed


def at(day, begin, end, *more):
    return timed(f"2026030{day}T{begin:02}0000", f"2026030{day}T{end:02}0000", f"SUMMARY:{day}", f"UID:{day}", *more)


WORK = [at(2, 9, 11), at(3, 17, 20), at(4, 9, 10, "TRANSP:TRANSPARENT"), at(7, 9, 12)]


def taking(workspace, *found, file="/work.ics", first=MONDAY, last=SUNDAY):
    one = read(calendar(*found))
    return Taking(one, "work.ics", file, taken_in_before(one, file, workspace), first, last)


def taken(workspace, one, chosen=None, today=MONDAY):
    """The workspace after a calendar was taken in, and how many records changed."""
    pairs = one.changes(one.usual if chosen is None else chosen, workspace, today)
    assert all(old != new for old, new in pairs)
    after = workspace.with_records([new for _, new in pairs if new], [old for old, new in pairs if new is None])
    return after, len(pairs)


def keys(one, *titles):
    return {series.key for series in one.found.series if series.title in titles}


def budget(workspace):
    found = time_budget(workspace, Quarter(MONDAY)).appointments
    return {(day - MONDAY).days: hours for day, hours in found.items()}


def test_what_counts_is_taken_within_working_hours_once_and_again_replaced():
    one = taking(Workspace(), *WORK)
    assert one.before is None
    assert taken_text(one.hours(one.usual, Workspace())) == "3 h on 2 days"
    workspace, changed = taken(Workspace(), one)
    assert changed == 4  # the calendar and three days
    assert budget(workspace) == {0: 2, 1: 1, 5: 3}
    [calendar_of_it] = workspace.table(Calendar).records.values()
    assert (calendar_of_it.name, calendar_of_it.file, calendar_of_it.read) == ("work.ics", "/work.ics", MONDAY)
    again = taking(workspace, *WORK)
    assert again.before == calendar_of_it
    assert taken(workspace, again)[1] == 0
    less, changed = taken(workspace, taking(workspace, *WORK[:2]), today=SUNDAY)
    assert (changed, budget(less)) == (2, {0: 2, 1: 1})


@settings(max_examples=20)
@given(st.permutations(range(4)), st.sampled_from(["/work.ics", "/elsewhere/copy of work.ics", ""]))
def test_a_calendar_is_known_again_by_its_events_whatever_its_file_is_called(order, file):
    workspace, _ = taken(Workspace(), taking(Workspace(), *WORK))
    again = taking(workspace, *(WORK[place] for place in order), file=file)
    assert next(aside(again)).startswith("Takes the place of work.ics, read on 2 Mar 2026: 4 of 4 events are the same")
    after, _ = taken(workspace, again)
    assert budget(after) == budget(workspace)
    assert len(after.table(Calendar).records) == 1


def test_another_calendar_is_another_and_what_both_hold_counts_once():
    workspace, _ = taken(Workspace(), taking(Workspace(), *WORK))
    other = taking(workspace, WORK[0], at(5, 9, 10), at(6, 9, 10), file="/team.ics")
    assert other.before is None
    after, _ = taken(workspace, other)
    assert budget(after) == {0: 2, 1: 1, 3: 1, 4: 1, 5: 3}
    same_file = taking(after, at(9, 9, 10), at(8, 9, 10), file="/team.ics")
    assert next(aside(same_file)).endswith("it is the same file")
    assert budget(taken(after, same_file)[0]) == {0: 2, 1: 1, 5: 3, 6: 1}


def test_what_was_decided_stays_decided():
    first = taking(Workspace(), *WORK)
    chosen = keys(first, "3", "4")
    workspace, _ = taken(Workspace(), first, chosen)
    assert budget(workspace) == {1: 1, 2: 1}
    again = taking(workspace, *WORK, at(5, 9, 10))
    assert again.usual == keys(again, "3", "4", "5")
    assert [*renewed(again)] == ["new: 5"]
    assert {one.title: note(again, one, 1) for one in again.found.series} == {
        "2": "", "3": "", "4": "free", "7": "", "5": "new"
    }  # fmt: skip
    workspace, _ = taken(workspace, taking(workspace, *WORK[2:], at(5, 9, 10)))
    again = taking(workspace, *WORK)
    assert again.usual == keys(again, "3", "4"), "also of events that were not in it meanwhile"


def test_days_of_other_times_stay():
    workspace, _ = taken(Workspace(), taking(Workspace(), *WORK))
    later = replace(taking(workspace, *WORK), first=date(2026, 3, 4))
    found = replace(later, found=replace(later.found, series=later.found.series[3:]))
    assert budget(taken(workspace, found)[0]) == {0: 2, 1: 1, 5: 3}


def test_what_an_older_version_took_in_of_the_same_file_is_replaced():
    old = [Appointment(day=day, hours=8, what="2 appointments", source=source)
           for day, source in ((MONDAY, "work.ics"), (SUNDAY, "home.ics"))]  # fmt: skip
    workspace, _ = taken(Workspace().with_records(old), taking(Workspace(), *WORK))
    assert budget(workspace) == {0: 2, 1: 1, 5: 3, 6: 8}


def test_days_off_and_weekends_give_nothing_and_it_is_said():
    workspace = Workspace().with_records([Leave(first=MONDAY, last=MONDAY)])
    one = taking(workspace, *WORK)
    assert one.hours(one.usual, workspace) == {date(2026, 3, 3): 1}
    hours = one.hours_of_each(workspace)
    assert hours == {key: sum(one.hours({key}, workspace).values()) for key in one.found.keys}
    said = {series.title: note(one, series, hours[series.key]) for series in one.found.series}
    nothing = "outside working hours or on days off"
    assert said == {"2": nothing, "3": "", "4": "free", "7": nothing}


def test_the_days_are_reckoned_once_however_many_series_there_are(monkeypatch):
    reckoned = []

    def reckoning(*asked):
        reckoned.append(asked)
        return budget_between(*asked)

    monkeypatch.setattr("csm_tui.exchange.calendar.taking.budget_between", reckoning)
    one = taking(Workspace(), *WORK)
    assert len(one.hours_of_each(Workspace())) > 1
    assert len(reckoned) == 1


def test_a_year_is_read_as_far_as_days_go():
    assert days_read(MONDAY) == (MONDAY, date(2027, 2, 28))
    assert days_read(date(2199, 12, 30))[1] == date(2199, 12, 31)


@pytest.mark.parametrize("description", ["", "Call\nand more"])
def test_our_own_titles_are_those_of_the_export(description):
    one = Activity(reference="R1", description=description, hours=1, quarter=MONDAY)
    assert own_titles(Workspace().with_records([one])) == ["R1: Call" if description else "R1"]
