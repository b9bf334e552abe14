"""The part Financial performance: the quarters as a sheet, what is entered beside what follows from it."""

from collections.abc import Iterator, Sequence

from csm_tui.domain.record import Record
from csm_tui.domain.records.engagements.roadmap import CELLS, MOST_QUARTERS, CashQuarter, quarter_id
from csm_tui.domain.values.money import money
from csm_tui.domain.values.shares import percent
from csm_tui.forms.definitions.roadmap.cash_form import cash_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.roadmap.cash_flow import MONTHS_A_QUARTER, CashFlow, Flow, QuarterFigures, share_of
from csm_tui.planning.roadmap.status import break_even_in_words
from csm_tui.screens.base.parts_screen import CellSpot, InPlace
from csm_tui.screens.roadmap.parts.part import RoadmapPart, ShownRoadmap
from csm_tui.session.changes import Change, deletion
from csm_tui.session.edits.roadmap_changes import quarter_of
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.style_name import StyleName
from csm_tui.widgets.table.sheet_layout import SheetCell, SheetColumn, SheetRow
from csm_tui.widgets.wrapping import wrapped_lines

_LEAST = 8
_TITLES = (
    "Cost est", "Cost act", "Inc est", "Inc act", "Sum est", "Sum act", "Sum fc", "Net est", "Net act", "Cost var",
    "in %", "Inc var", "in %",
)  # fmt: skip
TOTAL = "total"
"""The key of the row below the quarters."""


class FinancePart(RoadmapPart):
    """One row for each quarter of the initiative, also where nothing is entered yet. The key of a row is its number."""

    title = "Financial performance"
    empty = "The initiative has no quarter: E says how long it takes"

    def columns(self, shown: ShownRoadmap) -> tuple[SheetColumn, ...]:
        """As wide as the longest amount, which is never wrapped."""
        widest = max((len(cell.text) for row in self.rows(shown) for cell in row.cells), default=0)
        return tuple(
            SheetColumn(f"{number}", title, max(_LEAST, widest), right=True) for number, title in enumerate(_TITLES)
        )

    def count(self, shown: ShownRoadmap) -> str:
        return str(len(shown.one.quarters))

    def above(self, shown: ShownRoadmap, width: int) -> Sequence[Line]:
        flow, roadmap = shown.one.flow, shown.roadmap
        unit = f"In {roadmap.counted_in}" if roadmap.counted_in else "Amounts"
        if not flow.quarters:
            return wrapped_lines(f"{unit}: enter writes in a cell, a column can be pasted", width, "dim")
        dot = f" {shown.glyphs.dot} "
        goal = "" if roadmap.goal_months is None else f"{dot}goal {roadmap.goal_months} months"
        forecast = f"{unit}{dot}break-even re-forecast {break_even_in_words(flow.break_even_reforecast)}"
        meant = f"estimated {break_even_in_words(flow.break_even_estimated)}{goal}{_better(flow, dot)}"
        return [*wrapped_lines(forecast, width), *wrapped_lines(meant, width, "dim")]

    def rows(self, shown: ShownRoadmap) -> Sequence[SheetRow]:
        flow = shown.one.flow
        known = {one.number: one for one in flow.quarters}
        last = min(max(shown.roadmap.quarters, len(known)), MOST_QUARTERS)
        now = shown.one.month // MONTHS_A_QUARTER + 1
        rows = [_row(shown, number, known.get(number), number == now) for number in range(1, last + 1)]
        return [*rows, _total(flow)] if known else rows

    def record(self, shown: ShownRoadmap, spot: CellSpot) -> Record | None:
        number = number_at(spot)
        return None if number is None else quarter_of(shown.workspace, shown.roadmap, number)

    def in_place(self, shown: ShownRoadmap, spot: CellSpot) -> InPlace | None:
        number, field = number_at(spot), field_at(spot)
        if number is None or field is None:
            return None
        return InPlace(cash_form(shown.roadmap, number, shown.workspace, shown.today), field)

    def form(self, shown: ShownRoadmap, spot: CellSpot) -> FormSpec[Change]:
        number = number_at(spot)
        assert number is not None
        return cash_form(shown.roadmap, number, shown.workspace, shown.today)

    def new(self, shown: ShownRoadmap, spot: CellSpot, identity: str) -> FormSpec[Change]:  # noqa: ARG002
        """The first quarter in which nothing is entered, or the last one."""
        taken = {one.number for one in shown.one.quarters}
        free = next((number for number in range(1, MOST_QUARTERS) if number not in taken), MOST_QUARTERS)
        return cash_form(shown.roadmap, free, shown.workspace, shown.today)

    def deletion(self, shown: ShownRoadmap, spot: CellSpot) -> Change:
        quarter = self.record(shown, spot)
        assert isinstance(quarter, CashQuarter)
        return deletion([quarter], shown.workspace)

    def moved(self, shown: ShownRoadmap, spot: CellSpot, steps: int) -> Change:  # noqa: ARG002
        raise AssertionError("quarters stand in their order")


def number_at(spot: CellSpot) -> int | None:
    """The number of the quarter of a row; None in the row of the totals."""
    return spot.key if isinstance(spot.key, int) else None


def field_at(spot: CellSpot) -> str | None:
    """The field that is entered in a column; None for a column that follows from others."""
    return CELLS[spot.column] if spot.column < len(CELLS) else None


def _row(shown: ShownRoadmap, number: int, quarter: QuarterFigures | None, is_now: bool) -> SheetRow:
    stored = quarter_of(shown.workspace, shown.roadmap, number)
    typed = shown.typed("cash", stored.id if stored is not None else quarter_id(shown.roadmap.id, number)) or {}
    entered = []
    for field in CELLS:
        amount = None if stored is None else getattr(stored, field)
        is_typed = field in typed and typed[field] != ("" if amount is None else f"{amount}")
        entered.append(SheetCell(f"*{typed[field]}", "strong") if is_typed else _amount(amount))
    head = SheetCell(f"Y{(number - 1) // 4 + 1} Q{(number - 1) % 4 + 1}", "title" if is_now else "dim")
    return SheetRow(number, head, (*entered, *_computed(quarter)))


def _computed(quarter: QuarterFigures | None) -> Sequence[SheetCell]:
    if quarter is None:
        return [SheetCell("")] * (len(_TITLES) - len(CELLS))
    sums = quarter.estimated_cumulative, quarter.actual_cumulative, quarter.reforecast_cumulative
    amounts = [_amount(amount, "dim") for amount in (*sums, quarter.estimated.net, quarter.actual.net)]
    return [*amounts, *_variance(quarter.variance, quarter.estimated, "dim")]


def _variance(better: Flow, meant: Flow, style: StyleName) -> Iterator[SheetCell]:
    """By how much costs and income are better than estimated, each with its share of the estimate."""
    for amount, whole in zip(better, meant, strict=True):
        yield _amount(amount, style)
        yield SheetCell("" if amount is None else percent(share_of(amount, whole)), style)


def _total(flow: CashFlow) -> SheetRow:
    """The sums of the amounts and of the nets; a running sum is never summed up."""
    meant, known = flow.estimated, flow.actual
    entered = meant.expenditure, known.expenditure, meant.income, known.income
    blank = [None] * 3
    cells = [_amount(amount, "strong") for amount in (*entered, *blank, meant.net, known.net)]
    cells += _variance(flow.variance, flow.estimated_to_date, "strong")
    return SheetRow(TOTAL, SheetCell("Total", "strong"), cells)


def _amount(amount: float | None, style: str = "") -> SheetCell:
    return SheetCell("" if amount is None else money(amount), style)


def _better(flow: CashFlow, dot: str) -> str:
    if not flow.last_actual:
        return ""
    net = flow.variance_net
    return (
        f"{dot}as estimated so far" if net == 0 else f"{dot}{money(abs(net))} {'better' if net > 0 else 'worse'} so far"
    )
