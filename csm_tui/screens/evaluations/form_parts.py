"""The parts of an evaluation's form: its sections, the matrices of its engagement, and the prompts.

Each part is one class, and the screen shows all that are listed in `PARTS`.
"""

from collections.abc import Sequence
from typing import cast

from csm_tui.domain.record import Entity, field_label
from csm_tui.domain.records.engagements.evaluation import Entry, Section
from csm_tui.domain.records.engagements.matrix import PARTIES, Matrix, MatrixRow
from csm_tui.domain.records.engagements.prompt import Answer, Prompt, PromptGroup
from csm_tui.forms.definitions.evaluations.evaluation_forms import (
    answer_form,
    answer_id,
    begun_in,
    entry_form,
    prompt_form,
    row_form,
)
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.evaluations.engagements import matrix_rows
from csm_tui.planning.evaluations.prompts import PROMPTS_TITLE, answers_of, prompts_in_use
from csm_tui.screens.base.parts_screen import TYPED, CellSpot, InPlace
from csm_tui.screens.evaluations.parts import FormPart, ListPart, ShownEvaluation
from csm_tui.session.changes import Change
from csm_tui.widgets.table.sheet_layout import SheetCell, SheetColumn, SheetRow


class SectionPart(ListPart[Entry]):
    """The entries of one section."""

    kind = Entry
    fields = ("text",)
    of_phase = True

    def __init__(self, section: Section) -> None:
        self.section = section
        self.title = str(section)

    def columns(self, shown: ShownEvaluation) -> tuple[SheetColumn, ...]:  # noqa: ARG002
        return (SheetColumn("text", self.title),)

    def records(self, shown: ShownEvaluation) -> Sequence[Entry]:
        return shown.row.sections[self.section]

    def parent(self, shown: ShownEvaluation) -> str:
        return begun_in(shown.row.evaluation, self.section)

    def words(self, record: Entry) -> Sequence[str]:
        return " ".join(f"#{tag}" for tag in record.tags), "reusable" if record.reusable else ""

    def spec(self, shown: ShownEvaluation, record: Entry | None, identity: str) -> FormSpec[Change]:
        return entry_form(record, self.section, shown.row.evaluation, shown.workspace, shown.today, identity)


class MatrixPart(ListPart[MatrixRow]):
    """The rows of a matrix, with a column for each party."""

    kind = MatrixRow
    fields = PARTIES
    wide = True

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.title = str(matrix)

    def columns(self, shown: ShownEvaluation) -> tuple[SheetColumn, ...]:  # noqa: ARG002
        return tuple(SheetColumn(one, field_label(MatrixRow, one), least=20) for one in PARTIES)

    def records(self, shown: ShownEvaluation) -> Sequence[MatrixRow]:
        return matrix_rows(shown.workspace, shown.row.engagement, self.matrix)

    def parent(self, shown: ShownEvaluation) -> str:
        return begun_in(shown.row.engagement, self.matrix)

    def words(self, record: MatrixRow) -> Sequence[str]:  # noqa: ARG002
        return ()

    def spec(self, shown: ShownEvaluation, record: MatrixRow | None, identity: str) -> FormSpec[Change]:
        return row_form(record, self.matrix, shown.row.engagement, shown.workspace, shown.today, identity)


class PromptsPart(FormPart):
    """The prompts with their answers in the engagement; `record` is the answer, or the prompt where there is none."""

    title = PROMPTS_TITLE
    wide = True
    first_column = 1
    empty = "No prompts: n adds one"

    def columns(self, shown: ShownEvaluation) -> tuple[SheetColumn, ...]:  # noqa: ARG002
        return SheetColumn("question", "Question", least=22), SheetColumn("answer", "Answer", least=22)

    def count(self, shown: ShownEvaluation) -> str:
        answers = _answers(shown)
        asked = prompts_in_use(shown.workspace)
        done = sum(1 for one in asked if one.id in answers and (answers[one.id].text or answers[one.id].skipped))
        return f"{done} of {len(asked)}"

    def is_typed(self, shown: ShownEvaluation) -> bool:
        return any(
            shown.is_typed(one) or _typed_answer(shown, one) is not None for one in prompts_in_use(shown.workspace)
        )

    def rows(self, shown: ShownEvaluation) -> Sequence[SheetRow]:
        answers = _answers(shown)
        rows: list[SheetRow] = []
        group = ""
        for number, prompt in enumerate(prompts_in_use(shown.workspace), 1):
            answer = answers.get(prompt.id)
            skipped = answer is not None and answer.skipped
            question = SheetCell(
                shown.text(prompt, "question"), "dim" if skipped else "", TYPED if shown.is_typed(prompt) else ""
            )
            rows.append(
                SheetRow(
                    prompt.id, SheetCell(str(number), "dim"), (question, _answer_cell(shown, prompt, answer)),
                    group="" if prompt.group == group else str(prompt.group),
                )
            )  # fmt: skip
            group = prompt.group
        return rows

    def record(self, shown: ShownEvaluation, spot: CellSpot) -> Answer | Prompt | None:
        prompt = _prompt(shown, spot)
        return None if prompt is None else _answers(shown).get(prompt.id, prompt)

    def in_place(self, shown: ShownEvaluation, spot: CellSpot) -> InPlace | None:
        prompt = _prompt(shown, spot)
        if prompt is None:
            return None
        if spot.column == 0:
            return InPlace(self.form(shown, prompt), "question")
        return InPlace(answer_form(prompt, shown.row.engagement, shown.workspace, shown.today), "text")

    def new(self, shown: ShownEvaluation, spot: CellSpot, identity: str) -> FormSpec[Change]:
        near = _prompt(shown, spot)
        group = PromptGroup.OWNED if near is None else near.group
        return prompt_form(None, group, shown.workspace, shown.today, identity)

    def new_spot(self, shown: ShownEvaluation, spot: CellSpot, identity: str) -> None:
        """A prompt has a group, which only its form can ask for."""

    def form(self, shown: ShownEvaluation, record: Entity) -> FormSpec[Change]:
        prompt = self.prompt(shown, record)
        return prompt_form(prompt, prompt.group, shown.workspace, shown.today)

    def siblings(self, shown: ShownEvaluation, record: Entity) -> Sequence[Entity]:
        group = self.prompt(shown, record).group
        return [one for one in prompts_in_use(shown.workspace) if one.group is group]

    def prompt(self, shown: ShownEvaluation, record: Entity) -> Prompt:
        """The prompt itself, also where its answer is meant."""
        if isinstance(record, Prompt):
            return record
        return next(one for one in prompts_in_use(shown.workspace) if one.id == cast(Answer, record).prompt)


def _prompt(shown: ShownEvaluation, spot: CellSpot) -> Prompt | None:
    return next((one for one in prompts_in_use(shown.workspace) if one.id == spot.key), None)


def _answers(shown: ShownEvaluation) -> dict[str, Answer]:
    return answers_of(shown.workspace, shown.row.engagement)


def _answer_cell(shown: ShownEvaluation, prompt: Prompt, answer: Answer | None) -> SheetCell:
    if answer is None:
        typed = _typed_answer(shown, prompt)
        return SheetCell("") if typed is None else SheetCell(typed, "", TYPED)
    text = shown.text(answer, "text")
    skipped = answer.skipped and not text
    return SheetCell("skipped" if skipped else text, "dim" if skipped else "", shown.note(answer))


def _typed_answer(shown: ShownEvaluation, prompt: Prompt) -> str | None:
    """What is typed as the answer to a prompt and not saved."""
    typed = shown.typed(Answer.FORM.name, answer_id(shown.row.engagement, prompt))
    return None if typed is None else typed.get("text", "")


PARTS: tuple[FormPart, ...] = (*map(SectionPart, Section), *map(MatrixPart, Matrix), PromptsPart())
"""The parts in the order of the form."""
