"""The prompts for more value, and their answers in an engagement."""

from enum import StrEnum

from pydantic import Field, ValidationInfo, field_validator

from csm_tui.domain.record import Entity, FilledText, FormLayout, LongText, Scope, TextLine, as_named
from csm_tui.domain.records.activity import Ids
from csm_tui.domain.text import shortened


class PromptGroup(StrEnum):
    """The groups of prompts, in order."""

    OWNED = "What they own"
    OFFERS = "What they could add"
    INITIATIVE = "The initiative"
    RELATIONS = "Relations"
    REVENUE = "Revenue"
    LEARNING = "Learning"


class Prompt(Entity):
    """A question that leads to more value. The id of a usual one is fixed, so that its answers stay with it.

    A retired one is no longer asked, but still names the answers it got. It is part of the book, as a team shares its
    questions.
    """

    TABLE = "prompts"
    NOUN = "prompt"
    PLURAL = "prompts"
    SCOPE = Scope.BOOK
    FOLLOWING = frozenset({"place"})
    JSON = as_named("group", "question")
    FORM = FormLayout("prompt", ("group", "question"), "question")

    group: PromptGroup = Field(PromptGroup.OWNED, description="What it is about")
    question: FilledText = Field(description="What to ask yourself")
    place: int = Field(0, ge=0)
    retired: bool = False

    @property
    def label(self) -> str:
        return f'prompt "{shortened(self.question)}"'


class Answer(Entity):
    """The answer to a prompt in an engagement, or the note that it was skipped. `prompt` is the id of the prompt.

    It is part of the book, as the engagement is.
    """

    TABLE = "answers"
    NOUN = "answer"
    PLURAL = "answers"
    SCOPE = Scope.BOOK
    OWNERS = {"engagement": "engagements"}
    REFERENCES = {"activities": "activities"}
    JSON = as_named("text", "skipped")
    FORM = FormLayout("answer", ("text",), "text")

    engagement: str
    prompt: TextLine
    text: LongText = Field("", title="Answer", description="Your answer; leave it empty if you skip the question")
    skipped: bool = Field(False, description="Whether it was left out on purpose")
    activities: Ids = ()

    @field_validator("skipped")
    @classmethod
    def _not_answered(cls, skipped: bool, info: ValidationInfo) -> bool:
        if skipped and info.data.get("text"):
            raise ValueError("what is answered is not skipped")
        return skipped

    @property
    def unique(self) -> str:
        return f"{self.engagement} {self.prompt}"

    @property
    def label(self) -> str:
        return f'answer "{shortened(self.text)}"' if self.text else "skipped prompt"
