"""What a form was opened on, kept with its draft, so that what others save meanwhile is met even after a restart."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from csm_tui.domain.record import Entity
from csm_tui.domain.records.kinds import kind_of
from csm_tui.session.changes import Change, Edit

Base = Mapping[str, Any]
"""The `table`, the `id` and the fields (`record`) of a record, and the `rev` of its last save; empty for none."""


def base_of(record: Entity, rev: int) -> Base:
    return {"table": record.TABLE, "id": record.id, "rev": rev, "record": record.model_dump(mode="json")}


def opened_on(base: Base) -> Entity | None:
    """The record as it was; None for none, and for one that another version of the program kept in its own way."""
    if not base:
        return None
    try:
        return kind_of(base["table"]).model_validate({**base["record"], "id": base["id"]})
    except (KeyError, TypeError, ValidationError):
        return None


def on_base(change: Change, base: Base) -> Change:
    """The change with what it does to the record made to what the form was opened on: what others changed since then
    in the same fields is a conflict, also where the form met it when it was opened once more.
    """
    record = opened_on(base)
    return change if record is None else replace(change, edits=tuple(_on(record, edit) for edit in change.edits))


def _on(record: Entity, edit: Edit) -> Edit:
    before, after = edit
    if before is None or after is None or (before.TABLE, before.id) != (record.TABLE, record.id):
        return edit
    old, new = dict(before), dict(after)
    return Edit(record, record.merged({name: new[name] for name in new if new[name] != old.get(name)}))
