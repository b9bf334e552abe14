"""Every kind of record that a workspace keeps, by the name of its table; a kind is loaded when there is one of it.

What a kind declares stands with `Entity`; how one is added, in docs/contributing.md.
"""

from functools import lru_cache
from importlib import import_module

from csm_tui.domain.record import Entity

PLACES = {
    "clients": "client:Client",
    "touchpoints": "touchpoint:Touchpoint",
    "assumptions": "assumption:Assumption",
    "views": "view:View",
    "activities": "activity:Activity",
    "weeks": "worktime:WorkWeek",
    "leave": "worktime:Leave",
    "appointments": "worktime:Appointment",
    "unplanned": "worktime:Unplanned",
    "assessments": "assessment:Assessment",
}
TABLES = PLACES.keys()


@lru_cache(64)
def kind_of(table: str) -> type[Entity]:
    """The kind of the records in a table. Raises KeyError for a table that is none of TABLES."""
    module, name = PLACES[table].split(":")
    kind: type[Entity] = getattr(import_module(f"csm_tui.domain.records.{module}"), name)
    return kind
