"""Commands of the portfolio screen, in the order in which the help shows them."""

from csm_tui.commands.base import ClientCommand, Command, Context


class Edit(ClientCommand):
    """Open the client under the cursor and edit it"""

    ID = "client.edit"
    NAME = "Edit client"
    KEYS = "e"
    FOOTER = "Edit"
    CHANGES = True


class New(Command):
    """Add a client"""

    ID = "client.new"
    NAME = "New client"
    KEYS = "n"
    FOOTER = "New"
    CHANGES = True


class Delete(ClientCommand):
    """Delete the client under the cursor; u brings it back"""

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
    """Show all clients again"""

    ID = "portfolio.clear_filter"
    NAME = "Clear the filter"
    KEYS = "escape"

    @classmethod
    def reason(cls, context: Context) -> str | None:
        return None if context.has_filter else "there is no filter to clear"


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


class Details(Command):
    """Show or hide what lies behind the client under the cursor"""

    ID = "portfolio.details"
    NAME = "Detail pane"
    KEYS = "v"
    FOOTER = "Details"


class Legend(Command):
    """Explain columns, bands and signs, with the weights and thresholds in force"""

    ID = "portfolio.legend"
    NAME = "Legend"
    KEYS = "L"
    FOOTER = "Legend"


PORTFOLIO: tuple[type[Command], ...] = (Edit, New, Delete, Filter, ClearFilter, Sort, SortFurther, Details, Legend)
