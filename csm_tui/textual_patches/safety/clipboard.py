"""Safety: what is copied reaches the clipboard of the terminal through tmux and screen, too.

Textual sends OSC 52 as it is, which a multiplexer keeps to itself unless it was told to set the clipboard. Wrapped for
it, it is passed on to the terminal outside: to the laptop, over SSH. Where the multiplexer sets the clipboard by itself
that happens twice with the same text.
"""

import os
from base64 import b64encode
from typing import Generic, TypeVar

from textual.app import App

Result = TypeVar("Result")

MOST_BYTES = 74_994
"""As much text as all terminals take: some keep no more than 100,000 characters, in which it is encoded."""

_WITHOUT = {"Apple_Terminal": "TERM_PROGRAM", "linux": "TERM", "dumb": "TERM", "vt100": "TERM", "vt220": "TERM"}
"""Terminals that have no way to the clipboard, and the variable that names them."""


class CopyingApp(App[Result], Generic[Result]):
    """Copies through multiplexers."""

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text to the clipboard of the terminal."""
        super().copy_to_clipboard(text)
        if self._driver is not None and (wrapped := passed_through(text)):
            self._driver.write(wrapped)


def passed_through(text: str) -> str:
    """What a multiplexer passes on to the terminal outside it; "" if there is none."""
    sequence = f"\x1b]52;c;{b64encode(text.encode()).decode()}\a"
    if os.environ.get("TMUX"):
        return f"\x1bPtmux;{sequence.replace(chr(27), chr(27) * 2)}\x1b\\"
    if os.environ.get("STY"):
        return f"\x1bP{sequence}\x1b\\"
    return ""


def why_not_copied(text: str) -> str:
    """Why a text cannot be copied; "" if nothing speaks against it: a terminal does not answer whether it did."""
    for name, variable in _WITHOUT.items():
        if os.environ.get(variable) == name:
            return "this terminal has no way to the clipboard"
    size = len(text.encode())
    return f"{size:,} bytes are more than the clipboard of a terminal takes" if size > MOST_BYTES else ""
