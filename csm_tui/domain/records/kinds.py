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
    "views": "view:View",
    "column_meanings": "column_meaning:ColumnMeaning",
    "activities": "activity:Activity",
    "weeks": "worktime:WorkWeek",
    "leave": "worktime:Leave",
    "calendars": "calendar:Calendar",
    "appointments": "worktime:Appointment",
    "unplanned": "worktime:Unplanned",
    "assessments": "assessment:Assessment",
    "engagements": "engagement:Engagement",
    "evaluations": "evaluation:Evaluation",
    "entries": "evaluation:Entry",
    "matrix_rows": "matrix:MatrixRow",
    "prompts": "prompt:Prompt",
    "answers": "prompt:Answer",
    "aspects": "personal:Aspect",
    "personal_evaluations": "personal:PersonalEvaluation",
    "others_ratings": "personal:OthersRating",
    "roadmaps": "roadmap:Roadmap",
    "kpis": "roadmap:Kpi",
    "phases": "roadmap:Phase",
    "cash_quarters": "roadmap:CashQuarter",
    "next_steps": "roadmap:NextStep",
    "editions": "roadmap:Edition",
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
