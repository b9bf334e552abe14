"""Commands of the library of lessons, in the order in which the help shows them."""

from csm_tui.commands.base import Command
from csm_tui.commands.table import (
    COPIES,
    Clear,
    Details,
    Export,
    Filter,
    Legend,
    Mark,
    MarkAll,
    RowCommand,
    Sort,
    SortFurther,
)  # fmt: skip


class LessonCommand(RowCommand):
    """A command on the entry under the cursor."""

    WHY_NOT = "there is no entry under the cursor"
    GROUP = "Lessons"


class ChosenLessons(LessonCommand):
    """A command on the marked entries, or on the one under the cursor."""

    NEEDS = "chosen"
    CHANGES = True


class OpenLesson(LessonCommand):
    """Open the evaluation in which the entry under the cursor stands, at that entry"""

    ID = "lesson.open"
    NAME = "Open its evaluation"
    KEYS = "enter"
    VERB = "open"


class EditLesson(LessonCommand):
    """Edit the entry under the cursor: section, text, tags, whether it can be used again"""

    ID = "lesson.edit"
    NAME = "Edit entry"
    KEYS = "e"
    VERB = "edit"
    CHANGES = True


class LessonReusable(ChosenLessons):
    """Mark the marked entries, or the one under the cursor, as ones that others should use again; or take that off"""

    ID = "lesson.reusable"
    NAME = "Reusable, or no longer"
    KEYS = "K"
    VERB = "reusable"
    FOOTER = "Reusable"
    MARKED = "Reusable"


class TagLessons(ChosenLessons):
    """Add tags to all marked entries, or to the one under the cursor, and take others out"""

    ID = "lesson.tags"
    NAME = "Tags of marked entries"
    KEYS = "b"
    GROUP = "Several at once"
    VERB = "change marked"
    MARKED = "Tags"


class LessonToPlan(LessonCommand):
    """Make an activity of the plan from the entry under the cursor: its text and a category are filled in"""

    ID = "lesson.plan"
    NAME = "Make an activity of it"
    KEYS = "y"
    VERB = "into the plan"
    FOOTER = "Into the plan"
    CHANGES = True


class Recurs(LessonCommand):
    """Show which tags and words are found at several clients, among the entries that are shown"""

    ID = "lesson.recurring"
    NAME = "What recurs"
    KEYS = "equals_sign"
    GROUP = "Find and sort"
    VERB = "recurs"
    FOOTER = "What recurs"


LESSONS: tuple[type[Command], ...] = (
    OpenLesson, EditLesson, LessonReusable, LessonToPlan, Mark, MarkAll, TagLessons, Filter, Clear, Recurs, Sort,
    SortFurther, Details, Legend, *COPIES, Export,
)  # fmt: skip
