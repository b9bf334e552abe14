"""The commands of the screen of personal evaluations, in the order in which the help shows them."""

from csm_tui.commands.base import Command
from csm_tui.commands.table import COPIES, Details, Export, Legend, Report, RowCommand


class PersonalCommand(RowCommand):
    """A command on the evaluation that is shown."""

    WHY_NOT = "there is no evaluation yet: n begins one"
    GROUP = "Evaluations"


class Rate(PersonalCommand):
    """Rate with single keys, from the aspect under the cursor on; notes, too"""

    ID = "personal.rate"
    NAME = "Rate"
    KEYS = "enter"
    VERB = "open"
    CHANGES = True


class EditPersonal(PersonalCommand):
    """Edit the evaluation: CSM, engagement or period, date, and the ratings below them"""

    ID = "personal.edit"
    NAME = "Edit evaluation"
    KEYS = "e"
    VERB = "edit"
    FOOTER = "Rate"
    CHANGES = True


class NewPersonal(Command):
    """Begin a personal evaluation: rate your own work, aspect by aspect"""

    ID = "personal.new"
    NAME = "New evaluation"
    KEYS = "n"
    GROUP = "Evaluations"
    VERB = "new"
    FOOTER = "New"
    CHANGES = True


class DeletePersonal(PersonalCommand):
    """Delete the evaluation that is shown, with what others rated; u brings it back"""

    ID = "personal.delete"
    NAME = "Delete evaluation"
    KEYS = "d"
    VERB = "delete"
    CHANGES = True


class Older(PersonalCommand):
    """The evaluation before this one"""

    ID = "personal.older"
    NAME = "Older evaluation"
    KEYS = "left_square_bracket"
    VERB = "before"
    GROUP = "Go"
    FOOTER = "Older"


class Newer(PersonalCommand):
    """The evaluation after this one"""

    ID = "personal.newer"
    NAME = "Newer evaluation"
    KEYS = "right_square_bracket"
    VERB = "after"
    GROUP = "Go"


class Find(PersonalCommand):
    """All evaluations with their totals: find one"""

    ID = "personal.find"
    NAME = "All evaluations"
    KEYS = "slash"
    VERB = "find"
    GROUP = "Go"
    FOOTER = "All"


class Over(PersonalCommand):
    """Lay another evaluation over this one in the spider; once more takes it away"""

    ID = "personal.over"
    NAME = "Lay another one over it"
    KEYS = "F"
    VERB = "lay another beside"
    FOOTER = "Compare"


class Progress(PersonalCommand):
    """What moved: the total and each aspect over time, what to focus on, when all will be green"""

    ID = "personal.progress"
    NAME = "Progress"
    KEYS = "T"
    VERB = "over time"
    FOOTER = "Progress"


class Improve(PersonalCommand):
    """Make an activity of the plan that improves the aspect under the cursor: its text is filled in"""

    ID = "personal.plan"
    NAME = "Make an activity of it"
    KEYS = "y"
    GROUP = "Ratings"
    VERB = "into the plan"
    FOOTER = "Into the plan"
    CHANGES = True


class Others(PersonalCommand):
    """How others rate the same work: look at them, type one in, delete one"""

    ID = "personal.others"
    NAME = "Ratings by others"
    KEYS = "at"
    GROUP = "Ratings"
    VERB = "others"
    FOOTER = "Others"


class Aspects(Command):
    """Choose the aspects that are rated and their order, name and define them"""

    ID = "personal.aspects"
    NAME = "Choose aspects"
    KEYS = "C"
    GROUP = "Ratings"
    VERB = "choose what is shown"


PERSONAL: tuple[type[Command], ...] = (
    Rate, EditPersonal, NewPersonal, DeletePersonal, Find, Older, Newer, Over, Progress, Improve, Others, Aspects,
    Details, Legend, *COPIES, Export, Report,
)  # fmt: skip
