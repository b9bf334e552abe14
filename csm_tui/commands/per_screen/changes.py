"""Commands of the list of what changed, in the order in which the help shows them."""

from csm_tui.commands.base import Command
from csm_tui.commands.table import COPIES, Clear, Details, Filter, Legend, RowCommand, Sort, SortFurther


class OpenChanged(RowCommand):
    """Open the page of the client under the cursor"""

    ID = "change.open"
    NAME = "Open client"
    KEYS = "enter"
    VERB = "open"
    WHY_NOT = "there is no client under the cursor"
    GROUP = "Changes"


class ChangeSince(Command):
    """Say since which day, and until when"""

    ID = "change.since"
    NAME = "Since another day"
    KEYS = "e"
    VERB = "edit"
    GROUP = "Changes"
    FOOTER = "Since"


class SinceEarlier(Command):
    """Compare with an earlier day: a week, 30 days, a quarter, half a year, a year ago"""

    ID = "change.earlier"
    NAME = "Since an earlier day"
    KEYS = "left_square_bracket"
    VERB = "before"
    GROUP = "Changes"
    FOOTER = "Earlier"


class SinceLater(Command):
    """Compare with a later day"""

    ID = "change.later"
    NAME = "Since a later day"
    KEYS = "right_square_bracket"
    VERB = "after"
    GROUP = "Changes"
    FOOTER = "Later"


class TouchChanged(RowCommand):
    """Note a touchpoint of the client under the cursor"""

    ID = "change.touch"
    NAME = "New touchpoint"
    KEYS = "t"
    VERB = "log"
    WHY_NOT = "there is no client under the cursor"
    GROUP = "Changes"
    FOOTER = "Touch"
    CHANGES = True


CHANGES: tuple[type[Command], ...] = (
    OpenChanged, ChangeSince, SinceEarlier, SinceLater, TouchChanged,
    Filter, Clear, Sort, SortFurther, Details, Legend, *COPIES,
)  # fmt: skip
