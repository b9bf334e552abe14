"""Reading a calendar file, whose appointments reduce the hours of the days."""

from collections.abc import Callable
from pathlib import Path

from csm_tui.domain.text import safe_text
from csm_tui.exchange.calendar.reading_process import read_calendar_apart
from csm_tui.exchange.calendar.taking import Taking, days_read, own_titles, taken_in_before
from csm_tui.exchange.calendar.told import taken_text
from csm_tui.screens.base.quarter_screen import QuarterScreen
from csm_tui.screens.calendar.series_dialog import SeriesDialog
from csm_tui.session.changes import Change, Edit


async def take_calendar(screen: QuarterScreen, file: Path, data: bytes, done: Callable[[], object]) -> None:
    """Read a calendar, ask which of its appointments count, and take them in; then call `done`. To be awaited in a
    worker, as somebody has to answer.

    They replace those of an earlier reading of the same calendar.

    Raises:
        FileRefused: it is no calendar.
    """
    dialog = SeriesDialog(safe_text(file.name), reader(screen, file, data), screen.session, screen.glyphs)
    chosen = await screen.app.push_screen_wait(dialog)
    if isinstance(chosen, Exception):
        raise chosen
    if chosen is not None and dialog.taking is not None:
        said = take_in(screen, dialog.taking, chosen)
        if said:
            screen.app.notify(f"{said}; u takes it back", markup=False)
    done()


def reader(screen: QuarterScreen, file: Path, data: bytes) -> Callable[[], Taking]:
    """What a thread does to read a calendar for the quarter of a screen, and to compare it with the workspace of now.
    It may raise FileRefused."""
    workspace, (first, last) = screen.session.workspace, days_read(screen.quarter.start)

    def read() -> Taking:
        found = read_calendar_apart(data, first, last, own_titles(workspace))
        path = safe_text(str(file.absolute()))
        name = found.name or safe_text(file.name)
        return Taking(found, name, path, taken_in_before(found, path, workspace), first, last)

    return read


def take_in(screen: QuarterScreen, taking: Taking, keys: frozenset[str]) -> str:
    """Take the series of these keys in; what came of it, "" if it is not possible, which was said then."""
    session = screen.session
    edits = tuple(Edit(*pair) for pair in taking.changes(keys, session.workspace, session.today()))
    if not screen.change_plan(Change(f"appointments of {taking.name}", edits)):
        return ""
    return f"{taking.name}: {taken_text(taking.hours(keys, session.workspace))} are taken off"
