"""The forms of a personal evaluation and of a rating by somebody else: what it is about, and a rating for each aspect.

The texts of the ratings are named by their aspects; a note belongs to each.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.record import new_id
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.person.personal_evaluation import Aspect, OthersRating, PersonalEvaluation, Rating
from csm_tui.domain.text import fold
from csm_tui.domain.values.ratings import read_rating
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import fields_of
from csm_tui.forms.fields import RecordFields
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.forms.ground import Ground
from csm_tui.planning.personal.aspects import aspects_in_use
from csm_tui.planning.personal.evaluations import about, engagement_title, personal_evaluations
from csm_tui.planning.plan.present import first_monday
from csm_tui.session.changes import Change, addition, edition
from csm_tui.session.drafts.draft import Draft
from csm_tui.widgets.form.field import Field

_RATES = "0 to 9 rate and go on, t is 10, - is not rated; n writes a note"

Rated = TypeVar("Rated", PersonalEvaluation, OthersRating)


def rating_name(aspect: str) -> str:
    """The name of the text with the rating of an aspect, by its id."""
    return f"rating-{aspect}"


def note_name(aspect: str) -> str:
    """The name of the text with the note on a rating."""
    return f"note-{aspect}"


def personal_form(
    evaluation: PersonalEvaluation | None, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """A personal evaluation, or a new one, which begins with the CSM who was evaluated last."""
    identity = evaluation.id if evaluation is not None else identity or new_id()
    titles = {one.id: engagement_title(one, workspace) for one in workspace.table(Engagement).records.values()}
    engagements = {fold(title): identity for identity, title in titles.items()}
    fields = fields_of(PersonalEvaluation)
    first = fields.texts(evaluation)
    if evaluation is None:
        last = personal_evaluations(workspace)[-1:]
        first |= {"day": today.isoformat(), "csm": last[0].csm if last else ""}
    else:
        first["period"] = about(evaluation, workspace)

    def placed(values: dict[str, Any]) -> dict[str, Any]:
        """An engagement in place of the period that is called like it."""
        if "period" not in values:
            return values
        engagement = engagements.get(fold(values["period"].strip()), "")
        return {**values, "engagement": engagement, "period": "" if engagement else values["period"]}

    head = [
        Field(one.name, one.label, one.rule, names=tuple(titles.values())) if one.name == "period" else one
        for one in fields.on(today, first_monday(workspace, today))
    ]
    return _rated_form(
        PersonalEvaluation, evaluation, "New personal evaluation" if evaluation is None else "Personal evaluation",
        identity, "", workspace, fields, head, first, today, placed,
    )  # fmt: skip


def others_form(
    rating: OthersRating | None, evaluation: PersonalEvaluation, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """The rating of the same work by somebody else, or a new one."""
    identity = rating.id if rating is not None else identity or new_id()
    fields = fields_of(OthersRating)
    first = fields.texts(rating) | ({} if rating is not None else {"day": today.isoformat()})
    title = f"Rating by somebody else · {evaluation.csm}, {about(evaluation, workspace) or evaluation.day}"
    return _rated_form(
        OthersRating, rating, title, identity, evaluation.id, workspace, fields,
        fields.on(today, first_monday(workspace, today)), first, today,
        lambda values: {**values, "evaluation": evaluation.id},
    )  # fmt: skip


def _rated_form(
    kind: type[Rated], record: Rated | None, title: str, identity: str, parent: str, workspace: Workspace,
    fields: RecordFields, head: Sequence[Field], first: dict[str, str], today: date,
    completed: Callable[[dict[str, Any]], dict[str, Any]],
) -> FormSpec[Change]:  # fmt: skip
    aspects: Sequence[Aspect] = aspects_in_use(workspace)
    before = {} if record is None else {one.id: one for one in record.ratings}
    first = {**first, **_rating_texts(before, aspects)}

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Change | None, Problems]:
        whole = {**first, **texts}
        names = [one.name for one in fields.fields]
        typed = [name for name in names if (whole[name] if record is None else whole[name] != first[name])]
        values, problems = fields.read(whole, typed, today, first_monday(workspace, today))
        ratings, wrong = _read_ratings(whole, before, aspects)
        try:
            given = {**completed(values), "ratings": ratings}
            after = record.changed(**given) if record is not None else kind.model_validate({"id": identity, **given})
        except ValidationError as error:
            return None, explain(kind, error) | problems | wrong
        problems |= wrong
        if problems or after == record:
            return None, problems
        return (addition(after) if record is None else edition(record, after)), {}

    return FormSpec(
        kind.FORM.name, identity, title, (*head, *_rating_fields(aspects)), first, read,
        parent, record is None, kind.FORM.focus,
    )  # fmt: skip


def _rating_fields(aspects: Sequence[Aspect]) -> list[Field]:
    fields: list[Field] = []
    for one in aspects:
        fields += [
            Field(rating_name(one.id), one.name, _RATES, "rating"),
            Field(note_name(one.id), f"Note on {one.name}", one.definition, "long"),
        ]
    return fields


def _rating_texts(ratings: Mapping[str, Rating], aspects: Sequence[Aspect]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for one in aspects:
        found = ratings.get(one.id, Rating(id=one.id))
        texts[rating_name(one.id)] = "" if found.points is None else str(found.points)
        texts[note_name(one.id)] = found.note
    return texts


def _read_ratings(
    texts: Texts, before: Mapping[str, Rating], aspects: Sequence[Aspect]
) -> tuple[tuple[Rating, ...], Problems]:
    """The ratings in the order of the aspects; those of aspects that are no longer in use stay as they are."""
    known = {one.id for one in aspects}
    ratings = [one for key, one in before.items() if key not in known]
    problems: Problems = {}
    for one in aspects:
        try:
            points = read_rating(texts.get(rating_name(one.id), ""))
        except ValueError as error:
            problems[rating_name(one.id)] = str(error)
            continue
        note = texts.get(note_name(one.id), "")
        if points is not None or note or one.id in before:
            ratings.append(Rating(id=one.id, points=points, note=note))
    return tuple(ratings), problems


def personal_again(draft: Draft, ground: Ground) -> FormSpec[Change]:
    """Reopen the form with the evaluation as it is now, or with a new one."""
    evaluation = ground.workspace.table(PersonalEvaluation).records.get(draft.record)
    return personal_form(evaluation, ground.workspace, ground.today, draft.record)


def others_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the rating as it is now; None if the evaluation that it belongs to was deleted."""
    workspace = ground.workspace
    evaluation = workspace.table(PersonalEvaluation).records.get(draft.parent)
    if evaluation is None:
        return None
    rating = workspace.table(OthersRating).records.get(draft.record)
    return others_form(rating, evaluation, workspace, ground.today, draft.record)
