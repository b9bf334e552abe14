"""A view: a named combination of filter, order and columns of the portfolio."""

from typing import Annotated

from pydantic import AfterValidator, Field

from csm_tui.domain.record import Entity, FilledLine, FormLayout, Scope, TextLine, as_named
from csm_tui.domain.text import clean_line

SortKey = tuple[TextLine, bool]
"""The key of a column, and whether it sorts in descending order."""


class View(Entity):
    """The text of a filter, the columns to sort by, and the columns to show, in order.

    `place` orders the views; the first ones have a key. Views are personal, so that a colleague's new view does not
    change what a key recalls.
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
