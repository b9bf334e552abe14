"""Changes of the order of records that have a place among others."""

from collections.abc import Sequence
from typing import Protocol, TypeVar, cast

from csm_tui.domain.record import Entity
from csm_tui.session.changes import Change, Edit


class Placed(Protocol):
    """A record with a position among its siblings, counted from 0; those of one place are ordered by their ids."""

    @property
    def place(self) -> int: ...


AnyPlaced = TypeVar("AnyPlaced", bound=Placed)


def last_place(siblings: Sequence[Placed]) -> int:
    """The place behind all siblings."""
    return max((one.place for one in siblings), default=-1) + 1


def moved(record: AnyPlaced, siblings: Sequence[AnyPlaced], steps: int) -> Change:
    """Move a record among its siblings, which are given in their order: down by that many steps, up if negative.

    It stops at the ends. Only the records whose place differs are changed, and none if it stays where it is, although
    there may be gaps between the places.
    """
    order = [*siblings]
    index = order.index(record)
    target = min(max(index + steps, 0), len(order) - 1)
    order.insert(target, order.pop(index))
    edits = replaced(order) if target != index else ()
    return Change(f"move of {cast(Entity, record).label}", tuple(edits))


def replaced(order: Sequence[Placed]) -> list[Edit]:
    """The edits that give records the places of this order."""
    return [
        Edit(one, one.changed(place=place))
        for place, one in enumerate(cast(Sequence[Entity], order))
        if cast(Placed, one).place != place
    ]
