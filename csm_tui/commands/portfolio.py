"""Commands of the portfolio screen, in the order in which the help shows them."""

from csm_tui.commands.base import Command, Numbered


class ClientCommand(Command):
    """A command on the client under the cursor."""

    NEEDS = "client"
    WHY_NOT = "there is no client under the cursor"


class ChosenCommand(ClientCommand):
    """A command on the marked clients, or on the one under the cursor."""

    NEEDS = "chosen"


class Open(ClientCommand):
    """Open the page of the client under the cursor"""

    ID = "client.open"
    NAME = "Open client"
    KEYS = "o"


class Edit(ClientCommand):
    """Edit the client under the cursor"""

    ID = "client.edit"
    NAME = "Edit client"
    KEYS = "e"
    FOOTER = "Edit"
    CHANGES = True


class EditCell(ClientCommand):
    """Edit the cell under the cursor: the score, or whatever the highlighted column holds"""

    ID = "client.cell"
    NAME = "Edit one cell"
    KEYS = "c"
    CHANGES = True


class Touch(ClientCommand):
    """Note a touchpoint of the client under the cursor"""

    ID = "client.touch"
    NAME = "New touchpoint"
    KEYS = "t"
    FOOTER = "Touch"
    CHANGES = True


class New(Command):
    """Add a client"""

    ID = "client.new"
    NAME = "New client"
    KEYS = "n"
    FOOTER = "New"
    CHANGES = True


class Mark(ClientCommand):
    """Mark the client under the cursor, or take the mark off, and go on to the next"""

    ID = "client.mark"
    NAME = "Mark"
    KEYS = "space"


class MarkAll(ClientCommand):
    """Mark all clients that are shown; once more takes all marks off"""

    ID = "client.mark_all"
    NAME = "Mark all"
    KEYS = "asterisk"


class ChangeMarked(ChosenCommand):
    """Set tags, owner and status of all marked clients, or of the one under the cursor"""

    ID = "client.change_marked"
    NAME = "Change marked clients"
    KEYS = "b"
    CHANGES = True


class Delete(ChosenCommand):
    """Delete the marked clients, or the one under the cursor; u brings them back"""

    ID = "client.delete"
    NAME = "Delete client"
    KEYS = "d"
    CHANGES = True


class Filter(Command):
    """Filter the clients while you type"""

    ID = "portfolio.filter"
    NAME = "Filter clients"
    KEYS = "slash"
    FOOTER = "Filter"


class ClearFilter(Command):
    """Take the marks off; without marks show all clients again"""

    ID = "portfolio.clear_filter"
    NAME = "Clear marks, then the filter"
    KEYS = "escape"
    NEEDS = "filter"
    WHY_NOT = "there is no filter to clear"


class Sort(Command):
    """Sort by the highlighted column; once more turns the order"""

    ID = "portfolio.sort"
    NAME = "Sort by the highlighted column"
    KEYS = "s"
    FOOTER = "Sort"


class SortFurther(Command):
    """Sort equals by the highlighted column, too; once more turns its order"""

    ID = "portfolio.sort_further"
    NAME = "Add the highlighted column to the sort"
    KEYS = "S"


class Columns(Command):
    """Choose the columns and their order"""

    ID = "portfolio.columns"
    NAME = "Choose columns"
    KEYS = "C"


class Views(Command):
    """Recall a saved view, or save this one: filter, sort and columns under a name"""

    ID = "portfolio.views"
    NAME = "Views"
    KEYS = "w"
    FOOTER = "Views"


class RecallView(Numbered):
    """Recall the first, second, third ... saved view"""

    ID = "portfolio.recall"
    NAME = "Recall a view"
    KEYS = "f2,f3,f4,f5,f6,f7,f8,f9"


class Details(Command):
    """Show or hide what lies behind the client under the cursor"""

    ID = "portfolio.details"
    NAME = "Detail pane"
    KEYS = "v"


class OverTime(Command):
    """Show how many clients and how much ACV stood in each band over time"""

    ID = "portfolio.over_time"
    NAME = "The book over time"
    KEYS = "T"


class Legend(Command):
    """Explain columns, bands and signs, with the weights and thresholds in force"""

    ID = "portfolio.legend"
    NAME = "Legend"
    KEYS = "L"


class Import(Command):
    """Bring a spreadsheet in; what would change is shown first"""

    ID = "portfolio.import"
    NAME = "Import a spreadsheet"
    KEYS = "I"
    CHANGES = True


PORTFOLIO: tuple[type[Command], ...] = (
    Open, Edit, EditCell, Touch, New, Mark, MarkAll, ChangeMarked, Delete, Filter, ClearFilter, Sort, SortFurther,
    Columns, Views, RecallView, Details, OverTime, Legend, Import,
)  # fmt: skip
