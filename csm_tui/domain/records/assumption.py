"""An assumption: what is not known is assumed, written down, and validated later."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from csm_tui.domain.record import Entity, FilledText


class State(StrEnum):
    OPEN = "open"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"


class Assumption(Entity):
    """It stands on a client or on an activity, by its id; the other one is empty."""

    TABLE: ClassVar[str] = "assumptions"
    NOUN: ClassVar[str] = "assumption"
    PLURAL: ClassVar[str] = "assumptions"

    client: str = ""
    activity: str = ""
    text: FilledText = Field(title="Assumption", description="What you take for granted until you know")
    validate_by: date | None = Field(None, title="Validate by", description='Like 2026-05-01 or "in 6 weeks"')
    state: State = Field(State.OPEN, description="open, confirmed or refuted")

    @property
    def label(self) -> str:
        return f'assumption "{self.text[:40]}"'

    @property
    def owner_id(self) -> str:
        return self.client or self.activity

    @property
    def urgency(self) -> tuple[bool, date]:
        """Sorts the open ones first, by the day until which they are to be validated."""
        return self.state is not State.OPEN, self.validate_by or date.max
