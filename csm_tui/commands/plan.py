"""Commands of the plan screen, in the order in which the help shows them."""

from csm_tui.commands.base import Command


class ActivityCommand(Command):
    """A command on the activity under the cursor."""

    NEEDS = "activity"
    WHY_NOT = "there is no activity under the cursor"


class ChosenCommand(ActivityCommand):
    """A command on the marked activities, or on the one under the cursor."""

    NEEDS = "chosen"


class Edit(ActivityCommand):
    """Edit the activity under the cursor"""

    ID = "activity.edit"
    NAME = "Edit activity"
    KEYS = "e"
    FOOTER = "Edit"
    CHANGES = True


class New(Command):
    """Add an activity"""

    ID = "activity.new"
    NAME = "New activity"
    KEYS = "n"
    FOOTER = "New"
    CHANGES = True


class Log(ActivityCommand):
    """Note hours that were spent on the activity under the cursor"""

    ID = "activity.log"
    NAME = "Log hours"
    KEYS = "t"
    FOOTER = "Hours"
    CHANGES = True


class Done(ActivityCommand):
    """Done, with the result that was reached; once more opens it again"""

    ID = "activity.done"
    NAME = "Done"
    KEYS = "x"
    FOOTER = "Done"
    CHANGES = True


class Drop(ChosenCommand):
    """Give the marked activities up, or the one under the cursor; once more takes them up again"""

    ID = "activity.drop"
    NAME = "Drop"
    KEYS = "X"
    CHANGES = True


class Duplicate(ActivityCommand):
    """Add the same activity once more"""

    ID = "activity.duplicate"
    NAME = "Duplicate"
    KEYS = "y"
    CHANGES = True


class Repeat(ActivityCommand):
    """Repeat the activity every few weeks until a day"""

    ID = "activity.repeat"
    NAME = "Repeat"
    KEYS = "r"
    CHANGES = True


class Assumptions(ActivityCommand):
    """Write assumptions on the activity down, confirm and refute them"""

    ID = "activity.assumptions"
    NAME = "Assumptions"
    KEYS = "A"


class Delete(ChosenCommand):
    """Delete the marked activities, or the one under the cursor; u brings them back"""

    ID = "activity.delete"
    NAME = "Delete activity"
    KEYS = "d"
    CHANGES = True


class Unplanned(Command):
    """Note work that was not planned; it counts in its week"""

    ID = "plan.unplanned"
    NAME = "Work that was not planned"
    KEYS = "U"
    CHANGES = True


class TimeSheet(Command):
    """The hours spent in this quarter: look at them, correct and delete them"""

    ID = "plan.time_sheet"
    NAME = "Time sheet"
    KEYS = "W"


class Mark(ActivityCommand):
    """Mark the activity under the cursor, or take the mark off, and go on to the next"""

    ID = "activity.mark"
    NAME = "Mark"
    KEYS = "space"


class Filter(Command):
    """Filter the activities while you type"""

    ID = "plan.filter"
    NAME = "Filter activities"
    KEYS = "slash"
    FOOTER = "Filter"


class ClearFilter(Command):
    """Take the marks off; without marks show all activities again"""

    ID = "plan.clear_filter"
    NAME = "Clear marks, then the filter"
    KEYS = "escape"
    NEEDS = "filter"
    WHY_NOT = "there is no filter to clear"


class Sort(Command):
    """Sort by the highlighted column; once more turns the order"""

    ID = "plan.sort"
    NAME = "Sort by the highlighted column"
    KEYS = "s"


class Audit(Command):
    """Show or hide the audit: each check, with who or what is missing"""

    ID = "plan.audit"
    NAME = "Audit"
    KEYS = "a"
    FOOTER = "Audit"


class Details(Command):
    """Show or hide all of the activity under the cursor"""

    ID = "plan.details"
    NAME = "Detail pane"
    KEYS = "v"


class Assess(Command):
    """Judge the plan yourself: completeness, accuracy, quality"""

    ID = "plan.assess"
    NAME = "Self-assessment"
    KEYS = "J"
    CHANGES = True


class Reference(Command):
    """Load a reference plan to lay beside this one; once more takes it away"""

    ID = "plan.reference"
    NAME = "Reference plan beside it"
    KEYS = "F"


class Import(Command):
    """Bring a plan in from a spreadsheet; what would change is shown first"""

    ID = "plan.import"
    NAME = "Import a plan"
    KEYS = "I"
    CHANGES = True


class Previous(Command):
    """The plan of the quarter before"""

    ID = "plan.previous"
    NAME = "Quarter before"
    KEYS = "left_square_bracket"


class Following(Command):
    """The plan of the quarter after"""

    ID = "plan.following"
    NAME = "Quarter after"
    KEYS = "right_square_bracket"


class NextQuarter(Command):
    """Open the next quarter and carry over what is open; this plan is kept"""

    ID = "plan.next_quarter"
    NAME = "Open the next quarter"
    KEYS = "N"
    CHANGES = True


class Start(Command):
    """Choose the Monday on which the quarter starts, working hours and the share for onboarding"""

    ID = "plan.settings"
    NAME = "Quarter and hours"
    KEYS = "H"


PLAN: tuple[type[Command], ...] = (
    Edit, New, Log, Done, Drop, Duplicate, Repeat, Assumptions, Delete, Unplanned, TimeSheet, Mark, Filter, ClearFilter,
    Sort, Audit, Details, Assess, Reference, Import, Previous, Following, NextQuarter, Start,
)  # fmt: skip
