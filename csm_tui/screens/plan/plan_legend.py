"""The legend of the plan: the meaning of its columns and signs."""

from collections.abc import Iterator

from csm_tui.domain.settings import Settings
from csm_tui.planning.plan.columns import SPECS
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.wrapping import explained

_INDENT = 17


def plan_legend(settings: Settings, glyphs: Glyphs, width: int) -> list[Line]:
    """The legend in lines for a width in cells."""
    return [
        [(" Columns", "strong")],
        *(line for one in SPECS for line in explained(one.title, one.explained(settings), width, _INDENT)),
        [],
        [(" Signs", "strong")],
        *(line for sign, text in _marks(glyphs) for line in explained(sign, text, width, _INDENT)),
    ]


def _marks(glyphs: Glyphs) -> Iterator[tuple[str, str]]:
    yield "!", "late: overdue, or planned to be finished after its deadline"
    yield f"{glyphs.green} {glyphs.red}", "what holds, and what does not, in the audit and in the second line"
    yield glyphs.none, "nothing is there"
