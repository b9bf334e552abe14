"""An assumption: something not known that is taken for granted, written down and validated later."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from csm_tui.domain.record import Entity, FilledText, FormLayout, Scope, as_named
from csm_tui.domain.text import shortened
from csm_tui.domain.values.time.days import Day


class State(StrEnum):
    OPEN = "open"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"


class Assumption(Entity):
    """An assumption about a client or an activity: one of the two ids is set, the other is empty.

    It is part of the book, as they are, so that everyone who plans with it knows that it is not certain.
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
        return f'assumption "{shortened(self.text)}"'

    @property
    def is_open(self) -> bool:
        return self.state is State.OPEN

    @property
    def urgency(self) -> tuple[bool, date]:
        """A sort key: open assumptions first, then by the day until which they should be validated."""
        return not self.is_open, self.validate_by or date.max
