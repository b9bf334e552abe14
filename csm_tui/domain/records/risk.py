"""A risk to a client's renewal: what it is, what is done about it, and when it was reviewed."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from csm_tui.domain.record import Entity, FilledText, FormLayout, LongText, Part, Scope, as_named
from csm_tui.domain.records.client import Money
from csm_tui.domain.values.time.days import PAST, Day


class RiskKind(StrEnum):
    SPONSOR = "sponsor"
    CHAMPION = "champion"
    ADOPTION = "adoption"
    VALUE = "value"
    PRODUCT = "product"
    SUPPORT = "support"
    COMMERCIAL = "commercial"
    COMPETITOR = "competitor"
    ONBOARDING = "onboarding"
    OTHER = "other"


class RiskState(StrEnum):
    OPEN = "open"
    MITIGATED = "mitigated"
    ACCEPTED = "accepted"
    LOST = "lost"


class RiskReview(Part):
    """What was found when a risk was looked at again."""

    JSON = {"date": "day", "note": "note"}
    FORM = FormLayout("review", ("day", "note"), "note", lambda today: {"day": today.isoformat()})

    day: Annotated[Day, PAST] = Field(title="Date", description='Like 2026-03-01 or "yesterday"')
    note: LongText = Field("", description="What has changed since")


class Risk(Entity):
    """Something that may cost the client or a part of its ACV. It is part of the book, as the client is."""

    TABLE = "risks"
    NOUN = "risk"
    PLURAL = "risks"
    SCOPE = Scope.BOOK
    OWNERS = {"client": "clients"}
    JSON = as_named("kind", "text", "since", "impact", "action", "review", "state")
    FORM = FormLayout(
        "risk", ("kind", "text", "since", "impact", "action", "review", "state"), "text",
        lambda today: {"since": today.isoformat()},
    )  # fmt: skip

    client: str
    kind: RiskKind = Field(RiskKind.OTHER, description="What it is about")
    text: FilledText = Field(title="Risk", description="What may happen, and what makes you think so")
    since: Annotated[Day, PAST] = Field(description='Like 2026-03-01 or "2 weeks ago"')
    impact: Money | None = Field(None, description="The ACV that is at stake, such as 12,000")
    action: LongText = Field("", description="What is done about it")
    review: Day | None = Field(None, title="Next review", description='Like "in 2 weeks"')
    state: RiskState = Field(RiskState.OPEN, description="open, mitigated, accepted or lost")
    reviews: tuple[RiskReview, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.kind} risk"

    @property
    def is_open(self) -> bool:
        return self.state is RiskState.OPEN
