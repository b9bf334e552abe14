"""A customer, their scores over time, and the people behind them."""

import re
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, Field, field_validator

from csm_tui.domain.record import Entity, FilledLine, FormLayout, LongText, Part, Record, Scope, TextLine, as_named
from csm_tui.domain.text import clean_line
from csm_tui.domain.values.bands import Trend
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.health import COMPONENTS, Score, Scores, Snapshot
from csm_tui.domain.values.time.days import FIRST_DAY, PAST, Day, days_later
from csm_tui.domain.values.time.months import whole_months, whole_years

Money = Annotated[int, Field(ge=0, le=10**12)] | Annotated[float, Field(ge=0, le=10**12, allow_inf_nan=False)]
"""An amount per year in the workspace's currency."""


def _tag(text: str) -> str:
    return re.sub("[ ,;]", "-", clean_line(text)).lower()


Former = tuple[Day, TextLine, int | float | TextLine | None]
"""A day, a field of NOTED, and what it held until that day: a plain tuple, as a snapshot is. Days are ISO texts."""

NOTED = ("name", "status", "owner", "acv", "customer_since", "renewal_date", "notice_days", "sentiment")
"""The fields whose former values are kept, so that two days can be compared. Those of the scores are snapshots."""


@lru_cache(4096)  # few clients have tags that no other one has in the same order
def distinct_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Tags as they are kept: lower case, hyphens for spaces, none twice."""
    return tuple(dict.fromkeys(filter(None, map(_tag, tags))))


Tags = Annotated[tuple[str, ...], AfterValidator(distinct_tags)]
"""Lower-case words without spaces, in the given order, without duplicates."""


class Stakeholder(Part):
    """A person involved in the account. Decision maker, project lead and account manager are roles."""

    JSON = as_named("name", "role", "seniority", "attitude", "last_contact", "champion", "left")
    FORM = FormLayout(
        "stakeholder", ("name", "role", "seniority", "attitude", "last_contact", "champion", "left"), "name"
    )

    name: FilledLine = Field(description="First and last name")
    role: TextLine = Field("", description="Decision maker, project lead, account manager")
    seniority: TextLine = Field("", description="Such as board, director, team lead")
    attitude: TextLine = Field("", description="Such as champion, supporter, neutral, critic")
    last_contact: Annotated[Day | None, PAST] = Field(None, description='Like 2026-03-01 or "2 weeks ago"')
    champion: bool = Field(False, description="Whether they speak for us in their house")
    left: bool = Field(False, title="Has left", description="Whether they are no longer there")


class Override(Record):
    """A score that replaces the computed one up to and including a day, with the reason."""

    score: Score = Field(description="0 to 100, in place of the computed health")
    reason: FilledLine = Field(description="Why the computed score is wrong")
    until: Day = Field(description='Its last day, such as "in 6 weeks"')

    def holds(self, today: date) -> bool:
        return today <= self.until


class Feeling(StrEnum):
    """What a CSM thinks of the relation."""

    GOOD = "good"
    UNEASY = "uneasy"
    BAD = "bad"


class Sentiment(Record):
    """The CSM's own feeling about a client, with the reason: a fact beside the score, without weight.

    Its day is the one on which it was entered.
    """

    JSON = {"sentiment": "feeling", "why": "why"}

    feeling: Feeling = Field(title="Sentiment", description="good, uneasy or bad: what you think yourself")
    why: TextLine = Field("", description="What makes you think so")


def as_noted(value: Any) -> int | float | str | None:
    """A value of a field of NOTED as `former` keeps it: a feeling without its reason, days as ISO texts."""
    if isinstance(value, Sentiment):
        return value.feeling.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


class Client(Entity):
    """One customer. `entered` holds the day on which each field was last entered or imported, even if equal.

    `history` is sorted by date, one snapshot a day; the newest one agrees with the scores, unless they were typed while
    the clock was set back. `former` holds what the other fields were before, sorted by day, and `added` the day on
    which the client came into the book. Clients are the book itself.
    """

    TABLE = "clients"
    NOUN = "client"
    PLURAL = "clients"
    SCOPE = Scope.BOOK
    FOLLOWING = frozenset({"entered", "history", "former", "added"})
    JSON = {
        "client": "name",
        **as_named("acv", *COMPONENTS, "tags", "status", "owner", "customer_since", "renewal_date", "notice_days"),
        **as_named("external_id", "notes"),
    }
    FORM = FormLayout(
        "client",
        ("name", "status", "owner", "acv", "customer_since", "renewal_date", "notice_days", "trend", *COMPONENTS,
         "sentiment", "tags", "notes", "override", "external_id"),
        "name",
    )  # fmt: skip

    name: FilledLine = Field(description="A name no other client has")
    status: ClientStatus = Field(ClientStatus.ACTIVE, description="onboarding, active or churned")
    owner: TextLine = Field("", description="Who looks after the client")
    customer_since: Day | None = Field(None, description='Like 2024-03-01 or "2 years ago"')
    acv: Money | None = Field(None, title="ACV", description="Per year, such as 35,000")
    renewal_date: Day | None = Field(None, description='Like 2027-03-01 or "in 3 months"')
    notice_days: int | None = Field(
        None, ge=0, le=730, title="Notice period", description="Days before the renewal by which they must decide"
    )
    trend: Trend | None = Field(None, description="Used until the history can tell")
    product: Score | None = Field(None, description="0 to 100, or empty: no data")
    satisfaction: Score | None = Field(None, description="0 to 100, or empty: no data")
    support: Score | None = Field(None, description="0 to 100, or empty: no data")
    sponsorship: Score | None = Field(None, description="0 to 100, or empty: no data")
    override: Override | None = None
    sentiment: Sentiment | None = None
    external_id: TextLine = Field("", title="External id", description="Its id in the CRM")
    tags: Tags = Field((), description="Words separated by commas")
    notes: LongText = Field("", description="Anything worth knowing")
    stakeholders: tuple[Stakeholder, ...] = ()
    entered: dict[str, Day] = Field(default_factory=dict)
    history: tuple[Snapshot, ...] = ()
    former: tuple[Former, ...] = ()
    added: Day | None = None

    @field_validator("history")
    @classmethod
    def _in_order(cls, history: tuple[Snapshot, ...]) -> tuple[Snapshot, ...]:
        last = date.min
        for snapshot in history:
            if snapshot[0] <= last:
                break
            last = snapshot[0]
        else:
            return history
        return tuple(sorted({snapshot[0]: snapshot for snapshot in history}.values(), key=lambda one: one[0]))

    @field_validator("former")
    @classmethod
    def _each_once(cls, former: tuple[Former, ...]) -> tuple[Former, ...]:
        return tuple(sorted({one[:2]: one for one in former}.values(), key=lambda one: one[:2])) if former else ()

    @property
    def label(self) -> str:
        return self.name

    @property
    def unique(self) -> str:
        return self.name

    @property
    def scores(self) -> Scores:
        return self.product, self.satisfaction, self.support, self.sponsorship

    def term(self, today: date) -> int | None:
        """Whole years as a customer; 0 before the first day."""
        return None if self.customer_since is None else max(0, whole_years(self.customer_since, today))

    def months_to_renewal(self, today: date) -> int | None:
        return None if self.renewal_date is None else whole_months(today, self.renewal_date)

    def decides_on(self, usual_notice: int | None = None) -> date | None:
        """The day by which the client has decided: the renewal date less the notice period.

        `usual_notice` is the period in days where the client has none of its own; None if there is none.
        """
        notice = self.notice_days if self.notice_days is not None else usual_notice
        if self.renewal_date is None or not notice:
            return self.renewal_date
        return max(self.renewal_date, FIRST_DAY + timedelta(days=notice)) - timedelta(days=notice)

    def override_on(self, today: date) -> Override | None:
        """The override in force on a day."""
        return self.override if self.override is not None and self.override.holds(today) else None

    def held_on(self, field: str, day: date) -> int | float | str | None:
        """What a field of NOTED held at the end of a day, as `former` writes it."""
        later = (value for since, name, value in self.former if name == field and since > day)
        return next(later, as_noted(getattr(self, field)))

    @property
    def known_since(self) -> date | None:
        """The first day of which the book knows anything of the client."""
        days = [*self.entered.values(), *(snapshot[0] for snapshot in self.history[:1]), self.added]
        return min(filter(None, days), default=None)

    def knows_newer(self, field: str, day: date) -> bool:
        """Whether the field was last entered or imported after that day."""
        return field in self.entered and self.entered[field] > day


def stale_components(client: Client, limits: tuple[int, int, int, int], today: date) -> tuple[str, ...]:
    """The components whose score is older than its limit in days. A missing score is no data, not stale."""
    entered = client.entered
    old = [
        component
        for component, oldest in zip(COMPONENTS, _oldest(limits, today), strict=True)
        if component in entered and entered[component] < oldest
    ]
    return tuple([component for component in old if getattr(client, component) is not None])


@lru_cache(8)
def _oldest(limits: tuple[int, ...], today: date) -> tuple[date, ...]:
    """The first days on which a score entered is not stale yet."""
    return tuple(days_later(today, -limit) for limit in limits)
