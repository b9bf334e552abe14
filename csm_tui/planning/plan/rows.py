"""The rows of the plan: what it shows about each activity."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.text import fold
from csm_tui.planning.lazy_property import lazy_property
from csm_tui.planning.plan.plan import Plan


@dataclass(eq=False)
class PlanRow:
    """An activity as the plan shows it."""

    activity: Activity
    plan: Plan
    today: date
    weeks: Sequence[int] = ()
    """The weeks of the quarter in which it is still to be worked on, counted from 1."""
    finishes_late: bool = False
    """Whether it is scheduled to be finished after its deadline, or never."""

    @property
    def is_late(self) -> bool:
        """Whether it is overdue, or will be finished after its deadline."""
        overdue = self.activity.open and self.plan.deadline(self.activity) < self.today
        return overdue or self.finishes_late

    @lazy_property
    def clients(self) -> tuple[str, ...]:
        """The names of its clients."""
        return self.plan.client_names(self.activity)

    @lazy_property
    def search_text(self) -> str:
        one = self.activity
        texts = (
            one.reference, one.category, one.status, one.description, one.purpose, one.results, one.measurement,
            one.notes,
        )  # fmt: skip
        return fold(" ".join((*texts, *self.clients)))


def number_runs(numbers: Sequence[int]) -> str:
    """Sorted numbers as text, with runs shortened: 2-4, 7."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in found)


def rows_of_plan(
    plan: Plan, today: date, weeks: Mapping[str, Sequence[int]], late: Collection[str]
) -> Mapping[str, PlanRow]:
    """The rows of a plan by activity id, in the order of the plan.

    `weeks` holds the weeks in which each activity will be worked on, counted from 1; `late` the ids of those that are
    finished after their deadlines.
    """
    return {one.id: PlanRow(one, plan, today, weeks.get(one.id, ()), one.id in late) for one in plan.activities}
