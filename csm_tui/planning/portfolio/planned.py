"""What is planned for the clients of a workspace."""

from collections.abc import Iterator
from datetime import date

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.workspace import Workspace


def coming(workspace: Workspace, today: date) -> Iterator[Activity]:
    """What is planned and not done, in this quarter or a later one."""
    for one in workspace.table(Activity).records.values():
        if one.open and Quarter(one.quarter).end >= today:
            yield one
