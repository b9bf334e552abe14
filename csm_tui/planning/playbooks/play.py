"""A play: what is done in which case, as a playbook declares it."""

import re
from collections import Counter
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from csm_tui.domain.record import FilledLine, FilledText
from csm_tui.domain.records.activity import Category
from csm_tui.domain.values.names import did_you_mean
from csm_tui.domain.values.time.hours import Duration
from csm_tui.planning.filter_term import QueryError
from csm_tui.planning.playbooks.conditions import case_tests
from csm_tui.planning.playbooks.dates import read_due
from csm_tui.planning.playbooks.texts import FIELDS

_NAME = re.compile(r"\{([^{}]*)\}")


class ActivityProblem(ValueError):
    """The activity `key` of a play does not fit the others."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(f"activity {key} {why}")
        self.key = key


def _template(text: str) -> str:
    unknown = [name for name in _NAME.findall(text) if name not in FIELDS]
    if unknown:
        known = did_you_mean(unknown[0], FIELDS, "{%s}") or f"known: {', '.join(FIELDS)}"
        raise ValueError(f"there is no {{{unknown[0]}}}; {known}")
    return text


def _condition(text: str) -> str:
    try:
        case_tests(text)
    except QueryError as error:
        raise ValueError(str(error)) from None
    return text


def _due(text: str) -> str:
    read_due(text)
    return text


Template = Annotated[FilledText, AfterValidator(_template)]
"""A text that may name what is known of a client: {client}, {acv}."""

Condition = Annotated[str, AfterValidator(_condition)]
DueText = Annotated[str, AfterValidator(_due)]


_DAY = 'A day such as "T+5wd", "T+14d", "D-45" or "call+7d"'


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class PlayActivity(_Strict):
    """One activity of a play.

    `after` holds the keys of those to be finished first, `start` is the day on which it begins at the earliest. It is
    done `times` times, week by week up to `by`, each time in `hours`. `request`: it asks something of the client that
    weighs. Without `judged` that of the play counts.
    """

    key: FilledLine = Field(description="A short name within the play")
    text: Template = Field(description="What is to be done")
    results: Template = Field(description="What is there once it is done")
    judged: Template | None = Field(None, description="By what one sees that it worked")
    hours: Duration = Field(description="Whole quarter-hours, such as 2.5")
    times: int = Field(1, ge=1, le=53, description="How often, week by week: 1 to 53")
    start: DueText | None = Field(None, description=_DAY)
    by: DueText = Field(description=_DAY)
    after: tuple[str, ...] = Field((), description='Keys of other activities, such as ["call", "facts"]')
    request: bool = Field(False, description="true or false")

    @property
    def waits_for(self) -> frozenset[str]:
        """The keys of the activities that stand before it: to be finished first, or the base of its day."""
        bases = {read_due(day).key for day in (self.by, self.start) if day is not None}
        return frozenset({*self.after, *bases} - {""})


def _in_order(activities: tuple[PlayActivity, ...]) -> tuple[PlayActivity, ...]:
    """The activities, each behind all that it waits for, else as they are written."""
    keys = Counter(one.key for one in activities)
    for key, count in keys.items():
        if count > 1:
            raise ActivityProblem(key, "stands there twice; each needs a key of its own")
    for one in activities:
        for key in sorted(one.waits_for - keys.keys()):
            known = did_you_mean(key, keys) or f"known: {', '.join(keys)}"
            raise ActivityProblem(one.key, f"waits for {key}, which this play does not have; {known}")
    ordered: dict[str, PlayActivity] = {}
    left = {one.key: one for one in activities}
    while left:
        ready = next((one for one in left.values() if one.waits_for <= ordered.keys()), None)
        if ready is None:
            raise _circle(left)
        ordered[ready.key] = left.pop(ready.key)
    return tuple(ordered.values())


def _circle(left: dict[str, PlayActivity]) -> ActivityProblem:
    """The circle among activities all of which wait for another one of them."""
    path = [next(iter(left))]
    while path.count(path[-1]) == 1:
        path.append(min(left[path[-1]].waits_for & left.keys()))
    circle = path[path.index(path[-1]) :]
    return ActivityProblem(circle[0], f"waits for itself: {' waits for '.join(circle)}")


class Play(_Strict):
    """What is done in a case. The one with the lowest rank that applies to a client is the primary one.

    All of `when` must hold, one term at least of `need` if there are any, and none of `unless`.
    """

    id: FilledLine = Field(description="A name that stays")
    title: FilledLine = Field(description="What it is called")
    category: Category = Field(description=f"One of {', '.join(Category)}")
    rank: int = Field(description="A whole number; of the plays that apply to a client the lowest comes first")
    when: Condition = ""
    need: Condition = ""
    unless: Condition = ""
    purpose: Template = Field(description="What it is for")
    judged: Template = Field(description="By what one sees that it worked")
    off: bool = Field(False, description="true or false")
    activity: Annotated[tuple[PlayActivity, ...], AfterValidator(_in_order)] = Field(
        min_length=1, description="At least one [[play.activity]]"
    )

    @property
    def hours(self) -> float:
        """The hours of all its activities."""
        return sum(one.hours * one.times for one in self.activity)

    @property
    def asks(self) -> bool:
        """Whether it asks the client to buy or to speak for us."""
        return self.category in (Category.EXPAND, Category.ADVOCATE) and any(one.request for one in self.activity)
