"""The plan of a quarter: its activities in the order of their references, and the relations between them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import count

from csm_tui.domain.records.activity import Activity, ActivityStatus, Category
from csm_tui.domain.records.client import Client
from csm_tui.domain.text import fold
from csm_tui.domain.values.names import natural_key
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.present import present_quarter


def quarters(workspace: Workspace, today: date) -> list[Quarter]:
    """The quarters that have a plan and the present one, in order."""
    starts = {activity.quarter for activity in workspace.table(Activity).records.values()}
    return [Quarter(start) for start in sorted(starts | {present_quarter(workspace.settings, today).start})]


@dataclass(frozen=True, eq=False)
class Plan:
    """The activities of a quarter, in the natural order of their references."""

    quarter: Quarter
    activities: tuple[Activity, ...]
    clients: Mapping[str, Client]

    @cached_property
    def by_id(self) -> Mapping[str, Activity]:
        return {activity.id: activity for activity in self.activities}

    @cached_property
    def _by_reference(self) -> Mapping[str, Activity]:
        return {fold(activity.reference): activity for activity in self.activities}

    def named(self, reference: str) -> Activity | None:
        """The activity with that reference, ignoring case."""
        return self._by_reference.get(fold(reference.strip()))

    def client_names(self, activity: Activity) -> tuple[str, ...]:
        """The names of an activity's clients; deleted clients are left out."""
        return tuple(self.clients[key].name for key in activity.clients if key in self.clients)

    def references(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The references of activities given by id; deleted ones are left out."""
        return tuple(self.by_id[key].reference for key in ids if key in self.by_id)

    def dependencies(self, activity: Activity) -> Iterator[Activity]:
        """The activities that must be finished first; dropped ones do not count."""
        for key in activity.dependencies:
            other = self.by_id.get(key)
            if other is not None and other.status is not ActivityStatus.DROPPED:
                yield other

    def waived(self, activity: Activity) -> list[Activity]:
        """The dependencies of an activity that were dropped."""
        others = (self.by_id.get(key) for key in activity.dependencies)
        return [one for one in others if one is not None and one.status is ActivityStatus.DROPPED]

    def deadline(self, activity: Activity) -> date:
        """The deadline of an activity; an empty one means the end of the quarter."""
        return activity.deadline or self.quarter.end

    def dependents(self, activity: Activity) -> list[Activity]:
        """The activities that wait for this one."""
        return [one for one in self.activities if activity.id in one.dependencies]


def plan_of(workspace: Workspace, quarter: Quarter) -> Plan:
    """The plan of a quarter."""
    found = [one for one in workspace.table(Activity).records.values() if one.quarter == quarter.start]
    found.sort(key=lambda one: natural_key(one.reference))
    return Plan(quarter, tuple(found), workspace.clients)


def circle(activities: Iterable[Activity]) -> list[Activity]:
    """A circle of dependencies: each activity waits for the next, the last for the first. Empty if there is none."""
    by_id = {activity.id: activity for activity in activities}
    done: set[str] = set()
    for start in by_id.values():
        found = _circle_from(start, by_id, done)
        if found:
            return found
    return []


def _circle_from(start: Activity, by_id: Mapping[str, Activity], done: set[str]) -> list[Activity]:
    path: list[Activity] = []
    on_path: dict[str, int] = {}
    stack: list[tuple[Activity, Iterator[str]]] = []

    def enter(activity: Activity) -> None:
        on_path[activity.id] = len(path)
        path.append(activity)
        stack.append((activity, iter(activity.dependencies)))

    if start.id not in done:
        enter(start)
    while stack:
        activity, others = stack[-1]
        following = next((key for key in others if key in by_id and key not in done), None)
        if following is None:
            stack.pop()
            path.pop()
            del on_path[activity.id]
            done.add(activity.id)
        elif following in on_path:
            return path[on_path[following] :]
        else:
            enter(by_id[following])
    return []


def free_references(category: Category, plan: Plan) -> Iterator[str]:
    """All free references of a category, in their order; they do not end."""
    letter = "X" if category is Category.OTHER else category[0].upper()  # O is for onboard
    names = (f"{letter}{number}" for number in count(1))
    return (name for name in names if plan.named(name) is None)
