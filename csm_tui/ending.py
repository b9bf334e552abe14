"""What is needed when the app ends: how the terminal was, how it is left, what is to be opened next, and the exit code
of a fault."""

import sys
import termios
from typing import Any

INTERNAL_ERROR = 70
"""The exit code of a fault in the program itself."""

LEAVE = (
    b"\x1b[?2026l"  # show what was held back
    b"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # mouse
    b"\x1b[?2004l\x1b[?2048l\x1b[?1004l"  # bracketed paste, reports of size and focus
    b"\x1b[<u"  # the keyboard protocol of kitty, before the screen that it belongs to is left
    b"\x1b[?7h\x1b[0m\x1b[?1049l\x1b[?25h"  # line wrap, plain text, the usual screen, the cursor
)
"""The sequences that restore the terminal for a shell."""

DEMO = "demo"
"""The result of a run that asks for a look at the demo."""


def terminal_attributes() -> list[Any] | None:
    """The attributes of the terminal as the shell left it; None without a terminal."""
    try:
        return termios.tcgetattr(sys.__stderr__.fileno()) if sys.__stderr__ is not None else None
    except (termios.error, OSError, ValueError):
        return None
