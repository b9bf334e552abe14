"""Commands of the form of an evaluation, in the order in which the help shows them."""

from typing import ClassVar

from csm_tui.commands.base import Command, Need
from csm_tui.commands.table import Back, Copy, Export, Legend, Report


class CellCommand(Command):
    """A command on the entry, row or prompt under the cursor."""

    NEEDS: ClassVar[Need | None] = "entry"
    WHY_NOT = "there is nothing under the cursor: tab goes to the entries, n begins one"
    GROUP = "Entries"
    CHANGES = True


class WriteCell(Command):
    """Write in the cell under the cursor, where it stands: what is typed is kept with every key"""

    ID = "cell.write"
    NAME = "Write"
    KEYS = "enter"
    GROUP = "Entries"
    VERB = "open"
    FOOTER = "Write"
    CHANGES = True


class EditCell(CellCommand):
    """Edit all of the entry under the cursor: section, text, tags, whether it can be used again"""

    ID = "cell.edit"
    NAME = "Edit entry"
    KEYS = "e"
    VERB = "edit"


class NewCell(Command):
    """Begin a new entry in this section, row in this matrix, or prompt"""

    ID = "cell.new"
    NAME = "New entry"
    KEYS = "n"
    GROUP = "Entries"
    VERB = "new"
    FOOTER = "New"
    CHANGES = True


class DeleteCell(CellCommand):
    """Delete the entry, row or prompt under the cursor; u brings it back"""

    ID = "cell.delete"
    NAME = "Delete entry"
    KEYS = "d"
    VERB = "delete"


class PlacedCommand(CellCommand):
    """A command on an entry or a row, which has a place among others."""

    NEEDS = "placed"
    WHY_NOT = "only entries and rows are moved; e puts a prompt into another group"


class MoveUp(PlacedCommand):
    """Move the entry or the row under the cursor up"""

    ID = "cell.up"
    NAME = "Move up"
    KEYS = "less_than_sign,shift+up"
    VERB = "earlier"


class MoveDown(PlacedCommand):
    """Move the entry or the row under the cursor down"""

    ID = "cell.down"
    NAME = "Move down"
    KEYS = "greater_than_sign,shift+down"
    VERB = "later"


class MoveInto(PlacedCommand):
    """Move the entry under the cursor into another section, or the row into the other matrix"""

    ID = "cell.into"
    NAME = "Move into another section"
    KEYS = "i"
    VERB = "another"
    FOOTER = "Move into"


class Reusable(CellCommand):
    """Mark the entry as one that others should use again, or take the mark off"""

    ID = "cell.reusable"
    NAME = "Reusable, or no longer"
    KEYS = "K"
    VERB = "reusable"
    NEEDS = "lesson"
    WHY_NOT = "only an entry of a section is used again"


class Skip(CellCommand):
    """Skip the prompt under the cursor, or ask it again"""

    ID = "cell.skip"
    NAME = "Skip the prompt"
    KEYS = "z"
    VERB = "put off"
    FOOTER = "Skip"
    NEEDS = "prompt"
    WHY_NOT = "only a prompt is skipped"


class ToPlan(CellCommand):
    """Make an activity of the plan from what is under the cursor: its text and a category are filled in"""

    ID = "cell.plan"
    NAME = "Make an activity of it"
    KEYS = "y"
    VERB = "into the plan"
    NEEDS = "source"
    WHY_NOT = "only an entry, a row or an answer becomes an activity: enter writes one"
    FOOTER = "Into the plan"


class Grid(Command):
    """Show the form as on paper, sections down and entries across, or its sections one by one"""

    ID = "form.grid"
    NAME = "Grid, as on paper"
    KEYS = "number_sign"
    VERB = "grid"
    FOOTER = "Grid"


class Search(Command):
    """Find words in the whole evaluation, where they are lit; once more, with enter, goes to the next"""

    ID = "form.search"
    NAME = "Find in the evaluation"
    KEYS = "slash"
    VERB = "find"
    FOOTER = "Find"
    GROUP = "Find and sort"


class EditHead(Command):
    """Edit what stands at the head: engagement, phase, date, authors, state"""

    ID = "form.head"
    NAME = "Edit the head"
    KEYS = "E"
    VERB = "edit head"
    GROUP = "Evaluations"
    CHANGES = True


class FinishForm(Command):
    """Call the evaluation final, or a draft again"""

    ID = "form.finish"
    NAME = "Final, or draft again"
    KEYS = "x"
    VERB = "done"
    GROUP = "Evaluations"
    CHANGES = True


class EditorForm(Command):
    """Write all sections as one text in your own editor, a heading for each; what only moved stays the same entry"""

    ID = "form.editor"
    NAME = "The whole form in the editor"
    KEYS = "ctrl+o"
    VERB = "editor"
    FOOTER = "Editor"
    GROUP = "Entries"
    CHANGES = True


class PhaseBefore(Command):
    """Go to the evaluation of the phase before"""

    ID = "form.before"
    NAME = "Phase before"
    KEYS = "left_square_bracket"
    VERB = "before"
    GROUP = "Go"


class PhaseAfter(Command):
    """Go to the evaluation of the phase after"""

    ID = "form.after"
    NAME = "Phase after"
    KEYS = "right_square_bracket"
    VERB = "after"
    GROUP = "Go"


EVALUATION: tuple[type[Command], ...] = (
    WriteCell, NewCell, EditCell, DeleteCell, MoveUp, MoveDown, Reusable, Skip, ToPlan, Grid, Search, EditorForm,
    MoveInto, EditHead, FinishForm, PhaseBefore, PhaseAfter, Legend, Copy, Export, Report, Back,
)  # fmt: skip
