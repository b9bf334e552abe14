"""Documents as the demo lays them."""

from datetime import date
from typing import Any

from csm_tui.domain.record import new_id
from csm_tui.domain.values.time.days import days_later
from csm_tui.storage.store import Write


def written(table: str, **fields: Any) -> Write:
    """A new document with these fields; what it lacks has the value that is usual for its kind."""
    return Write(table, new_id(), fields)


def day_after(day: date, days: int) -> str:
    """The day so many days later, as documents hold it; earlier if negative."""
    return days_later(day, days).isoformat()
