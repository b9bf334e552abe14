"""Reading a calendar file, whose appointments reduce the hours of the days."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from csm_tui.domain.records.worktime import Appointment
from csm_tui.domain.values.hours import shown_hours
from csm_tui.domain.values.text import clean
from csm_tui.exchange.calendar_file import read_appointments
from csm_tui.forms.definitions.file_forms import file_form
from csm_tui.planning.plan.time_budget import TimeBudget, total
from csm_tui.screens.base.ask_file import ask_file
from csm_tui.screens.base.quarter_screen import QuarterScreen
from csm_tui.session.changes import Change, Edit


async def read_calendar(screen: QuarterScreen) -> None:
    """Ask for the file and import its appointments."""
    await ask_file(
        screen, file_form("appointments", screen.quarter), lambda name, data: take_calendar(screen, name, data)
    )


def take_calendar(screen: QuarterScreen, name: str, data: bytes) -> None:
    """Import the appointments of a file; they replace those of an earlier import of the same file.

    Raises:
        FileRefused: it is no calendar.
    """
    quarter, zone = screen.quarter, screen.session.now().tzinfo
    found = {one.id: one for one in read_appointments(data, name, quarter.start, quarter.end, zone)}
    known = screen.session.workspace.table(Appointment).records
    before = {one.id: one for one in known.values() if one.source == clean(name) and one.day in quarter}
    edits = [Edit(before.get(key), one) for key, one in found.items() if before.get(key) != one]
    edits += [Edit(one, None) for key, one in before.items() if key not in found]
    if not edits:
        screen.app.notify(f"{name}: nothing new", markup=False)
    elif screen.change_plan(Change(f"appointments of {name}", tuple(edits))):
        taken = taken_hours(found.values(), screen.budget)
        days = "1 day" if len(taken) == 1 else f"{len(taken)} days"
        said = f"{name}: {shown_hours(sum(taken.values()))} h on {days} are taken off; u takes it back"
        screen.app.notify(said, markup=False)


def taken_hours(appointments: Iterable[Appointment], budget: TimeBudget) -> dict[date, float]:
    """The hours that appointments take from each day: at most what the day has, and nothing on a day off."""
    weeks = {start: week.changed(onboarding_share=None) for start, week in budget.weeks.items()}
    whole = replace(budget, onboarding_share=0, weeks=weeks, appointments={})  # the days before any deduction
    hours = {one.day: min(one.hours, total([whole.of(one.day)])) for one in appointments}
    return {day: taken for day, taken in hours.items() if taken}
