"""Commands that work wherever no dialog is open."""

from csm_tui.commands.base import Command, Context


class Undo(Command):
    """Take the last change back"""

    ID = "undo"
    NAME = "Undo"
    KEYS = "u"
    FOOTER = "Undo"
    CHANGES = True

    @classmethod
    def reason(cls, context: Context) -> str | None:
        return super().reason(context) or (None if context.can_undo else "there is nothing to undo")


class Redo(Command):
    """Make the change again that was taken back"""

    ID = "redo"
    NAME = "Redo"
    KEYS = "ctrl+r"
    CHANGES = True

    @classmethod
    def reason(cls, context: Context) -> str | None:
        return super().reason(context) or (None if context.can_redo else "there is nothing to redo")


class Help(Command):
    """Show all keys of this screen and how to use it"""

    ID = "help"
    NAME = "Help"
    KEYS = "question_mark,f1"
    FOOTER = "Help"


class Palette(Command):
    """Find a command by its name"""

    ID = "palette"
    NAME = "Command palette"
    KEYS = "ctrl+p"


class Quit(Command):
    """Leave the program; everything is saved by then"""

    ID = "quit"
    NAME = "Quit"
    KEYS = "q"
    FOOTER = "Quit"


class QuitUnsaved(Command):
    """Leave even if something could not be saved"""

    ID = "quit.unsaved"
    NAME = "Quit without saving"
    KEYS = "ctrl+q"


ANYWHERE: tuple[type[Command], ...] = (Help, Palette, Undo, Redo, Quit, QuitUnsaved)
