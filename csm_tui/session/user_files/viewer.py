"""The system's own viewer of files, where there is a desktop to show them on."""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def viewer() -> str | None:
    """The program that opens a file as the desktop would; None over SSH and where there is no desktop."""
    if "SSH_CONNECTION" in os.environ or "SSH_TTY" in os.environ:
        return None
    if sys.platform == "darwin":
        return shutil.which("open")
    has_desktop = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    return shutil.which("xdg-open") if has_desktop else None


def opened_in_viewer(path: Path) -> bool:
    """Open a file, without waiting for the viewer; False if there is none."""
    program = viewer()
    if program is None:
        return False
    quiet = subprocess.DEVNULL
    subprocess.Popen([program, str(path)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    return True
