"""Commands of the list of the day, in the order in which the help shows them."""

from csm_tui.commands.base import Command
from csm_tui.commands.table import LIST, Report, RowCommand


class LineCommand(RowCommand):
    """A command on the line under the cursor."""

    WHY_NOT = "there is no line under the cursor"
    GROUP = "What is to be done"


class PlayCommand(LineCommand):
    """A command on the play that is proposed for the client under the cursor."""

    GROUP = "Plays"
    CHANGES = True
    NEEDS = "play"
    WHY_NOT = "no play is proposed for this line"


class Open(LineCommand):
    """Open the client of the line under the cursor"""

    ID = "today.open"
    NAME = "Open client"
    KEYS = "enter"
    VERB = "open"


class Done(LineCommand):
    """Tick off what is dated: a follow-up or all that are marked, an activity, an assumption, the review of a risk"""

    ID = "today.done"
    NAME = "Tick off"
    KEYS = "x"
    VERB = "done"
    FOOTER = "Done"
    MARKED = "Done"
    CHANGES = True
    NEEDS = "dated"
    WHY_NOT = "this is a client of the queue: y takes the proposed play in, z puts it off"


class TakeIn(PlayCommand):
    """Take the proposed play in, or those of all that are marked: the activities enter the plan, with their dates"""

    ID = "today.take_in"
    NAME = "Take the play in"
    KEYS = "y"
    VERB = "into the plan"
    FOOTER = "Take in"
    MARKED = "Take in"


class Later(LineCommand):
    """Put off to a day: what is dated, or all of it that is marked; or the play of a client, with the reason"""

    ID = "today.later"
    NAME = "Put off"
    KEYS = "z"
    VERB = "put off"
    FOOTER = MARKED = "Put off"
    CHANGES = True
    NEEDS = "later"
    WHY_NOT = "no play is proposed for this client, so there is nothing to put off"


class Touch(LineCommand):
    """Note a touchpoint with the client; on an activity the hours that were spent on it"""

    ID = "today.touch"
    NAME = "Note touchpoint or hours"
    KEYS = "t"
    VERB = "log"
    FOOTER = "Touch"
    CHANGES = True


class NewActivity(Command):
    """Write an activity of your own, for the client under the cursor"""

    ID = "today.new"
    NAME = "New activity"
    KEYS = "n"
    VERB = "new"
    GROUP = "Plays"
    FOOTER = "Activity"
    CHANGES = True


class Instead(PlayCommand):
    """Choose another of the plays that apply to the client"""

    ID = "today.instead"
    NAME = "Another play"
    KEYS = "i"
    VERB = "another"
    FOOTER = "Instead"


class TakeBack(LineCommand):
    """Take back that a play of the client is put off: it is offered again"""

    ID = "today.take_back"
    NAME = "No longer put off"
    KEYS = "d"
    VERB = "delete"
    GROUP = "Plays"
    FOOTER = "Back now"
    CHANGES = True
    NEEDS = "snooze"
    WHY_NOT = "no play of the client is put off"


class Edit(LineCommand):
    """Edit what the line is about: touchpoint, activity, risk, assumption, client"""

    ID = "today.edit"
    NAME = "Edit"
    KEYS = "e"
    VERB = "edit"
    CHANGES = True


TODAY: tuple[type[Command], ...] = (
    Open, Done, TakeIn, Later, Touch, NewActivity, Instead, TakeBack, Edit, *LIST, Report,
)  # fmt: skip
