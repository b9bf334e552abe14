"""Commands of the plan screen, in the order in which the help shows them."""

from csm_tui.commands.base import Command
from csm_tui.commands.quarter import Following, Previous, TimeSheet, Unplanned
from csm_tui.commands.table import (
    COPIES,
    Clear,
    Details,
    Export,
    Filter,
    Legend,
    Mark,
    MarkAll,
    Report,
    RowCommand,
    Sort,
    SortFurther,
)  # fmt: skip


class ActivityCommand(RowCommand):
    """A command on the activity under the cursor."""

    WHY_NOT = "there is no activity under the cursor"


class ChosenCommand(ActivityCommand):
    """A command on the marked activities, or on the one under the cursor."""

    NEEDS = "chosen"


class Edit(ActivityCommand):
    """Edit the activity under the cursor"""

    ID = "activity.edit"
    NAME = "Edit activity"
    KEYS = "e"
    GROUP = "Activities"
    VERB = "edit"
    FOOTER = "Edit"
    CHANGES = True


class New(Command):
    """Add an activity"""

    ID = "activity.new"
    NAME = "New activity"
    KEYS = "n"
    GROUP = "Activities"
    VERB = "new"
    FOOTER = "New"
    CHANGES = True


class Log(ActivityCommand):
    """Note hours that were spent on the activity under the cursor"""

    ID = "activity.log"
    NAME = "Log hours"
    KEYS = "t"
    GROUP = "Hours"
    VERB = "log"
    FOOTER = "Hours"
    CHANGES = True


class Done(ActivityCommand):
    """Done, with the result that was reached; once more opens it again"""

    ID = "activity.done"
    NAME = "Done"
    KEYS = "x"
    GROUP = "Activities"
    VERB = "done"
    FOOTER = "Done"
    CHANGES = True


class Drop(ChosenCommand):
    """Give the marked activities up, or the one under the cursor; once more takes them up again"""

    ID = "activity.drop"
    NAME = "Give up"
    KEYS = "Z"
    MARKED = "Give up"
    GROUP = "Several at once"
    VERB = "give up"
    CHANGES = True


class Duplicate(ActivityCommand):
    """Add the same activity once more"""

    ID = "activity.duplicate"
    NAME = "Duplicate"
    KEYS = "plus"
    GROUP = "Activities"
    VERB = "once more"
    CHANGES = True


class Repeat(ActivityCommand):
    """Repeat the activity every few weeks until a day"""

    ID = "activity.repeat"
    NAME = "Repeat"
    KEYS = "r"
    GROUP = "Activities"
    VERB = "repeat"
    CHANGES = True


class Assumptions(ActivityCommand):
    """Write assumptions on the activity down, confirm and refute them"""

    ID = "activity.assumptions"
    NAME = "Assumptions"
    KEYS = "A"
    GROUP = "Activities"
    VERB = "assumptions"


class Delete(ChosenCommand):
    """Delete the marked activities, or the one under the cursor; u brings them back"""

    ID = "activity.delete"
    NAME = "Delete activity"
    KEYS = "d"
    MARKED = "Delete"
    GROUP = "Several at once"
    VERB = "delete"
    CHANGES = True


class Audit(Command):
    """Show or hide the audit: each check, with who or what is missing"""

    ID = "plan.audit"
    NAME = "Audit"
    KEYS = "a"
    GROUP = "The plan"
    VERB = "audit"
    FOOTER = "Audit"


class Assess(Command):
    """Judge the plan yourself: completeness, accuracy, quality"""

    ID = "plan.assess"
    NAME = "Self-assessment"
    KEYS = "J"
    GROUP = "The plan"
    VERB = "judge"
    CHANGES = True


class Reference(Command):
    """Load a reference plan to lay beside this one; once more takes it away"""

    ID = "plan.reference"
    NAME = "Reference plan beside it"
    KEYS = "F"
    GROUP = "The plan"
    VERB = "lay another beside"


class Draft(Command):
    """Draft the quarter: what to do for whom is proposed from the whole book, and enters the plan once you accept it"""

    ID = "plan.draft"
    NAME = "Draft the quarter"
    KEYS = "y"
    GROUP = "The plan"
    VERB = "into the plan"
    FOOTER = "Draft"


class NextQuarter(Command):
    """Open the next quarter and carry over what is open; this plan is kept"""

    ID = "plan.next_quarter"
    NAME = "Open the next quarter"
    KEYS = "N"
    GROUP = "The quarter"
    VERB = "next quarter"
    CHANGES = True


class Start(Command):
    """Choose the Monday on which the quarter starts, working hours and the share for onboarding"""

    ID = "plan.settings"
    NAME = "Quarter and hours"
    KEYS = "H"
    GROUP = "The quarter"
    VERB = "hours"


PLAN: tuple[type[Command], ...] = (
    Edit, New, Log, Done, Duplicate, Repeat, Assumptions, Mark, MarkAll, Drop, Delete, Unplanned, TimeSheet, Filter,
    Clear, Sort, SortFurther, Draft, Audit, Details, Assess, Reference, Legend, *COPIES, Export, Report, Previous,
    Following, NextQuarter, Start,
)  # fmt: skip
