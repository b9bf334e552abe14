"""The change that takes a drafted plan in."""

from collections.abc import Sequence
from dataclasses import replace

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.text import counted
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.session.changes import Change
from csm_tui.session.edits.plan_changes import added


def accepted(activities: Sequence[Activity], quarter: Quarter) -> Change:
    """Add what was drafted for a quarter, in one step."""
    count = counted(len(activities), Activity.NOUN, Activity.PLURAL)
    return replace(added(activities), label=f"drafted plan from {quarter.start}: {count}")
