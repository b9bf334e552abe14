"""The answer to an import: what came in, what is wrong with the file, and what has to be settled first."""

from collections.abc import Iterable, Iterator
from typing import Any

from csm_tui.domain.text import clean_line
from csm_tui.exchange.reading.answers import Choice, Question
from csm_tui.exchange.reading.result import ImportResult, Rejected

_MOST_NAMES = 20
_MOST_ALIKE = 5
"""Cells with the same fault that are named each for itself."""


def import_object(plan: ImportResult) -> dict[str, Any]:
    """What an import did or would do, as JSON answers give it."""
    return {
        "added": plan.added,
        "updated": plan.updated,
        "unchanged": plan.unchanged,
        "missing": list(plan.missing),
        "rejected": [
            {"row": one.row, "column": one.column, "value": one.value, "problem": one.problem} for one in plan.rejected
        ],
    } | ({"questions": [*map(_question_object, plan.questions)]} if plan.questions else {})


def _question_object(question: Question) -> dict[str, Any]:
    return {
        "column": question.header,
        "why": question.why,
        "samples": [*question.samples],
        "options": [choice.option for choice in question.choices],
    }


def import_text(plan: ImportResult, refused: bool, dry_run: bool, way_out: str) -> str:
    """The same in words; `way_out` says what to do where it was refused."""
    lines = [*_rejected_lines(plan.rejected), *_question_lines(plan.questions)]
    counts = f"{plan.added} added, {plan.updated} updated, {plan.unchanged} unchanged"
    if refused:
        lines.append("; ".join(filter(None, ("nothing came in", way_out))))
    else:
        lines.append(f"would be: {counts}" if dry_run else counts)
    if plan.missing:
        more = len(plan.missing) - _MOST_NAMES
        names = ", ".join(plan.missing[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
        lines.append(f"not in the file, left as they are: {names}")
    return "\n".join(line.replace("\n", " ") for line in lines)


def _question_lines(questions: Iterable[Question]) -> Iterator[str]:
    """What has to be said first, and below it the options that say it."""
    for one in questions:
        column = f"{clean_line(one.header)}: " if one.header else ""
        samples = f" ({'; '.join(map(clean_line, one.samples))})" if one.samples else ""
        yield f"{column}{one.why}{samples}; say one of"
        width = max(len(choice.option) for choice in one.choices)
        yield from (f"  {choice.option:{width}}  {choice.label}" for choice in one.choices)


def _rejected_lines(rejected: Iterable[Rejected]) -> Iterator[str]:
    """What is wrong by column and fault, with the first cells as a spreadsheet names them; where there are many, with
    the option that leaves the column out."""
    groups: dict[tuple[str, str], list[Rejected]] = {}
    for one in rejected:
        groups.setdefault((one.column, one.problem), []).append(one)
    for (column, problem), found in groups.items():
        cells = [f'{one.place or f"row {one.row}"} "{clean_line(one.value)}"' for one in found]
        name = clean_line(column)
        if len(cells) <= _MOST_ALIKE:
            yield f"{name}: {', '.join(cells)}: {problem}"
        else:
            option = Choice("", "map", f"{name}=-").option
            way_out = f"; leave the column out with {option}" if found[0].place else ""
            yield f"{name}: {len(cells):,} cells: {problem}, such as {', '.join(cells[:_MOST_ALIKE])}{way_out}"
