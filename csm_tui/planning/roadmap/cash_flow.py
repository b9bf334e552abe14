"""The cash flow of an initiative by quarter: estimated, actual and re-forecast, and when it has paid for itself.

Every sum is exact. Amounts are in the roadmap's own unit.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from csm_tui.domain.records.engagements.roadmap import CashQuarter
from csm_tui.domain.values.money import exact_sum

MONTHS_A_QUARTER, QUARTERS_A_YEAR = 3, 4


class Flow(NamedTuple):
    """What one quarter, or several, cost and brought; None for what is not known."""

    expenditure: float | None = None
    income: float | None = None

    @property
    def net(self) -> float | None:
        """Income less expenditure; None unless both are known."""
        if self.expenditure is None or self.income is None:
            return None
        return exact_sum((self.income, -self.expenditure))

    @property
    def known(self) -> bool:
        """Whether anything of it is."""
        return self.expenditure is not None or self.income is not None


class QuarterFigures(NamedTuple):
    """One quarter with what follows from it. The cumulative sums are None from where one of their nets is not known."""

    number: int
    estimated: Flow
    actual: Flow
    reforecast: Flow
    estimated_cumulative: float | None
    actual_cumulative: float | None
    reforecast_cumulative: float | None

    @property
    def year(self) -> int:
        """The year of the initiative, counted from 1."""
        return (self.number - 1) // QUARTERS_A_YEAR + 1

    @property
    def quarter(self) -> int:
        """The quarter of that year, 1-4."""
        return (self.number - 1) % QUARTERS_A_YEAR + 1

    @property
    def variance(self) -> Flow:
        """By how much each known actual is better than its estimate: favourable is positive, also for costs."""
        known, meant = self.actual, self.estimated
        cost, income = _less(meant.expenditure, known.expenditure), _less(known.income, meant.income)
        return Flow(None if known.expenditure is None else cost, None if known.income is None else income)


class BreakEven(NamedTuple):
    """The first quarter from which the cumulative sum stays at or above zero."""

    number: int

    @property
    def year(self) -> int:
        return (self.number - 1) // QUARTERS_A_YEAR + 1

    @property
    def quarter(self) -> int:
        return (self.number - 1) % QUARTERS_A_YEAR + 1

    @property
    def months(self) -> int:
        """The months from the start to the quarter's end."""
        return MONTHS_A_QUARTER * self.number


class CashFlow(NamedTuple):
    """The quarters from the first to the last one entered, without a gap, and their sums."""

    quarters: tuple[QuarterFigures, ...] = ()
    estimated: Flow = Flow()
    actual: Flow = Flow()
    reforecast: Flow = Flow()
    variance: Flow = Flow()
    """What the known actual cells are better than their estimates by: favourable is positive, for costs too."""

    variance_net: float = 0

    @property
    def estimated_to_date(self) -> Flow:
        """The sums of the estimates whose actuals are known."""
        pairs = [(one.estimated, one.actual) for one in self.quarters]
        return _total([
            Flow(*(meant if known is not None else None for meant, known in zip(one, actual, strict=True)))
            for one, actual in pairs
        ])  # fmt: skip

    @property
    def break_even_estimated(self) -> BreakEven | None:
        return break_even([one.estimated_cumulative for one in self.quarters])

    @property
    def break_even_reforecast(self) -> BreakEven | None:
        return break_even([one.reforecast_cumulative for one in self.quarters])

    @property
    def last_actual(self) -> int:
        """The number of the last quarter of which anything is known; 0 for none."""
        return max((one.number for one in self.quarters if one.actual.known), default=0)


def cash_flow(entered: Iterable[CashQuarter]) -> CashFlow:
    """The figures that follow from what was entered. A quarter that is missing between others is all 0."""
    by_number = {one.number: one for one in entered}
    numbers = range(1, max(by_number, default=0) + 1)
    estimated = [_estimated(by_number.get(number)) for number in numbers]
    actual = [_actual(by_number.get(number)) for number in numbers]
    reforecast = [_reforecast(known, meant) for known, meant in zip(actual, estimated, strict=True)]
    sums = zip(*(cumulative(one.net for one in flows) for flows in (estimated, actual, reforecast)), strict=True)
    quarters = tuple(
        QuarterFigures(*row, *summed)
        for row, summed in zip(zip(numbers, estimated, actual, reforecast, strict=True), sums, strict=True)
    )
    variance = _variance(quarters)
    return CashFlow(
        quarters,
        _total(estimated),
        _total(actual),
        _total(reforecast),
        variance,
        exact_sum((variance.expenditure or 0, variance.income or 0)),
    )


def _estimated(one: CashQuarter | None) -> Flow:
    """An estimate that is left empty is 0."""
    return Flow(0, 0) if one is None else Flow(one.estimated_expenditure or 0, one.estimated_income or 0)


def _actual(one: CashQuarter | None) -> Flow:
    return Flow() if one is None else Flow(one.actual_expenditure, one.actual_income)


def _reforecast(actual: Flow, estimated: Flow) -> Flow:
    """Each cell as it became, or else as it was estimated."""
    return Flow(*(meant if known is None else known for known, meant in zip(actual, estimated, strict=True)))


def cumulative(nets: Iterable[float | None]) -> Iterator[float | None]:
    """The running sum, up to the first that is not known."""
    total: float | None = 0
    for net in nets:
        total = None if total is None or net is None else exact_sum((total, net))
        yield total


def break_even(sums: Sequence[float | None]) -> BreakEven | None:
    """The break-even of cumulative sums by quarter; None if the last one is below zero, or not known."""
    below = [place for place, total in enumerate(sums) if total is None or total < 0]
    first = below[-1] + 1 if below else 0
    return BreakEven(first + 1) if first < len(sums) else None


def _total(flows: Sequence[Flow]) -> Flow:
    """The sums of what is known; None where nothing is."""
    columns = ([one[place] for one in flows] for place in range(len(Flow._fields)))
    return Flow(*(_sum_of_known(column) for column in columns))


def _sum_of_known(amounts: Iterable[float | None]) -> float | None:
    known = [one for one in amounts if one is not None]
    return exact_sum(known) if known else None


def _variance(quarters: Iterable[QuarterFigures]) -> Flow:
    return _total([one.variance for one in quarters])


def _less(one: float | None, other: float | None) -> float:
    return exact_sum((one or 0, -(other or 0)))


def share_of(amount: float | None, whole: float | None) -> float | None:
    """What part of a whole an amount is, with its sign; None of nothing, and where either is not known."""
    return None if amount is None or not whole else amount / abs(whole)
