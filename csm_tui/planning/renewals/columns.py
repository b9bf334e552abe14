"""The renewals as a list shows them: those to come, then those that ended, with its columns and its filter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from csm_tui.domain.records.renewal import ForecastCategory, Outcome, Renewal
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.bands import Band
from csm_tui.planning.columns import ColumnKind, ColumnSpec
from csm_tui.planning.filter_language import Language
from csm_tui.planning.filter_term import Term, Test, one_of
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.renewals.book import RenewalBook
from csm_tui.planning.renewals.judgement import band_before
from csm_tui.planning.renewals.upcoming import Upcoming
from csm_tui.planning.renewals.wording import acv_in_words


class RenewalState(StrEnum):
    COMING = "coming"
    ENDED = "ended"


@dataclass(frozen=True, eq=False)
class RenewalRow:
    """A renewal of a client: one to come, or one that ended."""

    row: Row
    coming: Upcoming | None = None
    ended: Renewal | None = None

    @property
    def key(self) -> str:
        """Its key in the list."""
        return self.row.id if self.ended is None else self.ended.id

    @property
    def state(self) -> RenewalState:
        return RenewalState.COMING if self.ended is None else RenewalState.ENDED

    @property
    def day(self) -> date | None:
        """By when it is decided, or when it was due."""
        return self.ended.due if self.ended is not None else self.coming.decision if self.coming is not None else None

    @property
    def days(self) -> int | None:
        """Days until the decision; none for one that ended."""
        return None if self.coming is None else (self.coming.decision - self.row.today).days

    @property
    def acv(self) -> float | None:
        return self.row.client.acv if self.ended is None else self.ended.acv

    @property
    def health(self) -> int | None:
        """The health score that counts: now, or before it ended."""
        return self.row.standing if self.ended is None else self.ended.health_before

    @property
    def band(self) -> Band | None:
        if self.ended is None:
            return self.row.health_band
        return band_before(self.ended, self.row.settings.thresholds.score)

    @property
    def category(self) -> ForecastCategory | None:
        found = self.coming or self.ended
        return None if found is None else found.category

    @property
    def likelihood(self) -> int | None:
        """What is, or was, expected, in percent."""
        found = self.coming or self.ended
        return None if found is None else found.likelihood

    @property
    def outcome(self) -> Outcome | None:
        return None if self.ended is None else self.ended.outcome

    @property
    def told(self) -> str:
        """What is known of it in one line: the ACV where it changed and why, or the evidence for what is expected."""
        if self.ended is not None:
            why = self.ended.cause.value if self.ended.cause is not None else self.ended.reason
            return "; ".join(filter(None, [acv_in_words(self.ended), why]))
        if self.coming is None or self.coming.forecast is None:
            return self.coming.ceiling if self.coming is not None else ""
        return "; ".join(filter(None, [self.coming.forecast.evidence, self.coming.ceiling]))


def renewal_rows(book: RenewalBook, rows: Mapping[str, Row]) -> list[RenewalRow]:
    """Those to come by the day of decision, then those that ended, the latest first."""
    return [
        *(RenewalRow(one.row, coming=one) for one in book.upcoming),
        *(RenewalRow(rows[one.client], ended=one) for one in book.closed),
    ]


def _has_word(wanted: str) -> Test[RenewalRow]:
    return lambda one: wanted in one.row.search_text


def _category_meaning(settings: Settings) -> str:
    shares = settings.forecast
    return (
        f"commit {shares.commit} %, likely {shares.likely}, possible {shares.possible}, at risk {shares.at_risk}, lost "
        f"{shares.lost}. Nothing is surer than likely earlier than 90 days before the decision, a commit names who "
        "signs, and what is not signed when the day has passed is at risk"
    )


SPECS: tuple[ColumnSpec[RenewalRow], ...] = (
    ColumnSpec(
        "client", "Client", "Client", 24, 16, ColumnKind.TEXT, lambda one: one.row.client.name, "whose renewal it is",
        sort=lambda one: one.row.natural_name, searched=True,
        terms=(Term("state", "state:coming", choices=one_of(RenewalState, lambda one: one.state)),),
    ),
    ColumnSpec(
        "day", "Decision", "Decision", 10, 10, ColumnKind.DATE, lambda one: one.day,
        "the day by which they decide: the renewal date less the notice; of one that ended, when it was due",
    ),
    ColumnSpec(
        "decides", "In days", "Days", 7, 5, ColumnKind.DAYS_LEFT, lambda one: one.days, "days until they decide",
        example="decides<=60",
    ),
    ColumnSpec(
        "acv", "ACV", "ACV", 11, 9, ColumnKind.MONEY, lambda one: one.acv, "what is up for renewal, per year",
        example="acv>=30000",
    ),
    ColumnSpec(
        "health", "Health", "Health", 7, 6, ColumnKind.SCORE, lambda one: one.health,
        "the score that counts; of one that ended that of 90 days before", band=lambda one: one.band,
        example="health<=50",
    ),
    ColumnSpec(
        "forecast", "Forecast", "Forecast", 9, 8, ColumnKind.CHOICE, lambda one: one.category, "what is expected of it",
        legend=_category_meaning,
        terms=(
            Term(
                "forecast", "forecast:commit",
                choices={
                    **one_of(ForecastCategory, lambda one: one.category), "none": lambda one: one.category is None,
                },
            ),
        ),
    ),
    ColumnSpec(
        "likelihood", "Likely %", "%", 8, 4, ColumnKind.COUNT, lambda one: one.likelihood,
        "how likely it is, in percent, after the ceilings", example="likelihood<50",
    ),
    ColumnSpec(
        "outcome", "Outcome", "Outcome", 10, 10, ColumnKind.CHOICE, lambda one: one.outcome,
        "how it ended; none while it is to come",
        terms=(Term("outcome", "outcome:churned", choices=one_of(Outcome, lambda one: one.outcome)),),
    ),
    ColumnSpec(
        "told", "What is known", "Known", 40, 18, ColumnKind.TEXT, lambda one: one.told,
        "the evidence, or the ACV where it changed and why", grows=True,
    ),
)  # fmt: skip

BY_KEY: Mapping[str, ColumnSpec[RenewalRow]] = {spec.key: spec for spec in SPECS}

RENEWALS_FILTER = Language(
    "names and tags", _has_word, tuple(term for spec in SPECS for term in spec.filters), "state:coming"
)
