"""Ending by a signal: the terminal was closed, the connection was lost, or somebody killed the program.

Textual handles none of these signals, asyncio answers SIGINT as if the user had quit, and the event loop is blocked
while the terminal accepts no output. So these are plain handlers, which Python runs in the main thread wherever it is,
even inside a blocking write. They depend on no event loop, no lock and no other thread.
"""

import fcntl
import os
import signal
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from types import FrameType
from typing import Any

from csm_tui.ending import LEAVE
from csm_tui.session.drafts.drafts import Drafts
from csm_tui.session.drafts.last_writes import write_before_the_end

SIGNALS = signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT

_LEAVE_SECONDS = 0.5


class TerminationHandler:
    """Ends the program at a signal, after writing what was typed and restoring the terminal.

    Args:
        drafts: What was typed.
        fd: The terminal, open for writing.
        attributes: Of the terminal, as `termios.tcgetattr` gave them before the app began; None if it is none.
    """

    def __init__(self, drafts: Drafts, fd: int, attributes: list[Any] | None) -> None:
        self._drafts = drafts
        self._fd = fd
        self._attributes = attributes
        self._before: dict[signal.Signals, Any] = {}

    def arm(self) -> None:
        """Handle the signals from now on. In the main thread only."""
        self._before = {number: signal.signal(number, self._end) for number in SIGNALS}

    def disarm(self) -> None:
        """Handle the signals as before."""
        for number, handler in self._before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        self._before = {}

    def _end(self, number: int, _frame: FrameType | None) -> None:
        try:
            write_before_the_end(self._drafts)
        finally:
            try:
                self._give_back()
            finally:
                os._exit(128 + number)

    def _give_back(self) -> None:
        if self._attributes is None or not _is_ours(self._fd):
            return
        with suppress(OSError, termios.error):
            termios.tcsetattr(self._fd, termios.TCSANOW, self._attributes)
        with suppress(OSError, termios.error):
            terminal = os.dup(self._fd)
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._fd)  # the thread that paints must not have the last word
            flags = fcntl.fcntl(terminal, fcntl.F_GETFL)
            fcntl.fcntl(terminal, fcntl.F_SETFL, flags | os.O_NONBLOCK)
            try:
                _write_leave(terminal)
            finally:
                fcntl.fcntl(terminal, fcntl.F_SETFL, flags)  # others have the terminal open by the same description


def _write_leave(terminal: int) -> None:
    """Write `LEAVE` in place of what the terminal has not read yet. Given up after a time: nobody may read any more."""
    end = monotonic() + _LEAVE_SECONDS
    while monotonic() < end:
        termios.tcflush(terminal, termios.TCOFLUSH)
        termios.tcflow(terminal, termios.TCOOFF)
        termios.tcflow(terminal, termios.TCOON)  # wakes a thread that waits in a write, which a flush does not
        with suppress(BlockingIOError):  # full, or another thread is still writing
            if os.write(terminal, LEAVE) == len(LEAVE):
                return
        sleep(0.01)


@contextmanager
def interrupts_left_to_another() -> Iterator[None]:
    """Take no notice of ctrl+c and ctrl+\\ while another program has the terminal: they reach both."""
    before = {number: signal.signal(number, _take_no_notice) for number in (signal.SIGINT, signal.SIGQUIT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _take_no_notice(_number: int, _frame: FrameType | None) -> None:
    """In place of SIG_IGN, which the other program would inherit."""


def _is_ours(fd: int) -> bool:
    """Whether this job controls the terminal at the moment; otherwise touching it would stop this program."""
    try:
        return os.tcgetpgrp(fd) == os.getpgrp()
    except OSError:  # not the terminal that jobs are controlled by, or gone
        return True
