"""A touchpoint: one contact with a client, its result and its follow-up."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from csm_tui.domain.record import Entity, FilledText, FormLayout, Scope, TextLine, as_named
from csm_tui.domain.text import first_line
from csm_tui.domain.values.time.days import PAST, Day


class TouchpointKind(StrEnum):
    CALL = "call"
    EMAIL = "email"
    MEETING = "meeting"
    VISIT = "visit"
    REVIEW = "review"
    OTHER = "other"


class Touchpoint(Entity):
    """A contact with a client on a day. Its follow-up, if any, is due on `follow_up` and open until `done`.

    It is part of the book, so that whoever speaks to the client next knows what was said.
    """

    TABLE = "touchpoints"
    NOUN = "touchpoint"
    PLURAL = "touchpoints"
    SCOPE = Scope.BOOK
    OWNERS = {"client": "clients"}
    JSON = {"date": "day", **as_named("kind", "note", "follow_up", "task", "promise", "done")}
    FORM = FormLayout(
        "touchpoint", ("day", "kind", "note", "follow_up", "task", "promise", "done"), "note",
        lambda today: {"day": today.isoformat()},
    )  # fmt: skip

    client: str
    day: Annotated[Day, PAST] = Field(title="Date", description='Like 2026-03-01 or "3 days ago"')
    kind: TouchpointKind = Field(TouchpointKind.CALL, description="How you were in contact")
    note: FilledText = Field(description="What was said and what came of it")
    follow_up: Day | None = Field(None, title="Follow-up", description='When it is due, like "in 2 weeks"')
    task: TextLine = Field("", title="To do", description="What is to be done then")
    promise: bool = Field(False, description="Whether we promised it to them")
    done: bool = Field(False, description="Whether the follow-up is done")

    @field_validator("task", "promise", "done")
    @classmethod
    def _of_a_follow_up(cls, value: str | bool, info: ValidationInfo) -> str | bool:
        if value and info.data.get("follow_up") is None:
            raise ValueError("needs the day on which the follow-up is due")
        return value

    @property
    def label(self) -> str:
        return f"{self.kind} of {self.day}"

    @property
    def open(self) -> bool:
        """Whether there is a follow-up that is not done yet."""
        return self.follow_up is not None and not self.done

    @property
    def what_follows(self) -> str:
        """What the follow-up is about: its task, or the beginning of the note if it has none."""
        return self.task or first_line(self.note)
