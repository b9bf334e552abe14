"""Which plays are offered for a client: those that apply, by the rules that hold for all of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from csm_tui.domain.records.activity import Category
from csm_tui.domain.records.risk import RiskKind
from csm_tui.domain.values.bands import Trend
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.playbooks.conditions import Case
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.playbooks.playbook import plays_for
from csm_tui.planning.portfolio.planned import coming
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.triage.candidates import was_asked
from csm_tui.planning.triage.queue import top_third

if TYPE_CHECKING:  # loaded where there is one
    from csm_tui.domain.records.renewal import Renewal


_LATELY_DAYS, _MUCH_LESS = 90, 0.8
"""So long after a renewal one learns from what was lost with it, if no more than so much of the ACV is left."""


def cases_of(rows: Sequence[Row], workspace: Workspace) -> list[Case]:
    """The clients in their order, each with what is planned for it in this quarter or a later one."""
    categories: dict[str, set[Category]] = {}
    plays: dict[str, set[str]] = {}
    today = rows[0].today if rows else date.min
    for one in coming(workspace, today):
        for client in one.clients:
            categories.setdefault(client, set()).add(one.category)
            plays.setdefault(client, set()).update(filter(None, [one.play]))
    shrunk = _shrunk(workspace, today)
    least = top_third([row for row in rows if row.is_present])
    return [
        Case(
            row,
            frozenset(categories.get(row.id, ())),
            0 < least <= row.acv,
            frozenset(plays.get(row.id, ())),
            row.id in shrunk,
        )
        for row in rows
    ]


def _shrunk(workspace: Workspace, today: date) -> frozenset[str]:
    """The clients whose last renewal ended lately with much less than before."""
    last: dict[str, Renewal] = {}
    for one in workspace.records_in("renewals"):
        if one.client not in last or last[one.client].closed < one.closed:
            last[one.client] = one
    return frozenset(
        client for client, one in last.items() if _is_much_less(one) and (today - one.closed).days <= _LATELY_DAYS
    )


def _is_much_less(one: "Renewal") -> bool:
    before, after = one.acv, one.acv_after
    return one.kept and before is not None and after is not None and after <= _MUCH_LESS * before


def offered_plays(plays: Sequence[Play], case: Case) -> list[Play]:
    """The plays to offer for a client, the primary one first.

    None is offered while its own activities are open, nor while those of another play for the same purpose are that
    comes before it; and nobody is asked to buy or to speak for us at a bad moment, nor to speak for us twice in half a
    year.
    """
    begun = [one for one in plays if one.id in case.plays]
    return [one for one in plays_for(plays, case) if _fits(one, begun) and not (one.asks and _is_spared(one, case))]


def _fits(play: Play, begun: Iterable[Play]) -> bool:
    return not any(one.category is play.category and one.rank <= play.rank for one in begun)


def _is_spared(play: Play, case: Case) -> bool:
    """Whether this is no time to ask: in trouble, or asked to speak for us lately, or just now."""
    asked = was_asked(case.row) or Category.ADVOCATE in case.planned
    return not may_be_asked(case.row) or (play.category is Category.ADVOCATE and asked)


def may_be_asked(row: Row) -> bool:
    """Whether a client can be asked to buy or to speak for us: no promise of ours is overdue, no trouble with support
    is open, the score does not fall, and no component is red."""
    return not (
        (row.promise is not None and row.promise < 0)
        or any(one.kind is RiskKind.SUPPORT for one in row.open_risks)
        or row.trend is Trend.DOWN
        or row.reds
    )
