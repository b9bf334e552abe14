"""Commands that work wherever no dialog is open; leaving without saving and painting again work in dialogs, too."""

from csm_tui.commands.base import Command
from csm_tui.commands.screens import GO, SCREENS


class Undo(Command):
    """Take the last change back"""

    ID = "undo"
    NAME = "Undo"
    KEYS = "u"
    GROUP = "Take back"
    VERB = "undo"
    FOOTER = "Undo"
    CHANGES = True
    NEEDS = "undo"
    WHY_NOT = "there is nothing to undo"


class Redo(Command):
    """Make the change again that was taken back"""

    ID = "redo"
    NAME = "Redo"
    KEYS = "ctrl+r"
    GROUP = "Take back"
    VERB = "redo"
    CHANGES = True
    NEEDS = "redo"
    WHY_NOT = "there is nothing to redo"


class Redraw(Command):
    """Paint the whole screen again, after something else has written into the terminal"""

    ID = "redraw"
    NAME = "Redraw the screen"
    KEYS = "ctrl+l"
    GROUP = "Help"
    VERB = "redraw"


class WhatIf(Command):
    """Try other weights, thresholds or scores, and see who would change band; nothing is kept until it is taken over"""

    ID = "what_if"
    NAME = "What if"
    KEYS = "full_stop"
    GROUP = "Look"
    VERB = "what if"


class Help(Command):
    """Show all keys of this screen and how to use it"""

    ID = "help"
    NAME = "Help"
    KEYS = "question_mark,f1"
    GROUP = "Help"
    VERB = "help"
    FOOTER = "Help"


class Palette(Command):
    """Find a command by its name"""

    ID = "palette"
    NAME = "Command palette"
    KEYS = "ctrl+p,colon"
    GROUP = "Help"
    VERB = "palette"


class Resume(Command):
    """Go on with what was typed and not saved"""

    ID = "drafts.resume"
    NAME = "Resume what was typed"
    KEYS = "R"
    GROUP = "Take back"
    VERB = "resume"


class Import(Command):
    """Bring a file in: clients, a plan, a calendar, a cash flow, aspects; what would change is shown first"""

    ID = "import"
    NAME = "Bring a file in"
    KEYS = "I"
    GROUP = "Files"
    VERB = "import"
    CHANGES = True


class Restore(Command):
    """Look at the backups and go back to one"""

    ID = "backup.restore"
    NAME = "Backups: restore one"
    KEYS = "B"
    GROUP = "Files"
    VERB = "backups"


class Mend(Command):
    """Put right what is wrong with the workspace's file or a record in it"""

    ID = "mend"
    NAME = "Mend what is wrong"
    KEYS = "M"
    GROUP = "Files"
    VERB = "mend"


class Quit(Command):
    """Back; from the first screen leave the program: everything is saved by then"""

    ID = "quit"
    NAME = "Back, or quit"
    KEYS = "q"
    GROUP = "Go"
    VERB = "quit"
    FOOTER = "Quit"


class QuitUnsaved(Command):
    """Leave even if something could not be saved, also from a dialog or a form; what was typed there is kept"""

    ID = "quit.unsaved"
    NAME = "Quit without saving"
    KEYS = "ctrl+q"
    GROUP = "Go"
    VERB = "quit unsaved"


ANYWHERE: tuple[type[Command], ...] = (
    *GO,
    Undo,
    Redo,
    Resume,
    Import,
    Restore,
    Mend,
    WhatIf,
    Help,
    Palette,
    Redraw,
    Quit,
    QuitUnsaved,
)


def every_command() -> tuple[type[Command], ...]:
    """All commands of the app, each once, those that work anywhere first."""
    return tuple(dict.fromkeys((*ANYWHERE, *(command for screen in SCREENS for command in screen.commands))))
