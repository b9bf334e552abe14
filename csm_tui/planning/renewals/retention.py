"""What was kept over a period: retention of those who were there at its start, and of what came up for renewal."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Self

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.renewal import Renewal
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.money import plain_number
from csm_tui.domain.values.time.days import days_later
from csm_tui.domain.values.time.months import shift_months
from csm_tui.domain.workspace import Workspace

_TERM_MONTHS = 12
"""How long a contract runs unless something else is known."""


@dataclass(frozen=True)
class Period:
    """The days from `start` to `end`, both included."""

    start: date
    end: date

    @classmethod
    def of_twelve_months(cls, end: date) -> Self:
        """The twelve months that end with a day."""
        return cls(days_later(shift_months(end, -12), 1), end)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True)
class Rate:
    """A share of 0-1 (above 1 where it may grow), of what, and over how many clients or renewals it was taken.

    `value` is None where there is nothing to divide by.
    """

    value: float | None
    of: float
    count: int


@dataclass(frozen=True)
class Retention:
    """The rates of a period.

    Attributes:
        grr, nrr: Gross and net revenue retention of the clients who were there at the start.
        gross_renewal_rate, net_renewal_rate: The share kept of what came up for renewal, and with what it grew by.
        logo_churn: The share of the clients who were there at the start that were lost.
        undated: The clients left out of the first three because nothing says when they came or went.
        unpriced: The clients and renewals left out of shares of money because the ACV is not known.
        undecided: The renewals that were due in the period and have no outcome yet.
    """

    grr: Rate
    nrr: Rate
    gross_renewal_rate: Rate
    net_renewal_rate: Rate
    logo_churn: Rate
    undated: int
    unpriced: int
    undecided: int


def retention(workspace: Workspace, period: Period) -> Retention:
    """The rates of a period, by the formulas in use for subscriptions.

    GRR = (start - contraction - churn) / start and NRR = (start - contraction - churn + expansion) / start, over the
    ACV of those who were clients when the period began. The renewal rates are taken over the renewals due in the period
    that have an outcome. Logo churn = clients lost / clients at the start. What counts is who is there at the end of
    the period: who left and came back in between was not lost, with what they pay then. Their lost renewal counts.
    """
    renewals = workspace.table(Renewal)
    stays = [Stay(client, renewals.of(client.id)) for client in workspace.clients.values()]
    dated = [one for one in stays if one.is_dated]
    before = days_later(period.start, -1)
    cohort = [one for one in dated if one.there_on(before)]
    left = sum(not one.there_on(period.end) for one in cohort)
    ended = [one for one in renewals.records.values() if one.due in period]
    kept = _priced((one.acv_on(before), one.acv_on(period.end)) for one in cohort)
    renewed = _priced((one.acv, one.acv_after) for one in ended)
    return Retention(
        grr=_gross(kept),
        nrr=_net(kept),
        gross_renewal_rate=_gross(renewed),
        net_renewal_rate=_net(renewed),
        logo_churn=_rate(Fraction(left), Fraction(len(cohort)), len(cohort)),
        undated=len(stays) - len(dated),
        unpriced=len(cohort) - len(kept) + len(ended) - len(renewed),
        undecided=sum(one.awaits_outcome(period) for one in stays),
    )


class Stay:
    """Since when a client has been one, when they were away, and what they paid when."""

    def __init__(self, client: Client, renewals: Iterable[Renewal]) -> None:
        self._client = client
        self._renewals = sorted(renewals, key=lambda one: one.closed)
        self._joined = self._first_day()
        self._absences = [*self._away()]

    def _first_day(self) -> date | None:
        """The day since which they are a customer; without one, a term of twelve months before the first renewal, or
        the day on which the book first knew of them."""
        if self._client.customer_since is not None:
            return self._client.customer_since
        known = [shift_months(one.due, -_TERM_MONTHS) for one in self._renewals[:1]]
        return min(filter(None, [*known, self._client.known_since]), default=None)

    def _away(self) -> Iterator[tuple[date | None, date]]:
        """The days on which they left, None where nothing says when, and on which they were back, if ever."""
        noted = [(day, was) for day, field, was in self._client.former if field == "status"]
        since, back_before = None, date.min
        for until, status in (*noted, (date.max, self._client.status)):
            if status == ClientStatus.CHURNED:
                lost = [one.holds_from for one in self._renewals if not one.kept]
                last = max((day for day in lost if back_before <= day < until), default=None)
                yield min(filter(None, (since, last)), default=None), until  # it may be noted late
                back_before = until
            since = until

    @property
    def is_dated(self) -> bool:
        """Whether it is known when they came, and each time when they left."""
        return self._joined is not None and all(left is not None for left, _ in self._absences)

    def there_on(self, day: date) -> bool:
        """Whether they were a client at the end of a day."""
        return self._joined is not None and self._joined <= day and not self._is_away(day)

    def _is_away(self, day: date) -> bool:
        return any((left is None or left <= day) and day < back for left, back in self._absences)

    def acv_on(self, day: date) -> float | None:
        """What they paid per year at the end of a day: 0 once they had left, None if that is not known."""
        if self._is_away(day):
            return 0
        late = {one.closed for one in self._renewals if one.holds_from <= day}  # what is noted then was over before
        noted = [
            (since, value)
            for since, field, value in self._client.former
            if field == "acv" and since > day and since not in late
        ]
        noted += [(one.holds_from, one.acv) for one in self._renewals if one.holds_from > day]
        if not noted:
            return self._client.acv
        amount = min(noted, key=lambda one: one[0])[1]
        return None if isinstance(amount, str) else amount

    def awaits_outcome(self, period: Period) -> bool:
        """Whether a renewal was due in the period and has no outcome."""
        due = self._client.renewal_date
        return self._client.status is not ClientStatus.CHURNED and due is not None and due in period


def _priced(amounts: Iterable[tuple[float | None, float | None]]) -> list[tuple[Fraction, Fraction]]:
    """Those of the amounts before and after that are known, exactly."""
    return [
        (Fraction(str(before)), Fraction(str(after)))
        for before, after in amounts
        if before is not None and after is not None
    ]


def _gross(amounts: Sequence[tuple[Fraction, Fraction]]) -> Rate:
    """What was kept, without what grew."""
    return _net([(before, min(before, after)) for before, after in amounts])


def _net(amounts: Sequence[tuple[Fraction, Fraction]]) -> Rate:
    before = sum((before for before, _ in amounts), Fraction())
    return _rate(sum((after for _, after in amounts), Fraction()), before, len(amounts))


def _rate(kept: Fraction, of: Fraction, count: int) -> Rate:
    return Rate(float(kept / of) if of else None, plain_number(of), count)
