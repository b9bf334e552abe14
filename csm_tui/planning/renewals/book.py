"""All that is known of the renewals of a book: those to come, those that ended, and what they say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from csm_tui.domain.records.renewal import Renewal
from csm_tui.domain.values.bands import Band
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.portfolio.rows import Row, row_of
from csm_tui.planning.renewals.judgement import BandOutcomes, Brier, brier, causes, green_and_left, score_tells
from csm_tui.planning.renewals.retention import Period, Retention, retention
from csm_tui.planning.renewals.upcoming import MonthForecast, Upcoming, forecast_by_month, upcoming_renewals


@dataclass(frozen=True)
class RenewalBook:
    """The renewals of a book on a day.

    Attributes:
        upcoming: The next renewal of each client, by the day of decision.
        closed: Those that ended in the period, or were due in it, the latest first.
        forecast: What is to be decided in each month of four quarters.
        period: The days over which the rates are taken.
        rates: What was kept.
        brier, tells, trusted, causes: What all outcomes ever recorded say of the likelihoods and of the health score;
            `trusted` are the losses of clients who were green.
    """

    upcoming: tuple[Upcoming, ...]
    closed: tuple[Renewal, ...]
    forecast: tuple[MonthForecast, ...]
    period: Period
    rates: Retention
    brier: Brier
    tells: Mapping[Band | None, BandOutcomes]
    trusted: tuple[Renewal, ...]
    causes: tuple[tuple[str, int], ...]
    names: Mapping[str, str]

    def name(self, renewal: Renewal) -> str:
        """The name of the client of a renewal."""
        return self.names[renewal.client]


def renewal_book(
    workspace: Workspace, today: date, period: Period | None = None, rows: Iterable[Row] | None = None
) -> RenewalBook:
    """The renewals of a workspace on a day; the rates are those of the last twelve months if no period is given.

    `rows` are those of the portfolio where they are derived already.
    """
    span = period or Period.of_twelve_months(today)
    if rows is None:
        rows = [row_of(client, workspace, today) for client in workspace.clients.values()]
    ended = [*workspace.table(Renewal).records.values()]
    thresholds = workspace.settings.thresholds.score
    upcoming = upcoming_renewals(rows, workspace)
    return RenewalBook(
        upcoming=tuple(upcoming),
        closed=tuple(_latest_first(one for one in ended if one.due in span or one.closed in span)),
        forecast=tuple(forecast_by_month(upcoming, today)),
        period=span,
        rates=retention(workspace, span),
        brier=brier(ended),
        tells=score_tells(ended, thresholds),
        trusted=tuple(_latest_first(green_and_left(ended, thresholds))),
        causes=tuple(causes(ended)),
        names={identity: client.name for identity, client in workspace.clients.items()},
    )


def _latest_first(renewals: Iterable[Renewal]) -> Sequence[Renewal]:
    return sorted(renewals, key=lambda one: (one.due, one.id), reverse=True)
