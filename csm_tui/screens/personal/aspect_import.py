"""Taking in a set of aspects from a file, so that a team shares its definitions."""

from collections.abc import Callable
from pathlib import Path

from csm_tui.exchange.personal.aspect_files import read_aspects
from csm_tui.forms.definitions.file_forms import aspects_file_form
from csm_tui.planning.personal.aspects import all_aspects
from csm_tui.screens.base.ask_file import ask_file
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.question import Question
from csm_tui.session.edits.aspect_changes import AspectsTaken, take_aspects


async def import_aspects(screen: WorkScreen, done: Callable[[], None] = lambda: None) -> None:
    """Ask for the file, show what would change, and take it in; then call `done`."""

    def look(name: str, data: bytes) -> None:
        workspace = screen.session.workspace
        known = [*all_aspects(workspace).values()]
        taken = take_aspects(read_aspects(data, Path(name).suffix, known), workspace)

        def take(sure: bool | None) -> None:
            if sure and screen.apply(taken.change):
                screen.app.notify("Taken in; u takes it all back")
                done()

        if taken.change.edits:
            screen.app.push_screen(Question(f"Take in {name}?", _told(taken)), take)
        else:
            screen.app.notify("These are the aspects in use")

    await ask_file(screen, aspects_file_form(), look)


def _told(taken: AspectsTaken) -> str:
    """What would change, as a sentence."""
    return "; ".join(taken.said) or "the same aspects, kept with their places"
