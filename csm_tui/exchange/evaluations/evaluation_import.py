"""Importing evaluations from a spreadsheet: the entries and the rows of matrices that it would add."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.record import Entity
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.evaluation import Entry, Evaluation, Section
from csm_tui.domain.records.engagements.matrix import PARTIES, Matrix, MatrixRow
from csm_tui.domain.text import clean, clean_line, fold
from csm_tui.domain.values.phases import FIRST_ENGAGEMENT, PHASES
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.evaluations.fields import EVALUATIONS, TEXTS, read_part
from csm_tui.exchange.reading.answers import NO_ANSWERS, Answers
from csm_tui.exchange.reading.columns.column import Circumstances
from csm_tui.exchange.reading.memory import learned, with_memory
from csm_tui.exchange.reading.result import ImportResult, LeftOutRow, Rejected
from csm_tui.exchange.reading.settled_sheet import SettledSheet, settled_sheet
from csm_tui.exchange.reading.table_row import TableRow
from csm_tui.exchange.watching import Watch, unwatched, watched
from csm_tui.planning.evaluations.engagements import engagements_of, entries_of, evaluations_of, matrix_rows

Kind = TypeVar("Kind", bound=Entity)
_YES = frozenset({"yes", "y", "true", "1", "x"})
_LONGEST = 80


class DefaultOwner(NamedTuple):
    """Of which client, engagement and phase the rows are that do not say it; "" for what is not known."""

    client: str = ""
    engagement: str = ""
    phase: str = ""


@dataclass(frozen=True, kw_only=True)
class EvaluationImport(ImportResult):
    """What the rows of a file add: owners come before what they own. Entries and rows that are there, word for word,
    stay as they are; none is deleted. With anything in `rejected` nothing is to be taken in."""

    records: tuple[Entity, ...]


def import_evaluations(
    data: bytes, workspace: Workspace, today: date, whose: DefaultOwner, answers: Answers = NO_ANSWERS,
    watch: Watch = unwatched,
) -> EvaluationImport:  # fmt: skip
    """What a file of evaluations would add: a line for each entry, or a line for each section with entries across.

    `watch` is told how far the rows are read.

    Raises:
        FileRefused: the file cannot be read, or has no column of sections.
        WrongAnswer, UnknownSheet: the answers do not fit the file or the fields.
    """
    known = with_memory(answers, EVALUATIONS, workspace)
    table = settled_sheet(data, EVALUATIONS, known, Circumstances(today, workspace.settings.currency, answers.rates))
    reading = _Reading(table, workspace, today, whose)
    for row in watched(table.sheet.rows, "rows read", watch):
        reading.take(row)
    return reading.found(answers)


@dataclass
class _Reading:
    """One file on its way into the evaluations of a workspace."""

    table: SettledSheet
    workspace: Workspace
    today: date
    whose: DefaultOwner
    new: list[Entity] = field(default_factory=list)
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    left_out: list[LeftOutRow] = field(default_factory=list)

    def take(self, row: TableRow) -> None:
        """Read the entries of a row."""
        texts = self.table.texts(row)
        problems = [*self.table.problems(row)]
        part = read_part(texts.get("part", ""))
        said = [clean(texts[name]).strip() for name in TEXTS if clean(texts.get(name, "")).strip()]
        sides = {party: clean(texts[party]).strip() for party in PARTIES if texts.get(party, "").strip()}
        if part is None and not problems:
            text = ", ".join(filter(None, row.cells))[:_LONGEST]
            self.left_out.append(LeftOutRow(row.number, text, "neither a section nor a matrix"))
            return
        client = None if problems else self._client(row, texts, problems)
        if client is not None:
            try:
                self._add(part, client, texts, said, sides)
            except ValidationError as error:
                found = explain(Evaluation, error)
                problems += [self._rejection(row, name, why) for name, why in found.items()]
        self.rejected += problems

    def _rejection(self, row: TableRow, name: str, problem: str) -> Rejected:
        return self.table.sheet.rejected(row, name if name in self.table.columns else "part", problem)

    def _client(self, row: TableRow, texts: Mapping[str, str], problems: list[Rejected]) -> Client | None:
        name = clean_line(texts.get("client", "")) or self.whose.client
        found = self.workspace.named(name) if name else None
        if found is None:
            why = f"there is no client {name}" if name else "nothing says whose it is: name a client"
            problems.append(self._rejection(row, "client", why))
        return found

    def _add(
        self, part: Section | Matrix | None, client: Client, texts: Mapping[str, str], said: list[str],
        sides: Mapping[str, str],
    ) -> None:  # fmt: skip
        engagement = self._engagement(client, clean_line(texts.get("engagement", "")) or self.whose.engagement)
        if isinstance(part, Matrix):
            self._row(engagement, part, sides or dict(zip(PARTIES, said, strict=False)))
            return
        evaluation = self._evaluation(engagement, texts)
        for text in said:
            self._entry(evaluation, part or Section.CHALLENGES, text, texts)

    def _engagement(self, client: Client, name: str) -> Engagement:
        known = [*engagements_of(self.workspace, client), *self._made(Engagement)]
        own = [one for one in known if one.client == client.id]
        found = next((one for one in own if fold(one.name) == fold(name)), None)
        if found is None and not name and own:
            found = own[0]
        return found or self._kept(Engagement(client=client.id, name=name or FIRST_ENGAGEMENT))

    def _evaluation(self, engagement: Engagement, texts: Mapping[str, str]) -> Evaluation:
        phase = clean_line(texts.get("phase", "")) or self.whose.phase or PHASES[0]
        known = [*evaluations_of(self.workspace, engagement), *self._made(Evaluation)]
        for one in known:
            if one.engagement == engagement.id and fold(one.phase) == fold(phase):
                return one
        usual = next((one for one in PHASES if fold(one) == fold(phase)), phase)
        facts: dict[str, Any] = {name: texts[name] for name in ("state", "authors") if texts.get(name)}
        day = date.fromisoformat(texts["day"]) if texts.get("day") else self.today
        return self._kept(Evaluation.model_validate({"engagement": engagement.id, "phase": usual, "day": day, **facts}))

    def _entry(self, evaluation: Evaluation, section: Section, text: str, texts: Mapping[str, str]) -> None:
        own = [*entries_of(self.workspace, evaluation), *self._made(Entry)]
        group = [one for one in own if (one.evaluation, one.section) == (evaluation.id, section)]
        if any(one.text == text for one in group):
            self.unchanged += 1
            return
        tags = tuple(texts.get("tags", "").replace(",", ";").split(";"))
        reusable = fold(clean_line(texts.get("reusable", ""))) in _YES
        place = max((one.place for one in group), default=-1) + 1
        self._kept(
            Entry(evaluation=evaluation.id, section=section, place=place, text=text, tags=tags, reusable=reusable)
        )

    def _row(self, engagement: Engagement, matrix: Matrix, sides: Mapping[str, str]) -> None:
        if not sides:
            return
        own = [one for one in self._made(MatrixRow) if (one.engagement, one.matrix) == (engagement.id, matrix)]
        group = [*matrix_rows(self.workspace, engagement, matrix), *own]
        wanted = tuple(sides.get(party, "") for party in PARTIES)
        if any(one.texts == wanted for one in group):
            self.unchanged += 1
            return
        place = max((one.place for one in group), default=-1) + 1
        self._kept(MatrixRow(engagement=engagement.id, matrix=matrix, place=place, **sides))

    def _made(self, kind: type[Kind]) -> list[Kind]:
        return [one for one in self.new if isinstance(one, kind)]

    def _kept(self, record: Kind) -> Kind:
        self.new.append(record)
        return record

    def found(self, answers: Answers) -> EvaluationImport:
        table = self.table
        added = sum(isinstance(one, Entry | MatrixRow) for one in self.new)
        return EvaluationImport(
            records=tuple(self.new),
            added=added,
            updated=0,
            unchanged=self.unchanged,
            missing=(),
            rejected=tuple(self.rejected),
            warnings=tuple(table.sheet.warnings()),
            columns=table.matched,
            left_out=table.sheet.ignored,
            questions=table.questions,
            notes=(*table.notes, *self._notes()),
            left_out_rows=(*table.sheet.left_out_rows, *self.left_out),
            learned=learned(answers, EVALUATIONS, self.workspace),
        )

    def _notes(self) -> Iterator[str]:
        new = [one.label for one in self.new if isinstance(one, Engagement | Evaluation)]
        if new:
            yield f"new: {', '.join(new)}"
