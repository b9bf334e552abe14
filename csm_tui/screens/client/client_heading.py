"""The first lines of a client's page. Pure functions, no widgets."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from csm_tui.domain.records.client import Feeling
from csm_tui.domain.values.money import money
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.planning.portfolio.rows import Row
from csm_tui.screens.cells.client_lines import override_lines, renewal_run, years_run
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.wrapping import wrapped_lines

if TYPE_CHECKING:  # loaded where there is one
    from csm_tui.domain.records.snooze import Snooze


def client_heading(row: Row, snoozes: Iterable["Snooze"], width: int, glyphs: Glyphs) -> list[Line]:
    """The client's name, ACV and dates, an override of the health with its reason and end, and what is put off."""
    client = row.client
    who = [str(client.status), client.owner, client.external_id, " ".join(client.tags)]
    money_and_time: list[Run] = [
        (f" ACV {money(client.acv, row.settings.currency)}   Renewal ", ""), renewal_run(row, glyphs),
    ]  # fmt: skip
    if client.customer_since is not None:
        money_and_time += [(f"   Since {full_day(client.customer_since)}", ""), years_run(row)]
    lines: list[Line] = [
        [(f" {client.name}", "strong"), ("".join(f" {glyphs.dot} {text}" for text in who if text), "dim")],
        money_and_time,
    ]
    put_off = (f"{one.what.capitalize()} put off until {full_day(one.until)}: {one.reason}" for one in snoozes)
    waiting = [line for text in put_off for line in wrapped_lines(text, width, "dim")]
    return [*lines, *_standing_lines(row, glyphs), *override_lines(row, width), *waiting]


def _standing_lines(row: Row, glyphs: Glyphs) -> list[Line]:
    """When they decide, if that is before the renewal, what the CSM feels and how many risks are open, on one line."""
    client, dot = row.client, f" {glyphs.dot} "
    parts: list[Run] = []
    if row.decides is not None and row.decision is not None and client.renewal_date not in (None, row.decision):
        when = f"{-row.decides} d ago" if row.decides < 0 else f"in {row.decides} d"
        notice = (client.renewal_date - row.decision).days
        parts.append(
            (f"{notice} d notice: decides by {full_day(row.decision)}, {when}", "red" if row.decides < 0 else "")
        )
    if client.sentiment is not None:
        why = f": {client.sentiment.why}" if client.sentiment.why else ""
        style = {Feeling.GOOD: "green", Feeling.UNEASY: "amber", Feeling.BAD: "red"}[client.sentiment.feeling]
        parts.append((f"sentiment {client.sentiment.feeling}{why}", style))
    if row.open_risks:
        count = len(row.open_risks)
        parts.append((f"{count} open {'risk' if count == 1 else 'risks'}", "amber"))
    if not parts:
        return []
    runs: list[Run] = [(" ", "")]
    for number, part in enumerate(parts):
        runs += [(dot, "dim"), part] if number else [part]
    return [runs]
