"""Commands of the list of renewals, in the order in which the help shows them."""

from csm_tui.commands.base import Command
from csm_tui.commands.table import COPIES, Clear, Details, Filter, Legend, RowCommand, Sort, SortFurther


class RenewalCommand(RowCommand):
    """A command on the renewal under the cursor."""

    WHY_NOT = "there is no renewal under the cursor"
    GROUP = "Renewals"


class OpenRenewed(RenewalCommand):
    """Open the page of the client whose renewal is under the cursor"""

    ID = "renewal.open"
    NAME = "Open client"
    KEYS = "enter"
    VERB = "open"


class EditRenewal(RenewalCommand):
    """Say what you expect of the renewal, with the evidence; of one that ended mend what was written down"""

    ID = "renewal.edit"
    NAME = "Forecast, or mend the outcome"
    KEYS = "e"
    VERB = "edit"
    FOOTER = "Forecast"
    CHANGES = True


class EndRenewal(RenewalCommand):
    """Write down how the renewal ended: the client gets the new ACV and the next renewal date, or has left"""

    ID = "renewal.end"
    NAME = "Outcome"
    KEYS = "x"
    VERB = "done"
    FOOTER = "Outcome"
    CHANGES = True


class TouchRenewed(RenewalCommand):
    """Note a touchpoint of the client whose renewal is under the cursor"""

    ID = "renewal.touch"
    NAME = "New touchpoint"
    KEYS = "t"
    VERB = "log"
    FOOTER = "Touch"
    CHANGES = True


class DeleteRenewal(RenewalCommand):
    """Delete what was said of the renewal, or the outcome of one that ended; the client stays as it is"""

    ID = "renewal.delete"
    NAME = "Delete forecast or outcome"
    KEYS = "d"
    VERB = "delete"
    CHANGES = True


class RenewalFigures(Command):
    """Show the forecast by month, what was kept, and whether likelihoods and scores told the truth"""

    ID = "renewal.figures"
    NAME = "Forecast and retention"
    KEYS = "T"
    VERB = "over time"
    GROUP = "Renewals"
    FOOTER = "Figures"


RENEWALS: tuple[type[Command], ...] = (
    OpenRenewed, EditRenewal, EndRenewal, TouchRenewed, DeleteRenewal, RenewalFigures,
    Filter, Clear, Sort, SortFurther, Details, Legend, *COPIES,
)  # fmt: skip
