"""Commands of the settings screen, in the order in which the help shows them."""

from csm_tui.commands.base import Command
from csm_tui.commands.table import COPIES, Back, Filter, RowCommand, Sort, SortFurther


class SettingCommand(RowCommand):
    """A command on the setting under the cursor."""

    WHY_NOT = "there is no setting under the cursor"


class Change(SettingCommand):
    """Change the setting under the cursor"""

    ID = "setting.change"
    NAME = "Change setting"
    KEYS = "e"
    GROUP = "Settings"
    VERB = "edit"
    FOOTER = "Change"


class Reset(SettingCommand):
    """Put the setting under the cursor back to its default"""

    ID = "setting.reset"
    NAME = "Back to the default"
    KEYS = "d,delete,backspace"
    GROUP = "Settings"
    VERB = "delete"
    FOOTER = "Default"


SETTINGS: tuple[type[Command], ...] = (Change, Reset, Filter, Sort, SortFurther, *COPIES, Back)
