"""Asking for a file to be read."""

from collections.abc import Callable
from pathlib import Path

from csm_tui.domain.values.text import safe_text
from csm_tui.exchange.tables import FileRefused
from csm_tui.forms.form_spec import FormSpec
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.record_form import Typed
from csm_tui.session.files import read_file


async def ask_file(screen: WorkScreen, spec: FormSpec[Path], take: Callable[[str, bytes], None]) -> None:
    """Ask for a file and hand its name and its bytes on; where it is refused, say why and ask again."""

    def named(typed: Typed[Path]) -> None:
        problem = "" if typed.result is None else _problem(typed.result, take)
        if problem:
            screen.app.notify(problem, severity="error", timeout=10, markup=False)
            screen.call_later(ask_file, screen, spec, take)  # with what was typed, as its draft is still there
        elif typed.draft is not None:
            screen.session.drafts.drop(typed.draft.form, typed.draft.record)

    await screen.open_form(spec, named)


def _problem(file: Path, take: Callable[[str, bytes], None]) -> str:
    """Hand the name and the bytes of a file on; why it was refused, "" if it was not."""
    name = safe_text(file.name)
    try:
        data = read_file(file)
    except ValueError as error:
        return f"{name} cannot be read: {error}"
    try:
        take(name, data)
    except FileRefused as error:
        return f"{name}: {error}"
    return ""
