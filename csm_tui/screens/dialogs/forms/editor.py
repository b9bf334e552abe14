"""Editing a text in the user's own editor, $VISUAL or $EDITOR."""

import os
import shlex
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from shutil import which
from typing import Any

from textual.app import App, SuspendNotSupported

from csm_tui.forms.draft_keeper import DraftKeeper
from csm_tui.session.drafts.drafts import Drafts

_PATIENCE_SECONDS = 1.0
_USUAL = ("nano", "vim", "vi")


def edited_with_draft(
    app: App[object], drafts: Drafts, keeper: DraftKeeper[Any], texts: Mapping[str, str], field: str
) -> str | None:
    """The text of a field after the editor was closed, kept in its draft; None as with `edited_outside`.

    Whatever the editor saved is found at the next start, should everything break off before it is closed.
    """
    draft = keeper.hold(texts)
    path = drafts.editing_file(draft.form, draft.record, field)
    text = edited_outside(app, texts[field], path)
    keeper.typed(texts if text is None else {**texts, field: text})
    if drafts.flush(_PATIENCE_SECONDS):
        with suppress(OSError):  # the editor may have left anything there, or nothing
            path.unlink()
    return text


def edited_outside(app: App[object], text: str, path: Path) -> str | None:
    """The text after the editor was closed; None if no editor is set or it failed, which is reported to the user.

    The text is in the file `path`, so that it can be recovered after a crash. The caller removes the file when the text
    is safe.
    """

    def write() -> None:
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)

    if not opened_in_editor(app, path, write):
        return None
    try:
        found = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        app.notify(f"What the editor left cannot be read: {error.strerror}; the text stays as it was", severity="error")
        return None
    # Editors add a line break at the end; a text without one should not change by being looked at.
    return found if text.endswith("\n") else found.removesuffix("\n")


def opened_in_editor(app: App[object], path: Path, before: Callable[[], None] = lambda: None) -> bool:
    """Open a file in the user's editor and wait until that is closed; False if it failed, which is reported.

    `before` is done first, if there is an editor at all. It may raise OSError.
    """
    try:
        command = _command()
    except ValueError:  # a quotation mark that is never closed
        app.notify("The variable EDITOR is not understood: check its quotation marks", severity="error")
        return False
    if command is None:
        app.notify("No editor found: set the variable EDITOR", severity="warning")
        return False
    try:
        before()
        with app.suspend():
            done = subprocess.run([*command, str(path)], check=False)
    except SuspendNotSupported:
        app.notify("This terminal cannot be handed to an editor", severity="warning")
        return False
    except OSError as error:
        app.notify(f"{command[0]} did not work: {error.strerror}", severity="error", markup=False)
        return False
    except ValueError as error:  # such as a command with a NUL in it
        app.notify(f"{command[0]} did not work: {error}", severity="error", markup=False)
        return False
    if done.returncode != 0:
        app.notify(f"{command[0]} ended with an error; the text stays as it was", severity="warning", markup=False)
        return False
    if not path.is_file():  # a pipe would never be read to its end
        app.notify(f"{command[0]} left no text; it stays as it was", severity="warning", markup=False)
        return False
    return True


def _command() -> list[str] | None:
    """The editor and its arguments; None if there is none. Raises ValueError for a variable that is no command."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if named and named.strip():
        return shlex.split(named)
    return next(([path] for name in _USUAL if (path := which(name)) is not None), None)
