"""Commands of the portfolio screen, in the order in which the help shows them."""

from csm_tui.commands.base import Command, Numbered
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


class ClientCommand(RowCommand):
    """A command on the client under the cursor."""

    WHY_NOT = "there is no client under the cursor"


class ChosenCommand(ClientCommand):
    """A command on the marked clients, or on the one under the cursor."""

    NEEDS = "chosen"


class Open(ClientCommand):
    """Open the page of the client under the cursor"""

    ID = "client.open"
    NAME = "Open client"
    KEYS = "enter"
    GROUP = "Clients"
    VERB = "open"


class Edit(ClientCommand):
    """Edit the client under the cursor"""

    ID = "client.edit"
    NAME = "Edit client"
    KEYS = "e"
    GROUP = "Clients"
    VERB = "edit"
    FOOTER = "Edit"
    CHANGES = True


class EditCell(ClientCommand):
    """Edit the cell under the cursor: the score, or whatever the highlighted column holds"""

    ID = "client.cell"
    NAME = "Edit one cell"
    KEYS = "c"
    FOOTER = "Cell"
    GROUP = "Clients"
    VERB = "cell"
    CHANGES = True


class Touch(ClientCommand):
    """Note a touchpoint of the client under the cursor"""

    ID = "client.touch"
    NAME = "New touchpoint"
    KEYS = "t"
    GROUP = "Clients"
    VERB = "log"
    FOOTER = "Touch"
    CHANGES = True


class Override(ClientCommand):
    """Let another score stand in for the computed health for a time, with the reason"""

    ID = "client.override"
    NAME = "Override the health"
    KEYS = "o"
    VERB = "override"
    GROUP = "Clients"
    CHANGES = True


class New(Command):
    """Add a client"""

    ID = "client.new"
    NAME = "New client"
    KEYS = "n"
    GROUP = "Clients"
    VERB = "new"
    FOOTER = "New"
    CHANGES = True


class ChangeMarked(ChosenCommand):
    """Set tags, owner and status of all marked clients, or of the one under the cursor"""

    ID = "client.change_marked"
    NAME = "Change marked clients"
    KEYS = "b"
    MARKED = "Change"
    GROUP = "Several at once"
    VERB = "change marked"
    CHANGES = True


class Delete(ChosenCommand):
    """Delete the marked clients, or the one under the cursor; u brings them back"""

    ID = "client.delete"
    NAME = "Delete client"
    KEYS = "d"
    MARKED = "Delete"
    GROUP = "Several at once"
    VERB = "delete"
    CHANGES = True


class Columns(Command):
    """Choose the columns and their order"""

    ID = "portfolio.columns"
    NAME = "Choose columns"
    KEYS = "C"
    VERB = "choose what is shown"


class Views(Command):
    """Recall a saved view, or save this one: filter, sort and columns under a name"""

    ID = "portfolio.views"
    NAME = "Views"
    KEYS = "w"
    VERB = "views"
    FOOTER = "Views"


class RecallView(Numbered):
    """Recall the first, second, third ... saved view"""

    ID = "portfolio.recall"
    NAME = "Recall a view"
    KEYS = "f2,f3,f4,f5,f6,f7,f8,f9"


class OverTime(Command):
    """Show how many clients and how much ACV stood in each band over time"""

    ID = "portfolio.over_time"
    NAME = "The book over time"
    KEYS = "T"
    VERB = "over time"


PORTFOLIO: tuple[type[Command], ...] = (
    Open, Edit, EditCell, Touch, New, Override, Mark, MarkAll, ChangeMarked, Delete, Filter, Clear, Sort, SortFurther,
    Columns, Views, RecallView, Details, OverTime, Legend, *COPIES, Export, Report,
)  # fmt: skip
