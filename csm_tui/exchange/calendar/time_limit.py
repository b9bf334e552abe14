"""A bound on the time that a piece of work takes, for rules of repetition whose reckoning never ends."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time
from typing import NoReturn

_AGAIN = 0.05
"""Seconds after which the work is interrupted once more, should a library have caught the interruption."""


class OutOfTime(BaseException):
    """The time is up. It is no `Exception`, so that libraries that catch those do not catch it."""


class TimeLimit:
    """Seconds of processor time in all, and at most so many for each piece of work. Only for the main thread."""

    def __init__(self, in_all: float, each: float) -> None:
        self._end = process_time() + in_all
        self._each = each

    @property
    def is_up(self) -> bool:
        """Whether no time is left."""
        return process_time() >= self._end

    @contextmanager
    def piece(self) -> Iterator[None]:
        """The time of one piece of work.

        Raises:
            OutOfTime: it takes longer.
        """
        seconds = min(self._each, self._end - process_time())
        if seconds <= 0:
            raise OutOfTime
        before = signal.signal(signal.SIGPROF, _interrupt)
        signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)


def _interrupt(_number: int, _frame: object) -> NoReturn:
    raise OutOfTime
