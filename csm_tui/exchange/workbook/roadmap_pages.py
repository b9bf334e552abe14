"""The pages of roadmaps: milestones, and the cash flow with formulas for net and cumulative. Nothing internal."""

from csm_tui.exchange.workbook.pages import BOLD, PLAIN, SIGNED, TITLE, WHOLE, WRAPPED, Page, Pages, cell_at
from csm_tui.planning.roadmap.briefings import Briefing
from csm_tui.planning.roadmap.cash_flow import QuarterFigures

_ENTERED = ("Estimated expenditure", "Actual expenditure", "Estimated income", "Actual income")
_COMPUTED = (
    "Estimated net", "Estimated cumulative", "Actual net", "Re-forecast net", "Re-forecast cumulative",
)  # fmt: skip


def roadmap_page(pages: Pages, one: Briefing) -> Page:
    """A roadmap: milestones by phase, then quarters; the amounts are in its own currency and unit."""
    page = pages.page(f"Roadmap {one.client.name}", landscape=False)
    page.write(0, 0, f"{one.client.name} · {one.roadmap.title or one.engagement.name}", TITLE)
    page.widths(24, 12, *(15 for _ in range(9)))
    page.header(2, ["Phase", "Milestone", "Planned month", "Actual month", "State"])
    row = 3
    for row, placed in enumerate(one.milestones, 3):
        values = placed.phase.name, placed.milestone.name, placed.milestone.planned, placed.milestone.actual
        for column, value in enumerate(values):
            page.write(row, column, value, WRAPPED if column < 2 else WHOLE)
        page.write(row, 4, str(placed.state), PLAIN)
    if one.flow.quarters:
        _cash(page, pages, one, row + 2)
    return page


def _cash(page: Page, pages: Pages, one: Briefing, start: int) -> None:
    page.write(start, 0, f"Cash flow ({one.roadmap.counted_in or 'amounts'})", BOLD)
    page.header(start + 1, ["Quarter", "Year", *_ENTERED, *_COMPUTED])
    first = start + 2
    for row, quarter in enumerate(one.flow.quarters, first):
        _quarter(page, row, first, quarter)
    last = first + len(one.flow.quarters) - 1
    page.write(last + 1, 0, "Total", BOLD)
    sums = (
        one.flow.estimated.expenditure,
        one.flow.actual.expenditure,
        one.flow.estimated.income,
        one.flow.actual.income,
    )
    for column, value in enumerate(sums, 2):
        span = f"{cell_at(first, column)}:{cell_at(last, column)}"
        page.formula(last + 1, column, f"=SUM({span})", value, {**BOLD, **SIGNED})
    chart = pages.chart("line")
    for column, name in ((7, "Estimated"), (10, "Re-forecast")):
        letters = cell_at(0, column)[:-1]
        values = f"={page.name}!${letters}${first + 1}:${letters}${last + 1}"
        chart.add_series({"name": name, "values": values})
    chart.set_title({"name": "Cumulative"})
    page.add_chart(last + 3, chart, (720, 300), 2 + len(_ENTERED) + len(_COMPUTED))


def _quarter(page: Page, row: int, first: int, quarter: QuarterFigures) -> None:
    """A quarter as it was entered, and what follows from it as formulas with their present values."""
    page.write(row, 0, f"Q{quarter.quarter}", PLAIN)
    page.write(row, 1, quarter.year, WHOLE)
    amounts = (
        quarter.estimated.expenditure, quarter.actual.expenditure, quarter.estimated.income, quarter.actual.income
    )  # fmt: skip
    for column, amount in enumerate(amounts, 2):
        page.write(row, column, amount, SIGNED)
    cost, paid, gain, got = (cell_at(row, column) for column in range(2, 6))
    known = f'IF(OR({paid}="",{got}=""),"",{got}-{paid})'
    reforecast = f'IF({got}="",{gain},{got})-IF({paid}="",{cost},{paid})'
    page.formula(row, 6, f"={gain}-{cost}", quarter.estimated.net, SIGNED)
    page.formula(row, 7, _running(row, first, 6), quarter.estimated_cumulative, SIGNED)
    page.formula(row, 8, f"={known}", quarter.actual.net, SIGNED)
    page.formula(row, 9, f"={reforecast}", quarter.reforecast.net, SIGNED)
    page.formula(row, 10, _running(row, first, 9), quarter.reforecast_cumulative, SIGNED)


def _running(row: int, first: int, column: int) -> str:
    top = cell_at(first, column)
    letters = top.rstrip("0123456789")
    return f"=SUM({letters}${first + 1}:{cell_at(row, column)})"
