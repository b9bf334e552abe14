"""Drawing the columns of the portfolio."""

from collections.abc import Callable, Collection, Sequence

from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.planning.columns import ColumnKind
from csm_tui.planning.portfolio.columns import BY_KEY, SPECS
from csm_tui.planning.portfolio.rows import Row
from csm_tui.screens.cells import columns as drawn
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.table.band_table import Cell, Column

TITLES = {spec.key: spec.title for spec in SPECS}
SHORT_TITLES = {spec.key: spec.short for spec in SPECS}


def client_columns(keys: Sequence[str]) -> list[Column]:
    """The columns of these keys."""
    return drawn.table_columns(BY_KEY[key] for key in keys)


def client_cells(row: Row, keys: Sequence[str], glyphs: Glyphs, pressing: Collection[str] = ()) -> list[Cell]:
    """The cells of a client in these columns. `pressing`: for these, by their ids, something is to be done today."""
    return [
        client_cell(row, glyphs, row.id in pressing) if key == "client" else drawn.cell(BY_KEY[key], row, glyphs)
        for key in keys
    ]


def client_cell(row: Row, glyphs: Glyphs, pressing: bool = False) -> Cell:
    """The name, with a mark if the client is at risk, one if something is to be done today, and the status if the
    client is not active."""
    status = "" if row.client.status is ClientStatus.ACTIVE else f" {glyphs.dot} {row.client.status}"
    due = f" {glyphs.due}" if pressing else ""
    return Cell(f"{'!' if row.at_risk else ' '} {row.client.name}{due}{status}")


def followup_cell(days: int | None, glyphs: Glyphs) -> Cell:
    """When a follow-up is due, in days from today."""
    return drawn.value_cell(ColumnKind.DAYS_LEFT, days, glyphs)


def score_cell(name: str) -> Callable[[Row, Glyphs], Cell]:
    """Returns a function that draws a score: marked if the health is overridden or the component stale."""
    return lambda row, glyphs: drawn.cell(BY_KEY[name], row, glyphs)
