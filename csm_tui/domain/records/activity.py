"""An activity in the plan of a quarter, with the time spent on it."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from csm_tui.domain.record import Entity, FilledLine, FormLayout, LongText, Part, Record, Scope, TextLine, as_named
from csm_tui.domain.values.names import SEPARATOR
from csm_tui.domain.values.time.days import PAST, Day
from csm_tui.domain.values.time.hours import Duration, Hours
from csm_tui.domain.values.time.quarter import Monday


class Category(StrEnum):
    """What an activity is for; the first three are in the order of their priority."""

    RETAIN = "retain"
    EXPAND = "expand"
    ADVOCATE = "advocate"
    ONBOARD = "onboard"
    OTHER = "other"


class ActivityStatus(StrEnum):
    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


class ActivityOutcome(StrEnum):
    """How far the intended results were reached."""

    MET = "met"
    PARTLY = "partly"
    NOT = "not"


def _one_reference(line: str) -> str:
    if SEPARATOR in line:
        raise ValueError(f"must not hold {SEPARATOR!r}, which separates references where several are written")
    return line


Reference = Annotated[FilledLine, AfterValidator(_one_reference)]


def _distinct(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


Ids = Annotated[tuple[str, ...], AfterValidator(_distinct)]
"""Ids in the given order, without duplicates."""


class LogEntry(Part):
    """Time spent on one day."""

    FORM = FormLayout("log", ("day", "hours", "note"), "hours", lambda today: {"day": today.isoformat()})

    day: Annotated[Day, PAST] = Field(title="Date", description='Like 2026-03-01 or "yesterday"')
    hours: Duration = Field(description="Whole quarter-hours, such as 2.5, 2h30 or 90m")
    note: TextLine = Field("", description="What was done")


class Pin(Record):
    """Hours that the scheduler must leave on their day."""

    day: Day
    hours: Hours


class Activity(Entity):
    """A planned piece of work.

    `clients` and `dependencies` are ids; `quarter` is the first day of the quarter whose plan it belongs to. `play` is
    the id of the play of which it is a part, `external_id` its id in the tool from which it came; "" for none.
    It is part of the book, so that everyone who looks at a client sees what is planned for them.
    """

    TABLE = "activities"
    NOUN = "activity"
    PLURAL = "activities"
    SCOPE = Scope.BOOK
    REFERENCES = {"clients": "clients", "dependencies": "activities"}
    JSON = as_named(
        "reference", "clients", "category", "description", "purpose", "results", "measurement", "hours", "deadline",
        "earliest", "dependencies", "notes", "play", "status", "logged", "remaining", "result",
    )  # fmt: skip
    FORM = FormLayout(
        "activity",
        ("reference", "category", "clients", "description", "purpose", "results", "measurement", "hours", "earliest",
         "deadline", "dependencies", "notes"),
        "reference",
    )  # fmt: skip

    quarter: Monday
    reference: Reference = Field(description="A short name that no other activity of the plan has")
    clients: Ids = ()
    category: Category = Field(Category.OTHER, description="retain, expand, advocate, onboard or other")
    description: LongText = Field("", description="What is done")
    purpose: LongText = Field("", description="Which challenge it helps to solve")
    results: LongText = Field("", description="The intended outcome")
    measurement: LongText = Field("", description="How the result will be judged")
    hours: Duration = Field(title="Duration", description="All hours to diarise, such as 2.5, 2h30 or 90m")
    earliest: Day | None = Field(None, title="Earliest start", description="Not before this day")
    deadline: Day | None = Field(None, description="To be accomplished by; empty: the quarter's end")
    dependencies: Ids = ()
    notes: LongText = Field("", description="Anything worth knowing")
    play: TextLine = Field("", description="The id of the play of which it is a part")
    external_id: TextLine = ""
    status: ActivityStatus = Field(ActivityStatus.PLANNED, description="planned, doing, done or dropped")
    result: ActivityOutcome | None = Field(None, description="met, partly or not, once it is done")
    log: tuple[LogEntry, ...] = ()
    pins: tuple[Pin, ...] = ()

    @field_validator("result")
    @classmethod
    def _of_what_is_done(cls, result: ActivityOutcome | None, info: ValidationInfo) -> ActivityOutcome | None:
        if result is not None and info.data.get("status", ActivityStatus.DONE) is not ActivityStatus.DONE:
            raise ValueError("only what is done has a result")
        return result

    @property
    def label(self) -> str:
        return self.reference

    @property
    def unique(self) -> str:
        return f"{self.quarter} {self.reference}"

    @property
    def logged(self) -> float:
        """Hours spent so far."""
        return sum(entry.hours for entry in self.log)

    @property
    def open(self) -> bool:
        return self.status in (ActivityStatus.PLANNED, ActivityStatus.DOING)

    @property
    def remaining(self) -> float:
        """Hours still to be worked; 0 if the activity is done or dropped."""
        return max(0.0, self.hours - self.logged) if self.open else 0.0
