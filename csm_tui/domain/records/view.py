"""A view: a way of looking at the portfolio that is worth a name."""

from typing import ClassVar

from pydantic import Field

from csm_tui.domain.record import Entity, FilledLine

SortKey = tuple[str, bool]
"""A column and whether it descends."""


class View(Entity):
    """A filter as it is typed, the columns sorted by, and the columns shown in their order.

    `place` orders the views; the first ones are recalled with a key.
    """

    TABLE: ClassVar[str] = "views"
    NOUN: ClassVar[str] = "view"
    PLURAL: ClassVar[str] = "views"

    name: FilledLine = Field(description="A name no other view has")
    filter: str = Field("", max_length=1000)
    sort: tuple[SortKey, ...] = ()
    columns: tuple[str, ...] = ()
    place: int = 0

    @property
    def label(self) -> str:
        return self.name

    @property
    def unique(self) -> str:
        return self.name
