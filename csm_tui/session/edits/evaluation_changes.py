"""The changes that can be made to evaluations, matrices and prompts."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from csm_tui.domain.record import new_id
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.evaluation import Entry, Evaluation, EvaluationState, Section
from csm_tui.domain.records.engagements.matrix import Matrix, MatrixRow
from csm_tui.domain.records.engagements.prompt import Prompt
from csm_tui.domain.records.person.personal_evaluation import Aspect, OthersRating
from csm_tui.planning.evaluations.engagements import EvaluationRow
from csm_tui.planning.evaluations.proposal import AnySource
from csm_tui.session.changes import Change, Edit, addition, edition
from csm_tui.session.edits.ordering import last_place, moved


def copied(row: EvaluationRow, phase: str, today: date) -> Change:
    """A copy of an evaluation, with its entries, as the start of another phase. It is a draft, and its entries are not
    linked to activities."""
    evaluation = row.evaluation.changed(id=new_id(), phase=phase, day=today, state=EvaluationState.DRAFT)
    entries = (one.changed(id=new_id(), evaluation=evaluation.id, activities=()) for one in row.entries)
    return Change(
        f"copy of {row.evaluation.label} as {phase}", tuple(Edit(None, one) for one in (evaluation, *entries))
    )


def stated(evaluation: Evaluation) -> Change:
    """Make a draft final, or a final evaluation a draft again."""
    final = evaluation.state is EvaluationState.DRAFT
    after = evaluation.changed(state=EvaluationState.FINAL if final else EvaluationState.DRAFT)
    return Change(f"{evaluation.label} called {after.state}", (Edit(evaluation, after),))


def answered(before: OthersRating | None, after: OthersRating) -> Change:
    """Take in how somebody else rates the same work, in place of a former answer if there is one."""
    return addition(after) if before is None else Change(f"new answer: {after.label}", (Edit(before, after),))


def noted(entry: Entry, owners: Sequence[Engagement | Evaluation]) -> Change:
    """Add an entry, and with it the engagement and the evaluation that are not there yet."""
    made = addition(entry)
    return replace(made, edits=(*(Edit(None, one) for one in owners), *made.edits))


def resectioned(entry: Entry, section: Section, row: EvaluationRow) -> Change:
    """Move an entry to the end of another section."""
    after = entry.changed(section=section, place=last_place(row.sections[section]))
    return Change(f"move of {entry.label} to {section}", (Edit(entry, after),))


def marked_reusable(entries: Sequence[Entry]) -> Change:
    """Mark entries as reusable; if all are, take the mark off."""
    reusable = not all(one.reusable for one in entries)
    edits = tuple(Edit(one, one.changed(reusable=reusable)) for one in entries if one.reusable is not reusable)
    return Change(f"{some_entries(entries)} {'reusable' if reusable else 'no longer reusable'}", edits)


def retagged(entries: Sequence[Entry], added: Sequence[str], removed: Sequence[str]) -> Change:
    """Add tags to entries and take others out."""
    tags = {one.id: tuple(tag for tag in (*one.tags, *added) if tag not in removed) for one in entries}
    changed = ((one, one.changed(tags=tags[one.id])) for one in entries)
    return Change(f"tags of {some_entries(entries)}", tuple(Edit(one, after) for one, after in changed if after != one))


def some_entries(entries: Sequence[Entry]) -> str:
    """A name for several entries."""
    return entries[0].label if len(entries) == 1 else f"{len(entries)} {Entry.PLURAL}"


def linked(change: Change, source: AnySource, activities: Iterable[str], *, is_stored: bool = True) -> Change:
    """The change that adds activities, which are also noted in what they were made of. A usual aspect is stored from
    then on."""
    after = source.changed(activities=(*source.activities, *activities))
    return replace(change, edits=(*change.edits, Edit(source if is_stored else None, after)))


def rematrixed(row: MatrixRow, matrix: Matrix, rows: Sequence[MatrixRow]) -> Change:
    """Move a row to the end of the other matrix, whose rows are given."""
    after = row.changed(matrix=matrix, place=last_place(rows))
    return Change(f"move of {row.label} to {matrix}", (Edit(row, after),))


def redefined(before: Prompt | Aspect, after: Prompt | Aspect, *, is_stored: bool) -> Change:
    """Change a prompt or an aspect. A usual one is stored from then on."""
    return replace(edition(before, after), edits=(Edit(before if is_stored else None, after),))


def retired(member: Prompt | Aspect, *, is_stored: bool) -> Change:
    """No longer use a prompt or an aspect; it stays for what refers to it. A usual one is stored with that mark."""
    after = member.changed(retired=True)
    return Change(f"removal of {member.label}", (Edit(member if is_stored else None, after),))


def aspect_moved(aspect: Aspect, in_use: Sequence[Aspect], stored: Collection[str], steps: int) -> Change:
    """Move an aspect among those in use. Usual ones that get another place are stored; `stored` are the ids of those
    that already are."""
    change = moved(aspect, in_use, steps)
    edits = (
        edit if edit.before is not None and edit.before.id in stored else Edit(None, edit.after)
        for edit in change.edits
    )
    return replace(change, edits=tuple(edits))
