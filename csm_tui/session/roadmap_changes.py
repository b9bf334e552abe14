"""The changes that can be made to a roadmap: cells of its cash flow, and what stands inside a KPI or a phase."""

from collections.abc import Mapping, Sequence

from csm_tui.domain.record import field_label
from csm_tui.domain.records.roadmap import (
    MOST_QUARTERS,
    CashQuarter,
    Kpi,
    Measure,
    Milestone,
    Phase,
    Roadmap,
    quarter_id,
)
from csm_tui.domain.values.amounts import Amount
from csm_tui.domain.workspace import Workspace
from csm_tui.session.changes import Change, Edit


def quarter_of(workspace: Workspace, roadmap: Roadmap, number: int) -> CashQuarter | None:
    """A quarter of a roadmap; None if nothing was entered in it."""
    return next((one for one in workspace.table(CashQuarter).of(roadmap.id) if one.number == number), None)


def cells_set(
    workspace: Workspace, roadmap: Roadmap, field: str, amounts: Mapping[int, Amount | None], label: str
) -> Change:
    """Set a column's cells in some quarters, by number. A quarter of which nothing was entered is made.

    Raises:
        ValueError: a number is none of a quarter that a roadmap may have.
    """
    edits = []
    for number, amount in amounts.items():
        if not 1 <= number <= MOST_QUARTERS:
            raise ValueError(f"a roadmap has {MOST_QUARTERS} quarters at most")
        before = quarter_of(workspace, roadmap, number)
        if before is None:
            new = CashQuarter.model_validate(
                {"id": quarter_id(roadmap.id, number), "roadmap": roadmap.id, "number": number, field: amount}
            )
            edits += [Edit(None, new)] if amount is not None else []
        elif getattr(before, field) != amount:
            edits.append(Edit(before, before.changed(**{field: amount})))
    return Change(label, tuple(edits))


def column_pasted(
    workspace: Workspace, roadmap: Roadmap, field: str, first: int, amounts: Sequence[Amount | None]
) -> Change:
    """Set the cells of a column from a quarter on, one below the other. Raises ValueError as `cells_set` does."""
    label = f"{len(amounts)} pasted cells of {_column(field)}"
    return cells_set(workspace, roadmap, field, dict(enumerate(amounts, first)), label)


def same_to_the_end(workspace: Workspace, roadmap: Roadmap, field: str, number: int) -> Change:
    """Set all later cells of a column, to the end of the initiative, to what stands in one quarter."""
    quarter = quarter_of(workspace, roadmap, number)
    amount = None if quarter is None else getattr(quarter, field)
    later = dict.fromkeys(range(number + 1, roadmap.quarters + 1), amount)
    return cells_set(workspace, roadmap, field, later, f"{_column(field)} the same from quarter {number} to the end")


def _column(field: str) -> str:
    return field_label(CashQuarter, field).lower()


def with_measure(kpi: Kpi, measure: Measure) -> Kpi:
    """The KPI with a measure added, or put in place of the one with its id."""
    return kpi.changed(measures=(*(one for one in kpi.measures if one.id != measure.id), measure))


def with_milestone(phase: Phase, milestone: Milestone) -> Phase:
    """The phase with a milestone added, or put in place of the one with its id."""
    return phase.changed(milestones=(*(one for one in phase.milestones if one.id != milestone.id), milestone))


def without_milestone(phase: Phase, milestone: Milestone) -> Change:
    """Delete a milestone of a phase."""
    left = [one for one in phase.milestones if one.id != milestone.id]
    return Change(f"deletion of {phase.name}: {milestone.name}", (Edit(phase, phase.changed(milestones=left)),))


def without_measure(kpi: Kpi, measure: Measure) -> Change:
    """Delete a measure of a KPI."""
    left = [one for one in kpi.measures if one.id != measure.id]
    label = f"deletion of the value of {kpi.name} in month {measure.month}"
    return Change(label, (Edit(kpi, kpi.changed(measures=left)),))
