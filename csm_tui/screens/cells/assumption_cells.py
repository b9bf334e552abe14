"""Drawing an assumption in lists: on a client's page and for an activity."""

from collections.abc import Sequence
from datetime import date

from csm_tui.domain.records.assumption import Assumption, State
from csm_tui.domain.text import first_line
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.table.layout import Cell

NEXT_STATE = {State.OPEN: State.CONFIRMED, State.CONFIRMED: State.REFUTED, State.REFUTED: State.OPEN}
_STATE_STYLE = {State.OPEN: "amber", State.CONFIRMED: "green", State.REFUTED: "red"}


def assumption_cells(entry: Assumption, today: date, glyphs: Glyphs) -> Sequence[Cell]:
    """The first line of an assumption, the day of its validation, and its state."""
    by = entry.validate_by
    late = by is not None and by < today and entry.state is State.OPEN
    return (
        Cell(first_line(entry.text)),
        Cell(glyphs.none if by is None else by.isoformat(), "red" if late else ""),
        Cell(entry.state, _STATE_STYLE[entry.state]),
    )
