"""Finding what a command names: by its whole name, or by a part that only one name has."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from csm_tui.cli.options import Refusal
from csm_tui.domain.records.client import Client
from csm_tui.domain.text import clean_line, fold
from csm_tui.domain.values.names import natural_key
from csm_tui.domain.workspace import Workspace

_MOST_NAMES = 10

Item = TypeVar("Item")


def client_named(workspace: Workspace, part: str) -> Client:
    """The client of that name, or the only one whose name contains it, ignoring case and accents.

    Raises:
        Refusal: there is none, or there are several; it names them.
    """
    return one_named(part, workspace.clients.values(), lambda one: one.name, (Client.NOUN, Client.PLURAL))


def one_named(part: str, items: Iterable[Item], name: Callable[[Item], str], nouns: tuple[str, str]) -> Item:
    """The item of that name, or the only one whose name contains it; `nouns` says what one and several are called.

    Raises:
        Refusal: there is none, or there are several; it names those that can be chosen.
    """
    if not clean_line(part):
        raise Refusal(f"no {nouns[0]} is named; any part of the name will do")
    known = [*items]
    found = any_named(part, known, name, nouns[1])
    if found is None:
        choices = f"; {nouns[1]}: {listed(map(name, known))}" if 0 < len(known) <= _MOST_NAMES else ""
        raise Refusal(f"no {nouns[0]} has {part!r} in the name{choices}")
    return found


def any_named(part: str, items: Iterable[Item], name: Callable[[Item], str], plural: str) -> Item | None:
    """Like `one_named`, but None if there is none."""
    found = fitting(part, items, name)
    if len(found) > 1:
        raise Refusal(f"several {plural} have {part!r} in the name: {listed(map(name, found))}")
    return next(iter(found), None)


def fitting(part: str, items: Iterable[Item], name: Callable[[Item], str]) -> list[Item]:
    """The item of that name, or else all whose name contains it, ignoring case and accents."""
    wanted = fold(clean_line(part))
    if not wanted:  # an empty text is part of every name, and would choose the only item there is
        return []
    folded = [(fold(name(item)), item) for item in items]
    exact = [item for known, item in folded if known == wanted]
    return exact[:1] or [item for known, item in folded if wanted in known]


def listed(names: Iterable[str]) -> str:
    """The first names as people sort them, and how many there are more."""
    ordered = sorted(names, key=natural_key)
    more = f" and {len(ordered) - _MOST_NAMES} more" if len(ordered) > _MOST_NAMES else ""
    return f"{', '.join(ordered[:_MOST_NAMES])}{more}"
