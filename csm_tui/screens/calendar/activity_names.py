"""The names of the calendar's rows: references and descriptions, with the clients beside them where there is room."""

from rich.cells import cell_len, set_cell_size

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.text import first_line
from csm_tui.planning.plan.plan import Plan
from csm_tui.widgets.table.layout import fit

_WIDEST_REFERENCE, _WIDEST_NAME, _WIDEST_CLIENTS = 6, 52, 24
_GAP = "  "
_SIGN = 2
"""The width of the sign that a row has before its name."""

Name = tuple[str, str]
"""A name in full, and a shorter form of it, "" if there is none."""


class ActivityNames:
    """The names of a plan's activities, aligned with each other."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        references = [cell_len(one.reference) for one in plan.activities]
        self._reference = max((width for width in references if width <= _WIDEST_REFERENCE), default=0)
        self._name = min(max((cell_len(self._short(one)) for one in plan.activities), default=0), _WIDEST_NAME)
        clients = max((cell_len(self._clients_of(one)) for one in plan.activities), default=0)
        self._clients = min(clients, _WIDEST_CLIENTS)

    @property
    def title(self) -> Name:
        """The title of the names."""
        return self._beside("Activity", self._name + _SIGN, "Client")

    def of(self, activity: Activity) -> Name:
        """The name of an activity. In full all are equally wide, so that all are shown in full or none."""
        return self._beside(self._short(activity), self._name, self._clients_of(activity))

    def parts(self, activity: Activity) -> tuple[str, str, str]:
        """The reference, the first line of the description and the clients, as plain text."""
        return activity.reference, first_line(activity.description), self._clients_of(activity)

    def _beside(self, name: str, width: int, clients: str) -> Name:
        if not self._clients:
            return name, ""
        return f"{fit(name, width)}{_GAP}{fit(clients, self._clients)}", name

    def _short(self, activity: Activity) -> str:
        """The reference, and the first line of the description."""
        width = max(self._reference, cell_len(activity.reference))
        return f"{set_cell_size(activity.reference, width)}{_GAP}{first_line(activity.description)}".rstrip()

    def _clients_of(self, activity: Activity) -> str:
        return ", ".join(self._plan.client_names(activity))
