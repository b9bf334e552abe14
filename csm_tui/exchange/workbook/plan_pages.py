"""The pages of a quarter: the plan in its columns, and the calendar of hours by week."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from csm_tui.exchange.plan.fields import HEADERS
from csm_tui.exchange.plan.plan_table import plan_rows
from csm_tui.exchange.workbook.pages import BANDS, BOLD, DAY, PLAIN, TITLE, WRAPPED, Page, Pages, cell_at
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.schedule.timetable import Timetable

_LONG = {"Description", "Purpose", "Results", "Measurement", "Notes"}
_DAYS = {"Deadline", "Earliest start"}
_WIDTHS = {"Reference": 11, "Client": 22, "Duration": 9, "Deadline": 12, "Earliest start": 12, "Dependencies": 14}


def plan_page(pages: Pages, plan: Plan) -> Page:
    """The plan in the ten columns that people exchange and four more, which `import plan` reads back."""
    page = pages.page("Plan")
    styles = [WRAPPED if title in _LONG else DAY if title in _DAYS else PLAIN for title in HEADERS]
    page.table(0, HEADERS, plan_rows(plan), styles)
    page.widths(*(30 if title in _LONG else _WIDTHS.get(title, 12) for title in HEADERS))
    return page


def calendar_page(pages: Pages, plan: Plan, table: Timetable) -> Page:
    """The hours of each activity by week, their sums as formulas, and the budget; a week above it is red."""
    page, weeks = pages.page("Calendar"), [week.start for week in table.weeks]
    page.write(0, 0, f"Hours by week, {plan.quarter.title}", TITLE)
    page.header(2, ["Reference", "Activity", *(f"{week:%d %b}" for week in weeks), "Sum"])
    page.widths(11, 36, *(7 for _ in weeks), 8)
    hours = _hours_by_week(table, weeks)
    chosen = [one for one in plan.activities if hours.get(one.id)]
    for row, one in enumerate(chosen, 3):
        page.write(row, 0, one.reference, PLAIN)
        page.write(row, 1, one.description, WRAPPED)
        for column, week in enumerate(weeks, 2):
            page.write(row, column, hours[one.id].get(week), PLAIN)
        _sum(page, row, len(weeks), sum(hours[one.id].values()))
    below = 3 + len(chosen)
    page.write(below, 1, "Used", BOLD)
    page.write(below + 1, 1, "Budget", BOLD)
    for column, use in enumerate(table.weeks, 2):
        span = f"{cell_at(3, column)}:{cell_at(max(below - 1, 3), column)}"
        page.formula(below, column, f"=SUM({span})" if chosen else "=0", use.used, BOLD)
        page.write(below + 1, column, use.budget, PLAIN)
    _sum(page, below, len(weeks), sum(use.used for use in table.weeks))
    _sum(page, below + 1, len(weeks), sum(use.budget for use in table.weeks))
    used = (below, 2), (below, len(weeks) + 1)
    page.banded(*used, [(f"{{cell}}>{cell_at(below + 1, 2)}", BANDS["red"])])
    page.sheet.freeze_panes(3, 2)
    return page


def _sum(page: Page, row: int, weeks: int, value: float) -> None:
    page.formula(row, weeks + 2, f"=SUM({cell_at(row, 2)}:{cell_at(row, weeks + 1)})", value, BOLD)


def _hours_by_week(table: Timetable, weeks: list[date]) -> Mapping[str, Mapping[date, float]]:
    """The hours of each activity, by id and by the Monday of the week; those outside the quarter are left out."""
    found: defaultdict[str, defaultdict[date, float]] = defaultdict(lambda: defaultdict(float))
    for block in table.blocks:
        week = next((start for start in reversed(weeks) if start <= block.day), None)
        if week is not None and (block.day - week).days < 7:
            found[block.activity.id][week] += block.hours
    return found
