"""The renewals that are coming: by when each is decided, what is expected of it, and what that comes to by month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.renewal import Forecast, ForecastCategory
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.money import exact_sum, plain_number
from csm_tui.domain.values.time.months import shift_months
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.portfolio.rows import Row

EARLY_DAYS = 90
"""More than this many days before the decision nothing is surer than likely."""

MONTHS_AHEAD = 12
"""The forecast reaches over four quarters."""

_FROM_THE_SUREST = tuple(ForecastCategory)


@dataclass(frozen=True)
class Upcoming:
    """The next renewal of a client.

    Attributes:
        row: The client.
        decision: The day by which they have decided.
        forecast: What the CSM has said of it, if anything.
        category: What counts: what was said, but nothing surer than the ceiling allows. None if nothing was said and
            the decision is still to come.
        likelihood: Percent; None without a category.
        ceiling: Why it counts for less than what was said; "" if it does not.
    """

    row: Row
    decision: date
    forecast: Forecast | None
    category: ForecastCategory | None
    likelihood: int | None
    ceiling: str = ""

    @property
    def expected(self) -> Fraction:
        """The likelihood times the ACV."""
        return Fraction(self.likelihood or 0, 100) * Fraction(str(self.row.acv))


def usual_likelihood(category: ForecastCategory, settings: Settings) -> int:
    """The likelihood that a category stands for, in percent."""
    likelihood: int = getattr(settings.forecast, category.name.lower())
    return likelihood


def said_likelihood(forecast: Forecast, settings: Settings) -> int:
    """The likelihood that was given, in percent: one's own, else that of the category."""
    return usual_likelihood(forecast.category, settings) if forecast.likelihood is None else forecast.likelihood


def forecast_of(client: Client, workspace: Workspace) -> Forecast | None:
    """What was said of the client's next renewal; the last word if two terminals said something."""
    return max(workspace.table(Forecast).of(client.id), key=lambda one: one.given or date.min, default=None)


def upcoming_of(row: Row, forecast: Forecast | None) -> Upcoming | None:
    """The next renewal of a client; None if there is no renewal date, or the client has left."""
    if not row.is_present or row.decision is None:
        return None
    highest, why = _ceiling(row, forecast)
    said = None if forecast is None else forecast.category
    if said is None and highest is not ForecastCategory.AT_RISK:
        return Upcoming(row, row.decision, forecast, None, None)
    category = highest if said is None else _lower(said, highest)
    usual, own = usual_likelihood(category, row.settings), None if forecast is None else forecast.likelihood
    most = usual_likelihood(highest, row.settings) if why else 100
    likelihood = usual if own is None else min(own, most)
    lowered = category is not said or own not in (None, likelihood)
    return Upcoming(row, row.decision, forecast, category, likelihood, why if lowered else "")


def _ceiling(row: Row, forecast: Forecast | None) -> tuple[ForecastCategory, str]:
    """The surest category that a renewal may have, and why it is not a surer one."""
    days = row.decides or 0
    if days < 0:
        return ForecastCategory.AT_RISK, "the decision date has passed and nothing is signed"
    if days > EARLY_DAYS:
        return ForecastCategory.LIKELY, f"more than {EARLY_DAYS} days before the decision nothing is surer than likely"
    if forecast is None or not forecast.signer:
        return ForecastCategory.LIKELY, "without a named signer nothing is surer than likely"
    return ForecastCategory.COMMIT, ""


def _lower(one: ForecastCategory, other: ForecastCategory) -> ForecastCategory:
    return max(one, other, key=_FROM_THE_SUREST.index)


def upcoming_renewals(rows: Iterable[Row], workspace: Workspace) -> list[Upcoming]:
    """The next renewal of each client who has one, the nearest decision first."""
    found = (upcoming_of(row, forecast_of(row.client, workspace)) for row in rows)
    return sorted(filter(None, found), key=lambda one: (one.decision, one.row.place))


@dataclass(frozen=True)
class MonthForecast:
    """What is to be decided in a month.

    Attributes:
        first: Its first day.
        due: The ACV up for renewal.
        expected: The sum of likelihood times ACV.
        committed: The ACV of what is committed.
        unjudged: The ACV of which nothing was said; it is in neither of the two.
        clients: How many clients it is.
    """

    first: date
    due: float
    expected: float
    committed: float
    unjudged: float
    clients: int


def forecast_by_month(renewals: Sequence[Upcoming], today: date) -> list[MonthForecast]:
    """The months of the four quarters that begin with this one; what should have been decided counts in the first."""
    firsts = [shift_months(today.replace(day=1), ahead) for ahead in range(MONTHS_AHEAD)]
    groups: dict[date, list[Upcoming]] = {first: [] for first in firsts}
    for one in renewals:
        month = max(one.decision.replace(day=1), firsts[0])
        if month in groups:
            groups[month].append(one)
    return [_month(first, group) for first, group in groups.items()]


def _month(first: date, group: Sequence[Upcoming]) -> MonthForecast:
    return MonthForecast(
        first,
        due=exact_sum(one.row.acv for one in group),
        expected=plain_number(sum((one.expected for one in group), Fraction())),
        committed=exact_sum(one.row.acv for one in group if one.category is ForecastCategory.COMMIT),
        unjudged=exact_sum(one.row.acv for one in group if one.category is None),
        clients=len(group),
    )
