"""Plays that are put off for a client, and what brings them back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from csm_tui.domain.values.bands import Band
from csm_tui.domain.workspace import Table, Workspace
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.triage.reasons import SOON

if TYPE_CHECKING:  # loaded where there is one
    from csm_tui.domain.records.snooze import Snooze

_BADNESS = {None: 0, Band.GREEN: 0, Band.AMBER: 1, Band.RED: 2}
_NONE: "Table[Snooze]" = Table()


def decides_soon(row: Row) -> bool:
    """Whether the decision is near or past."""
    return row.decides is not None and row.decides <= SOON


def holds(snooze: "Snooze", row: Row) -> bool:
    """Whether a play is still put off: its day has not come, the client's health is in no worse band than it was, and
    the decision has not come near since."""
    worse = _BADNESS[row.health_band] > _BADNESS[snooze.band]
    return row.today < snooze.until and not worse and (snooze.soon or not decides_soon(row))


def snoozed_plays(row: Row, workspace: Workspace) -> "Mapping[str, Snooze]":
    """The plays that are put off for a client now, by their ids."""
    found = workspace.tables.get("snoozes", _NONE).of(row.id)
    return {one.play: one for one in found if holds(one, row)}
