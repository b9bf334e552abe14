"""Commands of the list of plays, in the order in which the help shows them."""

from csm_tui.commands.base import Command
from csm_tui.commands.table import COPIES, Back, Details, Filter, Legend, RowCommand, Sort, SortFurther


class OpenPlay(RowCommand):
    """Open the play under the cursor: when it applies, what is done, and for which clients now"""

    ID = "play.open"
    NAME = "Open the play"
    KEYS = "enter"
    GROUP = "Plays"
    VERB = "open"
    FOOTER = "Open"
    WHY_NOT = "there is no play under the cursor"


class EditPlays(Command):
    """Open your own file of plays in $EDITOR; a commented start if there is none. It is read when you are back"""

    ID = "plays.editor"
    NAME = "Your own plays, in $EDITOR"
    KEYS = "ctrl+o"
    GROUP = "Plays"
    VERB = "editor"
    FOOTER = "Your plays"


class Problems(Command):
    """List what is wrong in your own file of plays, each with its line"""

    ID = "plays.problems"
    NAME = "Problems in your own plays"
    KEYS = "exclamation_mark"
    GROUP = "Plays"
    VERB = "problems"


PLAYS: tuple[type[Command], ...] = (
    OpenPlay, EditPlays, Problems, Filter, Sort, SortFurther, Details, Legend, *COPIES, Back,
)  # fmt: skip
