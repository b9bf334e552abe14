"""A reference plan shown beside the user's own. It is never stored."""

from collections.abc import Callable, Sequence

from csm_tui.domain.text import clean_line
from csm_tui.exchange.plan.plan_sheet import read_rows
from csm_tui.forms.definitions.file_forms import reference_form
from csm_tui.screens.base.actions.ask_file import ask_file
from csm_tui.screens.base.quarter_screen import QuarterScreen
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.wrapping import explained

_SHOWN = ("Client", "Description", "Purpose", "Results", "Measurement", "Duration", "Deadline", "Dependencies")


async def ask_reference(screen: QuarterScreen, lay: Callable[[list[dict[str, str]]], None]) -> None:
    """Ask for the file of a reference plan."""
    await ask_file(screen, reference_form(screen.quarter), lambda data: lay(read_rows(data)))


def reference_lines(rows: Sequence[dict[str, str]], width: int) -> list[Line]:
    """The activities of the reference plan, each in full."""
    lines: list[Line] = [[(f" Reference plan: {len(rows)} activities", "strong"), ("  F takes it away", "dim")]]
    for row in rows:
        lines += [[], [(f" {clean_line(row.get('Reference', ''))}", "strong")]]
        for header in _SHOWN:
            if row.get(header, "").strip():
                lines += explained(header, clean_line(row[header]), width, 17, ("dim", ""))
    return lines
