"""Drawing one activity in full. Pure functions, no widgets."""

from collections.abc import Sequence

from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.planning.plan.rows import PlanRow
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.wrapping import explained


def activity_lines(row: PlanRow, assumptions: Sequence[Assumption], made_of: Sequence[str], width: int) -> list[Line]:
    """An activity in full: its fields, what of an evaluation it was made of, its hours and assumptions."""
    one = row.activity
    lines: list[Line] = [[(f" {one.reference}", "strong"), (f"  {one.category}, {one.status}", "dim")]]
    facts = {
        "Client": ", ".join(row.plan.client_names(one)),
        "Description": one.description,
        "Purpose": one.purpose,
        "Results": one.results,
        "Measurement": one.measurement,
        "Hours": f"{shown_hours(one.hours)} h, {shown_hours(one.logged)} logged, {shown_hours(one.remaining)} left",
        "Deadline": str(one.deadline or f"the quarter's end, {row.plan.quarter.end}"),
        "Depends on": ", ".join(row.plan.references(one.dependencies)),
        "Notes": one.notes,
    }
    for name, text in facts.items():
        if text:
            lines += explained(name, text, width, 16, ("dim", ""))
    for text in made_of:
        lines += explained("Made of", text, width, 16, ("dim", ""))
    for entry in sorted(one.log, key=lambda each: each.day, reverse=True):
        lines.append([(f"   {entry.day} {shown_hours(entry.hours)} h  ", "dim"), (entry.note, "")])
    for assumption in assumptions:
        by = f", by {assumption.validate_by}" if assumption.validate_by else ""
        lines += explained("Assumption", f"{assumption.text} ({assumption.state}{by})", width, 16, ("dim", ""))
    return lines
