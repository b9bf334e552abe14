"""Watching over the reading of a long file: how far it is, and a way to end it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

Watch = Callable[[str, int, int], None]
"""Told what is done, how many are done, and of how many. Whatever it raises ends the work."""

_STEP = 100


def unwatched(_what: str, _done: int, _total: int) -> None:
    """For work that nobody waits for."""


def watched(items: Sequence[Item], what: str, watch: Watch) -> Iterator[Item]:
    """The items one by one; `watch` is called before every hundredth of them."""
    for done, item in enumerate(items):
        if done % _STEP == 0:
            watch(what, done, len(items))
        yield item
