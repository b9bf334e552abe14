"""The ids of commands in a person's keys: those that commands had before still hold, and unknown ones are named."""

from collections.abc import Mapping

from csm_tui.domain.values.names import did_you_mean

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


def unknown_ids(keys: Mapping[str, str]) -> list[str]:
    """What is said of keys for ids that no command has, with the id that was probably meant."""
    from csm_tui.commands.anywhere import every_command  # loads the commands of all screens

    known = [command.ID for command in every_command()]
    lost = [name for name in keys if not any(f"{name}.".startswith(f"{one}.") for one in known)]
    return ["; ".join(filter(None, (f"keys: there is no command {name}", did_you_mean(name, known)))) for name in lost]
