"""Commands that work wherever no dialog is open."""

from csm_tui.commands.base import Command


class Undo(Command):
    """Take the last change back"""

    ID = "undo"
    NAME = "Undo"
    KEYS = "u"
    FOOTER = "Undo"
    CHANGES = True
    NEEDS = "undo"
    WHY_NOT = "there is nothing to undo"


class Redo(Command):
    """Make the change again that was taken back"""

    ID = "redo"
    NAME = "Redo"
    KEYS = "ctrl+r"
    CHANGES = True
    NEEDS = "redo"
    WHY_NOT = "there is nothing to redo"


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


class Portfolio(Command):
    """Go to the portfolio"""

    ID = "go.portfolio"
    NAME = "Portfolio"
    KEYS = "1"


class Plan(Command):
    """Go to the plan of the quarter"""

    ID = "go.plan"
    NAME = "Plan"
    KEYS = "3"


class Calendar(Command):
    """Go to the calendar: the plan in the hours of each week"""

    ID = "go.calendar"
    NAME = "Calendar"
    KEYS = "4"


class Settings(Command):
    """Look at all settings and change them: the workspace's and your own"""

    ID = "go.settings"
    NAME = "Settings"
    KEYS = "comma"


class Resume(Command):
    """Go on with what was typed and not saved"""

    ID = "drafts.resume"
    NAME = "Resume what was typed"
    KEYS = "R"


class Restore(Command):
    """Look at the backups and go back to one"""

    ID = "backup.restore"
    NAME = "Backups: restore one"
    KEYS = "B"


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


ANYWHERE: tuple[type[Command], ...] = (
    Portfolio, Plan, Calendar, Settings, Undo, Redo, Resume, Restore, Help, Palette, Quit, QuitUnsaved,
)  # fmt: skip
