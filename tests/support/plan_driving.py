"""Workspaces with a plan, as the tests of the shell commands need them."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.settings import QuarterRule, ScheduleStyle, Settings
from tests.support.driving import TODAY, client, fill, reread
from tests.support.shell import Shell

ROOT = Path(__file__).parents[2]
LAST_DAY = date(2026, 5, 31)
"""Of the quarter that starts today."""

ACTIVITY_KEYS = {
    "reference", "clients", "category", "description", "purpose", "results", "measurement", "hours", "deadline",
    "earliest", "dependencies", "notes", "play", "status", "logged", "remaining", "result",
}  # fmt: skip


def activity(reference: str, hours: float = 4, **fields: Any) -> Activity:
    return Activity.model_validate({"reference": reference, "hours": hours, "quarter": TODAY, **fields})


def lay(shell: Shell, *records: Any, style: ScheduleStyle = ScheduleStyle.ASAP, **settings: Any) -> Shell:
    """A workspace with these records whose quarter starts today."""
    shell.path.parent.mkdir(exist_ok=True)
    wanted = {"quarter": QuarterRule(start=TODAY), **settings}
    usual = Settings()
    fill(shell.path, records, usual.changed(plan=usual.plan.changed(style=style), **wanted))
    return shell


def lay_the_documented(shell: Shell) -> Shell:
    """The workspace whose answers are the examples of docs/json.md."""
    acme, bolt = client("Acme North"), client("Bolt")
    first = activity(
        "R1", 10, clients=(acme.id, bolt.id), category="retain", description="Show both sites what changed",
        purpose="Logins fall", results="Logins as in autumn", measurement="Monthly login report",
        deadline=date(2026, 3, 3), notes="Ask for the slides",
    )  # fmt: skip
    second = activity("A1", 1.5, clients=(acme.id,), category="advocate", dependencies=(first.id,))
    return lay(
        shell,
        acme,
        bolt,
        first,
        second,
        activity("E1", 2, category="expand", deadline=date(2026, 3, 1)),
        Touchpoint(
            client=acme.id, day=date(2026, 2, 20), note="Wants figures", follow_up=date(2026, 3, 1), task="send them"
        ),
        Assumption(activity=first.id, text="Both sites use the same release", validate_by=date(2026, 3, 9)),
    )


def activities(shell: Shell) -> dict[str, Activity]:
    """What the file holds, by reference."""
    return {one.reference: one for one in reread(shell.path).table(Activity).records.values()}


def quarter_start(shell: Shell) -> date | None:
    return reread(shell.path).settings.quarter.start


def examples() -> list[Any]:
    """The JSON answers that docs/json.md shows."""
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    return [json.loads(block) for block in re.findall(r"^```json\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)]
