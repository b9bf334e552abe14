"""A play: what is done in which case, as a playbook declares it."""

import re
from collections import Counter
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from csm_tui.domain.record import FilledLine, FilledText
from csm_tui.domain.records.activity import Category
from csm_tui.domain.values.hours import Duration
from csm_tui.planning.filter_term import QueryError
from csm_tui.planning.playbooks.conditions import CASE_FILTER
from csm_tui.planning.playbooks.dates import read_due
from csm_tui.planning.playbooks.texts import FIELDS

_NAME = re.compile(r"\{([^{}]*)\}")


def _template(text: str) -> str:
    unknown = [name for name in _NAME.findall(text) if name not in FIELDS]
    if unknown:
        raise ValueError(f"there is no {{{unknown[0]}}}; known: {', '.join(FIELDS)}")
    return text


def _condition(text: str) -> str:
    try:
        CASE_FILTER.parse(text)
    except QueryError as error:
        raise ValueError(str(error)) from None
    return text


def _due(text: str) -> str:
    read_due(text)
    return text


Template = Annotated[FilledText, AfterValidator(_template)]
"""A text that may name what is known of a client: {client}, {acv}."""

Condition = Annotated[str, AfterValidator(_condition)]
Due = Annotated[str, AfterValidator(_due)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PlayActivity(_Strict):
    """One activity of a play.

    `after` holds the keys of those to be finished first, `start` is the day on which it begins at the earliest. It is
    done `times` times, week by week up to `by`, each time in `hours`. `request`: it asks something of the client that
    weighs. Without `judged` that of the play counts.
    """

    key: FilledLine
    text: Template
    results: Template
    judged: Template | None = None
    hours: Duration
    times: int = Field(1, ge=1, le=53)
    start: Due | None = None
    by: Due
    after: tuple[str, ...] = ()
    request: bool = False


class Play(_Strict):
    """What is done in a case. The one with the lowest rank that applies to a client is the primary one.

    All of `when` must hold, one term at least of `need` if there are any, and none of `unless`.
    """

    id: FilledLine
    title: FilledLine
    category: Category
    rank: int
    when: Condition = ""
    need: Condition = ""
    unless: Condition = ""
    purpose: Template
    judged: Template
    off: bool = False
    activity: tuple[PlayActivity, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> "Play":
        counted = Counter(one.key for one in self.activity)
        twice = [key for key, count in counted.items() if count > 1]
        if twice:
            raise ValueError(f"two activities have the key {twice[0]}")
        known: set[str] = set()
        for one in self.activity:
            bases = {read_due(day).key for day in (one.by, one.start) if day is not None}
            missing = {*one.after, *bases} - known - {""}
            if missing:
                raise ValueError(
                    f"activity {one.key} names {', '.join(sorted(missing))}, which does not stand before it"
                )
            known.add(one.key)
        return self

    @property
    def hours(self) -> float:
        """The hours of all its activities."""
        return sum(one.hours * one.times for one in self.activity)

    @property
    def asks(self) -> bool:
        """Whether it asks the client to buy or to speak for us."""
        return self.category in (Category.EXPAND, Category.ADVOCATE) and any(one.request for one in self.activity)
