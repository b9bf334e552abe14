"""Judging by what came of it: were the likelihoods right, did the health score tell, and why did clients leave."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.renewal import Renewal
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.bands import Band, ScoreThresholds
from csm_tui.domain.values.health import overall
from csm_tui.domain.values.time.days import days_later

DAYS_BEFORE = 90
ENOUGH = 30
"""Likelihoods can be judged from this many outcomes on."""


@dataclass(frozen=True)
class Brier:
    """The Brier score of the likelihoods that were given: the mean of (likelihood - outcome) squared, 0 is perfect.

    `base` is the score of always saying the share that renewed (`base_rate`). All are None without likelihoods.
    """

    value: float | None
    base: float | None
    base_rate: float | None
    count: int

    @property
    def is_enough(self) -> bool:
        """Whether there are enough outcomes to tell."""
        return self.count >= ENOUGH


def brier(renewals: Collection[Renewal]) -> Brier:
    """How good the likelihoods were. Source: G. W. Brier, Verification of forecasts expressed in terms of probability,
    1950, in its form for two outcomes."""
    judged = [(one.likelihood, 100 * one.kept) for one in renewals if one.likelihood is not None]
    count = len(judged)
    if not count:
        return Brier(None, None, None, 0)
    # Whole percents, so that the sums are exact.
    rate = sum(kept for _, kept in judged) / (100 * count)
    missed = sum((said - kept) ** 2 for said, kept in judged)
    return Brier(missed / (10_000 * count), rate * (1 - rate), rate, count)


@dataclass(frozen=True)
class BandOutcomes:
    """How the renewals of one band ended."""

    renewed: int
    lost: int


def score_tells(renewals: Collection[Renewal], thresholds: ScoreThresholds) -> Mapping[Band | None, BandOutcomes]:
    """The outcomes by the band of the health 90 days before; None stands for no data. Every band has an entry."""
    counts = Counter((band_before(one, thresholds), one.kept) for one in renewals)
    return {band: BandOutcomes(counts[band, True], counts[band, False]) for band in (*Band, None)}


def green_and_left(renewals: Collection[Renewal], thresholds: ScoreThresholds) -> list[Renewal]:
    """The renewals that were lost although the health was green 90 days before."""
    return [one for one in renewals if not one.kept and band_before(one, thresholds) is Band.GREEN]


def band_before(renewal: Renewal, thresholds: ScoreThresholds) -> Band | None:
    """The band of the health 90 days before the renewal."""
    return None if renewal.health_before is None else thresholds.band(renewal.health_before)


def health_before(client: Client, due: date, settings: Settings) -> int | None:
    """The computed health of a client 90 days before a renewal, rounded, by the latest snapshot until then."""
    day = days_later(due, -DAYS_BEFORE)
    scores = next((snapshot[1:] for snapshot in reversed(client.history) if snapshot[0] <= day), None)
    exact = None if scores is None else overall(scores, settings.weights)
    return None if exact is None else exact.rounded


def causes(renewals: Collection[Renewal]) -> list[tuple[str, int]]:
    """The root causes of the losses and how often each, the most frequent first; "" stands for none given."""
    return Counter("" if one.cause is None else one.cause.value for one in renewals if not one.kept).most_common()
