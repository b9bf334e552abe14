"""A change to a workspace: what was, what shall be, and how it is replayed where others changed something too."""

from dataclasses import dataclass, replace

from csm_tui.domain.client import Client
from csm_tui.domain.settings import Settings
from csm_tui.domain.workspace import Workspace
from csm_tui.session.merging import Collision, merge


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
