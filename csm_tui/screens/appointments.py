"""Reading a calendar file: the hours of its appointments are taken off the days."""

from csm_tui.domain.worktime import Appointment
from csm_tui.exchange.calendar import read_appointments
from csm_tui.screens.quarter_screen import QuarterScreen
from csm_tui.screens.reference_plan import ask_file, file_subject
from csm_tui.session.changes import Change, Edit


async def read_calendar(screen: QuarterScreen) -> None:
    """Ask for the file and take its appointments in; those of an earlier reading of the same file go."""

    def take(name: str, data: bytes) -> None:
        quarter, zone = screen.quarter, screen.session.now().tzinfo
        found = {one.id: one for one in read_appointments(data, name, quarter.start, quarter.end, zone)}
        known = screen.session.workspace.table(Appointment).records
        before = {one.id: one for one in known.values() if one.source == name and one.day in quarter}
        edits = [Edit(before.get(key), one) for key, one in found.items() if before.get(key) != one]
        edits += [Edit(one, None) for key, one in before.items() if key not in found]
        if not edits:
            screen.app.notify(f"{name}: nothing new", markup=False)
        elif screen.change_plan(Change(f"appointments of {name}", tuple(edits))):
            hours = sum(one.hours for one in found.values())
            screen.app.notify(f"{name}: {hours:g} h on {len(found)} days are taken off; u takes it back", markup=False)

    await ask_file(screen, file_subject("appointments"), take)
