"""Reading a file that somebody names inside the app."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from csm_tui.domain.text import safe_text
from csm_tui.exchange.tables import FileRefused
from csm_tui.forms.form_spec import FormSpec
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.forms.record_form import Typed
from csm_tui.session.user_files.files import read_file
from csm_tui.widgets.guard import guarded


async def ask_file(screen: WorkScreen, spec: FormSpec[Path], take: Callable[[bytes], None], refused: str = "") -> None:
    """Ask for a file and hand its bytes on. Where it is refused, say why and ask again, with what was typed. `refused`:
    why it was refused before."""

    def named(typed: Typed[Path]) -> None:
        file, problems = typed.result, dict[str, str]()
        if file is not None:
            with refusals(file, problems):
                take(bytes_of(file))
        for problem in problems.values():
            screen.app.notify(problem, severity="error", markup=False)
            screen.call_later(ask_file, screen, spec, take, problem)  # its draft is still there
        if not problems and typed.draft is not None:
            screen.session.drafts.drop(typed.draft.form, typed.draft.record)

    await screen.open_form(spec, named, refused)


@contextmanager
def refusals(file: Path, problems: dict[str, str]) -> Iterator[None]:
    """Whatever is raised inside becomes the problem of a file, with its name."""
    name = safe_text(file.name)
    found: dict[str, str] = {}
    with guarded(found, name):
        try:
            yield
        except FileRefused as error:
            found[name] = str(error)
    if found:
        problems[name] = f"{name}: {found[name]}"


def bytes_of(file: Path) -> bytes:
    """What a file holds.

    Raises:
        FileRefused: it cannot be read.
    """
    try:
        return read_file(file)
    except ValueError as error:
        raise FileRefused(f"it cannot be read: {error}") from None
