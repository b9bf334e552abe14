"""Safety: a page key in the palette before its list is laid out. Textual's ends the app with a KeyError."""

from contextlib import suppress

from textual.command import CommandPalette


class UnhurriedPalette(CommandPalette):
    """Moves in its list once there is one."""

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):  # the options are there, their lines are not yet
            super()._action_command_list(action)
