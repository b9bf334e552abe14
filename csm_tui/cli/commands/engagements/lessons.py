"""`lessons`: the entries of all evaluations, whatever client taught them."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import click

from csm_tui.cli.commands.engagements.evaluations import evaluation_lines, head_object
from csm_tui.cli.options import Options, answer, as_json, pass_options
from csm_tui.cli.typed_values import filter_help, where_option
from csm_tui.planning.evaluations.engagements import EvaluationRow
from csm_tui.planning.evaluations.lesson_columns import LESSONS_FILTER
from csm_tui.planning.evaluations.lessons import Lesson, lessons_of
from csm_tui.planning.filter_language import Query

_HELP = f"""List the entries of all evaluations, by client, engagement, phase and section.

{filter_help(LESSONS_FILTER)}
"""


@click.command(help=_HELP)
@where_option(LESSONS_FILTER)
@as_json
@pass_options
def lessons(options: Options, query: Query[Lesson]) -> None:
    found = query.select(lessons_of(options.open_to_show().workspace))
    text = "\n".join(evaluation_lines(_by_evaluation(found))) if found else "no lessons"
    answer(options, [_object(one) for one in found] if options.json else None, text)


def _object(one: Lesson) -> dict[str, Any]:
    """A lesson as the JSON answer gives it; its form is described in docs/json.md."""
    return {**head_object(one.client, one.engagement, one.evaluation), **one.entry.as_json()}


def _by_evaluation(found: Iterable[Lesson]) -> list[EvaluationRow]:
    """The evaluations to which lessons belong, with those of their entries."""
    groups = (list(group) for _, group in groupby(found, key=lambda one: one.evaluation.id))
    return [
        EvaluationRow(group[0].client, group[0].engagement, group[0].evaluation, tuple(one.entry for one in group))
        for group in groups
    ]
