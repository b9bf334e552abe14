"""Commands of the settings screen, in the order in which the help shows them."""

from csm_tui.commands.base import Command


class SettingCommand(Command):
    """A command on the setting under the cursor."""

    NEEDS = "setting"
    WHY_NOT = "there is no setting under the cursor"


class Change(SettingCommand):
    """Change the setting under the cursor"""

    ID = "setting.change"
    NAME = "Change setting"
    KEYS = "e"
    FOOTER = "Change"


class Reset(SettingCommand):
    """Put the setting under the cursor back to its default"""

    ID = "setting.reset"
    NAME = "Back to the default"
    KEYS = "d,delete,backspace"
    FOOTER = "Default"


class Back(Command):
    """Back to where you came from"""

    ID = "setting.back"
    NAME = "Back"
    KEYS = "q,escape"
    FOOTER = "Back"


SETTINGS: tuple[type[Command], ...] = (Change, Reset, Back)
