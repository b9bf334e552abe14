"""A change to a workspace: the records before and after it, and how it is made where others changed something too."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from csm_tui.domain.record import Entity, field_label
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.names import natural_key, some_names
from csm_tui.domain.workspace import Workspace
from csm_tui.session.merging import Conflict, merge

_DELETED = "was deleted in another terminal", "were deleted in another terminal"


class Edit(NamedTuple):
    """One record before and after; no before adds it, no after removes it."""

    before: Entity | None
    after: Entity | None


@dataclass(frozen=True, eq=False)
class Change:
    """The change that one command makes, saved and undone as one step. A change is equal to none but itself.

    `label` completes "undone: ..."; `backup` names the reason for a backup that is made before it is saved. With
    `relabel` it is made without those of its records that were deleted meanwhile, and that gives its label then.
    """

    label: str
    edits: tuple[Edit, ...] = ()
    settings: tuple[Settings, Settings] | None = None
    backup: str | None = None
    relabel: "Callable[[tuple[Edit, ...]], str] | None" = None

    def told_gone(self, workspace: Workspace) -> str:
        """Which of its records are there no longer, as a sentence without its stop; "" if all are."""
        gone = [edit.before.label for edit in self.edits if edit.before is not None and _is_gone(edit, workspace)]
        return f"{some_names(sorted(gone, key=natural_key))} {_DELETED[len(gone) > 1]}" if gone else ""

    def for_those_left(self, workspace: Workspace) -> "Change":
        """The change of those of its records that are still there, if it may be made without the others."""
        left = tuple(edit for edit in self.edits if not _is_gone(edit, workspace))
        if self.relabel is None or not left or len(left) == len(self.edits):
            return self
        return replace(self, label=self.relabel(left), edits=left)

    def apply(self, workspace: Workspace) -> Workspace:
        """The workspace after the change. Fields that others changed meanwhile are kept if there is no conflict.

        Raises:
            Conflict: a field, or the presence of a record, was changed in another way.
        """
        removed: list[Entity] = []
        changed: list[Entity] = []
        for edit in self.for_those_left(workspace).edits:
            record = _applied(edit, workspace)
            if record is not None:
                changed.append(record)
            elif edit.before is not None:
                removed.append(edit.before)
        if changed or removed:
            workspace = workspace.with_records(changed, removed)
            _refuse_orphans(workspace, changed, removed)
        if self.settings is not None:
            before, after = self.settings
            workspace = workspace.with_settings(merge(before, after, workspace.settings, "the settings"))
        return workspace

    def inverse(self) -> "Change":
        """The change that takes this one back, field by field."""
        edits = tuple(Edit(edit.after, edit.before) for edit in self.edits)
        settings = None if self.settings is None else (self.settings[1], self.settings[0])
        return Change(self.label, edits, settings, relabel=self.relabel)


def addition(record: Entity) -> Change:
    """Adds a record."""
    label = record.label
    says_it = label.startswith(f"{record.NOUN} ") or label.endswith(
        f" {record.NOUN}"
    )  # "leave from ...", "sponsor risk"
    what = label if says_it else f"{record.NOUN} {label}"
    return Change(f"new {what}", (Edit(None, record),))


def edition(before: Entity, after: Entity) -> Change:
    """Changes fields of a record; its label names them."""
    what = filter(None, (f"edit of {after.label}", some_names(changed_words(before, after))))
    return Change(": ".join(what), (Edit(before, after),))


def changed_words(before: Entity, after: Entity) -> list[str]:
    """The names of the fields in which two versions of a record differ, as in a sentence."""
    kind = type(after)
    names = [name for name in kind.model_fields if getattr(before, name) != getattr(after, name)]
    labels = [field_label(kind, name) for name in names if name not in kind.FOLLOWING]
    return [label if label.isupper() else label.lower() for label in labels]


def deletion(records: Iterable[Entity], workspace: Workspace) -> Change:
    """Delete the records and all that belongs to them, to any depth. Records that only refer to them stay.

    If several are deleted, a backup is made first.
    """
    chosen = [*records]
    gone = {record.id: record for record in (*chosen, *workspace.belongings(*chosen))}
    edits = (
        *(Edit(record, None) for record in gone.values()),
        *(Edit(one, one.without(gone)) for one in workspace.naming(gone)),
    )
    return Change(
        f"deletion of {some_names(sorted((one.label for one in chosen), key=natural_key))}",
        edits,
        backup="bulk-delete" if len(chosen) > 1 else None,
    )


def between(change: Change, old: Workspace, new: Workspace) -> Change:
    """The change with the records as they really were before and after it."""
    change = change.for_those_left(old)
    records = [one for edit in change.edits if (one := edit.after or edit.before) is not None]
    edits = tuple(Edit(old.find(record), new.find(record)) for record in records)
    settings = None if change.settings is None else (old.settings, new.settings)
    return replace(change, edits=edits, settings=settings)


def _is_gone(edit: Edit, workspace: Workspace) -> bool:
    return edit.before is not None and edit.after is not None and workspace.find(edit.before) is None


def _applied(edit: Edit, workspace: Workspace) -> Entity | None:
    before, after = edit.before, edit.after
    if before is None:
        if after is not None:
            _refuse_second(after, workspace)
            _refuse_second_name(after, workspace)
        return after
    current = workspace.find(before)
    if after is None:
        if current is not None and current != before:
            raise Conflict(f"{before.label} was changed in another terminal meanwhile; look at it again")
        return None
    if current is None:
        raise Conflict(f"{before.label} {_DELETED[0]}")
    merged = merge(before, after, current, before.label)
    if merged.unique != before.unique:
        _refuse_second_name(merged, workspace)
    return merged


def _refuse_second(record: Entity, workspace: Workspace) -> None:
    """A record whose id follows from what it is about, such as a week, may have been added in another terminal."""
    other = workspace.find(record)
    if other is not None and other != record:
        raise Conflict(f"{record.label} was added in another terminal meanwhile; look at it again")


def _refuse_second_name(record: Entity, workspace: Workspace) -> None:
    other = workspace.table(type(record)).named(record.unique) if record.unique else None
    if other is not None and other.id != record.id:
        article = "an" if record.NOUN[0] in "aeiou" else "a"
        raise Conflict(f"there is {article} {record.NOUN} named {other.label} by now")


def _refuse_orphans(workspace: Workspace, changed: Iterable[Entity], removed: Iterable[Entity]) -> None:
    """Refuse to leave records without their owner: ours, or ones that another terminal added."""
    for record in changed:
        if workspace.lacks_owner(record):
            raise Conflict(f"what the {record.label} belongs to was deleted in another terminal")
    for record in removed:
        if left := workspace.belongings(record):
            raise Conflict(f"{record.label} got a new {left[0].NOUN} in another terminal meanwhile; look at it again")
