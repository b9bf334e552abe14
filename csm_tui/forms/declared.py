"""Forms as declared by the kinds of records, and the changes that saving them makes."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.record import Entity, Record, new_id
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.fields import RecordFields
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.planning.plan.present import first_monday
from csm_tui.session.changes import Change, addition, edition

Kept = TypeVar("Kept", bound=Record)
Kind = TypeVar("Kind", bound=Entity)


@lru_cache(64)
def fields_of(kind: type[Record]) -> RecordFields:
    """The fields that a kind declares."""
    return RecordFields(kind, kind.FORM.fields)


def form_of(
    kind: type[Kind], record: Kind | None, workspace: Workspace, today: date, identity: str = "",
    owner: Entity | None = None,
) -> FormSpec[Change]:  # fmt: skip
    """The standard form of a record, or of a new one that belongs to `owner` if there is one.

    `identity` is the id of a new record if it is known already.
    """
    noun = kind.NOUN.capitalize() if record is not None else f"New {kind.NOUN}"
    return build_form(
        kind, record, today, noun if owner is None else f"{noun} · {owner.label}",
        identity=record.id if record is not None else identity or new_id(),
        parent="" if owner is None else owner.id,
        quarter=getattr(owner, "quarter", None) or first_monday(workspace, today),
        base={} if owner is None else {name: owner.id for name, table in kind.OWNERS.items() if table == owner.TABLE},
    )  # fmt: skip


def build_form(
    kind: type[Kept], record: Kept | None, today: date, title: str, *, identity: str, parent: str = "",
    quarter: date | None = None, fields: RecordFields | None = None, base: Mapping[str, Any] | None = None,
    given: Mapping[str, str] | None = None, build: Callable[[dict[str, Any]], Kept] | None = None,
    refuse: Callable[[Kept], Problems] = lambda _: {}, change: Callable[[Kept], Change] | None = None,
) -> FormSpec[Change]:  # fmt: skip
    """The form of a record, or of a new one (None), with anything that differs from the standard form.

    Args:
        kind: Declares the form.
        record: The record to edit.
        today: The day for reading dates.
        title: The title of the form.
        identity: The id of the record or of a new one.
        parent: What else the form is about; together with the identity it identifies the draft.
        quarter: The first day of the quarter for reading days such as W7.
        fields: Used instead of those that the kind declares.
        base: Further values of a new record that are not typed.
        given: Further initial texts of a new record.
        build: Makes the record from the typed values.
        refuse: Returns further problems of a record that is valid by itself.
        change: Makes the change; by default it adds or edits the record.
    """
    layout, fields = kind.FORM, fields or fields_of(kind)
    first = fields.texts(record)
    if record is None:
        first |= {**layout.given(today), **(given or {})}

    def built(values: dict[str, Any]) -> Kept:
        if record is not None:
            return record.changed(**values)
        return kind.model_validate({"id": identity, **(base or {}), **values})

    def changed(after: Kept) -> Change:
        return addition(cast(Entity, after)) if record is None else edition(cast(Entity, record), cast(Entity, after))

    def read(texts: Texts, touched: Collection[str]) -> tuple[Change | None, Problems]:
        whole = {**first, **texts}
        typed = [
            name for name, text in whole.items() if text != first[name] or name in touched or (record is None and text)
        ]
        values, problems = fields.read(whole, typed, today, quarter)
        try:
            after = (build or built)(values)
        except ValidationError as error:
            return None, explain(kind, error) | problems
        problems = refuse(after) | problems
        return (None if problems or after == record else (change or changed)(after)), problems

    return FormSpec(
        layout.name, identity, title, fields.on(today, quarter), first, read, parent, record is None, layout.focus
    )
