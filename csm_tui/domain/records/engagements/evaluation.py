"""The evaluation of an engagement in one of its phases: seven sections, each a list of entries."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from csm_tui.domain.record import Entity, FilledLine, FilledText, FormLayout, Scope, TextLine, as_named
from csm_tui.domain.records.activity import Ids
from csm_tui.domain.records.client import Tags
from csm_tui.domain.text import shortened
from csm_tui.domain.values.phases import PHASES
from csm_tui.domain.values.time.days import PAST, Day


class Section(StrEnum):
    """The sections of the form, in order."""

    CHALLENGES = "Challenges solved"
    LESSONS = "Lessons learned"
    TOOLS = "Tools or templates"
    ASSETS = "Other assets / resources"
    PROCESS = "Process improvements"
    SYSTEMS = "Systems improvements"
    SUCCESSES = "Successes to celebrate"

    @property
    def short(self) -> str:
        """Its name where there is little room."""
        return "Assets" if self is Section.ASSETS else self.partition(" ")[0]


class EvaluationState(StrEnum):
    DRAFT = "draft"
    FINAL = "final"


class Evaluation(Entity):
    """How an engagement went in one phase. It is part of the book: whoever works with the client next learns from it.

    It is an internal tool and never shown to the client.
    """

    TABLE = "evaluations"
    NOUN = "evaluation"
    PLURAL = "evaluations"
    SCOPE = Scope.BOOK
    OWNERS = {"engagement": "engagements"}
    JSON = {"phase": "phase", "date": "day", **as_named("state", "authors")}
    FORM = FormLayout(
        "evaluation", ("phase", "day", "authors", "state"), "phase", lambda today: {"day": today.isoformat()}
    )

    engagement: str
    phase: FilledLine = Field(PHASES[0], description="One of the usual phases, or one of your own")
    day: Annotated[Day, PAST] = Field(title="Date", description='Like 2026-03-01 or "yesterday"')
    authors: TextLine = Field("", description="Who wrote it")
    state: EvaluationState = Field(EvaluationState.DRAFT, description="draft or final")

    @property
    def label(self) -> str:
        return f"evaluation of {self.phase}"

    @property
    def unique(self) -> str:
        return f"{self.engagement} {self.phase}"


class Entry(Entity):
    """One entry in a section of an evaluation. `place` is its position among those of its section.

    `activities` are those that were made of it. Entries are records of their own, so that two people can add to one
    evaluation at the same time. They are part of the book, as the evaluation is.
    """

    TABLE = "entries"
    NOUN = "entry"
    PLURAL = "entries"
    SCOPE = Scope.BOOK
    OWNERS = {"evaluation": "evaluations"}
    REFERENCES = {"activities": "activities"}
    FOLLOWING = frozenset({"place"})
    JSON = as_named("section", "text", "tags", "reusable")
    FORM = FormLayout("entry", ("section", "text", "tags", "reusable"), "text")

    evaluation: str
    section: Section = Section.CHALLENGES
    place: int = Field(0, ge=0)
    text: FilledText = Field(title="Entry", description="As you would tell it to a colleague")
    tags: Tags = Field((), description="Words separated by commas")
    reusable: bool = Field(False, description="Whether others should use it again")
    activities: Ids = ()

    @property
    def label(self) -> str:
        return f'entry "{shortened(self.text)}"'
