"""The changes that can be made to a roadmap: cells of its cash flow, and what stands inside a KPI or a phase."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from csm_tui.domain.record import Entity, field_label, new_id
from csm_tui.domain.records.engagements.roadmap import (
    MOST_QUARTERS,
    CashQuarter,
    Kpi,
    Measure,
    Milestone,
    Phase,
    Roadmap,
    quarter_id,
)
from csm_tui.domain.values.reading.amounts import Amount
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.roadmap.cash_flow import MONTHS_A_QUARTER
from csm_tui.session.changes import Change, Edit


def quarter_of(workspace: Workspace, roadmap: Roadmap, number: int) -> CashQuarter | None:
    """A quarter of a roadmap; None if nothing was entered in it."""
    return next((one for one in workspace.table(CashQuarter).of(roadmap.id) if one.number == number), None)


def cells_set(
    workspace: Workspace, roadmap: Roadmap, cells: Mapping[int, Mapping[str, Amount | None]], label: str
) -> Change:
    """Set cells, by field, in some quarters, by number. A quarter of which nothing was entered is made.

    Raises:
        ValueError: a number is none of a quarter that a roadmap may have.
    """
    edits = []
    for number, amounts in cells.items():
        if not 1 <= number <= MOST_QUARTERS:
            raise ValueError(f"a roadmap has {MOST_QUARTERS} quarters at most")
        before = quarter_of(workspace, roadmap, number)
        if before is None:
            if any(amount is not None for amount in amounts.values()):
                named = {"id": quarter_id(roadmap.id, number), "roadmap": roadmap.id, "number": number}
                edits.append(Edit(None, CashQuarter.model_validate({**named, **amounts})))
        elif any(getattr(before, field) != amount for field, amount in amounts.items()):
            edits.append(Edit(before, before.changed(**amounts)))
    return Change(label, tuple(edits))


def future_actuals(change: Change, month: int) -> list[int]:
    """The numbers of the quarters that have not begun in a month of the initiative, and get an actual by a change."""
    begun = month // MONTHS_A_QUARTER + 1
    return [
        after.number
        for before, after in change.edits
        if isinstance(after, CashQuarter) and after.number > begun and _gets_actual(before, after)
    ]


def _gets_actual(before: Entity | None, after: CashQuarter) -> bool:
    names = ("actual_expenditure", "actual_income")
    return any((now := getattr(after, name)) is not None and now != getattr(before, name, None) for name in names)


def cells_pasted(
    workspace: Workspace, roadmap: Roadmap, fields: Sequence[str], first: int,
    rows: Sequence[Sequence[Amount | None]],
) -> Change:  # fmt: skip
    """Set the cells of a paste, from a quarter on one row below the other, each from the first of the fields on.

    Raises:
        ValueError: there are more rows than quarters, or more cells in a row than fields.
    """
    if max(map(len, rows), default=0) > len(fields):
        raise ValueError(f"{max(map(len, rows))} columns do not fit into {len(fields)}")
    cells = {number: dict(zip(fields, row, strict=False)) for number, row in enumerate(rows, first)}
    many = sum(map(len, rows))
    return cells_set(workspace, roadmap, cells, f"{many} pasted cells from {_column(fields[0])} on")


def same_to_the_end(workspace: Workspace, roadmap: Roadmap, field: str, number: int) -> Change:
    """Set all later cells of a column, to the end of the initiative, to what stands in one quarter."""
    quarter = quarter_of(workspace, roadmap, number)
    amount = None if quarter is None else getattr(quarter, field)
    later = {each: {field: amount} for each in range(number + 1, roadmap.quarters + 1)}
    return cells_set(workspace, roadmap, later, f"{_column(field)} the same from quarter {number} to the end")


def _column(field: str) -> str:
    return field_label(CashQuarter, field).lower()


class Structure(NamedTuple):
    """What a roadmap is built of."""

    kpis: Sequence[Kpi]
    phases: Sequence[Phase]


def structure_copied(source: Structure, roadmap: str) -> list[Edit]:
    """The edits that give a new roadmap, by its id, the structure of another one: its KPIs by name and unit, and its
    phases with their milestones as they are planned. No figure is taken."""
    kpis = (Kpi(roadmap=roadmap, place=one.place, name=one.name, unit=one.unit) for one in source.kpis)
    phases = (
        one.changed(
            id=new_id(), roadmap=roadmap,
            milestones=[each.changed(id=new_id(), actual=None) for each in one.milestones],
        )
        for one in source.phases
    )  # fmt: skip
    return [Edit(None, one) for one in (*kpis, *phases)]


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
