"""Reading a file off the thread of the screen, so that it can be watched and stopped."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from csm_tui.exchange.reading.answers import WrongAnswer
from csm_tui.exchange.reading.table import UnknownSheet
from csm_tui.exchange.tables import FileRefused
from csm_tui.exchange.watching import Watch
from csm_tui.widgets.guard import guarded

Result = TypeVar("Result")


class _Stopped(Exception):
    """The reading was stopped."""


class Progress(NamedTuple):
    """How far a reading is: `what` is done, as in "rows read"."""

    what: str = ""
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class Unread:
    """Why a file was not read, in one line; "" if the reading was stopped. `is_wrong_answer`: whether that is for an
    answer that does not fit it."""

    why: str
    is_wrong_answer: bool = False


class Reader(Generic[Result]):
    """One reading of a file. It may be stopped at any moment, from another thread than the one that reads."""

    def __init__(self, name: str, read: Callable[[Watch], Result]) -> None:
        self._name = name
        self._read = read
        self._is_stopped = False
        self.progress = Progress()

    def stop(self) -> None:
        """End the reading at the next row."""
        self._is_stopped = True

    async def result(self) -> Result | Unread:
        """What was read, or why nothing was."""
        return await asyncio.to_thread(self._attempt)

    def _attempt(self) -> Result | Unread:
        problems: dict[str, str] = {}
        with guarded(problems, self._name):
            try:
                return self._read(self._watch)
            except _Stopped:
                return Unread("")
            except FileRefused as error:
                return Unread(str(error))
            except (WrongAnswer, UnknownSheet) as error:
                return Unread(str(error), is_wrong_answer=True)
        return Unread(problems[self._name])

    def _watch(self, what: str, done: int, total: int) -> None:
        if self._is_stopped:
            raise _Stopped
        self.progress = Progress(what, done, total)
