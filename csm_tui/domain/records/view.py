"""A view: a way of looking at the portfolio that is worth a name."""

from typing import Annotated

from pydantic import AfterValidator, Field

from csm_tui.domain.record import Entity, FilledLine, FormLayout, Scope, TextLine, as_named
from csm_tui.domain.values.text import clean_line

SortKey = tuple[TextLine, bool]
"""A column and whether it descends."""


class View(Entity):
    """A filter as it is typed, the columns sorted by, and the columns shown in their order.

    `place` orders the views; the first ones are recalled with a key. Views are a person's: what a key recalls is not to
    change because a colleague has made another one.
    """

    TABLE = "views"
    NOUN = "view"
    PLURAL = "views"
    SCOPE = Scope.PERSON
    JSON = as_named("name", "filter", "sort", "columns")
    FORM = FormLayout("view", ("name", "filter"), "name")

    name: FilledLine = Field(description="A name no other view has")
    filter: Annotated[str, AfterValidator(clean_line)] = Field("", max_length=1000)
    sort: tuple[SortKey, ...] = ()
    columns: tuple[TextLine, ...] = ()
    place: int = 0

    @property
    def label(self) -> str:
        return self.name

    @property
    def unique(self) -> str:
        return self.name
