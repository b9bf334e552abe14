"""Standard output and standard error, so that what could not be shown is told from what could not be done."""

import io
import os
import select
import sys
from typing import Any, TextIO

from csm_tui.storage.errors import reason


class Unshown(Exception):
    """The answer cannot be written; the message says why."""


class _Stream(io.FileIO):
    """One of the three that a program is started with; it stays open."""

    def __init__(self, number: int) -> None:
        super().__init__(number, "w", closefd=False)

    def _put(self, data: Any) -> int:
        """Write some of the bytes, how long that may take: a pipe of a program that never waits may be full."""
        while (count := super().write(data)) is None:
            select.select([], [self], [])
        return count


class _Answers(_Stream):
    """Standard output. Who reads it may go away at any time: that is no fault, and the rest goes nowhere."""

    def __init__(self) -> None:
        super().__init__(1)
        self._lost = False

    def write(self, data: Any) -> int:
        """Raises Unshown at the first failure; what comes after it goes nowhere."""
        if self._lost:
            return len(data)
        try:
            return self._put(data)
        except OSError as error:
            self._lost = True
            if isinstance(error, BrokenPipeError):
                return len(data)
            raise Unshown(reason(error)) from None


class _Remarks(_Stream):
    """Standard error. What cannot be said there can be said nowhere, and keeps nothing from being done."""

    def __init__(self) -> None:
        super().__init__(2)

    def write(self, data: Any) -> int:
        try:
            return self._put(data)
        except OSError:
            return len(data)


def guard_streams() -> None:
    """Put both in place of Python's. A stream that the program was started without is one that takes nothing."""
    _hold_numbers()
    sys.stdout = _text(_Answers(), sys.stdout, "replace")
    sys.stderr = _text(_Remarks(), sys.stderr, "backslashreplace")


def _hold_numbers() -> None:
    """Keep the numbers of streams that are closed from going to the next file that is opened, such as a workspace."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDONLY)  # takes the lowest number that is free: this one


def _text(stream: _Stream, former: TextIO | None, errors: str) -> io.TextIOWrapper:
    encoding = "utf-8" if former is None else former.encoding
    return io.TextIOWrapper(io.BufferedWriter(stream), encoding, errors, line_buffering=stream.isatty())
