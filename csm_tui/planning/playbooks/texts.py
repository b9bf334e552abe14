"""The texts of a play for a client: what its templates may name, and filling them in."""

import re
from collections.abc import Callable, Mapping

from csm_tui.domain.records.client import Stakeholder
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.domain.values.money import money
from csm_tui.domain.values.names import some_names
from csm_tui.planning.portfolio.rows import Row

_NAME = re.compile(r"\{([^{}]*)\}")
_NO_DATA = "no data"


def _score(row: Row, component: str) -> str:
    score = getattr(row.client, component)
    return _NO_DATA if score is None else f"{score:g}"


def _person(row: Row, fits: Callable[[Stakeholder], bool], stand_in: str) -> str:
    return next((one.name for one in row.client.stakeholders if fits(one)), stand_in)


def _is_sponsor(one: Stakeholder) -> bool:
    return not one.left and "decision" in one.role.casefold()


def _days(row: Row) -> str:
    if row.decides is None:
        return "an unknown time"
    return f"{row.decides} days" if row.decides >= 0 else f"{-row.decides} days past"


def _reds(row: Row) -> str:
    red = [f"{name} {_score(row, name)}" for name in COMPONENTS if row.band(name) is Band.RED]
    return some_names(red, most=4) or "no component red"


FIELDS: Mapping[str, Callable[[Row], str]] = {
    "client": lambda row: row.client.name,
    "acv": lambda row: money(row.client.acv, row.settings.currency) if row.client.acv is not None else "contract",
    "renewal": lambda row: str(row.client.renewal_date or "an unknown day"),
    "decision": lambda row: str(row.decision or "an unknown day"),
    "days": _days,
    "health": lambda row: _NO_DATA if row.standing is None else str(row.standing),
    "trend": lambda row: "unknown" if row.trend is None else str(row.trend),
    "reds": _reds,
    "worst": lambda row: row.worst_driver or "its score",
    "worst_score": lambda row: _NO_DATA if row.worst_driver is None else _score(row, row.worst_driver),
    **{name: (lambda row, name=name: _score(row, name)) for name in COMPONENTS},  # type: ignore[misc]
    "sponsor": lambda row: _person(row, _is_sponsor, "the decision maker"),
    "champion": lambda row: _person(row, lambda one: one.champion and not one.left, "your contact"),
    "gone": lambda row: _person(row, lambda one: one.left, "your contact"),
    "last": lambda row: "never" if row.touched is None else f"{row.touched} days ago",
    "quiet": lambda row: "as long as anybody remembers" if row.touched is None else f"{row.touched} days",
}
"""What a template may name, and what it says of a client."""


def filled(template: str, row: Row) -> str:
    """The text for a client. Only known names stand for something, so nothing in a playbook can reach further."""
    return _NAME.sub(lambda match: FIELDS[match[1]](row) if match[1] in FIELDS else match[0], template)
