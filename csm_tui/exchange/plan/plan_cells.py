"""What the cells of an activity's row say."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from csm_tui.domain.text import clean, clean_line
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.names import SEPARATOR, UnknownName, find_names
from csm_tui.domain.values.reading.planned_days import read_planned_day
from csm_tui.domain.values.reading.readers import is_no_data
from csm_tui.domain.values.time.hours import read_hours
from csm_tui.domain.values.time.months import shift_months
from csm_tui.domain.values.time.quarter import WORKDAYS, Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.plan.columns import UNITS
from csm_tui.exchange.plan.words import means_all, read_activity_status, read_category, read_progress
from csm_tui.exchange.reading.columns.file_days import day_of_number, month_alone, read_file_day, without_time

_PLAIN = re.compile(r"\s*\d+(?:[.,]\d+)?\s*")
_DAYS = re.compile(r"\d\s*[dw]", re.IGNORECASE)
_LINK = re.compile(
    r"(?P<name>.+?)\s*(?P<kind>FS|SS|FF|SF)\s*(?P<lag>[+-]\s*\d+(?:[.,]\d+)?\s*[a-z%]*\??)?", re.IGNORECASE
)
_FINISH_TO_START = "fs"


@dataclass(frozen=True)
class PlanCells:
    """Reads the cells of a table of activities.

    Attributes:
        workspace: Where clients and the hours of a working week are found.
        quarter: The quarter of the plan.
        today: The day from which relative dates count.
        day_first: Whether the day comes first in a column of dates, by field; None if that is not known.
        unit: The unit of durations that are plain numbers, of `UNITS`, "" for hours.
        share: Whether progress is told in shares of 1.
    """

    workspace: Workspace
    quarter: Quarter
    today: date
    day_first: Mapping[str, bool | None]
    unit: str
    share: bool

    def value(self, name: str, cell: str) -> Any:
        """What the cell of a field of the activity says, of whatever field but the dependencies; None for nothing.

        Raises:
            ValueError: it cannot be read; the message says why.
        """
        match name:
            case "reference" | "external_id":
                return clean_line(cell)
            case "clients":
                return self._every_client(cell) or _ids(cell, self._client, "client")
            case "description" | "purpose" | "results" | "measurement" | "notes":
                return clean(cell)
            case _ if is_no_data(cell):
                return None
            case "hours":
                return self._hours(cell)
            case "deadline" | "earliest":
                return self._day(cell, self.day_first.get(name), is_end=name == "deadline")
            case "category":
                return read_category(cell)
            case "play":
                return clean_line(cell)
            case "status":
                return read_activity_status(cell)
            case "progress":
                return read_progress(cell, self.share)
        raise AssertionError(f"{name} is no field of an activity")

    @property
    def day_hours(self) -> float:
        """The hours of a working day."""
        return self.workspace.settings.hours.week / WORKDAYS

    def _hours(self, cell: str) -> float:
        text = f"{cell} {UNITS[self.unit]}" if self.unit and is_plain(cell) else cell.rstrip("? ")
        return read_hours(text, self.day_hours)

    def _day(self, cell: str, day_first: bool | None, *, is_end: bool) -> date:
        """A day as people write it in plans, or else as files have it; of a month alone its last day if it is the end
        of something."""
        line = without_time(cell)
        day = day_of_number(line) or month_alone(line, self.today)
        if day is not None:
            return shift_months(day, 1) - timedelta(days=1) if is_end and not line.isdigit() else day
        try:
            return read_planned_day(line, self.quarter, self.today, day_first=day_first, end=is_end)
        except ValueError as error:
            reason = error
        try:
            return read_file_day(line, self.today, day_first)
        except ValueError:
            raise reason from None

    def _every_client(self, cell: str) -> tuple[str, ...]:
        """The active clients, if a cell says that all are meant, and that is nobody's name."""
        if not means_all(cell) or self._client(clean_line(cell)) is not None:
            return ()
        return tuple(one.id for one in self.workspace.clients.values() if one.status is ClientStatus.ACTIVE)

    def _client(self, name: str) -> str | None:
        client = self.workspace.named(name)
        return None if client is None else client.id


@dataclass(frozen=True)
class Dependencies:
    """Reads cells of dependencies. `find` gives the id of an activity by its name in the file; `dropped` takes what was
    said of a dependency beside which it is, as there is no place for it."""

    find: Callable[[str], str | None]
    dropped: dict[str, None] = field(default_factory=dict)

    def read(self, cell: str) -> tuple[str, ...] | None:
        """The ids of the activities in a cell; None for nothing. Raises ValueError: one is not known."""
        return _ids(cell, self._linked, "activity")

    def _linked(self, name: str) -> str | None:
        """The activity of a name, behind which the kind of the link and a lag may stand: 1FS+1 day."""
        found, match = self.find(name), _LINK.fullmatch(name)
        if found is not None or match is None:
            return found
        found = self.find(match["name"])
        if found is not None and (match["lag"] or match["kind"].lower() != _FINISH_TO_START):
            self.dropped[name] = None
        return found


def in_days(cell: str, unit: str) -> bool:
    """Whether a duration is told in days or weeks, of which a setting says how many hours they are."""
    return unit in ("days", "weeks") if is_plain(cell) else _DAYS.search(cell) is not None


def is_plain(cell: str) -> bool:
    """Whether a cell is a number without a unit."""
    return _PLAIN.fullmatch(cell) is not None


def _ids(cell: str, known: Callable[[str], str | None], noun: str) -> tuple[str, ...] | None:
    """The ids of the names in a cell; None if it says that there is nothing."""
    try:
        return tuple(find_names(cell, known)) or None
    except UnknownName as error:
        if is_no_data(cell):
            return None
        hint = f" (a name that holds {SEPARATOR} stands in quotes)" if SEPARATOR in cell else ""
        raise ValueError(f"there is no {noun} {error.name}{hint}") from None
