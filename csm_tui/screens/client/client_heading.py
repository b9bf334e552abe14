"""The first lines of a client's page. Pure functions, no widgets."""

from csm_tui.domain.values.money import money
from csm_tui.planning.portfolio.rows import Row
from csm_tui.screens.cells.client_lines import override_lines, renewal_run, years_run
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.line_pane import Line, Run


def client_heading(row: Row, width: int, glyphs: Glyphs) -> list[Line]:
    """The client's name, ACV and dates, and an override of the health with its reason and end."""
    client = row.client
    who = [str(client.status), client.owner, " ".join(client.tags)]
    money_and_time: list[Run] = [
        (f" ACV {money(client.acv, row.settings.currency)}   Renewal ", ""), renewal_run(row, glyphs),
    ]  # fmt: skip
    if client.customer_since is not None:
        money_and_time += [(f"   Since {client.customer_since}", ""), years_run(row)]
    lines: list[Line] = [
        [(f" {client.name}", "strong"), ("".join(f" {glyphs.dot} {text}" for text in who if text), "dim")],
        money_and_time,
    ]
    return [*lines, *override_lines(row, width)]
