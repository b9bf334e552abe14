"""Reading a file that somebody names inside the app."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from csm_tui.domain.values.text import safe_text
from csm_tui.exchange.tables import FileRefused
from csm_tui.forms.form_spec import FormSpec, Result
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.forms.record_form import Typed
from csm_tui.session.user_files.files import read_file
from csm_tui.widgets.guard import guarded


async def ask_file(screen: WorkScreen, spec: FormSpec[Path], take: Callable[[str, bytes], None]) -> None:
    """Ask for a file and hand its name and its bytes on; where it is refused, say why and ask again."""
    await ask_file_and_more(screen, spec, lambda file: file, lambda file, data: take(safe_text(file.name), data))


async def ask_file_and_more(
    screen: WorkScreen, spec: FormSpec[Result], file_of: Callable[[Result], Path],
    take: Callable[[Result, bytes], None], refused: str = "",
) -> None:  # fmt: skip
    """Ask for a file and more, and hand what was typed on with the bytes of the file.

    Where the file is refused, say why and ask again, with all that was typed. `refused`: why it was refused before.
    """

    def named(typed: Typed[Result]) -> None:
        result = typed.result
        problem = "" if result is None else _problem(file_of(result), lambda data: take(result, data))
        if problem:
            screen.app.notify(problem, severity="error", markup=False)
            screen.call_later(ask_file_and_more, screen, spec, file_of, take, problem)  # its draft is still there
        elif typed.draft is not None:
            screen.session.drafts.drop(typed.draft.form, typed.draft.record)

    await screen.open_form(spec, named, refused)


def _problem(file: Path, take: Callable[[bytes], None]) -> str:
    """Hand the bytes of a file on; why it was refused, "" if it was not."""
    problems: dict[str, str] = {}
    with refusals(file, problems):
        take(bytes_of(file))
    return "".join(problems.values())


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


async def ask_file_apart(
    screen: WorkScreen, spec: FormSpec[Path], take: Callable[[Path, bytes], Awaitable[None]], refused: str = ""
) -> None:
    """Ask for a file and hand it on to what takes its time, while the app goes on; where it is refused, say why and ask
    again. `refused`: why it was refused before."""

    async def hand_on(typed: Typed[Path], file: Path) -> None:
        problems: dict[str, str] = {}
        with refusals(file, problems):
            await take(file, bytes_of(file))
        for problem in problems.values():
            screen.app.notify(problem, severity="error", markup=False)
            await ask_file_apart(screen, spec, take, problem)  # its draft is still there
        if not problems and typed.draft is not None:
            screen.session.drafts.drop(typed.draft.form, typed.draft.record)

    def named(typed: Typed[Path]) -> None:
        if typed.result is not None:
            screen.run_worker(hand_on(typed, typed.result), exclusive=True, group="file")

    await screen.open_form(spec, named, refused)
