"""A text in the user's own editor, as $VISUAL or $EDITOR names it."""

import os
import shlex
import subprocess
from pathlib import Path
from shutil import which

from textual.app import App, SuspendNotSupported

_USUAL = ("nano", "vim", "vi")


def edited_outside(app: App[int], text: str, path: Path) -> str | None:
    """The text as it is after the editor was closed; None if there was none, or it failed, which is said.

    The text lies in `path`, where it is found again if everything breaks off; who has it safe takes the file away.
    """
    command = _command()
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
        found = path.read_text(encoding="utf-8", errors="replace")
    except SuspendNotSupported:
        app.notify("This terminal cannot be handed to an editor", severity="warning")
        return None
    except OSError as error:
        app.notify(f"{command[0]} did not work: {error.strerror}", severity="error", markup=False)
        return None
    # Editors end the last line; a text that had no such end does not get one by being looked at.
    return found if text.endswith("\n") else found.removesuffix("\n")


def _command() -> list[str] | None:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if named:
        return shlex.split(named)
    return next(([path] for name in _USUAL if (path := which(name)) is not None), None)
