"""Ids that commands had before, so that keys a person once chose for them still hold."""

from collections.abc import Mapping

_PRESENT = {
    "portfolio.filter": "table.filter",
    "portfolio.clear_filter": "table.clear",
    "portfolio.sort": "table.sort",
    "portfolio.sort_further": "table.sort_further",
    "portfolio.details": "table.details",
    "portfolio.legend": "table.legend",
    "client.mark": "table.mark",
    "client.mark_all": "table.mark_all",
    "activity.mark": "table.mark",
    "plan.filter": "table.filter",
    "plan.clear_filter": "table.clear",
    "plan.sort": "table.sort",
    "plan.details": "table.details",
    "page.legend": "table.legend",
    "page.back": "back",
    "week.back": "back",
    "setting.back": "back",
    "plan.unplanned": "quarter.unplanned",
    "plan.time_sheet": "quarter.time_sheet",
    "plan.previous": "quarter.previous",
    "plan.following": "quarter.following",
    "calendar.unplanned": "quarter.unplanned",
    "calendar.time_sheet": "quarter.time_sheet",
    "calendar.previous": "quarter.previous",
    "calendar.following": "quarter.following",
    "portfolio.import": "import",
    "plan.import": "import",
    "personal.import": "import",
    "calendar.asap": "calendar.style",
    "calendar.level": "calendar.style",
}


def with_present_ids(keys: Mapping[str, str]) -> dict[str, str]:
    """Keys by command id, each under the id that its command has now. What is given under that id itself holds."""
    renamed = {_PRESENT[name]: own for name, own in keys.items() if name in _PRESENT}
    return renamed | {name: own for name, own in keys.items() if name not in _PRESENT}
