"""What the hours of a CSM depend on: weeks with other hours, leave, appointments and unplanned work."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from csm_tui.domain.record import Entity, FilledLine, FormLayout, Scope, TextLine, as_named, fixed_id
from csm_tui.domain.text import clean
from csm_tui.domain.values.time.days import PAST, Day
from csm_tui.domain.values.time.hours import Duration, Hours
from csm_tui.domain.values.time.quarter import Monday


class WorkWeek(Entity):
    """A week whose hours or share for onboarding differ from the usual ones; None means the usual value.

    It is personal, as everybody has their own hours.
    """

    TABLE = "weeks"
    NOUN = "week"
    PLURAL = "weeks"
    SCOPE = Scope.PERSON
    JSON = as_named("start", "hours", "onboarding_share")
    FORM = FormLayout("week", ("hours", "onboarding_share"), "hours")

    start: Monday
    hours: Hours | None = Field(None, description="Working hours of this week; empty: as usual")
    onboarding_share: int | None = Field(
        None, title="Onboarding", ge=0, le=100, description="Percent for onboarding; empty: as usual"
    )

    @property
    def label(self) -> str:
        return f"week of {self.start}"


def week_id(start: date) -> str:
    """The id of a week. It follows from the date, so that two programs never store the same week twice."""
    return fixed_id(f"week {start.isoformat()}")


class Leave(Entity):
    """Days off, including the last one. They are personal, as the hours are."""

    TABLE = "leave"
    NOUN = "leave"
    PLURAL = "leaves"
    SCOPE = Scope.PERSON
    JSON = {"from": "first", "to": "last", "note": "note"}
    FORM = FormLayout("leave", ("first", "last", "note"), "first")

    first: Day = Field(title="From", description='Like 2026-08-03 or "in 2 weeks"')
    last: Day = Field(title="To", description="The last day off")
    note: TextLine = ""

    @field_validator("last")
    @classmethod
    def _not_before(cls, last: date, info: ValidationInfo) -> date:
        if "first" in info.data and last < info.data["first"]:
            raise ValueError("must not lie before the first day")
        return last

    @property
    def label(self) -> str:
        return f"leave from {self.first}"


Minute = Annotated[int, Field(ge=0, le=24 * 60)]
"""A minute of a day, up to its midnight."""


class Appointment(Entity):
    """The times of a day that the appointments of a calendar take.

    `spans` are their begins and ends in minutes since midnight. Older versions kept hours in their place, and the name
    of the file in place of the calendar. It is personal, as the calendar is.
    """

    TABLE = "appointments"
    NOUN = "appointment"
    PLURAL = "appointments"
    SCOPE = Scope.PERSON
    OWNERS = {"calendar": "calendars"}
    JSON = {"date": "day", **as_named("calendar", "spans", "hours", "what", "source")}

    calendar: str = ""
    day: Day
    spans: tuple[tuple[Minute, Minute], ...] = ()
    hours: Duration | None = None
    what: TextLine = ""
    source: Annotated[str, AfterValidator(clean)] = ""

    @property
    def label(self) -> str:
        return f"{self.what or 'appointment'} on {self.day}"


class Unplanned(Entity):
    """Unplanned work, counted in the week of its day. If it is for a client, it is deleted with the client.

    It is personal, as it used one person's hours.
    """

    TABLE = "unplanned"
    NOUN = "unplanned work"
    PLURAL = "pieces of unplanned work"
    SCOPE = Scope.PERSON
    OWNERS = {"client": "clients"}
    JSON = {"date": "day", **as_named("client", "hours", "note")}
    FORM = FormLayout("unplanned", ("day", "hours", "note"), "hours", lambda today: {"day": today.isoformat()})

    client: str = ""
    day: Annotated[Day, PAST] = Field(title="Date", description='A day of the week it counts in, such as "yesterday"')
    hours: Duration = Field(description="Whole quarter-hours, such as 2.5, 2h30 or 90m")
    note: FilledLine = Field(description="What was done")

    @property
    def label(self) -> str:
        return f"unplanned work of {self.day}"
