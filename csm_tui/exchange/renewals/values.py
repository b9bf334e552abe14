"""What the cells of a renewal's row say: the values of its fields."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from csm_tui.domain.records.renewal import Outcome
from csm_tui.domain.text import clean_line
from csm_tui.domain.values.money import exact_sum
from csm_tui.domain.values.reading.readers import read_number
from csm_tui.exchange.renewals.fields import cause_of
from csm_tui.planning.renewals.endings import outcome_of

_DAYS = ("decided", "closed", "next_renewal")


def values_of(texts: Mapping[str, str]) -> dict[str, Any]:
    """The values of a row by field of the renewal, of texts that can be read in one way only.

    Who renewed for another amount has expanded or contracted. The root cause of a loss is that for which its reason
    usually stands, where no column says it.
    """
    acv, new = _amounts(texts)
    outcome = Outcome(texts["outcome"]) if texts.get("outcome") else outcome_of(new, acv)
    if outcome is Outcome.RENEWED and new:
        outcome = outcome_of(new, acv)
    reason = _in_words(texts.get("reason", ""))
    cause = texts.get("cause") or (cause_of(reason) if outcome is Outcome.CHURNED else None)
    values = {
        "acv": acv,
        "new_acv": None if outcome is Outcome.CHURNED and new == acv else new,
        **{name: date.fromisoformat(texts[name]) for name in _DAYS if texts.get(name)},
        "reason": reason,
        "cause": cause,
    }
    return {"outcome": outcome} | {name: value for name, value in values.items() if value not in (None, "")}


def _amounts(texts: Mapping[str, str]) -> tuple[float | None, float | None]:
    """What was up for renewal and what they pay from then on; None for what is not said."""
    acv, new, more = (read_number(texts[name]) if texts.get(name) else None for name in ("acv", "new_acv", "expansion"))
    return acv, exact_sum([acv, more]) if new is None and acv is not None and more is not None else new


def _in_words(reason: str) -> str:
    """A reason as people read it: switched_tool is switched tool."""
    line = clean_line(reason)
    return line if " " in line else line.replace("_", " ")
