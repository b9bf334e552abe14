"""Evaluations as files, in Markdown, CSV or JSON. Each of them says that it is internal: it is never the customer's."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from csm_tui.domain.record import field_label
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.evaluation import Entry
from csm_tui.domain.records.engagements.matrix import PARTIES, Matrix, MatrixRow
from csm_tui.domain.records.engagements.prompt import Answer, Prompt
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.evaluations.evaluation_text import with_marks
from csm_tui.exchange.exports import INTERNAL, Export
from csm_tui.exchange.markdown import inline, items
from csm_tui.exchange.tables import write_csv
from csm_tui.planning.evaluations.engagements import EvaluationRow, matrix_rows
from csm_tui.planning.evaluations.prompts import PROMPTS_TITLE, answered_prompts

PARTY_LABELS = tuple(field_label(MatrixRow, party) for party in PARTIES)

HEADERS = (
    "Marking", "Client", "Engagement", "Phase", "Date", "State", "Authors", "Part", "Place", "Question", "Text", "Tags",
    "Reusable", "Skipped", *PARTY_LABELS,
)  # fmt: skip
"""The columns of the CSV. A row is an entry, a row of a matrix, an answer or the aim; it fills those that it has."""


@dataclass(frozen=True)
class Engaged:
    """An engagement with what of it is exported."""

    client: Client
    engagement: Engagement
    evaluations: Sequence[EvaluationRow]
    rows: Sequence[MatrixRow]
    """Those of all matrices, in their order."""
    answers: Sequence[tuple[Prompt, Answer]]


def evaluation_export(workspace: Workspace, rows: Sequence[EvaluationRow]) -> Export:
    """Evaluations, and once for each of their engagements its matrices and its answers to the prompts."""
    found = engaged_groups(workspace, rows)
    texts = {
        ".md": "\n".join(_markdown(found)).rstrip("\n") + "\n",
        ".csv": csv_of(line for one in found for line in _csv_rows(one)),
        ".json": _json(found),
    }
    return Export(
        "evaluation", texts, {"evaluations": len(rows), "entries": sum(len(row.entries) for row in rows)}
    )  # fmt: skip


def engaged_groups(workspace: Workspace, rows: Sequence[EvaluationRow]) -> list[Engaged]:
    """The evaluations by engagement, each with what else belongs to it."""
    groups: dict[str, list[EvaluationRow]] = {}
    for row in rows:
        groups.setdefault(row.engagement.id, []).append(row)
    return [_engaged(workspace, group) for group in groups.values()]


def _engaged(workspace: Workspace, group: Sequence[EvaluationRow]) -> Engaged:
    client, engagement = group[0].client, group[0].engagement
    rows = [row for matrix in Matrix for row in matrix_rows(workspace, engagement, matrix)]
    return Engaged(client, engagement, group, rows, answered_prompts(workspace, engagement))


# Markdown


def _markdown(found: Iterable[Engaged]) -> Iterator[str]:
    for one in found:
        yield from (f"# {inline(one.client.name)} · {inline(one.engagement.name)}", "", INTERNAL, "")
        if one.engagement.aim:
            yield from (*items([f"Aim: {one.engagement.aim}"]), "")
        for row in one.evaluations:
            evaluation = row.evaluation
            head = str(evaluation.day), str(evaluation.state), inline(evaluation.authors)
            yield from (f"## {inline(evaluation.phase)}", "", " · ".join(filter(None, head)), "")
            for section, entries in row.sections.items():
                yield from (f"### {section}", "", *items(map(with_marks, entries)), "")
        for matrix, rows in groupby(one.rows, key=lambda row: row.matrix):
            yield from (f"## {matrix}", "")
            for number, each in enumerate(rows, 1):
                yield from (f"### Row {number}", "")
                cells = zip(PARTY_LABELS, each.texts, strict=True)
                yield from (*items(f"{label}: {text}" for label, text in cells if text), "")
        if one.answers:
            yield from (f"## {PROMPTS_TITLE}", "")
        for group, answers in groupby(one.answers, key=lambda pair: pair[0].group):
            yield from (f"### {group}", "")
            told = (f"{prompt.question}\n\n{'(skipped)' if one.skipped else one.text}" for prompt, one in answers)
            yield from (*items(told), "")


# CSV


def csv_of(rows: Iterable[Mapping[str, object]]) -> str:
    """Rows by header as CSV, each marked as internal."""
    return write_csv(HEADERS, [["internal", *(row.get(header) for header in HEADERS[1:])] for row in rows])


def _csv_rows(one: Engaged) -> Iterator[Mapping[str, object]]:
    whose: dict[str, object] = {"Client": one.client.name, "Engagement": one.engagement.name}
    if one.engagement.aim:
        yield {**whose, "Part": "Aim", "Text": one.engagement.aim}
    for row in one.evaluations:
        about = row.evaluation
        head = {"Phase": about.phase, "Date": about.day, "State": about.state, "Authors": about.authors}
        for entries in row.sections.values():
            yield from ({**whose, **head, **_entry_cells(entry, place)} for place, entry in enumerate(entries, 1))
    for matrix, rows in groupby(one.rows, key=lambda row: row.matrix):
        for place, each in enumerate(rows, 1):
            yield {**whose, "Part": matrix, "Place": place, **dict(zip(PARTY_LABELS, each.texts, strict=True))}
    for prompt, answer in one.answers:
        cells = {"Part": prompt.group, "Question": prompt.question, "Text": answer.text}
        yield {**whose, **cells, "Skipped": answer.skipped}


def _entry_cells(entry: Entry, place: int) -> Mapping[str, object]:
    return {
        "Part": entry.section, "Place": place, "Text": entry.text, "Tags": entry.tags, "Reusable": entry.reusable,
    }  # fmt: skip


# JSON


def _json(found: Iterable[Engaged]) -> str:
    document = {"internal": True, "engagements": [*map(_engagement_object, found)]}
    return json.dumps(document, indent=2, ensure_ascii=False, default=str) + "\n"


def _engagement_object(one: Engaged) -> dict[str, Any]:
    return {
        "client": one.client.name,
        **one.engagement.as_json(),
        "evaluations": [
            {**row.evaluation.as_json(), "entries": [entry.as_json() for entry in row.entries]}
            for row in one.evaluations
        ],
        "rows": [row.as_json() for row in one.rows],
        "answers": [{**prompt.as_json(), **answer.as_json()} for prompt, answer in one.answers],
    }
