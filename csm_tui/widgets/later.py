"""Finding something that takes long in a thread, so that no key waits for it."""

import gc
from asyncio import Event, to_thread
from collections.abc import Callable
from typing import Generic, TypeVar

from textual.widget import Widget

Wanted = TypeVar("Wanted")
Derived = TypeVar("Derived")

AT_ONCE = 500
"""Of so many things at the most all is found at once: a key typed ahead then finds it there."""


class Later(Generic[Wanted, Derived]):
    """Answers the questions of a widget, one at a time: of those that come meanwhile only the last.

    `find` runs in a thread and must touch no widget; `take` gets its answer in the widget's own.
    """

    def __init__(self, owner: Widget, find: Callable[[Wanted], Derived], take: Callable[[Derived], None]) -> None:
        self._owner = owner
        self._find = find
        self._take = take
        self._waiting: list[Wanted] = []
        self._is_finding = False
        self.settled = Event()
        """Set while nothing is asked that is not answered."""

    def ask(self, asked: Wanted, *, at_once: bool = False) -> None:
        """Find the answer to a question. `at_once`: here and now, as that takes no time, unless another one is out."""
        if self._is_finding:
            self._waiting = [asked]
        elif at_once:
            self._take(self._find(asked))
            self.settled.set()
        else:
            self._waiting, self._is_finding = [asked], True
            self.settled.clear()
            self._owner.run_worker(self._answer())

    async def _answer(self) -> None:
        gc.disable()  # it would go through all that is found again and again while it is made, and hold every key up
        try:
            while self._waiting:
                answer = await to_thread(self._find, self._waiting.pop())
        finally:
            gc.enable()
        self._is_finding = False
        self._take(answer)
        self.settled.set()
