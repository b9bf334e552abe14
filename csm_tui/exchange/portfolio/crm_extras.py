"""What a CRM knows beside the fields of a client: the last activity, and net promoter scores."""

from collections.abc import Iterator, Sequence
from datetime import date

from csm_tui.domain.record import fixed_id
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.touchpoint import Touchpoint, TouchpointKind
from csm_tui.domain.text import clean_line
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.portfolio.fields import PORTFOLIO
from csm_tui.exchange.reading.answers import Choice, Question
from csm_tui.exchange.reading.columns.score_column import is_score
from csm_tui.exchange.reading.columns.units import units_in
from csm_tui.exchange.reading.settled_sheet import SettledSheet

LAST_ACTIVITY = "last activity in the CRM"
_SATISFACTION = "satisfaction"


def activity_of(client: Client, day: date, workspace: Workspace) -> Touchpoint | None:
    """The touchpoint that the last activity in the CRM is; None if there is one of that day or later."""
    if any(one.day >= day for one in workspace.touchpoints(client)):
        return None
    return Touchpoint(
        id=fixed_id(f"activity of {client.id} on {day}"),
        client=client.id,
        day=day,
        kind=TouchpointKind.OTHER,
        note=LAST_ACTIVITY,
    )


def offered_scores(table: SettledSheet) -> Iterator[Question]:
    """Columns of net promoter scores, which could be the satisfaction where no other column is."""
    field = PORTFOLIO.by_name[_SATISFACTION]
    if _SATISFACTION in table.columns:
        return
    for at, header in enumerate(table.sheet.table.header):
        if "nps" in units_in(field, header) and clean_line(header) in table.sheet.ignored:
            cells = [cell for row in table.sheet.rows if at < len(row.cells) and (cell := clean_line(row.cells[at]))]
            if cells and all(map(is_score, cells)):
                yield Question(header, _SATISFACTION, "net promoter scores", tuple(cells[:3]), _choices(header, cells))


def _choices(header: str, cells: Sequence[str]) -> tuple[Choice, ...]:
    labels = {"nps": "as satisfaction, of -100 to 100", "0-10": "as satisfaction, of 0 to 10"}
    if any(cell.startswith(("-", "\u2212", "(")) for cell in cells):
        del labels["0-10"]
    return tuple(Choice(label, "map", f"{clean_line(header)}={_SATISFACTION}:{unit}") for unit, label in labels.items())
