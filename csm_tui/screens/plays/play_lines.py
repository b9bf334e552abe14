"""A play in full: as it is written, or as it would be for a client. No widgets."""

from collections.abc import Iterator

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.shown_days import day_in_words, near_day
from csm_tui.planning.playbooks.activities import Work
from csm_tui.planning.playbooks.play import PlayActivity
from csm_tui.planning.playbooks.play_list.listed import PlayRow
from csm_tui.planning.playbooks.play_list.words import applies_when, day_words
from csm_tui.planning.playbooks.texts import filled
from csm_tui.planning.portfolio.rows import Row
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.wrapping import wrapped_lines


def play_lines(row: PlayRow, width: int, glyphs: Glyphs) -> list[Line]:
    """The lines for a width in cells, with the texts as they are written."""
    play = row.play
    written = Work(len(play.activity), play.hours)
    lines = [*_head(row, written, width, glyphs), *_purpose(play.purpose, play.judged, width)]
    for number, one in enumerate(play.activity, 1):
        lines += _activity(str(number), one.text, one.results, _written(one), width)
    return lines


def play_lines_for(
    row: PlayRow, client: Row, activities: tuple[Activity, ...], width: int, glyphs: Glyphs
) -> list[Line]:
    """The same with the texts filled in for a client, and `activities` as they would enter the plan or stand in it:
    there they may wait for others, and have no deadline of their own."""
    play, work = row.play, Work(len(activities), sum(one.hours for one in activities))
    lines = [
        *_head(row, work, width, glyphs), *_purpose(filled(play.purpose, client), filled(play.judged, client), width),
    ]  # fmt: skip
    references = {one.id: one.reference for one in activities}
    for one in activities:
        after = [references[key] for key in one.dependencies if key in references]
        lines += _activity(one.reference, one.description, one.results, _planned(one, after), width)
    return lines


def _head(row: PlayRow, work: Work, width: int, glyphs: Glyphs) -> Iterator[Line]:
    play, dot = row.play, f" {glyphs.dot} "
    parts = play.category, work.in_words, f"rank {play.rank}", row.source
    yield from wrapped_lines(play.title, width, "strong")
    yield from wrapped_lines(dot.join(map(str, parts)), width, "dim")
    yield from _titled("Applies when")
    for text in applies_when(play):
        yield from wrapped_lines(text, width)


def _purpose(purpose: str, judged: str, width: int) -> Iterator[Line]:
    yield from _titled("What for")
    yield from wrapped_lines(purpose, width)
    yield from _titled("Judged by")
    yield from wrapped_lines(judged, width)
    yield from _titled("What is done")


def _titled(title: str) -> list[Line]:
    return [[(f" {title}", "title")]]


def _activity(name: str, text: str, results: str, when: str, width: int) -> Iterator[Line]:
    indent = len(name) + 2
    (first, *others) = wrapped_lines(text, width, indent=indent) or [[("", "")]]
    yield [(f" {name} ", "strong"), (first[0][0][indent:], "")]
    yield from others
    yield from wrapped_lines(when, width, "dim", indent=indent)
    yield from wrapped_lines(f"\u2192 {results}", width, "dim", indent=indent)


def _written(one: PlayActivity) -> str:
    times = f"{one.times} times, week by week, " if one.times > 1 else ""
    after = f", after {' and '.join(one.after)}" if one.after else ""
    start = f", not before {day_words(one.start)}" if one.start else ""
    return f"{one.key}: {times}{shown_hours(one.hours)} h, {day_words(one.by)}{start}{after}"


def _planned(one: Activity, after: list[str]) -> str:
    by = "by the quarter's end" if one.deadline is None else f"by {day_in_words(one.deadline)}"
    start = f", not before {near_day(one.earliest)}" if one.earliest else ""
    behind = f", after {' and '.join(after)}" if after else ""
    return f"{shown_hours(one.hours)} h, {by}{start}{behind}"
