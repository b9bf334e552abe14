"""Commands that work wherever no dialog is open."""

from csm_tui.commands.base import Command, Context


class Undo(Command):
    """Take the last change back"""

    ID = "undo"
    BINDING_KEY = "u"
    SHOW_IN_FOOTER = True
    CHANGES = True

    @classmethod
    def reason(cls, context: Context) -> str | None:
        return super().reason(context) or (None if context.can_undo else "there is nothing to undo")


class Redo(Command):
    """Make the change again that was taken back"""

    ID = "redo"
    BINDING_KEY = "ctrl+r"
    CHANGES = True

    @classmethod
    def reason(cls, context: Context) -> str | None:
        return super().reason(context) or (None if context.can_redo else "there is nothing to redo")


class Help(Command):
    """Show all keys of this screen and how to use it"""

    ID = "help"
    BINDING_KEY = "question_mark,f1"
    SHOW_IN_FOOTER = True


class Palette(Command):
    """Find a command by its name"""

    ID = "palette"
    COMMAND = "Command palette"
    BINDING_KEY = "ctrl+p"


class Quit(Command):
    """Leave the program; everything is saved by then"""

    ID = "quit"
    BINDING_KEY = "q"
    SHOW_IN_FOOTER = True


class QuitUnsaved(Command):
    """Leave even if something could not be saved"""

    ID = "quit.unsaved"
    COMMAND = "Quit without saving"
    BINDING_KEY = "ctrl+q"


ANYWHERE: tuple[type[Command], ...] = (Help, Palette, Undo, Redo, Quit, QuitUnsaved)
