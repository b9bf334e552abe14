"""Commands of the portfolio screen, in the order in which the help shows them."""

from csm_tui.commands.base import ClientCommand, Command, Context


class Edit(ClientCommand):
    """Open the client under the cursor and edit it"""

    ID = "client.edit"
    COMMAND = "Edit client"
    FOOTER_TEXT = "Edit"
    BINDING_KEY = "e"
    SHOW_IN_FOOTER = True
    CHANGES = True


class New(Command):
    """Add a client"""

    ID = "client.new"
    COMMAND = "New client"
    FOOTER_TEXT = "New"
    BINDING_KEY = "n"
    SHOW_IN_FOOTER = True
    CHANGES = True


class Delete(ClientCommand):
    """Delete the client under the cursor; u brings it back"""

    ID = "client.delete"
    COMMAND = "Delete client"
    FOOTER_TEXT = "Delete"
    BINDING_KEY = "d"
    CHANGES = True


class Filter(Command):
    """Filter the clients while you type"""

    ID = "portfolio.filter"
    COMMAND = "Filter clients"
    FOOTER_TEXT = "Filter"
    BINDING_KEY = "slash"
    SHOW_IN_FOOTER = True


class ClearFilter(Command):
    """Show all clients again"""

    ID = "portfolio.clear_filter"
    COMMAND = "Clear the filter"
    BINDING_KEY = "escape"

    @classmethod
    def reason(cls, context: Context) -> str | None:
        return None if context.has_filter else "there is no filter to clear"


class Sort(Command):
    """Sort by the highlighted column; once more turns the order"""

    ID = "portfolio.sort"
    COMMAND = "Sort by the highlighted column"
    FOOTER_TEXT = "Sort"
    BINDING_KEY = "s"
    SHOW_IN_FOOTER = True


class Details(Command):
    """Show or hide what lies behind the client under the cursor"""

    ID = "portfolio.details"
    COMMAND = "Detail pane"
    FOOTER_TEXT = "Details"
    BINDING_KEY = "v"
    SHOW_IN_FOOTER = True


class Legend(Command):
    """Explain columns, bands and signs, with the weights and thresholds in force"""

    ID = "portfolio.legend"
    FOOTER_TEXT = "Legend"
    BINDING_KEY = "L"
    SHOW_IN_FOOTER = True


PORTFOLIO: tuple[type[Command], ...] = (Edit, New, Delete, Filter, ClearFilter, Sort, Details, Legend)
