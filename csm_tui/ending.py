"""What is needed when the app ends: how the terminal was, what is to be opened next, and the exit code of a fault."""

import sys
import termios
from typing import Any

INTERNAL_ERROR = 70
"""The exit code of a fault in the program itself."""

DEMO = "demo"
"""The result of a run that asks for a look at the demo."""


def terminal_attributes() -> list[Any] | None:
    """The attributes of the terminal as the shell left it; None without a terminal."""
    try:
        return termios.tcgetattr(sys.__stderr__.fileno()) if sys.__stderr__ is not None else None
    except (termios.error, OSError, ValueError):
        return None
