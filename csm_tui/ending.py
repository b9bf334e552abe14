"""What is needed when the app ends: how the terminal was, and where the program failed if it did."""

import sys
import termios
from typing import Any

from csm_tui.domain.values.text import safe_text

DEMO = "demo"
"""The result of a run that asks for a look at the demo."""


def terminal_attributes() -> list[Any] | None:
    """Of the terminal as the shell left it; None where there is none."""
    try:
        return termios.tcgetattr(sys.__stderr__.fileno()) if sys.__stderr__ is not None else None
    except (termios.error, OSError, ValueError):
        return None


def crash_report(error: BaseException | None) -> str:
    """Where the program failed, in one line, and nothing of the data it failed on."""
    import traceback
    from pathlib import Path

    frames = traceback.extract_tb(error.__traceback__) if error is not None else []
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-6:]]
    return safe_text(f"csm-tui stopped: {type(error).__name__} at {' < '.join(reversed(places))}")
