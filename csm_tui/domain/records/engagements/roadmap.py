"""The customer success roadmap of an engagement: what an executive is shown, from why to what comes next.

Months are counted from the start of the initiative: month 0 is the first. Quarters are counted from 1.
"""

from typing import Annotated

from pydantic import Field, field_validator

from csm_tui.domain.record import (
    Entity,
    FilledLine,
    FilledText,
    FormLayout,
    LongText,
    Part,
    Scope,
    TextLine,
    as_named,
    fixed_id,
)
from csm_tui.domain.records.activity import Ids
from csm_tui.domain.text import shortened
from csm_tui.domain.values.reading.amounts import Amount, Figure
from csm_tui.domain.values.time.days import PAST, Day
from csm_tui.domain.values.time.months import whole_months

MOST_MONTHS = 120
MOST_QUARTERS = MOST_MONTHS // 3

Month = Annotated[int, Field(ge=0, le=MOST_MONTHS)]
"""Whole months since the start of the initiative."""


class Roadmap(Entity):
    """The briefing on one engagement. It is part of the book: whoever takes the client over goes on with it.

    It is shown to the customer: nothing internal stands in it but `notes`, which only whoever presents it sees.
    """

    TABLE = "roadmaps"
    NOUN = "roadmap"
    PLURAL = "roadmaps"
    SCOPE = Scope.BOOK
    OWNERS = {"engagement": "engagements"}
    JSON = as_named("title", "currency", "unit")
    FORM = FormLayout(
        "roadmap",
        ("title", "first_month", "months", "currency", "unit", "goal_months", "strategy", "outcomes", "adoption",
         "value_realization", "headline", "headline_by", "fell_short", "decision", "notes"),
        "title",
        lambda today: {"first_month": today.replace(day=1).isoformat()},
    )  # fmt: skip

    engagement: str
    title: FilledLine = Field("Customer success roadmap", description="What the initiative is called")
    first_month: Day = Field(title="Start", description='Its first month, such as 2026-03-01 or "10 months ago"')
    months: int = Field(60, ge=1, le=MOST_MONTHS, description="How many months the initiative takes")
    currency: TextLine = Field("", description="Currency of the cash flow, EUR or $")
    unit: TextLine = Field("thousand", description="What a figure of the cash flow counts, such as thousand")
    goal_months: int | None = Field(
        None, ge=1, le=MOST_MONTHS, title="Goal", description="Months after which it should have paid for itself"
    )
    strategy: LongText = Field("", description="Why the customer does this")
    outcomes: LongText = Field("", description="What they want to reach, one outcome a line")
    adoption: LongText = Field("", description="How it comes into use")
    value_realization: LongText = Field("", title="Value", description="How much it brings, and how that is shown")
    headline: TextLine = Field("", description="One figure that says what was gained so far")
    headline_by: TextLine = Field("", title="Stated by", description="Who in the customer's house stated it")
    fell_short: LongText = Field("", description="What did not come as it was meant to")
    decision: LongText = Field("", title="Decision asked", description="What you ask them to decide today")
    notes: LongText = Field("", description="For whoever presents it; nobody else sees them")

    @property
    def label(self) -> str:
        return f"roadmap {self.title}"

    @property
    def unique(self) -> str:
        return self.engagement

    @property
    def quarters(self) -> int:
        """How many quarters the initiative takes; the last one may be cut short."""
        return -(-self.months // 3)

    @property
    def counted_in(self) -> str:
        """What the amounts of its cash flow count: thousand EUR; "" if nobody said."""
        return " ".join(filter(None, (self.unit, self.currency)))

    def month_of(self, day: Day) -> int:
        """The whole months from its start to a day; negative before it."""
        return whole_months(self.first_month.replace(day=1), day)


class Measure(Part):
    """A value that was measured in a month."""

    FORM = FormLayout("measure", ("month", "value"), "value")

    month: Month = Field(description="Whole months since the start")
    value: Figure = Field(description="What was measured, such as 12.5")


class Kpi(Entity):
    """A figure by which the initiative is judged. It is part of the book, as the roadmap is."""

    TABLE = "kpis"
    NOUN = "KPI"
    PLURAL = "KPIs"
    SCOPE = Scope.BOOK
    OWNERS = {"roadmap": "roadmaps"}
    FOLLOWING = frozenset({"place"})
    JSON = as_named("name", "baseline", "target", "unit", "due_month")
    FORM = FormLayout("kpi", ("name", "baseline", "target", "unit", "due_month"), "name")

    roadmap: str
    place: int = Field(0, ge=0)
    name: FilledLine = Field(description="What is measured")
    baseline: Figure | None = Field(None, description="Its value in month 0")
    target: Figure | None = Field(None, description="The value to be reached")
    unit: TextLine = Field("", description="Such as %, hours or tickets a week")
    due_month: Month | None = Field(None, description="The month by which the target is to be reached")
    measures: tuple[Measure, ...] = ()
    course: tuple[Measure, ...] = ()
    """Values to be passed on the way to the target, where that is not a straight line."""

    @field_validator("measures", "course")
    @classmethod
    def _by_month(cls, measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
        return tuple(sorted(measures, key=lambda one: one.month))

    @property
    def label(self) -> str:
        return f"KPI {self.name}"

    @property
    def unique(self) -> str:
        return f"{self.roadmap} {self.name}"


class Milestone(Part):
    """Something that is to be reached by a month. `actual` is the month in which it was."""

    JSON = as_named("name", "planned", "actual")
    FORM = FormLayout("milestone", ("name", "planned", "actual", "activities"), "name")

    name: FilledLine = Field(description="What is reached, such as value start")
    planned: Month = Field(description="The month in which it is planned")
    actual: Month | None = Field(None, description="The month in which it was reached; empty if it was not yet")
    activities: LongText = Field("", description="What has to be done for it")


class Phase(Entity):
    """A part of the initiative with its milestones, such as a region. It is part of the book, as the roadmap is."""

    TABLE = "phases"
    NOUN = "phase"
    PLURAL = "phases"
    SCOPE = Scope.BOOK
    OWNERS = {"roadmap": "roadmaps"}
    FOLLOWING = frozenset({"place"})
    JSON = as_named("name")
    FORM = FormLayout("phase", ("name", "csm_part"), "name")

    roadmap: str
    place: int = Field(0, ge=0)
    name: FilledLine = Field(description="A part of the initiative, such as a region or a department")
    csm_part: LongText = Field("", title="CSM's part", description="What you do for it")
    milestones: tuple[Milestone, ...] = ()

    @field_validator("milestones")
    @classmethod
    def _in_order(cls, milestones: tuple[Milestone, ...]) -> tuple[Milestone, ...]:
        return tuple(sorted(milestones, key=lambda one: one.planned))

    @property
    def label(self) -> str:
        return f"phase {self.name}"

    @property
    def unique(self) -> str:
        return f"{self.roadmap} {self.name}"


CELLS = ("estimated_expenditure", "actual_expenditure", "estimated_income", "actual_income")
"""What is entered for each quarter, in the order of the columns."""


class CashQuarter(Entity):
    """The cash flow of one quarter. An empty actual is one that is not known yet, which is not 0.

    Its id follows from its roadmap and number, so that two programs fill in the same one. It is part of the book, as
    the roadmap is.
    """

    TABLE = "cash_quarters"
    NOUN = "quarter"
    PLURAL = "quarters"
    SCOPE = Scope.BOOK
    OWNERS = {"roadmap": "roadmaps"}
    JSON = as_named("number", *CELLS)
    FORM = FormLayout("cash", CELLS, CELLS[0])

    roadmap: str
    number: int = Field(ge=1, le=MOST_QUARTERS, title="Quarter")
    estimated_expenditure: Amount | None = Field(None, description="What it was meant to cost")
    actual_expenditure: Amount | None = Field(None, description="What it cost; empty if that is not known yet")
    estimated_income: Amount | None = Field(None, description="What it was meant to bring")
    actual_income: Amount | None = Field(None, description="What it brought; empty if that is not known yet")

    @property
    def label(self) -> str:
        return f"quarter {self.number}"

    @property
    def unique(self) -> str:
        return f"{self.roadmap} {self.number}"


def quarter_id(roadmap: str, number: int) -> str:
    """The id of a quarter of a roadmap."""
    return fixed_id(f"quarter {number} of {roadmap}")


class NextStep(Entity):
    """What was agreed to be done next. It is part of the book, as the roadmap is."""

    TABLE = "next_steps"
    NOUN = "next step"
    PLURAL = "next steps"
    SCOPE = Scope.BOOK
    OWNERS = {"roadmap": "roadmaps"}
    REFERENCES = {"activities": "activities"}
    FOLLOWING = frozenset({"place"})
    JSON = {"item": "item", "owner": "owner", "date": "day", "implication": "implication"}
    FORM = FormLayout("step", ("item", "owner", "day", "implication", "agreed"), "item")

    roadmap: str
    place: int = Field(0, ge=0)
    item: FilledText = Field(description="What is to be done")
    owner: TextLine = Field("", description="Who does it, on their side or on ours")
    day: Day | None = Field(None, title="Date", description='By when, such as "in 3 weeks"')
    implication: LongText = Field("", description="What it means for their business if it is done, or is not")
    agreed: Annotated[Day | None, PAST] = Field(
        None, title="Agreed on", description="The day on which both sides agreed"
    )
    activities: Ids = ()

    @property
    def label(self) -> str:
        return f'next step "{shortened(self.item)}"'


class Edition(Entity):
    """A roadmap as it was presented on a day. It is part of the book, as the roadmap is."""

    TABLE = "editions"
    NOUN = "edition"
    PLURAL = "editions"
    SCOPE = Scope.BOOK
    OWNERS = {"roadmap": "roadmaps"}
    JSON = {"date": "day", "audience": "audience"}
    FORM = FormLayout("edition", ("day", "audience"), "audience", lambda today: {"day": today.isoformat()})

    roadmap: str
    day: Annotated[Day, PAST] = Field(title="Date", description='Like 2026-03-01 or "yesterday"')
    audience: TextLine = Field("", description="To whom it was presented")
    shown: LongText = ""
    """The roadmap's answer in JSON on that day."""

    @property
    def label(self) -> str:
        return f"edition of {self.day}"
