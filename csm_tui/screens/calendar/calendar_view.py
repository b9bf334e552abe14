"""How the calendar is drawn: hours in columns of days, and what each column has, uses and leaves. No widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from csm_tui.domain.records.activity import Activity, Category
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.hours import QUARTERS, shown_hours, units
from csm_tui.domain.values.names import natural_key
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.plan.time_budget import TimeBudget, used_band
from csm_tui.planning.schedule.timetable import CalendarBlock, Timetable
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.table.band_table import Cell, Column

NO_CLIENT = ""


@dataclass(frozen=True)
class Span:
    """A column: some days with a title, a longer and a shorter one."""

    days: tuple[date, ...]
    title: str
    short: str


@dataclass(frozen=True)
class Hours:
    """The hours of one row in one column: still to work, of these kept by hand, and spent."""

    planned: float = 0
    pinned: float = 0
    spent: float = 0

    def plus(self, block: CalendarBlock, share: float) -> "Hours":
        """With a share of a block's hours."""
        if block.spent:
            return Hours(self.planned, self.pinned, self.spent + block.hours * share)
        return Hours(self.planned + block.hours * share, self.pinned + block.pinned * share, self.spent)


Grid = Mapping[str, Mapping[int, Hours]]
"""By row and number of the column."""


def grid(timetable: Timetable, spans: Sequence[Span], by_client: bool) -> Grid:
    """The hours of each activity, or of each client: those of several clients are split evenly."""
    column_of = {day: number for number, span in enumerate(spans) for day in span.days}
    found: dict[str, dict[int, Hours]] = {}
    for block in timetable.blocks:
        number = column_of.get(block.day)
        if number is None:
            continue
        clients = block.activity.clients or (NO_CLIENT,)
        for row in clients if by_client else (block.activity.id,):
            columns = found.setdefault(row, {})
            share = 1 / len(clients) if by_client else 1
            columns[number] = columns.get(number, Hours()).plus(block, share)
    return found


def columns(spans: Sequence[Span], first: str, widest: int = 0) -> list[Column]:
    """The fixed first column and one for each span, as wide as its widest cell needs."""
    wide, narrow = max(7, widest), max(6, widest)
    return [
        Column("row", first, first, 400, 18),
        *(Column(str(number), span.title, span.short, wide, narrow, "right") for number, span in enumerate(spans)),
    ]


def widest_cell(timetable: Timetable, budget: TimeBudget, spans: Sequence[Span]) -> int:
    """The width of the widest cell at the foot: that of onboarding, used of what is reserved."""
    cells = [_onboard_text(_sums(timetable, span, True), sum(map(budget.reserved, span.days))) for span in spans]
    return max(map(len, cells), default=0)


def row_cells(name: str, hours: Mapping[int, Hours], spans: Sequence[Span], late: bool, glyphs: Glyphs) -> list[Cell]:
    """A row: its name, then its hours in each column."""
    return [
        Cell(f"{'!' if late else ' '} {name}", "red" if late else ""),
        *(_hours_cell(hours.get(number), late, glyphs) for number in range(len(spans))),
    ]


def _hours_cell(hours: Hours | None, late: bool, glyphs: Glyphs) -> Cell:
    if hours is None or not (hours.planned or hours.spent):
        return Cell("")
    if not hours.planned:
        return Cell(shown_hours(hours.spent), "dim")
    mark = glyphs.pin if hours.pinned else ""
    return Cell(f"{mark}{shown_hours(hours.planned + hours.spent)}", "red" if late else "strong" if mark else "")


def activity_name(activity: Activity) -> str:
    """How a row of the calendar is named."""
    first = next(iter(activity.description.splitlines()), "")
    return f"{activity.reference}  {first}".rstrip()


def foot(
    timetable: Timetable, budget: TimeBudget, unplanned: Mapping[date, float], spans: Sequence[Span], glyphs: Glyphs
) -> list[list[Cell]]:
    """The rows at the foot: budget, used with its band, free from today on; then onboarding, used of what is reserved,
    and what of the used hours was not planned, where there is any."""
    more = [sum(unplanned.get(day, 0) for day in span.days) for span in spans]
    main = [_sums(timetable, span, False) + extra for span, extra in zip(spans, more, strict=True)]
    onboard = [_sums(timetable, span, True) for span in spans]
    have = [sum(map(budget.of, span.days)) for span in spans]
    reserved = [sum(map(budget.reserved, span.days)) for span in spans]
    bands = [used_band(units(used), size) for used, size in zip(main, have, strict=True)]
    kept = [used_band(units(used), size) for used, size in zip(onboard, reserved, strict=True)]
    free = [sum(timetable.free_on.get(day, 0) for day in span.days) for span in spans]
    rows = {
        "Budget": [Cell(shown_hours(size / QUARTERS)) for size in have],
        "Used": [_used_cell(used, band, glyphs) for used, band in zip(main, bands, strict=True)],
        "Free": [Cell(shown_hours(size), "" if size else "dim") for size in free],
        "Onboarding": [
            _onboard_cell(used, size, band, glyphs) for used, size, band in zip(onboard, reserved, kept, strict=True)
        ],
    }
    if any(more):
        rows["Not planned"] = [Cell(shown_hours(size) if size else "") for size in more]
    return [[Cell(f"  {name}", "strong"), *cells] for name, cells in rows.items()]


def _sums(timetable: Timetable, span: Span, onboard: bool) -> float:
    return sum(
        block.hours
        for block in timetable.blocks
        if block.day in span.days and (block.activity.category is Category.ONBOARD) is onboard
    )


def _used_cell(used: float, band: Band | None, glyphs: Glyphs) -> Cell:
    return Cell(f"{shown_hours(used)} {glyphs.band(band)}", band or "dim", f"{shown_hours(used)}{glyphs.band(band)}")


def _onboard_cell(used: float, reserved: int, band: Band | None, glyphs: Glyphs) -> Cell:
    text = _onboard_text(used, reserved)
    return Cell(text, (band or "dim") if used else "dim", f"{shown_hours(used)}{glyphs.band(band if used else None)}")


def _onboard_text(used: float, reserved: int) -> str:
    return f"{shown_hours(used)}/{shown_hours(reserved / QUARTERS)}"


def rows_of(plan: Plan, hours: Grid, by_client: bool) -> list[str]:
    """The rows in their order: by the first column that has hours; open activities without any come last."""
    if by_client:
        return sorted(hours, key=lambda key: (key == NO_CLIENT, natural_key(_name(plan, key))))
    shown = [one for one in plan.activities if one.open or one.id in hours]
    return [one.id for one in sorted(shown, key=lambda one: (_first(hours.get(one.id)), plan.deadline(one)))]


def _first(hours: Mapping[int, Hours] | None) -> int:
    return min(hours) if hours else 1_000


def _name(plan: Plan, key: str) -> str:
    return plan.clients[key].name if key in plan.clients else ""


def client_name(plan: Plan, key: str) -> str:
    """How a row of a client is named."""
    return plan.clients[key].name if key in plan.clients else "no client"
