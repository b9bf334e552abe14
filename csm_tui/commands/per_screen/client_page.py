"""Commands of a client's page, in the order in which the help shows them."""

from csm_tui.commands.base import Command
from csm_tui.commands.table import Back, Legend, Report


class EntryCommand(Command):
    """A command on the entry under the cursor."""

    NEEDS = "entry"
    WHY_NOT = "there is no entry under the cursor"


class EditEntry(EntryCommand):
    """Edit the entry under the cursor: a score, a touchpoint, a stakeholder, an assumption, the notes"""

    ID = "entry.edit"
    NAME = "Edit entry"
    KEYS = "e"
    GROUP = "Entries"
    VERB = "edit"
    FOOTER = "Edit"
    CHANGES = True


class NewEntry(Command):
    """Add an entry to the part that has the cursor"""

    ID = "entry.new"
    NAME = "New entry"
    KEYS = "n"
    GROUP = "Entries"
    VERB = "new"
    FOOTER = "New"
    CHANGES = True
    NEEDS = "list"
    WHY_NOT = "nothing is added to scores and notes: tab goes to the other parts"


class DeleteEntry(EntryCommand):
    """Delete the entry under the cursor; u brings it back"""

    ID = "entry.delete"
    NAME = "Delete entry"
    KEYS = "d"
    GROUP = "Entries"
    VERB = "delete"
    CHANGES = True


class ToggleEntry(Command):
    """Follow-up done or open again; assumption confirmed, refuted or open again; evaluation final or draft"""

    ID = "entry.toggle"
    NAME = "Done, or the next state"
    KEYS = "x"
    GROUP = "Entries"
    VERB = "done"
    FOOTER = "Done"
    CHANGES = True
    NEEDS = "state"
    WHY_NOT = "only a follow-up or an activity can be done, an assumption confirmed, an evaluation final"


class Review(EntryCommand):
    """Note that the risk under the cursor was looked at again, and what was found"""

    ID = "page.review"
    NAME = "Review the risk"
    KEYS = "Q"
    GROUP = "Entries"
    VERB = "review"
    CHANGES = True


class Touch(Command):
    """Note a touchpoint"""

    ID = "page.touch"
    NAME = "New touchpoint"
    KEYS = "t"
    GROUP = "The client"
    VERB = "log"
    FOOTER = "Touch"
    CHANGES = True


class EditClient(Command):
    """Edit the client: name, contract, scores, tags, notes, override"""

    ID = "page.edit"
    NAME = "Edit client"
    KEYS = "E"
    GROUP = "The client"
    VERB = "edit head"
    FOOTER = "Client"
    CHANGES = True


class Override(Command):
    """Let another score stand in for the computed one for a time, with the reason"""

    ID = "page.override"
    NAME = "Override the health"
    KEYS = "o"
    GROUP = "The client"
    VERB = "override"
    CHANGES = True


class DeleteClient(Command):
    """Delete this client with all that belongs to it; u brings it back"""

    ID = "page.delete"
    NAME = "Delete client"
    KEYS = "D"
    GROUP = "The client"
    VERB = "delete client"
    CHANGES = True


class Jump(Command):
    """Go to the page of any client"""

    ID = "page.jump"
    NAME = "Go to a client"
    KEYS = "slash"
    GROUP = "Go"
    VERB = "find"


class Next(Command):
    """The next client, in the order of the portfolio"""

    ID = "page.next"
    NAME = "Next client"
    KEYS = "right_square_bracket"
    GROUP = "Go"
    VERB = "after"


class Previous(Command):
    """The client before, in the order of the portfolio"""

    ID = "page.previous"
    NAME = "Previous client"
    KEYS = "left_square_bracket"
    GROUP = "Go"
    VERB = "before"


CLIENT_PAGE: tuple[type[Command], ...] = (
    EditEntry, NewEntry, DeleteEntry, ToggleEntry, Review, Touch, EditClient, Override, DeleteClient, Jump, Next,
    Previous, Legend, Report, Back,
)  # fmt: skip
