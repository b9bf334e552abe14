"""Taking in a form in which somebody else has rated the same work."""

from collections.abc import Callable
from pathlib import Path

from csm_tui.domain.text import safe_text
from csm_tui.exchange.personal.rating_answers import read_form, take_answer, taken_answer
from csm_tui.exchange.tables import FileRefused
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.question import YesNoDialog
from csm_tui.session.edits.evaluation_changes import answered


def look_at_rating(screen: WorkScreen, file: Path, data: bytes, done: Callable[[], object]) -> None:
    """Show what a form says, and take it in if that is wanted; then call `done`.

    Raises:
        FileRefused: it is no such form, or a line of it is bad.
    """
    workspace = screen.session.workspace
    taken = take_answer(read_form(data, file), workspace, screen.session.today())
    if taken.after is None:
        bad = (f'{taken.unit} {one.number} "{one.value}": {one.problem}' for one in taken.bad)
        raise FileRefused("; ".join(bad))

    change = answered(taken.before, taken.after)

    def take(sure: bool | None) -> None:
        if sure and screen.apply(change):
            screen.app.notify("Taken in; u takes it all back")
            done()

    if taken.after == taken.before:
        screen.app.notify("This answer is here already")
        return
    lacking = [f"{one.name} is not in the form" for one in taken.missing]
    said = "; ".join((taken_answer(taken, workspace), *lacking))
    screen.app.push_screen(YesNoDialog(f"Take in {safe_text(file.name)}?", said), take)
