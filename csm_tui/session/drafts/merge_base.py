"""What a form was opened on, kept with its draft, so that what others save meanwhile is met even after a restart."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from csm_tui.domain.record import Entity
from csm_tui.domain.records.kinds import kind_of
from csm_tui.domain.workspace import Workspace
from csm_tui.session.changes import Change, Edit
from csm_tui.session.merging import merge
from csm_tui.session.workspace_file.document import document_of

Base = Mapping[str, Any]
"""The `table`, the `id` and the fields (`record`) of a record, and the `rev` of its last save; empty for none."""


def base_of(record: Entity, rev: int) -> Base:
    """The base of a form that is opened on a record; `rev` is the number of its last save."""
    return {"table": record.TABLE, "id": record.id, "rev": rev, "record": document_of(record)}


def opened_on(base: Base) -> Entity | None:
    """The record as it was; None for none, and for one that another version of the program kept in its own way."""
    if not base:
        return None
    try:
        return kind_of(base["table"]).model_validate({**base["record"], "id": base["id"]})
    except (KeyError, TypeError, ValidationError):
        return None


def on_base(change: Change, base: Base, workspace: Workspace) -> Change:
    """The change that was typed into a form which was opened on `base`, made to the record as it is in the workspace.

    Raises:
        Conflict: a field that it changes was changed in another way since the form was opened.
    """
    record = opened_on(base)
    current = None if record is None else workspace.find(record)
    if record is None or current is None:
        return change
    return replace(change, edits=tuple(_on(record, current, edit) for edit in change.edits))


def _on(record: Entity, current: Entity, edit: Edit) -> Edit:
    """The edit as it would be if the form had stayed open. It may have been opened once more on a later version."""
    before, after = edit
    if before is None or after is None or (before.TABLE, before.id) != (record.TABLE, record.id):
        return edit
    old, new = dict(before), dict(after)
    typed = record.merged({name: new[name] for name in new if new[name] != old.get(name)})
    return Edit(current, merge(record, typed, current, record.label, "since the form was opened"))
