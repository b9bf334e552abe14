"""Taking in a set of aspects from a file, so that a team shares its definitions."""

from collections.abc import Callable
from pathlib import Path

from csm_tui.exchange.personal.aspect_files import read_aspects
from csm_tui.planning.personal.aspects import all_aspects
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.question import YesNoDialog
from csm_tui.session.edits.aspect_changes import AspectsTaken, take_aspects


def look_at_aspects(screen: WorkScreen, name: str, data: bytes, done: Callable[[], object]) -> None:
    """Show what a file would change, and take it in if that is wanted; then call `done`.

    Raises:
        FileRefused: it holds no set of aspects.
    """
    workspace = screen.session.workspace
    known = [*all_aspects(workspace).values()]
    taken = take_aspects(read_aspects(data, Path(name).suffix, known), workspace)

    def take(sure: bool | None) -> None:
        if sure and screen.apply(taken.change):
            screen.app.notify("Taken in; u takes it all back")
            done()

    if taken.change.edits:
        screen.app.push_screen(YesNoDialog(f"Take in {name}?", _told(taken)), take)
    else:
        screen.app.notify("These are the aspects in use")


def _told(taken: AspectsTaken) -> str:
    """What would change, as a sentence."""
    return "; ".join(taken.said) or "the same aspects, kept with their places"
