"""A change to a workspace: what was, what shall be, and how it is replayed where others changed something too."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from csm_tui.domain.client import Client
from csm_tui.domain.health import Snapshot
from csm_tui.domain.record import Record
from csm_tui.domain.settings import Settings
from csm_tui.domain.workspace import Workspace

Kept = TypeVar("Kept", bound=Record)


class Collision(Exception):
    """Another program changed the same thing; the message says what and shows both values."""


@dataclass(frozen=True)
class Edit:
    """One client before and after; no before adds it, no after removes it."""

    before: Client | None
    after: Client | None


@dataclass(frozen=True, eq=False)
class Change:
    """What one command does, saved and undone as one step. Two changes are equal only if they are the same one.

    `label` completes "undone: ..."; `backup` names the reason for a backup that is made before it is saved.
    """

    label: str
    edits: tuple[Edit, ...] = ()
    settings: tuple[Settings, Settings] | None = None
    backup: str | None = None

    def apply(self, workspace: Workspace) -> Workspace:
        """The workspace after the change. Fields that others changed meanwhile are kept where none collides.

        Raises:
            Collision: a field, or the presence of a client, was changed in another way.
        """
        removed = []
        changed = []
        for edit in self.edits:
            client = _applied(edit, workspace)
            if client is not None:
                changed.append(client)
            elif edit.before is not None:
                removed.append(edit.before.id)
        if changed or removed:
            workspace = workspace.with_clients(changed, removed)
        if self.settings is not None:
            before, after = self.settings
            workspace = workspace.with_settings(merge(before, after, workspace.settings, "the settings"))
        return workspace

    def inverse(self) -> "Change":
        """The change that takes this one back, field by field."""
        edits = tuple(Edit(edit.after, edit.before) for edit in self.edits)
        settings = None if self.settings is None else (self.settings[1], self.settings[0])
        return Change(self.label, edits, settings)


def between(change: Change, old: Workspace, new: Workspace) -> Change:
    """The change with the models that it really met and made."""
    identities = [one.id for edit in change.edits if (one := edit.after or edit.before) is not None]
    edits = tuple(Edit(old.clients.get(identity), new.clients.get(identity)) for identity in identities)
    settings = None if change.settings is None else (old.settings, new.settings)
    return replace(change, edits=edits, settings=settings)


def _applied(edit: Edit, workspace: Workspace) -> Client | None:
    if edit.before is None:
        return _added(edit.after, workspace)
    current = workspace.clients.get(edit.before.id)
    if edit.after is None:
        if current is not None and current != edit.before:
            raise Collision(f"{edit.before.name} was changed in another terminal meanwhile; look at it again")
        return None
    if current is None:
        raise Collision(f"{edit.before.name} was deleted in another terminal")
    after = merge(edit.before, edit.after, current, edit.before.name)
    if after.name != edit.before.name:
        _refuse_second_name(after, workspace)
    return after


def _added(client: Client | None, workspace: Workspace) -> Client | None:
    if client is not None:
        _refuse_second_name(client, workspace)
    return client


def _refuse_second_name(client: Client, workspace: Workspace) -> None:
    other = workspace.named(client.name)
    if other is not None and other.id != client.id:
        raise Collision(f"there is a client named {other.name} by now")


def merge(before: Kept, after: Kept, current: Kept, what: str) -> Kept:
    """`current` with what was changed from `before` to `after`.

    Raises:
        Collision: a field was changed in two ways.
    """
    if current is before:
        return after
    old, new, now = dict(before), dict(after), dict(current)
    fields: dict[str, Any] = {}
    for name in old | new:
        was, wanted, found = old.get(name), new.get(name), now.get(name)
        if was == wanted or found == wanted:
            continue
        if found == was:
            fields[name] = wanted
        elif isinstance(was, dict) and isinstance(wanted, dict) and isinstance(found, dict):
            fields[name] = _merge_keys(was, wanted, found)
        elif name != "history":
            raise Collision(f"{what}: {name} was set to {found!s} in another terminal; you wanted {wanted!s}")
    merged = current.changed(**fields)
    if isinstance(before, Client) and isinstance(after, Client) and isinstance(merged, Client):
        return merged.changed(history=_merge_history(before, after, merged))
    return merged


def _merge_keys(was: dict[str, Any], wanted: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    changed = {key: value for key, value in wanted.items() if was.get(key) != value}
    return {key: value for key, value in (found | changed).items() if key in wanted or key not in was}


def _merge_history(before: Client, after: Client, merged: Client) -> Iterable[Snapshot]:
    """The snapshots of both; on a day that both changed, the scores as they stand after the merge."""
    old, new, now = (dict(_by_day(client)) for client in (before, after, merged))
    result = _merge_keys(old, new, now)
    for day in result:
        both_changed = old.get(day) != new.get(day) and now.get(day) not in (old.get(day), new.get(day))
        if both_changed and day in new and new[day][1:] == after.scores:
            result[day] = (day, *merged.scores)
    return tuple(result.values())


def _by_day(client: Client) -> Iterable[tuple[Any, Snapshot]]:
    return ((snapshot[0], snapshot) for snapshot in client.history)
