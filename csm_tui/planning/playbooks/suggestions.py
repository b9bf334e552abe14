"""The play to suggest for each client in the queue."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from csm_tui.domain.records.activity import Activity, Category
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.playbooks.conditions import Case
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.playbooks.playbook import plays_for
from csm_tui.planning.triage.queue import Queued, top_third


class Suggestion(NamedTuple):
    """A client in the queue, with the plays that apply to it, the primary one first."""

    queued: Queued
    plays: tuple[Play, ...]


def suggestions(rows_of: Iterable[Queued], workspace: Workspace, plays: Sequence[Play]) -> list[Suggestion]:
    """The clients in their order, each with its plays."""
    listed = [*rows_of]
    planned = planned_categories(workspace)
    least = top_third([one.row for one in listed])
    return [
        Suggestion(
            one,
            tuple(plays_for(plays, Case(one.row, planned.get(one.row.id, frozenset()), 0 < least <= one.row.acv))),
        )
        for one in listed
    ]


def planned_categories(workspace: Workspace) -> dict[str, frozenset[Category]]:
    """The categories of the open activities of each client, by its id."""
    found: dict[str, set[Category]] = {}
    for one in workspace.table(Activity).records.values():
        if one.open:
            for client in one.clients:
                found.setdefault(client, set()).add(one.category)
    return {client: frozenset(categories) for client, categories in found.items()}
