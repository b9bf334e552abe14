"""Every kind of record in a workspace, by the name of its table. A kind is loaded when a record of it exists.

`Entity` explains what a kind declares, and docs/contributing.md how to add one.
"""

from functools import lru_cache
from importlib import import_module

from csm_tui.domain.record import Entity

PLACES = {
    "clients": "client:Client",
    "touchpoints": "touchpoint:Touchpoint",
    "assumptions": "assumption:Assumption",
    "risks": "risk:Risk",
    "snoozes": "snooze:Snooze",
    "views": "person.view:View",
    "column_meanings": "column_meaning:ColumnMeaning",
    "activities": "activity:Activity",
    "weeks": "person.worktime:WorkWeek",
    "leave": "person.worktime:Leave",
    "calendars": "person.calendar:Calendar",
    "appointments": "person.worktime:Appointment",
    "unplanned": "person.worktime:Unplanned",
    "assessments": "person.assessment:Assessment",
    "engagements": "engagements.engagement:Engagement",
    "evaluations": "engagements.evaluation:Evaluation",
    "entries": "engagements.evaluation:Entry",
    "matrix_rows": "engagements.matrix:MatrixRow",
    "prompts": "engagements.prompt:Prompt",
    "answers": "engagements.prompt:Answer",
    "aspects": "person.personal_evaluation:Aspect",
    "personal_evaluations": "person.personal_evaluation:PersonalEvaluation",
    "others_ratings": "person.personal_evaluation:OthersRating",
    "roadmaps": "engagements.roadmap:Roadmap",
    "kpis": "engagements.roadmap:Kpi",
    "phases": "engagements.roadmap:Phase",
    "cash_quarters": "engagements.roadmap:CashQuarter",
    "next_steps": "engagements.roadmap:NextStep",
    "editions": "engagements.roadmap:Edition",
    "forecasts": "renewal:Forecast",
    "renewals": "renewal:Renewal",
}
TABLES = PLACES.keys()


@lru_cache(64)
def kind_of(table: str) -> type[Entity]:
    """The kind of the records in a table. Raises KeyError if the table is not in TABLES."""
    module, name = PLACES[table].split(":")
    kind: type[Entity] = getattr(import_module(f"csm_tui.domain.records.{module}"), name)
    return kind
