"""Whom to ask for more, and whom to ask to speak for us; and who almost could be asked, with what blocks them."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from csm_tui.domain.values.bands import Band, Trend
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.time.months import whole_months
from csm_tui.planning.portfolio.rows import Row

DECISION_DAYS = 30
"""Nobody is asked for more within this many days of the decision."""

TOGETHER_DAYS = 90
"""Up to this many days before it, an expansion is combined with the renewal."""

LEAST_SATISFACTION, LEAST_SPONSORSHIP, LEAST_TERM = 80, 60, 1
"""What advocacy requires: scores, and whole years as a customer."""

ASKED_DAYS = 180
"""Nobody is asked to speak for us again within this many days."""

MOST_BLOCKS = 2
"""A client that is blocked by at most this many things almost qualifies."""


class Candidate(NamedTuple):
    """A client, what qualifies it, and what blocks it; nothing does if `blocked_by` is empty."""

    row: Row
    why: tuple[str, ...]
    blocked_by: tuple[str, ...]

    @property
    def qualifies(self) -> bool:
        return not self.blocked_by


Criterion = Callable[[Row], tuple[bool, str, str]]
"""Whether a criterion is met, and how to say that it is and that it is not."""


def _none_red(*components: str) -> Criterion:
    """That none of these components is red; of the others another condition asks for more."""

    def condition(row: Row) -> tuple[bool, str, str]:
        red = [name for name in row.reds if name in components]
        return not red, "no component red", f"{' and '.join(red)} red"

    return condition


def _not_falling(row: Row) -> tuple[bool, str, str]:
    return row.trend is not Trend.DOWN, "not falling", "falling"


def _promises_kept(row: Row) -> tuple[bool, str, str]:
    return not (row.promise is not None and row.promise < 0), "no promise overdue", "a promise of ours is overdue"


def _time_left(row: Row) -> tuple[bool, str, str]:
    days = row.decides
    if days is None:
        return True, "no renewal date known", ""
    together = ", together with the renewal" if days <= TOGETHER_DAYS else ""
    in_time = days > DECISION_DAYS or _is_a_month_off(row)
    return in_time, f"decides in {days} days{together}", "they decide within 30 days"


def _is_a_month_off(row: Row) -> bool:
    """Whether the decision is a whole month off, though that has no more than 30 days: a file that tells renewals in
    months says the same on every day."""
    return row.decision is not None and whole_months(row.today, row.decision) >= 1


def _product_green(row: Row) -> tuple[bool, str, str]:
    return row.band("product") is Band.GREEN, "product green", "product not green"


def _satisfied(row: Row) -> tuple[bool, str, str]:
    return row.band("satisfaction") in (Band.AMBER, Band.GREEN), "satisfied", "satisfaction not amber or better"


def _health_not_red(row: Row) -> tuple[bool, str, str]:
    return row.health_band in (Band.AMBER, Band.GREEN), f"health {row.health_band}", "health red or no data"


def _health_green(row: Row) -> tuple[bool, str, str]:
    return row.health_band is Band.GREEN, "health green", "health not green"


def _at_least(component: str, least: int) -> Criterion:
    def condition(row: Row) -> tuple[bool, str, str]:
        score = getattr(row.client, component)
        shown = "no data" if score is None else f"{score:g}"
        return score is not None and score >= least, f"{component} {shown}", f"{component} {shown}, below {least}"

    return condition


def _not_due(due: bool) -> Criterion:
    return lambda _: (not due, "not due", "due")


def was_asked(row: Row) -> bool:
    """Whether the client was asked to speak for us so lately that it is not asked again."""
    return row.asked is not None and (row.today - row.asked).days <= ASKED_DAYS


def _not_asked(row: Row) -> tuple[bool, str, str]:
    said = "not asked yet" if row.asked is None else f"asked on {row.asked}"
    return not was_asked(row), said, f"{said} already"


def _long_enough(row: Row) -> tuple[bool, str, str]:
    years = row.term or 0
    return years >= LEAST_TERM, f"customer for {years} years", "customer for less than a year"


_EXPAND: tuple[Criterion, ...] = (
    _product_green, _satisfied, _health_not_red, _none_red("support", "sponsorship"), _not_falling, _promises_kept,
    _time_left,
)  # fmt: skip
_ADVOCATE: tuple[Criterion, ...] = (
    _health_green, _none_red("product", "support"), _not_falling, _at_least("satisfaction", LEAST_SATISFACTION),
    _at_least("sponsorship", LEAST_SPONSORSHIP), _long_enough, _promises_kept,
)  # fmt: skip
"""All criteria except whether the client was asked lately and is due."""


def expand_candidate(row: Row) -> Candidate:
    """Whether a client can be asked for more: used, satisfied, nothing red, not falling, and time left to decide."""
    return _judged(row, _EXPAND)


def advocate_candidate(row: Row, due: bool | None = None) -> Candidate:
    """Whether a client can be asked to speak for us. `due`: whether it is, if counted from another day than today."""
    return _judged(row, (*_ADVOCATE, _not_asked, _not_due(row.due if due is None else due)))


def suits_advocacy(row: Row, due: bool) -> bool:
    """Whether a client would qualify if it had not been asked yet."""
    return _all_hold(row, (*_ADVOCATE, _not_due(due)))


def can_expand(row: Row) -> bool:
    """Whether `expand_candidate` qualifies; it is known as soon as one thing blocks."""
    return _all_hold(row, _EXPAND)


def can_advocate(row: Row) -> bool:
    """Whether `advocate_candidate` qualifies."""
    return _all_hold(row, (*_ADVOCATE, _not_asked, _not_due(row.due)))


def _all_hold(row: Row, conditions: Sequence[Criterion]) -> bool:
    return all(condition(row)[0] for condition in conditions)


def _judged(row: Row, conditions: Sequence[Criterion]) -> Candidate:
    found = [condition(row) for condition in conditions]
    return Candidate(
        row,
        tuple(dict.fromkeys(said for holds, said, _ in found if holds)),
        tuple(said for holds, _, said in found if not holds),
    )


def to_expand(rows: Iterable[Row]) -> list[Candidate]:
    """Those to ask for more, the nearest decision first, then those who almost could be asked."""
    return _listed((expand_candidate(row) for row in rows if row.client.status is ClientStatus.ACTIVE), _by_decision)


def to_advocate(rows: Iterable[Row]) -> list[Candidate]:
    """Those to ask to speak for us, the healthiest first, then those who almost could be asked."""
    return _listed((advocate_candidate(row) for row in rows if row.client.status is ClientStatus.ACTIVE), _by_health)


def _listed(candidates: Iterable[Candidate], key: Callable[[Row], object]) -> list[Candidate]:
    near = [one for one in candidates if len(one.blocked_by) <= MOST_BLOCKS]
    return sorted(near, key=lambda one: (len(one.blocked_by), key(one.row), one.row.place))


def _by_decision(row: Row) -> float:
    return float("inf") if row.decides is None else row.decides


def _by_health(row: Row) -> float:
    return -(row.standing or 0)
