"""What a trial would change, in lines. No widgets."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from csm_tui.domain.text import counted
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.money import money
from csm_tui.planning.portfolio.totals import Sum
from csm_tui.planning.portfolio.what_if import Effect, Moved
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.table.layout import truncate
from csm_tui.widgets.wrapping import wrapped_lines

_LABEL = 11
_SUM = 5, 12
"""The cells of a count and of an amount."""


def what_if_lines(effect: Effect, note: str, width: int, height: int, glyphs: Glyphs) -> list[Line]:
    """The lines for a width and a height in cells: who moves, the bands now and then, and each client that moves.

    `note`: what was assumed.
    """
    lines = [*_headline(effect, width), *(wrapped_lines(note, width, "amber") if note else []), []]
    count, amount = _SUM
    heading = f" {'':{_LABEL}}{'now':>{count + amount}}{'then':>{count + amount}}"
    lines.append([(heading, "dim")])
    for band in Band:
        label = f"{glyphs.band(band)} {band}"
        lines.append(_compared(label, effect.before.health[band], effect.after.health[band], band))
    lines.append(_compared("  at risk", effect.before.at_risk, effect.after.at_risk))
    lines.append(_compared("  due", effect.before.due, effect.after.due))
    if effect.moved:
        lines += [[], *_moved(effect.moved, width, max(height - len(lines) - 1, 1), glyphs)]
    return lines


def _headline(effect: Effect, width: int) -> Iterator[Line]:
    banded = sum(one.changes_band for one in effect.moved)
    if not effect.scores and not effect.moved:
        yield [(" Nothing would change", "strong")]
        return
    who = f"{counted(banded, 'client')} would change band" if banded else "Nobody would change band"
    acv = f", {money(effect.acv_moved)} ACV" if banded else ""
    yield from wrapped_lines(f"{who}{acv}", width, "strong")
    yield from wrapped_lines(f"{counted(effect.scores, 'score')} would be another one", width, "dim")


def _compared(label: str, before: Sum, after: Sum, style: str = "") -> Line:
    runs: list[Run] = [(f" {label:{_LABEL}}", style), (_sum(before), "dim")]
    return [*runs, (_sum(after), "strong" if before != after else "dim")]


def _sum(one: Sum) -> str:
    count, amount = _SUM
    return f"{one.clients:>{count}}{money(one.acv):>{amount}}"


def _moved(moved: Sequence[Moved], width: int, room: int, glyphs: Glyphs) -> Iterator[Line]:
    shown = moved if len(moved) <= room else moved[: max(room - 1, 1)]
    names = min(max(cell_len(one.after.client.name) for one in shown), max(width - 32, 10))
    for one in shown:
        yield _moved_line(one, names, glyphs)
    if len(shown) < len(moved):
        yield [(f" and {len(moved) - len(shown):,} more", "dim")]


def _moved_line(one: Moved, names: int, glyphs: Glyphs) -> Line:
    name = truncate(one.after.client.name, names)
    runs: list[Run] = [(f" {name}{' ' * (names - cell_len(name))} ", ""), *_standing(one, glyphs)]
    amount = f"{money(one.after.acv):>11}"
    due = "" if one.before.due is one.after.due else "  now due" if one.after.due else "  no longer due"
    renewal = "" if due or one.changes_band else f"  renewal {one.after.renewal_band}"
    return [*runs, (amount, ""), (f"{due}{renewal}", "dim")]


def _standing(one: Moved, glyphs: Glyphs) -> Iterator[Run]:
    for row, lead in ((one.before, ""), (one.after, " \u2192 ")):
        score = glyphs.none if row.standing is None else str(row.standing)
        yield lead, "dim"
        yield f"{score:>3} {glyphs.band(row.health_band)}", row.health_band or "dim"
