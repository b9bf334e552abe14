"""Editing a text in the user's own editor, $VISUAL or $EDITOR."""

import os
import shlex
import subprocess
from pathlib import Path
from shutil import which

from textual.app import App, SuspendNotSupported

_USUAL = ("nano", "vim", "vi")


def edited_outside(app: App[object], text: str, path: Path) -> str | None:
    """The text after the editor was closed; None if no editor is set or it failed, which is reported to the user.

    The text is in the file `path`, so that it can be recovered after a crash. The caller removes the file when the text
    is safe.
    """
    try:
        command = _command()
    except ValueError:  # a quotation mark that is never closed
        app.notify("The variable EDITOR is not understood: check its quotation marks", severity="error")
        return None
    if command is None:
        app.notify("No editor found: set the variable EDITOR", severity="warning")
        return None
    try:
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
        with app.suspend():
            done = subprocess.run([*command, str(path)], check=False)
        if done.returncode != 0:
            app.notify(f"{command[0]} ended with an error; the text stays as it was", severity="warning", markup=False)
            return None
        if not path.is_file():  # a pipe would never be read to its end
            app.notify(f"{command[0]} left no text; it stays as it was", severity="warning", markup=False)
            return None
        found = path.read_text(encoding="utf-8", errors="replace")
    except SuspendNotSupported:
        app.notify("This terminal cannot be handed to an editor", severity="warning")
        return None
    except OSError as error:
        app.notify(f"{command[0]} did not work: {error.strerror}", severity="error", markup=False)
        return None
    except ValueError as error:  # such as a command with a NUL in it
        app.notify(f"{command[0]} did not work: {error}", severity="error", markup=False)
        return None
    # Editors add a line break at the end; a text without one should not change by being looked at.
    return found if text.endswith("\n") else found.removesuffix("\n")


def _command() -> list[str] | None:
    """The editor and its arguments; None if there is none. Raises ValueError for a variable that is no command."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if named and named.strip():
        return shlex.split(named)
    return next(([path] for name in _USUAL if (path := which(name)) is not None), None)
