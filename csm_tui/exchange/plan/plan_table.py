"""A plan as a spreadsheet: the ten columns that people exchange, and four more."""

from csm_tui.domain.values.names import joined_names
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.exchange.plan.fields import HEADERS
from csm_tui.exchange.tables import write_csv
from csm_tui.planning.plan.plan import Plan


def plan_rows(plan: Plan) -> list[list[object]]:
    """The rows of a plan in the order of HEADERS; several clients or dependencies are joined by `joined_names`."""
    return [
        [
            one.reference, joined_names(plan.client_names(one)), one.description, one.purpose, one.results,
            one.measurement, one.hours, one.deadline or "", joined_names(plan.references(one.dependencies)), one.notes,
            one.category, one.earliest or "", one.status, one.play,
        ]
        for one in plan.activities
    ]  # fmt: skip


def plan_csv(plan: Plan) -> str:
    """The plan as CSV, which `import_plan` reads back to the same plan."""
    rows = [[shown_hours(cell) if isinstance(cell, float) else cell for cell in row] for row in plan_rows(plan)]
    return write_csv(HEADERS, rows)
