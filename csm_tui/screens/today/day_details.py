"""What is behind a line of the day, in lines: why a client stands where it does, and what is proposed. No widgets."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.text import counted
from csm_tui.domain.values.money import money
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.shown_days import distance, full_day, near_day
from csm_tui.planning.playbooks.activities import Work
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.playbooks.texts import filled
from csm_tui.planning.today.agenda import Dated, DatedKind
from csm_tui.planning.today.day import DayLine
from csm_tui.planning.triage.reasons import decision_in_words
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.wrapping import explained, paragraphs, wrapped_lines


class Proposal(NamedTuple):
    """A play with the activities that it would become for a client. `others` could be chosen in its place."""

    play: Play
    activities: Sequence[Activity]
    others: int = 0

    @property
    def work(self) -> Work:
        """How much work it is."""
        return Work(len(self.activities), sum(one.hours for one in self.activities))

    @property
    def in_short(self) -> str:
        """The play with how much work it is."""
        return f"{self.play.title}: {self.work.in_words}"


def short_lines(line: DayLine, proposal: Proposal | None, width: int, glyphs: Glyphs) -> list[Line]:
    """A few lines, to stand below the list."""
    if line.dated is not None:
        return [*_dated_lines(line.dated, width, glyphs)]
    lines: list[Line] = [[(f" {line.client_names}", "strong"), (f"  {glyphs.dot} ", "dim"), *_standing(line, glyphs)]]
    lines += wrapped_lines(_reasons_in_short(line), width)
    return [*lines, *_proposed(line, proposal, width)]


def full_lines(line: DayLine, proposal: Proposal | None, width: int, height: int, glyphs: Glyphs) -> list[Line]:
    """All that there is, to stand beside the list. Where `height` is too low for whole texts of the activities, each
    has a line, so that all of them are seen."""
    if line.dated is not None:
        names: list[Line] = [[(f" {client.name}", "strong")] for client in line.dated.clients]
        return [*names, *_dated_lines(line.dated, width, glyphs)]
    lines: list[Line] = [[(f" {line.client_names}", "strong")], [(" ", ""), *_standing(line, glyphs)], []]
    reasons = () if line.queued is None else line.queued.reasons
    lines.append([(f" {counted(line.points or 0, 'point')}", "title")])
    lines += [part for one in reasons for part in explained(f"{one.points:>3}", one.why, width, 10, ("strong", ""))]
    lines += [[], *_proposed(line, proposal, width)]
    whole, brief = ([*lines, *_work(line, proposal, width, in_brief)] for in_brief in (False, True))
    return whole if len(whole) <= height else brief


def _standing(line: DayLine, glyphs: Glyphs) -> Iterator[tuple[str, str]]:
    row = line.row
    if row is None:
        return
    facts = [line.kind, "no ACV" if row.client.acv is None else money(row.client.acv, row.settings.currency)]
    if row.decides is not None:
        facts.append(decision_in_words(row.decides))
    yield f" {glyphs.dot} ".join(facts), "dim"


def _reasons_in_short(line: DayLine) -> str:
    reasons = () if line.queued is None else line.queued.reasons
    return ", ".join(f"{one.why} {one.points}" for one in reasons) or "nothing is urgent"


def _proposed(line: DayLine, proposal: Proposal | None, width: int) -> Iterator[Line]:
    for one in line.put_off:
        yield from wrapped_lines(
            f"{one.what.capitalize()} put off until {full_day(one.until)}: {one.reason}", width, "amber"
        )
    if line.snooze is not None:
        return
    if proposal is not None:
        other = f", i shows {counted(proposal.others, 'other')}" if proposal.others else ""
        yield from wrapped_lines(f"\u2192 {proposal.in_short}. y takes it in{other}", width, "title")
    elif line.planned:
        yield from wrapped_lines("Its activities are in the plan; nothing more is proposed", width, "dim")
    else:
        yield from wrapped_lines("No play applies: n writes an activity of your own", width, "dim")


def _work(line: DayLine, proposal: Proposal | None, width: int, in_brief: bool) -> Iterator[Line]:
    if proposal is None or line.row is None:
        return
    yield []
    yield from wrapped_lines(filled(proposal.play.purpose, line.row), width, "dim")
    yield []
    for one in proposal.activities:
        due = "" if one.deadline is None else f"{near_day(one.deadline)}, "
        yield [(f" {due}{shown_hours(one.hours)} h", "dim")]
        if in_brief:
            yield [(f"   {' '.join(one.description.split())}", "")]
        else:
            yield from wrapped_lines(one.description, width, indent=3)


def _dated_lines(one: Dated, width: int, glyphs: Glyphs) -> Iterator[Line]:
    """What is to be done, by when, and what is known of it."""
    late = f"{counted(one.late, 'day')} late" if one.late > 0 else distance(one.day, one.today)
    hours = f" {glyphs.dot} {shown_hours(one.hours)} h planned today" if one.hours else ""
    style = "red" if one.late > 0 else "dim"
    yield [(f" {one.kind} {glyphs.dot} {near_day(one.day)}, {late}{hours}", style)]
    yield from paragraphs(one.text, width)
    for name, text in _facts(one):
        yield from wrapped_lines(f"{name}: {text}", width, "dim")


def _facts(one: Dated) -> Iterator[tuple[str, str]]:
    names = _FACTS.get(one.kind, {})
    for attribute, name in names.items():
        text = str(getattr(one.record, attribute) or "")
        if text and text != one.text:
            yield name, text


_FACTS = {
    DatedKind.PROMISE: {"note": "Said"},
    DatedKind.FOLLOW_UP: {"note": "Said"},
    DatedKind.ACTIVITY: {"purpose": "Purpose", "results": "Results", "measurement": "Judged by", "notes": "Notes"},
    DatedKind.RISK: {"text": "Risk", "action": "Done about it"},
    DatedKind.ASSUMPTION: {"text": "Assumption"},
}
"""What is told of a record beside its line, by attribute."""
