"""Forms by which others rate: written, and taken in line by line when they come back."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.records.person.personal_evaluation import Aspect, OthersRating, PersonalEvaluation, Rating
from csm_tui.domain.text import clean_line, fold
from csm_tui.domain.values.ratings import read_rating
from csm_tui.domain.values.reading.readers import is_no_data
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.exports import Export
from csm_tui.exchange.personal.rating_form import RATER, FilledForm, RatedLine, RaterForm
from csm_tui.exchange.personal.rating_form_csv import form_csv, read_form_csv
from csm_tui.exchange.personal.rating_form_markdown import form_markdown, read_form_markdown
from csm_tui.exchange.reading.workbook import WORKBOOK_SUFFIXES
from csm_tui.exchange.tables import FileRefused
from csm_tui.planning.personal.aspects import all_aspects, aspects_in_use
from csm_tui.planning.personal.evaluations import about

_READERS = {
    ".md": read_form_markdown,
    ".markdown": read_form_markdown,
    ".txt": read_form_markdown,
    **dict.fromkeys((".csv", ".tsv", *WORKBOOK_SUFFIXES), read_form_csv),
}
_POINTS = re.compile(
    r"([0-9]+)(?:[.,]0+)?(?:\s*(?:/|of|out of)\s*10)?(?!\w|[.,*`~]\d|\s*/|\s*(?:of|out of|[-\u2013\u2014])\s*\d)",
    re.IGNORECASE,
)
_FORMATTING = re.compile(r"(?<!\d)[*_`~\[\]]+|[*_`~\[\]]+(?!\d)")
_LETTERED = re.compile(r"[A-Z][.):]?\s+(.*)")
_SHOWN = 40


def form_export(form: RaterForm) -> Export:
    """The form as a file."""
    return Export("rating-form", {".md": form_markdown(form), ".csv": form_csv(form)}, {"aspects": len(form.aspects)})


def read_form(data: bytes, path: Path) -> FilledForm:
    """The form that came back in a file; the ending of the name tells the format.

    Raises:
        FileRefused: it is no such form.
    """
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise FileRefused("the name of a form ends in .csv or .md")
    return read(data)


class BadLine(NamedTuple):
    """A line of a form that cannot be taken in: its number, what stands there, and what is right."""

    number: int
    value: str
    problem: str


@dataclass(frozen=True)
class TakenAnswer:
    """What a form says. `after` is the rating, None if a line is bad; `before` is the former answer that it replaces.

    `missing` are the aspects in use that the form lacks.
    """

    evaluation: PersonalEvaluation
    before: OthersRating | None
    after: OthersRating | None
    unit: str
    bad: tuple[BadLine, ...]
    missing: tuple[Aspect, ...]


def take_answer(form: FilledForm, workspace: Workspace, today: date) -> TakenAnswer:
    """The rating that a form says.

    Raises:
        FileRefused: its evaluation is not in this workspace, or nothing is rated.
    """
    evaluation = workspace.table(PersonalEvaluation).records.get(form.evaluation)
    if evaluation is None:
        raise FileRefused("the evaluation that it is for is not in this workspace, or was deleted")
    reading = _Reading(workspace, form.unit)
    ratings = reading.read(form.lines)
    before = _former(form, workspace)
    after = None if reading.bad else _rating(form, before, ratings, today)
    missing = [one for one in aspects_in_use(workspace) if one.id not in reading.places]
    return TakenAnswer(evaluation, before, after, form.unit, tuple(reading.bad), tuple(missing))


def taken_answer(taken: TakenAnswer, workspace: Workspace) -> str:
    """What a form without bad lines says, in one line: whose work is rated by whom, and which answer that replaces."""
    assert taken.after is not None
    subject = about(taken.evaluation, workspace) or str(taken.evaluation.day)
    who = taken.after.rater or f"a {taken.after.relation} who stays anonymous"
    former = "" if taken.before is None else f"; this replaces the answer of {taken.before.day}"
    rated = len(taken.after.points)
    return f"{subject}: {rated} {'aspect' if rated == 1 else 'aspects'} rated by {who}{former}"


def _former(form: FilledForm, workspace: Workspace) -> OthersRating | None:
    """The former answer: in the same form, or else of the same name."""
    table = workspace.table(OthersRating)
    named = (
        one
        for one in table.of(form.evaluation)
        if form.rater is not None and fold(one.rater) == fold(clean_line(form.rater))
    )
    return table.records.get(form.id) or next(named, None)


def _rating(form: FilledForm, before: OthersRating | None, ratings: tuple[Rating, ...], today: date) -> OthersRating:
    if not any(one.points is not None for one in ratings):
        raise FileRefused("no aspect is rated in it")
    given = {
        "evaluation": form.evaluation, "rater": form.rater or "", "relation": form.relation, "day": today,
        "ratings": ratings,
    }  # fmt: skip
    try:
        return OthersRating.model_validate({"id": form.id, **given}) if before is None else before.changed(**given)
    except ValidationError as error:
        raise FileRefused(f"{RATER}: {'; '.join(explain(OthersRating, error).values())}") from None


class _Reading:
    """The lines of a form on their way into ratings. `places` holds where each aspect stands."""

    def __init__(self, workspace: Workspace, unit: str) -> None:
        self._aspects = all_aspects(workspace)
        by_use = sorted(self._aspects.values(), key=lambda one: one.retired)
        self._named = {fold(one.name): one.id for one in reversed(by_use)}
        self._unit = unit
        self.places: dict[str, int] = {}
        self.bad: list[BadLine] = []

    def read(self, lines: Iterable[RatedLine]) -> tuple[Rating, ...]:
        """The ratings and notes of the good lines; the others are noted in `bad`."""
        return tuple(rating for line in lines if (rating := self._line(line)) is not None)

    def _line(self, line: RatedLine) -> Rating | None:
        shown = line.name
        try:
            if line.rating is None:
                raise ValueError("below this heading no line begins with Rating; in a note no line begins with ##")
            aspect = self._aspect(line)
            shown = line.rating
            points, remark = read_answer(line.rating)
        except ValueError as error:
            self.bad.append(BadLine(line.number, clean_line(shown)[:_SHOWN], str(error)))
            return None
        note = "\n".join(filter(None, (remark, line.note)))
        return Rating(id=aspect, points=points, note=note) if points is not None or note else None

    def _aspect(self, line: RatedLine) -> str:
        """The id of the aspect that a line is about. Raises ValueError if that cannot be told."""
        found = line.aspect if line.aspect in self._aspects else _of_name(line.name, self._named)
        if not found:
            raise ValueError("no aspect has this name; put it as it was in the form")
        if found in self.places:
            raise ValueError(f"the same aspect as in {self._unit} {self.places[found]}")
        self.places[found] = line.number
        return found


def _of_name(name: str, named: Mapping[str, str]) -> str:
    """The id of the aspect with that name, which may stand behind its letter; "" if there is none."""
    lettered = _LETTERED.fullmatch(name)
    return named.get(fold(name)) or (named.get(fold(lettered[1]), "") if lettered else "")


def read_answer(text: str) -> tuple[int | None, str]:
    """A rating as people write it by hand, and what they wrote behind it: "8/10", "8 - good", "n/a".

    Raises:
        ValueError: it is none.
    """
    line = clean_line(_FORMATTING.sub("", text))
    match = _POINTS.match(line)
    remark = "" if match is None else line[match.end() :].strip(" -\u2013\u2014:;.,()")
    if remark.isdecimal():
        raise ValueError("one whole number from 0 to 10, not two")
    try:
        return read_rating(match[1] if match is not None else "" if is_no_data(line) else line), remark
    except ValueError as error:
        raise ValueError(f"whole numbers, {error}") from None
