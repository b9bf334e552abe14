"""A form by which somebody else rates the same work: what is in it, whatever its format, and what comes back in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from csm_tui.domain.record import new_id
from csm_tui.domain.records.person.personal_evaluation import Aspect, PersonalEvaluation, Relation
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.tables import FileRefused
from csm_tui.planning.personal.aspects import aspects_in_use
from csm_tui.planning.personal.evaluations import about

_UUID = r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_MARKER = re.compile(rf"form\W+{_UUID}\W+evaluation\W+{_UUID}\W+(anonymous\W+)?({'|'.join(Relation)})", re.IGNORECASE)
KEEP = "Please leave this line as it is"
"""How the line begins that identifies the form of an answer."""

HOW_TO = (
    "Please put a whole number from 0 to 10 behind each aspect: 0 was not begun, 10 is perfect. Leave empty what you "
    "cannot judge. A note says more than a number, and what could be better helps most. Then send this file back."
)
_ANONYMOUS = "This file does not name you, and your answer is only shown together with those of two others at least."


@dataclass(frozen=True)
class RaterForm:
    """A form to be filled in. Its id is that of the rating it becomes: a second answer in it replaces the first.

    `rater` is "" if they stay anonymous: then the form does not name them.
    """

    id: str
    evaluation: str
    csm: str
    about: str
    day: date
    rater: str
    relation: Relation
    aspects: tuple[Aspect, ...]

    @property
    def title(self) -> str:
        return f"How do you see the work of {self.csm}?"

    @property
    def greeting(self) -> str:
        what = f"{self.about}, as of {self.day}" if self.about else f"as of {self.day}"
        whom = f"Hello {self.rater}" if self.rater else "Hello"
        return f"{whom}, {self.csm} would like to know how you see their work: {what}."

    @property
    def how_to(self) -> str:
        return HOW_TO if self.rater else f"{HOW_TO} {_ANONYMOUS}"

    @property
    def heads(self) -> Iterator[tuple[str, str]]:
        """What stands above the aspects, each with its name."""
        if self.rater:
            yield RATER, self.rater
        yield from (("Work of", self.csm), ("About", self.about), ("Date", str(self.day)))

    @property
    def marker(self) -> tuple[str, str, str]:
        """What tells later which form it is, for which evaluation, and what the rater is to the CSM."""
        return (
            f"form {self.id}",
            f"evaluation {self.evaluation}",
            f"{'' if self.rater else 'anonymous '}{self.relation}",
        )


RATER = "For"
"""The name of the line that names the rater."""


def rating_form(evaluation: PersonalEvaluation, workspace: Workspace, rater: str, relation: Relation) -> RaterForm:
    """A form for somebody who rates the work of an evaluation."""
    return RaterForm(
        new_id(), evaluation.id, evaluation.csm, about(evaluation, workspace), evaluation.day, rater, relation,
        aspects_in_use(workspace),
    )  # fmt: skip


class RatedLine(NamedTuple):
    """What was filled in for an aspect, and in which line of the file.

    `aspect` is its id, or "" if that is lost; `rating` is None if its place is lost.
    """

    number: int
    aspect: str
    name: str
    rating: str | None
    note: str


@dataclass(frozen=True)
class FilledForm:
    """A form that came back. `rater` is None for one that does not name the rater; `lines` are in the file's order.

    `unit` is what its lines are called: line, or row.
    """

    id: str
    evaluation: str
    rater: str | None
    relation: Relation
    unit: str
    lines: tuple[RatedLine, ...]


class Marker(NamedTuple):
    """Which form it is, for which evaluation, whether the rater stays anonymous, and what they are to the CSM."""

    form: str
    evaluation: str
    anonymous: bool
    relation: Relation


def find_marker(text: str) -> Marker:
    """What the last line of a form tells, however its text was wrapped or marked.

    Raises:
        FileRefused: it is not there.
    """
    match = _MARKER.search(" ".join(text.split()))
    if match is None:
        raise FileRefused(f'this is no form of csm-tui personal request: the line "{KEEP}" is missing')
    form, evaluation, anonymous, relation = match.groups()
    return Marker(form.lower(), evaluation.lower(), bool(anonymous), Relation(relation.lower()))


def is_marker(text: str) -> bool:
    """Whether this is the line by which an answer finds its place."""
    return _MARKER.search(text) is not None


def named_rater(marker: Marker, name: str) -> str | None:
    """The rater's name as it stands in a form; None for an anonymous one, whatever stands there.

    Raises:
        FileRefused: it is missing.
    """
    if marker.anonymous:
        return None
    if not name:
        raise FileRefused(f'the line "{RATER}" names nobody; a form that names nobody is made with --anonymous')
    return name
