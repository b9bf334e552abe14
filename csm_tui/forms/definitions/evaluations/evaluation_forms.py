"""The forms of evaluations: the evaluation itself, its entries, the rows of the matrices, and the prompts' answers."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.record import fixed_id, new_id
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.evaluation import Entry, Evaluation, Section
from csm_tui.domain.records.engagements.matrix import Matrix, MatrixRow
from csm_tui.domain.records.engagements.prompt import Answer, Prompt, PromptGroup
from csm_tui.domain.values.phases import FIRST_ENGAGEMENT, PHASES, next_phase
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import build_form, fields_of
from csm_tui.forms.definitions.evaluations.engagement_field import Engagements
from csm_tui.forms.fields import RecordFields
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.forms.ground import Ground
from csm_tui.planning.evaluations.engagements import (
    EvaluationRow,
    evaluation_row,
    evaluations_of,
    matrix_rows,
    phases_of,
    title_of,
)
from csm_tui.planning.evaluations.prompts import all_prompts, answers_of, prompt_of
from csm_tui.planning.plan.present import first_monday
from csm_tui.session.changes import Change, addition, edition
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.edits.evaluation_changes import copied, redefined
from csm_tui.session.edits.ordering import last_place

_Owner = TypeVar("_Owner", Evaluation, Engagement)
_Kind = TypeVar("_Kind", Entry, MatrixRow)
_Part = TypeVar("_Part", Section, Matrix)

# An evaluation


def evaluation_form(
    evaluation: Evaluation | None, client: Client, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """An evaluation of a client, or a new one. An engagement that is named and not there yet is made with it."""
    engagements = Engagements(client, workspace)
    identity = evaluation.id if evaluation is not None else identity or new_id()

    def build(values: dict[str, Any]) -> Evaluation:
        values = engagements.with_id(values)
        if evaluation is not None:
            return evaluation.changed(**values)
        return Evaluation.model_validate({"id": identity, **values})

    def change(after: Evaluation) -> Change:
        made = addition(after) if evaluation is None else edition(evaluation, after)
        return engagements.made_with(made, after.engagement)

    return build_form(
        Evaluation, evaluation, today, f"{'New evaluation' if evaluation is None else 'Evaluation'} · {client.name}",
        identity=identity, parent=client.id, quarter=first_monday(workspace, today),
        fields=_evaluation_fields(engagements), given=_begun(workspace, engagements.known), build=build,
        refuse=lambda after: _phase_taken(after, workspace), change=change,
    )  # fmt: skip


def _evaluation_fields(engagements: Engagements) -> RecordFields:
    phase = replace(fields_of(Evaluation).fields[0], names=PHASES)
    return RecordFields(
        Evaluation, ("engagement", *Evaluation.FORM.fields), {"engagement": engagements.field(), "phase": phase}
    )  # fmt: skip


def _begun(workspace: Workspace, known: Mapping[str, Engagement]) -> Mapping[str, str]:
    """What a new evaluation begins with: the engagement that was evaluated last, in its next phase."""
    if not known:
        return {"engagement": FIRST_ENGAGEMENT}
    evaluations = [each for one in known.values() for each in evaluations_of(workspace, one)]
    if not evaluations:
        return {"engagement": next(iter(known.values())).name}
    last = max(evaluations, key=lambda one: one.day)
    phase = next_phase(last.phase, phases_of(workspace, last.engagement))
    return {"engagement": known[last.engagement].name, "phase": phase}


def copy_form(
    row: EvaluationRow, phase: str, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """The phase for which an evaluation is copied with its entries; `phase` is proposed."""
    field = replace(fields_of(Evaluation).fields[0], names=PHASES)

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Change | None, Problems]:
        try:
            change = copied(row, texts["phase"], today)
        except ValidationError as error:
            return None, explain(Evaluation, error)
        made = change.edits[0].after
        assert isinstance(made, Evaluation)
        problems = _phase_taken(made, workspace)
        return (None if problems else change), problems

    return FormSpec(
        "copy-evaluation", identity or row.evaluation.id,
        f"Copy to another phase · {title_of(workspace, row.evaluation)}",
        (field,), {"phase": phase}, read, parent=row.evaluation.id, new=True, focus="phase",
    )  # fmt: skip


def copy_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form; None if the evaluation that was to be copied was deleted."""
    evaluation = ground.workspace.table(Evaluation).records.get(draft.parent)
    row = None if evaluation is None else evaluation_row(ground.workspace, evaluation)
    if row is None:
        return None
    return copy_form(row, draft.first.get("phase", ""), ground.workspace, ground.today, draft.record)


def _phase_taken(evaluation: Evaluation, workspace: Workspace) -> Problems:
    other = workspace.table(Evaluation).named(evaluation.unique)
    if other is None or other.id == evaluation.id:
        return {}
    return {"phase": "the engagement has an evaluation of this phase"}


def evaluation_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the evaluation as it is now; None if its client was deleted."""
    workspace = ground.workspace
    engagement = workspace.table(Engagement).records.get(draft.parent)
    client = workspace.clients.get(draft.parent if engagement is None else engagement.client)
    if client is None:
        return None
    evaluation = workspace.table(Evaluation).records.get(draft.record)
    return evaluation_form(evaluation, client, workspace, ground.today, draft.record)


# Its entries


def begun_in(owner: Evaluation | Engagement, part: Section | Matrix) -> str:
    """What else the form of a new entry or row is about: its owner and the part of the form in which it was begun."""
    return f"{owner.id} {part}"


def _again(
    draft: Draft,
    ground: Ground,
    owners: type[_Owner],
    kind: type[_Kind],
    parts: type[_Part],
    form: Callable[[_Kind | None, _Part, _Owner, Workspace, date, str], FormSpec[Change]],
) -> FormSpec[Change] | None:
    """Reopen a form with the record of a kind as it is now; None if its owner was deleted."""
    workspace = ground.workspace
    owner_id, _, part = draft.parent.partition(" ")
    owner = workspace.table(owners).records.get(owner_id)
    if owner is None:
        return None
    record = workspace.table(kind).records.get(draft.record)
    return form(record, parts(part or next(iter(parts))), owner, workspace, ground.today, draft.record)


def entry_form(
    entry: Entry | None, section: Section, evaluation: Evaluation, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """An entry, or a new one at the end of a section."""
    siblings = [one for one in workspace.table(Entry).of(evaluation.id) if one.section is section]
    return build_form(
        Entry, entry, today, f"{'New entry' if entry is None else 'Entry'} · {title_of(workspace, evaluation)}",
        identity=entry.id if entry is not None else identity or new_id(),
        parent=evaluation.id if entry is not None else begun_in(evaluation, section),
        base={"evaluation": evaluation.id, "place": last_place(siblings)}, given={"section": section},
    )  # fmt: skip


def entry_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the entry as it is now; None if its evaluation was deleted."""
    return _again(draft, ground, Evaluation, Entry, Section, entry_form)


# The matrices


def row_form(
    row: MatrixRow | None, matrix: Matrix, engagement: Engagement, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """A row of a matrix, or a new one at its end."""
    return build_form(
        MatrixRow, row, today, f"{matrix} · {title_of(workspace, engagement)}",
        identity=row.id if row is not None else identity or new_id(),
        parent=engagement.id if row is not None else begun_in(engagement, matrix),
        base={"engagement": engagement.id, "place": last_place(matrix_rows(workspace, engagement, matrix))},
        given={"matrix": matrix},
    )  # fmt: skip


def row_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the row as it is now; None if its engagement was deleted."""
    return _again(draft, ground, Engagement, MatrixRow, Matrix, row_form)


# The prompts


def answer_id(engagement: Engagement, prompt: Prompt) -> str:
    """The id of an answer. It follows from what it is about, so that two programs never answer twice."""
    return fixed_id(f"answer {engagement.id} {prompt.id}")


def answer_form(prompt: Prompt, engagement: Engagement, workspace: Workspace, today: date) -> FormSpec[Change]:
    """The answer to a prompt in an engagement. What is answered is no longer skipped."""
    answer = answers_of(workspace, engagement).get(prompt.id)

    def build(values: dict[str, Any]) -> Answer:
        if answer is not None:
            return answer.changed(**({"skipped": False, **values} if values.get("text") else values))
        return Answer(id=identity, engagement=engagement.id, prompt=prompt.id, **values)

    identity = answer.id if answer is not None else answer_id(engagement, prompt)
    title = f"{prompt.question} · {title_of(workspace, engagement)}"
    return build_form(
        Answer, answer, today, title, identity=identity, parent=f"{engagement.id} {prompt.id}", build=build
    )  # fmt: skip


def answer_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the answer as it is now; None if its engagement was deleted."""
    workspace = ground.workspace
    engagement_id, _, prompt_id = draft.parent.partition(" ")
    engagement, answer = (
        workspace.table(Engagement).records.get(engagement_id),
        workspace.table(Answer).records.get(draft.record),
    )
    if engagement is None:
        return None
    prompt = prompt_of(workspace, prompt_id if answer is None else answer.prompt)
    return answer_form(prompt, engagement, workspace, ground.today)


def prompt_form(
    prompt: Prompt | None, group: PromptGroup, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """A prompt, or a new one of a group. A usual one that is changed is stored under its own id."""
    known = all_prompts(workspace)

    def change(after: Prompt) -> Change:
        is_stored = after.id in workspace.table(Prompt).records
        return addition(after) if prompt is None else redefined(prompt, after, is_stored=is_stored)

    return build_form(
        Prompt, prompt, today, "New prompt" if prompt is None else "Prompt",
        identity=prompt.id if prompt is not None else identity or new_id(),
        base={"place": last_place([*known.values()])}, given={"group": group}, change=change,
    )  # fmt: skip


def prompt_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the prompt as it is now."""
    prompt = all_prompts(ground.workspace).get(draft.record)
    group = PromptGroup(draft.first.get("group", PromptGroup.OWNED))
    return prompt_form(prompt, group, ground.workspace, ground.today, draft.record)
