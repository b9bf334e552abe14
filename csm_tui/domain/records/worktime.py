"""Where a CSM's hours are: weeks that differ, leave, appointments, and work that nobody planned."""

from datetime import date
from typing import Annotated, ClassVar
from uuid import NAMESPACE_OID, uuid5

from pydantic import Field, ValidationInfo, field_validator

from csm_tui.domain.record import Entity, FilledLine, Line
from csm_tui.domain.values.dates import PAST
from csm_tui.domain.values.hours import Duration, Hours
from csm_tui.domain.values.quarter import Monday


class WorkWeek(Entity):
    """A week whose hours or whose share for onboarding are not the usual ones; None: they are."""

    TABLE: ClassVar[str] = "weeks"
    NOUN: ClassVar[str] = "week"
    PLURAL: ClassVar[str] = "weeks"

    start: Monday
    hours: Hours | None = Field(None, description="Working hours of this week; empty: as usual")
    onboarding_share: int | None = Field(
        None, title="Onboarding", ge=0, le=100, description="Percent for onboarding; empty: as usual"
    )

    @property
    def label(self) -> str:
        return f"week of {self.start}"


def week_id(start: date) -> str:
    """The id of a week: a fixed one, so that two programs never keep two of one week."""
    return str(uuid5(NAMESPACE_OID, f"csm-tui week {start.isoformat()}"))


class Leave(Entity):
    """Days off, the last one included."""

    TABLE: ClassVar[str] = "leave"
    NOUN: ClassVar[str] = "leave"
    PLURAL: ClassVar[str] = "leaves"

    first: date = Field(title="From", description='Like 2026-08-03 or "in 2 weeks"')
    last: date = Field(title="To", description="The last day off")
    note: Line = ""

    @field_validator("last")
    @classmethod
    def _not_before(cls, last: date, info: ValidationInfo) -> date:
        if "first" in info.data and last < info.data["first"]:
            raise ValueError("must not lie before the first day")
        return last

    @property
    def label(self) -> str:
        return f"leave from {self.first}"


class Appointment(Entity):
    """Hours of a day that are taken by something else, as read from a calendar. `source` is the calendar's own id."""

    TABLE: ClassVar[str] = "appointments"
    NOUN: ClassVar[str] = "appointment"
    PLURAL: ClassVar[str] = "appointments"

    day: date
    hours: Duration
    what: Line = ""
    source: str = ""

    @property
    def label(self) -> str:
        return f"{self.what or 'appointment'} on {self.day}"


class Unplanned(Entity):
    """Work that was not planned, counted in the week of its day."""

    TABLE: ClassVar[str] = "unplanned"
    NOUN: ClassVar[str] = "unplanned work"
    PLURAL: ClassVar[str] = "pieces of unplanned work"

    client: str = ""
    day: Annotated[date, PAST] = Field(title="Date", description='A day of the week it counts in, such as "yesterday"')
    hours: Duration = Field(description="Whole quarter-hours, such as 2.5, 2h30 or 90m")
    note: FilledLine = Field(description="What was done")

    @property
    def label(self) -> str:
        return f"unplanned work of {self.day}"

    @property
    def owner_id(self) -> str:
        return self.client
