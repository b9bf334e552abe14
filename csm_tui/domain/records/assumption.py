"""An assumption: what is not known is assumed, written down, and validated later."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from csm_tui.domain.record import Entity, FilledText, FormLayout, Scope, as_named
from csm_tui.domain.values.days import Day


class State(StrEnum):
    OPEN = "open"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"


class Assumption(Entity):
    """It stands on a client or on an activity, by its id; the other one is empty.

    It is the book's, as they are: all who plan with it are to know that it is not certain.
    """

    TABLE = "assumptions"
    NOUN = "assumption"
    PLURAL = "assumptions"
    SCOPE = Scope.BOOK
    OWNERS = {"client": "clients", "activity": "activities"}
    JSON = as_named("text", "validate_by", "state")
    FORM = FormLayout("assumption", ("text", "validate_by", "state"), "text")

    client: str = ""
    activity: str = ""
    text: FilledText = Field(title="Assumption", description="What you take for granted until you know")
    validate_by: Day | None = Field(None, title="Validate by", description='Like 2026-05-01 or "in 6 weeks"')
    state: State = Field(State.OPEN, description="open, confirmed or refuted")

    @property
    def label(self) -> str:
        return f'assumption "{self.text[:40]}"'

    @property
    def urgency(self) -> tuple[bool, date]:
        """Sorts the open ones first, by the day until which they are to be validated."""
        return self.state is not State.OPEN, self.validate_by or date.max
