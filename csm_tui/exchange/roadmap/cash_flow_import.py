"""Bringing in the cash flow of a roadmap from a spreadsheet: what each quarter's cells say, and what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any

from csm_tui.domain.record import Entity
from csm_tui.domain.records.engagements.roadmap import CELLS, MOST_QUARTERS, CashQuarter, Roadmap, quarter_id
from csm_tui.domain.text import clean_line
from csm_tui.domain.values.money import exact_sum
from csm_tui.domain.values.reading.amounts import Amount, read_amount
from csm_tui.domain.values.time.months import shift_months
from csm_tui.exchange.reading.answers import NO_ANSWERS, Answers, Choice, Question
from csm_tui.exchange.reading.result import ImportResult, Matched, Rejected
from csm_tui.exchange.roadmap.cash_flow_sheet import (
    CashFlowSheet,
    FileCell,
    FileQuarter,
    NamedQuarter,
    read_cash_flow_sheet,
)
from csm_tui.exchange.tables import from_csv_text

_ACTUAL = ("actual_expenditure", "actual_income")
_EXPENDITURE = ("estimated_expenditure", "actual_expenditure")
_MONTHS = 3

_Amounts = dict[str, Amount | None]

_BEFORE = "it lies before the start"


class FutureActuals(StrEnum):
    """What is done with actuals of quarters that have not begun."""

    TAKE = "take"
    LEAVE_OUT = "leave-out"


_NOT_BEGUN = "an actual of a quarter that has not begun"
_AHEAD = (
    Choice("take them in all the same", "future-actuals", FutureActuals.TAKE),
    Choice("leave them out", "future-actuals", FutureActuals.LEAVE_OUT),
)
_SAMPLES = 3


@dataclass(frozen=True, kw_only=True)
class CashFlowImport(ImportResult):
    """The roadmap and its quarters, each before (None: added) and after. Nothing is to be taken in if anything is
    rejected. `missing` names stored quarters that the file lacks, and `added` and the like count quarters."""

    roadmap: tuple[Roadmap | None, Roadmap]
    quarters: tuple[tuple[CashQuarter | None, CashQuarter], ...]

    @property
    def changed(self) -> tuple[tuple[Entity | None, Entity], ...]:
        """What it adds or changes, before (None: added) and after."""
        return tuple((before, after) for before, after in (self.roadmap, *self.quarters) if before != after)

    @property
    def before_start(self) -> bool:
        """Whether a quarter is refused because it lies before the start."""
        return any(one.problem.startswith(_BEFORE) for one in self.rejected)


def import_cash_flow(
    data: bytes, roadmap: Roadmap | None, stored: Sequence[CashQuarter], engagement: str, today: date,
    start: date | None = None, answers: Answers = NO_ANSWERS,
) -> CashFlowImport:  # fmt: skip
    """The changes that a text file or a workbook would make to the cash flow of a roadmap.

    An empty cell leaves what is stored. Costs that are written as negative amounts count as expenditure.

    Args:
        data: The bytes of the file.
        roadmap: The roadmap; None for a new one of the engagement.
        stored: The quarters that it has.
        engagement: The id of the engagement.
        today: The day.
        start: The first month of the initiative. Without it, that of the roadmap; of a new one the first quarter of
            the file where it names calendar years, else so that the last quarter with actuals is the last full one.
        answers: What headers mean, and what is done with actuals of quarters that have not begun, which is asked
            where nothing was said of it.

    Raises:
        FileRefused: the file cannot be read, or no cash flow is found in it.
        WrongAnswer: an answer cannot be understood.
    """
    future = FutureActuals(answers.future) if answers.future else None
    return _Reading(read_cash_flow_sheet(data, answers), roadmap, stored, engagement, today, start, future).found()


class _Reading:
    """One file on its way into a roadmap."""

    def __init__(
        self, sheet: CashFlowSheet, roadmap: Roadmap | None, stored: Sequence[CashQuarter], engagement: str,
        today: date, start: date | None, future: FutureActuals | None,
    ) -> None:  # fmt: skip
        self._sheet, self._roadmap, self._engagement, self._today = sheet, roadmap, engagement, today
        self._stored = {one.number: one for one in stored}
        self._given, self._future = start, future
        self._rejected: list[Rejected] = []
        self._warnings: list[str] = []
        ordered = self._in_order()
        amounts = [self._amounts(one) for one in ordered]
        self._turn_signs(amounts)
        self._start = (start or self._usual_start(ordered, amounts)).replace(day=1)
        self._numbered = {
            number: (one, read)
            for one, read in zip(ordered, amounts, strict=True)
            if (number := self._number(one)) is not None
        }
        self._judge_future()

    # The quarters

    def _in_order(self) -> list[FileQuarter]:
        """The quarters of the file in their order; what is no quarter, is there twice or leaves a gap is rejected."""
        for one in self._sheet.quarters:
            if one.period is None:
                self._reject(one.named, "a quarter is written like 2026-Q1, or 1 with its year beside it")
        known = [one for one in self._sheet.quarters if one.period is not None]
        if len({(one.period.year == 0, one.period.is_calendar) for one in known if one.period}) > 1:
            self._reject(known[0].named, "years of the calendar and of the initiative stand side by side")
            return []
        ordered = sorted(known, key=lambda one: _period(one).place)
        for before, after in pairwise(ordered):
            apart = _period(after).place - _period(before).place
            where = f"row {before.named.row}" if before.named.row != after.named.row else before.named.column
            if apart == 0:
                self._reject(after.named, f"the same quarter as in {where}")
            elif apart > 1:
                self._reject(after.named, f"a gap: the quarter before it, after {_period(before)}, is missing")
        return ordered

    def _usual_start(self, ordered: Sequence[FileQuarter], amounts: Sequence[_Amounts]) -> date:
        if self._roadmap is not None:
            return self._roadmap.first_month
        if not ordered:
            return self._today
        first = _period(ordered[0])
        if first.is_calendar:
            return date(first.year, _MONTHS * (first.quarter - 1) + 1, 1)
        last = max((_in_initiative(one) for one, read in zip(ordered, amounts, strict=True) if _has_actual(read)),
                   default=0)  # fmt: skip
        this_quarter = self._today.replace(month=_MONTHS * ((self._today.month - 1) // _MONTHS) + 1, day=1)
        return shift_months(this_quarter, -_MONTHS * last)

    def _number(self, one: FileQuarter) -> int | None:
        """The number of a quarter in the initiative; None if it has none there."""
        period = _period(one)
        if period.is_calendar:
            begun = 4 * self._start.year + (self._start.month - 1) // _MONTHS
            number = period.place - begun + 1
        else:
            number = _in_initiative(one)
        if number < 1:
            self._reject(one.named, f"{_BEFORE}, {self._start:%Y-%m}")
        elif number > MOST_QUARTERS:
            self._reject(one.named, f"a roadmap has {MOST_QUARTERS} quarters at most")
        else:
            return number
        return None

    # Their cells

    def _amounts(self, one: FileQuarter) -> _Amounts:
        """What is in the cells of a quarter, by field; cells that are no amounts are rejected."""
        amounts: _Amounts = {}
        for field, cell in one.cells.items():
            try:
                amounts[field] = read_amount(from_csv_text(cell.text))
            except ValueError as error:
                self._reject(cell, str(error))
        return amounts

    def _turn_signs(self, amounts: Sequence[_Amounts]) -> None:
        """Read costs as expenditure where the file writes them as negative amounts."""
        costs = [cost for one in amounts for field in _EXPENDITURE if (cost := one.get(field)) is not None]
        if exact_sum(costs) >= 0:
            return
        for one in amounts:
            one.update({field: -cost for field in _EXPENDITURE if (cost := one.get(field)) is not None})
        self._warnings.append("costs are negative in the file; they are taken in as expenditure")

    def _judge_future(self) -> None:
        """Refuse actuals of quarters that have not begun, or leave them out, or take them in."""
        month = (self._today.year - self._start.year) * 12 + self._today.month - self._start.month
        for number, (one, amounts) in self._numbered.items():
            if number <= month // _MONTHS + 1 or self._future is FutureActuals.TAKE:
                continue
            for field in _ACTUAL:
                if amounts.get(field) is None:
                    continue
                if self._future is FutureActuals.LEAVE_OUT:
                    amounts[field] = None
                else:
                    self._reject(one.cells[field], _NOT_BEGUN)

    def _reject(self, cell: FileCell, problem: str) -> None:
        self._rejected.append(Rejected(cell.row, cell.column, clean_line(cell.text), problem))

    # What comes of it

    def found(self) -> CashFlowImport:
        roadmap = self._roadmap_after()
        pairs = [(self._stored.get(number), self._quarter(number, amounts, roadmap))
                 for number, (_, amounts) in self._numbered.items()]  # fmt: skip
        added = sum(before is None for before, _ in pairs)
        updated = sum(before is not None and before != after for before, after in pairs)
        return CashFlowImport(
            roadmap=(self._roadmap, roadmap),
            quarters=tuple(pairs),
            added=added,
            updated=updated,
            unchanged=len(pairs) - added - updated,
            missing=tuple(one.label for number, one in sorted(self._stored.items()) if number not in self._numbered),
            rejected=tuple(sorted(self._rejected, key=lambda one: one.row)),
            warnings=(*self._warnings, *self._notes()),
            columns=tuple(Matched(*one) for one in self._sheet.columns),
            left_out=self._sheet.left_out,
            notes=self._sheet.notes,
            questions=tuple(self._questions()),
        )

    def _questions(self) -> Iterator[Question]:
        ahead = [one for one in self._rejected if one.problem == _NOT_BEGUN]
        if ahead:
            samples = tuple(f"row {one.row}, {one.column}: {one.value}" for one in ahead[:_SAMPLES])
            which = "actual is of a quarter that has" if len(ahead) == 1 else "actuals are of quarters that have"
            yield Question("", "", f"{len(ahead)} {which} not begun", samples, _AHEAD)

    def _roadmap_after(self) -> Roadmap:
        months = min(max(self._numbered, default=1), MOST_QUARTERS) * _MONTHS
        if self._roadmap is None:
            return Roadmap(engagement=self._engagement, first_month=self._start, months=months)
        first_month = self._roadmap.first_month if self._given is None else self._start
        return self._roadmap.changed(first_month=first_month, months=max(months, self._roadmap.months))

    def _quarter(self, number: int, amounts: Mapping[str, Amount | None], roadmap: Roadmap) -> CashQuarter:
        values: dict[str, Any] = {field: amount for field, amount in amounts.items() if amount is not None}
        before = self._stored.get(number)
        if before is not None:
            return before.changed(**values)
        identity = quarter_id(roadmap.id, number)
        return CashQuarter.model_validate({"id": identity, "roadmap": roadmap.id, "number": number, **values})

    def _notes(self) -> Iterator[str]:
        if self._sheet.skipped:
            yield f"left out, as they are totals: {', '.join(self._sheet.skipped)}"
        lacking = [field.replace("_", " ") for field in CELLS if field not in {one for _, one in self._sheet.columns}]
        if lacking:
            yield f"the file has no {', '.join(lacking)}"
        if not self._sheet.quarters:
            yield "there are no quarters below the headers"


def _period(one: FileQuarter) -> NamedQuarter:
    assert one.period is not None
    return one.period


def _in_initiative(one: FileQuarter) -> int:
    """The number of a quarter that is counted in the initiative."""
    period = _period(one)
    return period.quarter if period.year == 0 else 4 * (period.year - 1) + period.quarter


def _has_actual(amounts: Mapping[str, Amount | None]) -> bool:
    return any(amounts.get(field) is not None for field in _ACTUAL)
