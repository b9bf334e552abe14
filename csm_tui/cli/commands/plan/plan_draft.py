"""`plan draft`: propose the activities of a quarter, and take them in."""

from collections.abc import Iterator
from typing import Any

import click

from csm_tui.cli.commands.plan.quarter import activity_object, plan_in, quarter_option, with_quarter_kept
from csm_tui.cli.options import Options, Refusal, answer, as_json, pass_options
from csm_tui.cli.output.page_lines import hung, indented, page_table, section
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.text import counted
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.planning.draft.draft import DraftLine, LeftOut, PlanDraft
from csm_tui.planning.draft.drafting import draft
from csm_tui.planning.plan.audit import audit
from csm_tui.planning.plan.time_budget import time_budget
from csm_tui.session.edits.draft_changes import accepted

_INDENT = 6
_LEAST_WHAT = 30


@click.command("draft")
@click.option(
    "--activities",
    type=click.IntRange(1, 1000),
    metavar="N",
    help="About how many activities the plan is to hold; the setting plan.size by default.",
)
@click.option("--accept", is_flag=True, help="Take the activities into the plan, in one step.")
@quarter_option
@as_json
@pass_options
def draft_plan(options: Options, activities: int | None, accept: bool, quarter: str | None) -> None:
    """Propose a balanced plan from the whole book, within the hours, and say who or what was left out and why.

    What the plan holds already counts and is not proposed again. The same data give the same draft.
    """  # fmt: skip
    session = options.open_session() if accept else None
    shown = session or options.open_to_show()
    plan, workspace = plan_in(shown, quarter), shown.workspace
    size = activities or workspace.settings.plan.size
    found = draft(workspace, shown.today(), plan.quarter, size, options.playbook().plays)
    whole = found.plan_with()
    checks = audit(whole, workspace, time_budget(workspace, plan.quarter), shown.today())
    if session is not None:
        if not found.activities:
            raise Refusal("; ".join(found.remarks) or "nothing else needs to be done now")
        session.apply(with_quarter_kept(accepted(found.activities, plan.quarter), session))
        options.done = True
    failed = [f"{one.check}: {one.detail}" for one in checks if not one.ok]
    text = "\n".join([*_lines(found), *section("Not held by the audit", _hung(("", one) for one in failed))])
    answer(options, _object(found) | {"accepted": accept} if options.json else None, text)


def _object(found: PlanDraft) -> dict[str, Any]:
    plan, room = found.plan_with(), found.room()
    return {
        "quarter": {"start": found.quarter.start, "end": found.quarter.end},
        "lines": [
            {
                "client": line.row.client.name, "play": line.play.id, "title": line.play.title, "why": line.why,
                "hours": line.hours, "of": line.whole,
                "activities": [activity_object(one, plan) for one in line.activities],
            }
            for line in found.lines
        ],
        "left_out": [
            {"client": one.row.client.name, "play": None if one.play is None else one.play.id, "why": one.why}
            for one in found.left_out
        ],
        "remarks": list(found.remarks),
        "left": {"activities": room.activities, "hours": room.hours, "onboarding_hours": room.onboarding},
    }  # fmt: skip


def _lines(found: PlanDraft) -> Iterator[str]:
    hours, room = sum(one.hours for one in found.activities), found.room()
    count = counted(len(found.activities), Activity.NOUN, Activity.PLURAL)
    yield f"Draft from {found.quarter.start} to {found.quarter.end}: {count}, {shown_hours(hours)} h"
    yield f"The plan holds {len(found.plan.activities)} already; {shown_hours(room.hours)} h stay free."
    for line in found.lines:
        yield from ("", *_line(line))
    yield from section("Left out", _hung(map(_left_out, found.left_out)))
    yield from section("To be known", _hung(("", one) for one in found.remarks))


def _line(line: DraftLine) -> Iterator[str]:
    parts = f"the first {len(line.activities)} of {line.whole}, " if line.shortened else ""
    yield f"{line.row.client.name}: {line.play.title}, {parts}{shown_hours(line.hours)} h"
    yield from indented(f"Why: {line.why}", 2)
    rows = [
        [f"  {one.reference}", f"{shown_hours(one.hours):>5}", str(one.deadline), one.description]
        for one in line.activities
    ]
    yield from page_table(["  Ref", "Hours", "Deadline", "What"], rows, _LEAST_WHAT).split("\n")[1:]


def _left_out(one: LeftOut) -> tuple[str, str]:
    play = "" if one.play is None else f"{one.play.title}: "
    return f"  {one.row.client.name}", f"{play}{one.why}"


def _hung(entries: Any) -> Iterator[str]:
    return (line for name, text in entries for line in hung(name, text, max(_INDENT, len(name) + 2)))
