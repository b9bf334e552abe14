"""Every kind of record that a workspace keeps, by the name of its table; a kind is loaded when there is one of it."""

from functools import lru_cache
from importlib import import_module

from csm_tui.domain.record import Entity

_PLACES = {
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
TABLES = tuple(_PLACES)


@lru_cache(len(_PLACES))
def kind_of(table: str) -> type[Entity]:
    """The kind of the records in a table. Raises KeyError for a table that is none of TABLES."""
    module, name = _PLACES[table].split(":")
    kind: type[Entity] = getattr(import_module(f"csm_tui.domain.records.{module}"), name)
    return kind
