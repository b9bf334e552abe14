"""A calendar whose appointments were taken in."""

from typing import Annotated

from pydantic import AfterValidator

from csm_tui.domain.record import Entity, FilledLine, Scope, TextLine, as_named
from csm_tui.domain.text import clean
from csm_tui.domain.values.time.days import Day


class Calendar(Entity):
    """A calendar that was read from a file, and what of it counts.

    `series` are the keys of the series of events that were found in it when it was read last, by which it is known
    again under another name. `left_out` are those that somebody took out, `put_in` those that somebody counts although
    they would not count. It is personal, as the appointments are.
    """

    TABLE = "calendars"
    NOUN = "calendar"
    PLURAL = "calendars"
    SCOPE = Scope.PERSON
    JSON = as_named("name", "file", "read")

    name: FilledLine
    file: Annotated[str, AfterValidator(clean)] = ""
    read: Day
    series: tuple[TextLine, ...] = ()
    left_out: tuple[TextLine, ...] = ()
    put_in: tuple[TextLine, ...] = ()

    @property
    def label(self) -> str:
        return f"calendar {self.name}"
