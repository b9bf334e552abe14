"""The report of the evaluations of engagements, for internal use."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.evaluations.evaluation_exports import PARTY_LABELS, Engaged, engaged_groups
from csm_tui.exchange.evaluations.evaluation_text import with_marks
from csm_tui.exchange.report.blocks import Block, Items, Paragraph, Report, ReportTable
from csm_tui.planning.evaluations.engagements import EvaluationRow
from csm_tui.planning.evaluations.prompts import PROMPTS_TITLE


def evaluations_report(workspace: Workspace, rows: Sequence[EvaluationRow]) -> Report:
    """Evaluations section by section, and of each engagement its aim, its matrices and the answers to the prompts."""
    groups = engaged_groups(workspace, rows)
    return Report.of("Evaluations", [], [part for one in groups for part in _parts(one)])


def _parts(one: Engaged) -> Iterator[tuple[str, Iterator[Block]]]:
    of = f"{one.client.name} · {one.engagement.name}"
    yield f"{of} · Aim", iter([Paragraph(one.engagement.aim)])
    for row in one.evaluations:
        yield f"{of} · {row.evaluation.phase}", _evaluation(row)
    for matrix, rows in groupby(one.rows, key=lambda row: row.matrix):
        yield (
            f"{of} · {matrix}",
            iter([ReportTable("", PARTY_LABELS, [each.texts for each in rows], len(PARTY_LABELS))]),
        )
    yield f"{of} · {PROMPTS_TITLE}", _answers(one)


def _evaluation(row: EvaluationRow) -> Iterator[Block]:
    about = row.evaluation
    yield Paragraph(" · ".join(filter(None, (str(about.day), str(about.state), about.authors))))
    for section, entries in row.sections.items():
        yield Items(section, [*map(with_marks, entries)])


def _answers(one: Engaged) -> Iterator[Block]:
    for group, answers in groupby(one.answers, key=lambda pair: pair[0].group):
        yield Items(
            group,
            [f"{prompt.question}\n{'(skipped)' if answer.skipped else answer.text}" for prompt, answer in answers],
        )
