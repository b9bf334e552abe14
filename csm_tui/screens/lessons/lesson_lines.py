"""An entry in full: where it was learned, what was made of it, and what else stands beside it. No widgets."""

from collections.abc import Iterable, Iterator, Sequence

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.text import first_line
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.evaluations.engagements import EvaluationRow
from csm_tui.planning.evaluations.lessons import Lesson
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.lighting import lit
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.wrapping import paragraphs, wrapped_lines


def lesson_lines(
    lesson: Lesson, around: EvaluationRow, workspace: Workspace, words: Sequence[str], width: int, glyphs: Glyphs
) -> list[Line]:
    """The lines for a width in cells. `around` is the evaluation of the entry; `words` are lit where they are found."""
    found = [*paragraphs(lesson.entry.text, width), [], *_place(lesson, width, glyphs), *_tags(lesson, width)]
    return [*_lit(found, words), *_activities(lesson, workspace, width), *_others(lesson, around, width)]


def _lit(lines: Iterable[Line], words: Sequence[str]) -> Iterator[Line]:
    return ([run for text, style in line for run in lit(text, style, words)] for line in lines)


def _place(lesson: Lesson, width: int, glyphs: Glyphs) -> Iterator[Line]:
    about, dot = lesson.evaluation, f" {glyphs.dot} "
    yield from wrapped_lines(dot.join((lesson.client.name, lesson.engagement.name)), width, "strong")
    said = (about.phase, lesson.entry.section, full_day(about.day), *filter(None, (about.authors,)))
    yield from wrapped_lines(dot.join(said), width, "dim")


def _tags(lesson: Lesson, width: int) -> Iterator[Line]:
    if lesson.entry.tags:
        yield from wrapped_lines(f"Tags {', '.join(lesson.entry.tags)}", width)
    if lesson.entry.reusable:
        yield [(" Reusable: others should use it again", "green")]


def _activities(lesson: Lesson, workspace: Workspace, width: int) -> Iterator[Line]:
    known = workspace.table(Activity).records
    made = [known[key] for key in lesson.entry.activities if key in known]
    if made:
        yield from _titled("In the plan")
    for one in made:
        yield from wrapped_lines(f"{one.reference} {first_line(one.description)}", width)


def _others(lesson: Lesson, around: EvaluationRow, width: int) -> Iterator[Line]:
    others = [one for one in around.sections[lesson.entry.section] if one.id != lesson.entry.id]
    if others:
        yield from _titled(f"Also in {lesson.entry.section}")
    for one in others:
        yield from wrapped_lines(f"- {' '.join(one.text.split())}", width)


def _titled(title: str) -> list[Line]:
    return [[], [(f" {title}", "title")]]
