"""Commands of the draft of a quarter, in the order in which the help shows them. What is taken is marked there."""

from csm_tui.commands.base import Command
from csm_tui.commands.table import COPIES, Back, Details, RowCommand


class DraftedCommand(RowCommand):
    """A command on the activity under the cursor."""

    NEEDS = "activity"
    WHY_NOT = "there is no activity under the cursor"


class Choose(RowCommand):
    """Leave the activity under the cursor out, or take it again; of what was left out, take the play in"""

    ID = "draft.choose"
    NAME = "Take or leave out"
    KEYS = "space"
    GROUP = "The draft"
    VERB = "mark"
    FOOTER = MARKED = "In or out"


class ChooseAll(RowCommand):
    """Take all activities; once more leaves all out"""

    ID = "draft.choose_all"
    NAME = "Take all"
    KEYS = "asterisk"
    GROUP = "The draft"
    VERB = "mark all"
    MARKED = "All"


class GiveUp(DraftedCommand):
    """Leave the whole play of the activity under the cursor out; once more takes it again"""

    ID = "draft.give_up"
    NAME = "Leave the whole play out"
    KEYS = "Z"
    GROUP = "The draft"
    VERB = "give up"
    FOOTER = MARKED = "Play out"


class EditDrafted(DraftedCommand):
    """Change the activity under the cursor before it enters the plan"""

    ID = "draft.edit"
    NAME = "Change activity"
    KEYS = "e"
    GROUP = "The draft"
    VERB = "edit"
    FOOTER = MARKED = "Change"


class TakeIn(RowCommand):
    """Take the marked activities into the plan, in one step; u takes all of them back"""

    ID = "draft.take"
    NAME = "Into the plan"
    KEYS = "y"
    GROUP = "The draft"
    VERB = "into the plan"
    FOOTER = MARKED = "Into the plan"
    CHANGES = True
    WHY_NOT = "nothing is proposed"


DRAFT: tuple[type[Command], ...] = (TakeIn, Choose, ChooseAll, GiveUp, EditDrafted, Details, Back, *COPIES)
