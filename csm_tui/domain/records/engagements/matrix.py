"""The two matrices of an engagement: the value gained and the future improvements, for each of three parties."""

from enum import StrEnum

from pydantic import Field

from csm_tui.domain.record import Entity, FormLayout, LongText, Scope, as_named
from csm_tui.domain.records.activity import Ids
from csm_tui.domain.text import shortened


class Matrix(StrEnum):
    """The matrices, in order."""

    VALUE = "Value gained"
    IMPROVEMENTS = "Future improvements"


PARTIES = ("customer", "supplier", "csm")
"""The columns of a matrix, in order, as the fields of a row are called."""


class MatrixRow(Entity):
    """One row of a matrix. `place` is its position. It is part of the book, as the engagement is."""

    TABLE = "matrix_rows"
    NOUN = "row"
    PLURAL = "rows"
    SCOPE = Scope.BOOK
    OWNERS = {"engagement": "engagements"}
    REFERENCES = {"activities": "activities"}
    FOLLOWING = frozenset({"place"})
    JSON = as_named("matrix", *PARTIES)
    FORM = FormLayout("row", ("matrix", *PARTIES), "customer")

    engagement: str
    matrix: Matrix = Matrix.VALUE
    place: int = Field(0, ge=0)
    customer: LongText = Field("", description="For the customer")
    supplier: LongText = Field("", description="For our company")
    csm: LongText = Field("", title="CSM", description="For you")
    activities: Ids = ()

    @property
    def texts(self) -> tuple[str, str, str]:
        """Its cells, in the order of PARTIES."""
        return self.customer, self.supplier, self.csm

    @property
    def label(self) -> str:
        words = next((text for text in self.texts if text), "")
        return f'row "{shortened(words)}"' if words else "empty row"
