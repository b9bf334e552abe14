"""The form of a whole evaluation as one text."""

from collections.abc import Collection, Iterator, Sequence

from csm_tui.domain.records.engagements.evaluation import Evaluation
from csm_tui.domain.text import shortened
from csm_tui.domain.values.names import some_names
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.evaluations.evaluation_edits import EntryEdit, from_markdown
from csm_tui.exchange.evaluations.evaluation_text import TextProblem, to_markdown
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.forms.ground import Ground
from csm_tui.planning.evaluations.engagements import EvaluationRow, evaluation_row, title_of
from csm_tui.session.changes import Change, Edit, deletion
from csm_tui.session.drafts.draft import Draft
from csm_tui.widgets.form.field import Field

TEXT = "text"
"""The name of its only field."""

_SHOWN, _MOST_NAMED = 24, 2
"""How much of an entry is said when the text was taken back, and of how many of each kind."""


def evaluation_text_form(row: EvaluationRow, workspace: Workspace, opened: str = "") -> FormSpec[Change]:
    """The sections of an evaluation, in a text that is taken back entry by entry.

    `opened` is the text that was handed out, if that was earlier: what others changed since then stays.
    """
    first = opened or to_markdown(row)

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Change | None, Problems]:
        try:
            edits = from_markdown(texts[TEXT], row, first)
        except TextProblem as error:
            return None, {TEXT: str(error)}
        return (_change(edits, row.evaluation, workspace) if edits else None), {}

    field = Field(TEXT, "Entries", "A heading for each section, and - before each entry", "long")
    title = f"Evaluation as text · {title_of(workspace, row.evaluation)}"
    return FormSpec(
        "evaluation-text", row.evaluation.id, title, (field,), {TEXT: first}, read, row.engagement.id, focus=TEXT
    )


def _change(edits: Sequence[EntryEdit], evaluation: Evaluation, workspace: Workspace) -> Change:
    kinds = [(kind, [one for one in edits if _kind(one) == kind]) for kind in ("new", "changed", "moved", "deleted")]
    what = ", ".join(f"{len(found)} {kind} ({_named(found)})" for kind, found in kinds if found)
    gone = [before for before, after in edits if before is not None and after is None]
    made = (Edit(before, after) for before, after in edits if after is not None)
    return Change(f"text of {evaluation.label}: {what}", (*made, *deletion(gone, workspace).edits))


def _named(edits: Sequence[EntryEdit]) -> str:
    """The beginnings of entries, and of one that begins otherwise now what it was before: "Ask" to "Zebras graze"."""
    return some_names([" to ".join(_beginnings(one)) for one in edits], _MOST_NAMED)


def _beginnings(edit: EntryEdit) -> Iterator[str]:
    texts = (shortened(one.text, _SHOWN) for one in edit if one is not None)
    return (f'"{text}"' for text in dict.fromkeys(texts))


def _kind(edit: EntryEdit) -> str:
    if edit.before is None:
        return "new"
    if edit.after is None:
        return "deleted"
    return "moved" if edit.before.text == edit.after.text else "changed"


def evaluation_text_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with what others changed since; None if the evaluation was deleted."""
    evaluation = ground.workspace.table(Evaluation).records.get(draft.record)
    row = None if evaluation is None else evaluation_row(ground.workspace, evaluation)
    return None if row is None else evaluation_text_form(row, ground.workspace, draft.first.get(TEXT, ""))
