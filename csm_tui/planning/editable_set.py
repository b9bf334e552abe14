"""Sets that a team may edit, such as prompts and aspects: the usual ones, replaced by those that are stored."""

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar


class SetMember(Protocol):
    """A member of such a set. A retired one is kept only for what refers to it."""

    @property
    def id(self) -> str: ...

    @property
    def place(self) -> int: ...

    @property
    def retired(self) -> bool: ...


Member = TypeVar("Member", bound=SetMember)


def all_members(usual: Iterable[Member], stored: Mapping[str, Member]) -> dict[str, Member]:
    """All members by id in their order, the retired ones, too. A stored one replaces the usual one of the same id."""
    members = {**{one.id: one for one in usual}, **stored}
    return {one.id: one for one in sorted(members.values(), key=lambda one: (one.place, one.id))}


def members_in_use(usual: Iterable[Member], stored: Mapping[str, Member]) -> tuple[Member, ...]:
    """The members that are not retired, in their order."""
    return tuple(one for one in all_members(usual, stored).values() if not one.retired)
