"""A play that is put off for a client until a day, with the reason."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from csm_tui.domain.record import Entity, FilledLine, FormLayout, Scope, as_named
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.time.days import PAST, Day


def _in_a_week(today: date) -> dict[str, str]:
    return {"until": (today + timedelta(weeks=1)).isoformat()}


class Snooze(Entity):
    """Until its day the play is not suggested for the client, unless the client's case worsens.

    `band` is that of the client's health when it was put off, and `soon` whether the decision was near then: what has
    changed since brings it back. It is part of the book, so that whoever looks at the client sees what is waited for.
    """

    TABLE = "snoozes"
    NOUN = "snooze"
    PLURAL = "snoozes"
    SCOPE = Scope.BOOK
    OWNERS = {"client": "clients"}
    JSON = as_named("play", "until", "reason", "since", "band")
    FORM = FormLayout("snooze", ("until", "reason"), "until", _in_a_week)

    client: str
    play: FilledLine = Field(description="The id of the play")
    until: Day = Field(description='When it comes back by itself, like "in 2 weeks" or "next monday"')
    reason: FilledLine = Field(description="What you wait for")
    since: Annotated[Day, PAST] = Field(description="When it was put off")
    band: Band | None = None
    soon: bool = False

    @property
    def what(self) -> str:
        """The play in words."""
        return play_in_words(self.play)

    @property
    def label(self) -> str:
        return f"snooze of {self.what}"


def play_in_words(play: str) -> str:
    """The id of a play as people say it: renewal at risk."""
    return play.replace("-", " ")
