"""The changes that bring plays into the plan, and those that were put off back."""

from collections.abc import Sequence
from dataclasses import replace

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.snooze import Snooze
from csm_tui.domain.text import counted
from csm_tui.domain.values.names import some_names
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.plan import plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.planning.plan.time_budget import time_budget
from csm_tui.planning.playbooks.activities import activities_of
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.portfolio.rows import Row
from csm_tui.session.changes import Change, deletion
from csm_tui.session.edits.plan_changes import added, in_quarter


def taken_in(play: Play, row: Row, workspace: Workspace) -> Change:
    """Add the activities of a play for a client to the plan of the present quarter, in one step."""
    quarter = present_quarter(workspace.settings, row.today)
    plan, budget = plan_of(workspace, quarter), time_budget(workspace, quarter)
    activities = activities_of(play, row, plan, budget)
    what = f"{play.title} for {row.client.name}: {counted(len(activities), Activity.NOUN, Activity.PLURAL)}"
    return in_quarter(replace(added(activities), label=what), workspace, quarter)


def all_taken_in(plays: Sequence[tuple[Play, Row]], workspace: Workspace) -> Change:
    """Take in plays, each for a client, in one step; at least one."""
    changes = []
    for play, row in plays:
        changes.append(taken_in(play, row, workspace))
        workspace = changes[-1].apply(workspace)
    if len(changes) == 1:
        return changes[0]
    edits = tuple(edit for change in changes for edit in change.edits)
    names = some_names([row.client.name for _, row in plays])
    return replace(
        changes[0], label=f"plays for {names}: {counted(len(edits), Activity.NOUN, Activity.PLURAL)}", edits=edits
    )


def offered_again(snooze: Snooze, client: str, workspace: Workspace) -> Change:
    """Offer a play again that was put off; `client` is the name for which it was."""
    return replace(deletion([snooze], workspace), label=f"{snooze.what} of {client} offered again")
