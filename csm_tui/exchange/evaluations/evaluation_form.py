"""The blank form of an evaluation, to be filled in by hand."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from csm_tui.domain.records.engagements.evaluation import Section
from csm_tui.domain.records.engagements.matrix import Matrix
from csm_tui.domain.records.engagements.prompt import Prompt
from csm_tui.domain.values.phases import PHASES
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.evaluations.evaluation_exports import PARTY_LABELS, csv_of
from csm_tui.exchange.exports import INTERNAL, Export
from csm_tui.exchange.markdown import items, table
from csm_tui.planning.evaluations.prompts import PROMPTS_TITLE, prompts_in_use

_PLACES = ("One", "Two", "Three", "Four", "Five", "Six")
_ROWS = 7


def blank_form(workspace: Workspace) -> Export:
    """The form with six places for each section, seven rows for each matrix, and the prompts in use."""
    prompts = prompts_in_use(workspace)
    return Export(
        "evaluation-form", {".md": "\n".join(_markdown(prompts)), ".csv": csv_of(_csv_rows(prompts))},
        {"sections": len(Section), "matrices": len(Matrix), "prompts": len(prompts)},
    )  # fmt: skip


def _markdown(prompts: Sequence[Prompt]) -> Iterator[str]:
    yield from ("# Evaluation of an engagement", "", INTERNAL, "")
    phase = f"Phase ({', '.join(PHASES)}, or another)"
    yield from (f"- {field}:" for field in ("Client", "Engagement", phase, "Date", "Authors"))
    yield ""
    for section in Section:
        yield from (f"## {section}", "", *(f"- {place}:" for place in _PLACES), "")
    for matrix in Matrix:
        yield from (f"## {matrix}", "", *table(PARTY_LABELS, [[""] * len(PARTY_LABELS)] * _ROWS), "")
    yield from (f"## {PROMPTS_TITLE}", "")
    for group, found in groupby(prompts, key=lambda prompt: prompt.group):
        yield from (f"### {group}", "")
        yield from items(f"{prompt.question}\n\nAnswer:\n" for prompt in found)


def _csv_rows(prompts: Sequence[Prompt]) -> Iterator[Mapping[str, object]]:
    yield from ({"Part": section, "Place": place} for section in Section for place in _PLACES)
    yield from ({"Part": matrix, "Place": place} for matrix in Matrix for place in range(1, _ROWS + 1))
    yield from ({"Part": prompt.group, "Question": prompt.question} for prompt in prompts)
