"""What could be in the draft of a quarter, in the order in which it comes in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from csm_tui.domain.records.activity import Category
from csm_tui.domain.values.names import some_names
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.draft.draft import LeftOut, kept_in
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.playbooks.activities import why
from csm_tui.planning.playbooks.conditions import Case
from csm_tui.planning.playbooks.offering.offers import cases_of, offered_plays
from csm_tui.planning.playbooks.offering.snoozing import snoozed_plays
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.triage.candidates import Candidate, to_advocate, to_expand
from csm_tui.planning.triage.queue import queue_of

if TYPE_CHECKING:  # loaded where there is one
    from csm_tui.domain.records.snooze import Snooze


class Turn(IntEnum):
    """What comes first: to retain whoever is at risk, then one to expand and one to ask to speak for us, so that every
    purpose has its part; then the new clients, and the others in the order of the purposes."""

    AT_RISK = 0
    FIRST_TO_EXPAND = 1
    FIRST_TO_ADVOCATE = 2
    ONBOARD = 3
    RETAIN = 4
    EXPAND = 5
    ADVOCATE = 6


class Option(NamedTuple):
    """A play for a client. `further`: plays that could follow it for the same purpose."""

    turn: Turn
    row: Row
    play: Play
    why: str
    further: tuple[Play, ...] = ()


class DraftOptions(NamedTuple):
    """`left_out` is what was put off, and those at risk for whom there is no play; `remarks` say which purpose nobody
    suits."""

    options: list[Option]
    left_out: list[LeftOut]
    remarks: list[str]


_USUAL_TURN = {
    Category.RETAIN: Turn.RETAIN,
    Category.EXPAND: Turn.EXPAND,
    Category.ADVOCATE: Turn.ADVOCATE,
    Category.ONBOARD: Turn.ONBOARD,
}


_NO_PLAY = "no play to retain applies"


def options_for(workspace: Workspace, today: date, plan: Plan, plays: Sequence[Play]) -> DraftOptions:
    """All plays that could come into the plan, those first that matter most.

    What the plan holds counts: a client with open activities for a purpose gets no other ones for it.
    """
    rows = [one.row for one in queue_of(workspace, today)]
    kept = [*kept_in(plan)]
    retained = {client for one in kept if one.category is Category.RETAIN for client in one.clients}
    found: list[Option] = []
    left_out: list[LeftOut] = []
    for case in cases_of(rows, workspace):
        row = case.row
        at_risk = row.id not in retained and (row.at_risk or Row(row.client, row.settings, plan.quarter.start).due)
        options, put_off = _of_client(case, at_risk, plays, snoozed_plays(row, workspace))
        found += options
        left_out += put_off
        told = {one.play.category for one in options} | {one.play.category for one in put_off if one.play}
        if at_risk and Category.RETAIN not in told:
            planned = "its plan to retain lies in another quarter" if Category.RETAIN in case.planned else _NO_PLAY
            left_out.append(LeftOut(row, None, f"{_risk(row)}, but {planned}"))
    held = {one.category for one in kept}
    found = _in_order(found, rows)
    for category, turn in ((Category.EXPAND, Turn.FIRST_TO_EXPAND), (Category.ADVOCATE, Turn.FIRST_TO_ADVOCATE)):
        place = next((place for place, one in enumerate(found) if one.play.category is category), None)
        if category not in held and place is not None:
            found[place] = found[place]._replace(turn=turn)
    found.sort(key=lambda one: one.turn)
    return DraftOptions(found, left_out, [*_remarks(found, rows, held)])


def _of_client(
    case: Case, at_risk: bool, plays: Sequence[Play], snoozed: "Mapping[str, Snooze]"
) -> tuple[list[Option], list[LeftOut]]:  # fmt: skip
    """At most one option for each purpose: the first play that is not put off, with those that could follow; and what
    is put off."""
    options: list[Option] = []
    put_off: list[LeftOut] = []
    by_category: dict[Category, list[Play]] = {}
    for play in offered_plays(plays, case):
        if play.category not in case.planned:
            by_category.setdefault(play.category, []).append(play)
    for category, turn in _USUAL_TURN.items():
        found = by_category.get(category, [])
        put_off += [
            LeftOut(case.row, play, f"put off until {full_day(snooze.until)}: {snooze.reason}")
            for play in found
            if (snooze := snoozed.get(play.id))
        ]
        if left := [play for play in found if play.id not in snoozed]:
            first, *further = left
            told = why(first, case.row)
            if category is Category.RETAIN and at_risk:
                turn, told = Turn.AT_RISK, f"{_risk(case.row)}: {told}"
            options.append(Option(turn, case.row, first, told, tuple(further)))
    return options, put_off


def _risk(row: Row) -> str:
    return " and ".join(said for holds, said in ((row.health_band == "red", "red"), (row.due, "due")) if holds) or "due"


def _in_order(found: Iterable[Option], rows: Sequence[Row]) -> list[Option]:
    """By turn: those at risk by ACV, those to ask in the order of the candidates, all others as in the queue."""
    places: Mapping[str, int] = {row.id: place for place, row in enumerate(rows)}
    asked: dict[Turn, Mapping[str, int]] = {
        Turn.EXPAND: _places(to_expand(rows)), Turn.ADVOCATE: _places(to_advocate(rows)),
    }  # fmt: skip

    def key(one: Option) -> tuple[int, float, int]:
        row = one.row
        if one.turn is Turn.AT_RISK:
            return one.turn, -row.acv, places[row.id]
        order = asked.get(one.turn, places)
        return one.turn, order.get(row.id, len(places)), places[row.id]

    return sorted(found, key=key)


def _places(candidates: Iterable[Candidate]) -> dict[str, int]:
    return {one.row.id: place for place, one in enumerate(one for one in candidates if one.qualifies)}


def _remarks(found: Sequence[Option], rows: Sequence[Row], held: set[Category]) -> Iterator[str]:
    for category, what, candidates in (
        (Category.EXPAND, "asked for more", to_expand(rows)),
        (Category.ADVOCATE, "asked to speak for us", to_advocate(rows)),
    ):
        if category in held or any(one.play.category is category for one in found):
            continue
        already = [one.row.client.name for one in candidates if one.qualifies]
        if already:
            yield f"whoever could be {what} is asked already: {some_names(already)}"
            continue
        near = ", ".join(f"{one.row.client.name} ({', '.join(one.blocked_by)})" for one in candidates[:2])
        yield f"nobody can be {what} now{f'; nearest to it: {near}' if near else ''}"
