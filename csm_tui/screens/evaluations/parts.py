"""The parts of an evaluation's form: its sections, the matrices of its engagement, and the prompts.

Each part is one class, and the screen shows all that are listed in `PARTS`.
"""

from abc import abstractmethod
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar, cast

from csm_tui.domain.record import Entity, field_label
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.evaluation import Entry, Section
from csm_tui.domain.records.matrix import PARTIES, Matrix, MatrixRow
from csm_tui.domain.records.prompt import Answer, Prompt, PromptGroup
from csm_tui.domain.values.names import some_names
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.definitions.evaluation_forms import answer_form, entry_form, prompt_form, row_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.evaluations.engagements import EvaluationRow, matrix_rows
from csm_tui.planning.evaluations.prompts import PROMPTS_TITLE, answers_of, prompts_in_use
from csm_tui.session.changes import Change
from csm_tui.widgets.table.sheet_layout import SheetCell, SheetColumn, SheetRow

AnyEntity = TypeVar("AnyEntity", bound=Entity)


@dataclass(frozen=True)
class Shown:
    """What the parts show: an evaluation in its workspace. `is_typed` says of a form and a record whether something
    is typed there and not saved; `adding` is the id of the new record that is being typed, "" for none."""

    row: EvaluationRow
    workspace: Workspace
    today: date
    is_typed: Callable[[str, str], bool]
    adding: str = ""

    def note(self, record: Entity, *words: str) -> str:
        """What is said below a text: these words, the activities made of it, and that something is typed there."""
        activities = self.workspace.table(Activity).records
        made = [activities[one].reference for one in getattr(record, "activities", ()) if one in activities]
        planned = f"in the plan as {some_names(made)}" if made else ""
        return " · ".join(filter(None, (*words, planned, self.typed(type(record).FORM.name, record.id))))

    def typed(self, form: str, record: str) -> str:
        """That something is typed about a record and not saved; "" if nothing is."""
        return "typed, not saved: enter goes on" if self.is_typed(form, record) else ""


class InPlace(NamedTuple):
    """A form of which one field is edited where it stands."""

    spec: FormSpec[Change]
    field: str


class FormPart:
    """One part of the form: what it lists, and how that is written."""

    title: str
    columns: tuple[SheetColumn, ...]
    titled = False
    """Whether the titles of its columns are shown."""
    empty = "Nothing yet: n begins"

    @abstractmethod
    def count(self, shown: Shown) -> str:
        """How much is in it, as the list of parts says it."""

    @abstractmethod
    def rows(self, shown: Shown) -> Sequence[SheetRow]:
        """Its rows, last a new one that is being typed."""

    @abstractmethod
    def record(self, shown: Shown, key: Hashable) -> Entity | None:
        """The record of a row; None where there is none yet."""

    @abstractmethod
    def in_place(self, shown: Shown, key: Hashable, column: int) -> InPlace:
        """How the cell of a row is written in place."""

    @abstractmethod
    def new(self, shown: Shown, identity: str) -> FormSpec[Change]:
        """The form of a new record; `identity` is its id, "" for one that is not known yet."""

    @abstractmethod
    def form(self, shown: Shown, record: Entity) -> FormSpec[Change]:
        """The form of all of a record."""

    @abstractmethod
    def siblings(self, shown: Shown, record: Entity) -> Sequence[Entity]:
        """The records among which a record can be moved, in their order."""


def _rows(records: Sequence[AnyEntity], shown: Shown, cells: Callable[[AnyEntity | None], Sequence[SheetCell]]
          ) -> list[SheetRow]:  # fmt: skip
    """Numbered rows, last the new one that is being typed."""
    rows = [SheetRow(one.id, SheetCell(str(number), "dim"), cells(one)) for number, one in enumerate(records, 1)]
    if shown.adding and shown.adding not in {one.id for one in records}:
        rows.append(SheetRow(shown.adding, SheetCell(str(len(rows) + 1), "dim"), cells(None)))
    return rows


class SectionPart(FormPart):
    """The entries of one section."""

    columns = (SheetColumn("text", ""),)

    def __init__(self, section: Section) -> None:
        self.section = section
        self.title = str(section)

    def count(self, shown: Shown) -> str:
        return str(len(shown.row.sections[self.section]))

    def rows(self, shown: Shown) -> Sequence[SheetRow]:
        return _rows(shown.row.sections[self.section], shown, lambda one: (entry_cell(one, shown),))

    def record(self, shown: Shown, key: Hashable) -> Entry | None:
        return next((one for one in shown.row.sections[self.section] if one.id == key), None)

    def in_place(self, shown: Shown, key: Hashable, column: int) -> InPlace:  # noqa: ARG002
        return InPlace(self._form(shown, self.record(shown, key), str(key)), "text")

    def new(self, shown: Shown, identity: str) -> FormSpec[Change]:
        return self._form(shown, None, identity)

    def form(self, shown: Shown, record: Entity) -> FormSpec[Change]:
        return self._form(shown, cast(Entry, record), record.id)

    def siblings(self, shown: Shown, record: Entity) -> Sequence[Entity]:  # noqa: ARG002
        return shown.row.sections[self.section]

    def _form(self, shown: Shown, entry: Entry | None, identity: str) -> FormSpec[Change]:
        return entry_form(entry, self.section, shown.row.evaluation, shown.workspace, shown.today, identity)


def entry_cell(entry: Entry | None, shown: Shown) -> SheetCell:
    """The text of an entry, and below it its tags and what became of it."""
    if entry is None:
        return SheetCell("", "", shown.typed(Entry.FORM.name, shown.adding))
    words = " ".join(f"#{tag}" for tag in entry.tags), "reusable" if entry.reusable else ""
    return SheetCell(entry.text, "", shown.note(entry, *words))


class MatrixPart(FormPart):
    """The rows of a matrix, with a column for each party."""

    columns = tuple(SheetColumn(party, field_label(MatrixRow, party), least=20) for party in PARTIES)
    titled = True

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.title = str(matrix)

    def count(self, shown: Shown) -> str:
        return str(len(self._records(shown)))

    def rows(self, shown: Shown) -> Sequence[SheetRow]:
        return _rows(self._records(shown), shown, lambda one: _matrix_cells(one, shown))

    def record(self, shown: Shown, key: Hashable) -> MatrixRow | None:
        return next((one for one in self._records(shown) if one.id == key), None)

    def in_place(self, shown: Shown, key: Hashable, column: int) -> InPlace:
        return InPlace(self._form(shown, self.record(shown, key), str(key)), PARTIES[column])

    def new(self, shown: Shown, identity: str) -> FormSpec[Change]:
        return self._form(shown, None, identity)

    def form(self, shown: Shown, record: Entity) -> FormSpec[Change]:
        return self._form(shown, cast(MatrixRow, record), record.id)

    def siblings(self, shown: Shown, record: Entity) -> Sequence[Entity]:  # noqa: ARG002
        return self._records(shown)

    def _records(self, shown: Shown) -> Sequence[MatrixRow]:
        return matrix_rows(shown.workspace, shown.row.engagement, self.matrix)

    def _form(self, shown: Shown, row: MatrixRow | None, identity: str) -> FormSpec[Change]:
        return row_form(row, self.matrix, shown.row.engagement, shown.workspace, shown.today, identity)


def _matrix_cells(row: MatrixRow | None, shown: Shown) -> Sequence[SheetCell]:
    first, *others = ("", "", "") if row is None else row.texts
    note = shown.typed(MatrixRow.FORM.name, shown.adding) if row is None else shown.note(row)
    return SheetCell(first, "", note), *map(SheetCell, others)


class PromptsPart(FormPart):
    """The prompts with their answers in the engagement; `record` is the answer, or the prompt where there is none."""

    title = PROMPTS_TITLE
    columns = (SheetColumn("question", "Question", least=22), SheetColumn("answer", "Answer", least=22))
    titled = True
    empty = "No prompts: n adds one"

    def count(self, shown: Shown) -> str:
        answers = self._answers(shown)
        asked = prompts_in_use(shown.workspace)
        done = sum(1 for one in asked if one.id in answers and (answers[one.id].text or answers[one.id].skipped))
        return f"{done} of {len(asked)}"

    def rows(self, shown: Shown) -> Sequence[SheetRow]:
        answers = self._answers(shown)
        rows: list[SheetRow] = []
        group = ""
        for number, prompt in enumerate(prompts_in_use(shown.workspace), 1):
            heading = "" if prompt.group == group else str(prompt.group)
            group = prompt.group
            question = SheetCell(prompt.question, "dim" if self._is_skipped(answers, prompt) else "", heading)
            rows.append(
                SheetRow(prompt.id, SheetCell(str(number), "dim"), (question, _answer_cell(prompt, answers, shown)))
            )
        return rows

    def record(self, shown: Shown, key: Hashable) -> Answer | Prompt | None:
        prompt = self._prompt(shown, key)
        return None if prompt is None else self._answers(shown).get(prompt.id, prompt)

    def in_place(self, shown: Shown, key: Hashable, column: int) -> InPlace:
        prompt = self._prompt(shown, key)
        assert prompt is not None
        if column == 0:
            return InPlace(self.form(shown, prompt), "question")
        return InPlace(answer_form(prompt, shown.row.engagement, shown.workspace, shown.today), "text")

    def new(self, shown: Shown, identity: str) -> FormSpec[Change]:
        last = [*prompts_in_use(shown.workspace)][-1:]
        group = last[0].group if last else PromptGroup.OWNED
        return prompt_form(None, group, shown.workspace, shown.today, identity)

    def form(self, shown: Shown, record: Entity) -> FormSpec[Change]:
        prompt = record if isinstance(record, Prompt) else self._prompt(shown, cast(Answer, record).prompt)
        assert prompt is not None
        return prompt_form(prompt, prompt.group, shown.workspace, shown.today)

    def siblings(self, shown: Shown, record: Entity) -> Sequence[Entity]:
        prompt = record if isinstance(record, Prompt) else self._prompt(shown, cast(Answer, record).prompt)
        return [one for one in prompts_in_use(shown.workspace) if prompt is not None and one.group is prompt.group]

    def prompt(self, shown: Shown, key: Hashable) -> Prompt | None:
        """The prompt of a row."""
        return self._prompt(shown, key)

    def _prompt(self, shown: Shown, key: Hashable) -> Prompt | None:
        return next((one for one in prompts_in_use(shown.workspace) if one.id == key), None)

    def _answers(self, shown: Shown) -> dict[str, Answer]:
        return answers_of(shown.workspace, shown.row.engagement)

    @staticmethod
    def _is_skipped(answers: dict[str, Answer], prompt: Prompt) -> bool:
        return prompt.id in answers and answers[prompt.id].skipped


def _answer_cell(prompt: Prompt, answers: dict[str, Answer], shown: Shown) -> SheetCell:
    answer = answers.get(prompt.id)
    if answer is None:
        return SheetCell("")
    return SheetCell("skipped", "dim") if answer.skipped else SheetCell(answer.text, "", shown.note(answer))


PARTS: tuple[FormPart, ...] = (*map(SectionPart, Section), *map(MatrixPart, Matrix), PromptsPart())
"""The parts in the order of the form."""
