"""Renewals: what is expected of the next one, and how the past ones ended."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from csm_tui.domain.record import Entity, FilledText, FormLayout, LongText, Scope, TextLine, as_named
from csm_tui.domain.records.client import Money
from csm_tui.domain.values.time.days import PAST, Day

Percent = Annotated[int, Field(ge=0, le=100)]
"""A likelihood as it is typed; in JSON answers it is a share of 0-1."""


class ForecastCategory(StrEnum):
    """How sure a renewal is, from the surest down."""

    COMMIT = "commit"
    LIKELY = "likely"
    POSSIBLE = "possible"
    AT_RISK = "at risk"
    LOST = "lost"


class Outcome(StrEnum):
    """How a renewal ended."""

    RENEWED = "renewed"
    EXPANDED = "expanded"
    CONTRACTED = "contracted"
    CHURNED = "churned"


class Cause(StrEnum):
    """Why customers leave at the root, which is seldom the reason that they state."""

    NO_DECISION = "no decision taken"
    SHELVED = "initiative shelved"
    FREEZE = "spending freeze"
    BUDGET = "budget gone"
    OWNER_LEFT = "owner left and nobody followed"
    SPONSOR = "sponsor lost"
    ADOPTION = "never adopted"
    VALUE = "no value seen"
    DEFECTS = "defects"
    RULED = "ruled from above"
    COMPETITOR = "competitor"
    PAYMENT = "payment failed"
    GONE = "customer gone"
    OTHER = "other"


class Forecast(Entity):
    """What the CSM expects of a client's next renewal, with the evidence for it; there is one for a client.

    It is part of the book: the forecast of a team is the sum of those of its members.
    """

    TABLE = "forecasts"
    NOUN = "forecast"
    PLURAL = "forecasts"
    SCOPE = Scope.BOOK
    OWNERS = {"client": "clients"}
    JSON = as_named("category", "likelihood", "evidence", "signer", "given")
    FORM = FormLayout("forecast", ("category", "likelihood", "evidence", "signer"), "category")

    client: str
    category: ForecastCategory = Field(
        ForecastCategory.POSSIBLE, description="commit, likely, possible, at risk or lost"
    )
    likelihood: Percent | None = Field(None, description="Percent, if it is another than the category's")
    evidence: FilledText = Field(description="What they said or did that makes you think so")
    signer: TextLine = Field("", description="Who signs; without a name it is no commit")
    given: Annotated[Day | None, PAST] = None

    @property
    def label(self) -> str:
        return f"forecast {self.category}"


class Renewal(Entity):
    """A renewal that has ended: what was due, what came of it, and what was expected of it before.

    `category` and `likelihood` (percent) are those of the last forecast, and `health_before` is the rounded health 90
    days before it was due, or before it ended if that was earlier; they are kept so that forecasts and scores can be
    judged by what came. It is part of the book.
    """

    TABLE = "renewals"
    NOUN = "renewal"
    PLURAL = "renewals"
    SCOPE = Scope.BOOK
    OWNERS = {"client": "clients"}
    JSON = {
        "date": "due",
        **as_named("outcome", "acv"),
        "new_acv": "acv_after",
        **as_named("health_before", "reason", "cause", "decided"),
    }
    FORM = FormLayout("renewal", ("outcome", "new_acv", "due", "next_renewal", "decided", "reason", "cause"), "outcome")

    client: str
    due: Day = Field(title="Renewal date", description="The day on which the contract was to be renewed")
    closed: Annotated[Day, PAST] = Field(title="Recorded", description="The day on which it was known how it ended")
    outcome: Outcome = Field(description="renewed, expanded, contracted or churned")
    acv: Money | None = Field(None, title="ACV", description="What was up for renewal, per year")
    new_acv: Money | None = Field(
        None, title="New ACV", description="Per year from now on; empty: as before, or nothing after a loss"
    )
    next_renewal: Day | None = Field(None, description="When the new contract ends; empty: twelve months on")
    decided: Annotated[Day | None, PAST] = Field(None, description='The day of their decision, like "2 weeks ago"')
    reason: LongText = Field("", description="What they say is the reason")
    cause: Cause | None = Field(None, title="Root cause", description="What you think is behind it")
    category: ForecastCategory | None = None
    likelihood: Percent | None = None
    health_before: Percent | None = None

    @field_validator("new_acv", mode="after")
    @classmethod
    def _as_the_outcome_says(cls, amount: float | None, info: ValidationInfo) -> float | None:
        outcome, before = info.data.get("outcome"), info.data.get("acv")
        if outcome is Outcome.CHURNED and amount:
            raise ValueError("who has left pays nothing: 0, or another outcome")
        if amount is None and before is not None and outcome in (Outcome.EXPANDED, Outcome.CONTRACTED):
            raise ValueError("say what they pay from now on")
        if before is None or amount is None:
            return amount
        if outcome is Outcome.EXPANDED and amount <= before:
            raise ValueError(f"expanded is more than the {before:,} before; otherwise it is renewed or contracted")
        if outcome is Outcome.CONTRACTED and not 0 < amount < before:
            raise ValueError(f"contracted is more than 0 and less than the {before:,} before")
        if outcome is Outcome.RENEWED and amount != before:
            raise ValueError(f"renewed is as before, {before:,}; otherwise it is expanded or contracted")
        return amount

    @field_validator("next_renewal", mode="after")
    @classmethod
    def _after_this_one(cls, day: date | None, info: ValidationInfo) -> date | None:
        due = info.data.get("due")
        if day is not None and due is not None and day <= due:
            raise ValueError(f"must be after {due}, when this one was due")
        return day

    @property
    def label(self) -> str:
        return f"renewal of {self.due}"

    @property
    def unique(self) -> str:
        return f"{self.client} {self.due}"

    @property
    def holds_from(self) -> date:
        """The day from which the outcome holds: when it was due, or when it was recorded if that was before."""
        return min(self.due, self.closed)

    @property
    def acv_after(self) -> float | None:
        """What they pay from then on: as before, or nothing after a loss, if nothing else was said."""
        if self.new_acv is not None or self.outcome not in (Outcome.RENEWED, Outcome.CHURNED):
            return self.new_acv
        return self.acv if self.kept else 0

    @property
    def kept(self) -> bool:
        """Whether the client stayed."""
        return self.outcome is not Outcome.CHURNED
