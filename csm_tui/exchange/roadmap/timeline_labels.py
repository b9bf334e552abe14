"""Where the names of milestones stand below the bars of a timeline, so that none covers another."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class LabelSpan(NamedTuple):
    """The left end of a name and its width, in the unit of its drawing."""

    left: float
    width: float


def span(at: float, width: float, first: float, last: float) -> LabelSpan:
    """The span of a name around a place, which stays between the first and the last place of its drawing."""
    return LabelSpan(max(min(at - width / 2, last - width), first), width)


def tiers(spans: Sequence[LabelSpan], count: int) -> Iterator[int | None]:
    """For each name, from the left, in which of so many lines it has room; None if in none."""
    ends = [float("-inf")] * count
    for one in spans:
        tier = next((tier for tier, end in enumerate(ends) if end <= one.left), None)
        if tier is not None:
            ends[tier] = one.left + one.width
        yield tier
