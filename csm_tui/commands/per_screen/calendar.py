"""Commands of the calendar, in the order in which the help shows them."""

from csm_tui.commands.base import Command
from csm_tui.commands.quarter import Following, Previous, TimeSheet, Unplanned
from csm_tui.commands.table import COPIES, Back, Export, Legend


class ActivityCommand(Command):
    """A command on the activity under the cursor."""

    NEEDS = "activity"
    WHY_NOT = "there is no activity under the cursor"


class Week(Command):
    """Open the highlighted week to its days"""

    ID = "calendar.week"
    NAME = "Days of the week"
    KEYS = "enter"
    GROUP = "The quarter"
    VERB = "open"


class Earlier(ActivityCommand):
    """Move the hours of the highlighted week or day one earlier, and keep them there"""

    ID = "calendar.earlier"
    NAME = "Hours earlier"
    KEYS = "less_than_sign,shift+left"
    GROUP = "Place hours"
    VERB = "earlier"
    FOOTER = "Earlier"
    CHANGES = True


class Later(ActivityCommand):
    """Move the hours of the highlighted week or day one later, and keep them there"""

    ID = "calendar.later"
    NAME = "Hours later"
    KEYS = "greater_than_sign,shift+right"
    GROUP = "Place hours"
    VERB = "later"
    FOOTER = "Later"
    CHANGES = True


class Pin(ActivityCommand):
    """Keep the hours of the highlighted week or day where they are"""

    ID = "calendar.pin"
    NAME = "Pin"
    KEYS = "p"
    GROUP = "Place hours"
    VERB = "pin"
    FOOTER = "Pin"
    CHANGES = True


class Split(ActivityCommand):
    """Keep so many hours in the highlighted week or day; the rest is placed anew"""

    ID = "calendar.split"
    NAME = "Split"
    KEYS = "percent_sign"
    GROUP = "Place hours"
    VERB = "split"
    CHANGES = True


class Unpin(ActivityCommand):
    """Let the scheduler place the activity's hours again"""

    ID = "calendar.unpin"
    NAME = "Unpin"
    KEYS = "P"
    GROUP = "Place hours"
    VERB = "unpin"
    CHANGES = True


class UnpinAll(Command):
    """Let the scheduler place all hours again"""

    ID = "calendar.unpin_all"
    NAME = "Unpin all"
    KEYS = "ctrl+x"
    GROUP = "Place hours"
    VERB = "throw away"
    CHANGES = True


class Style(Command):
    """Place the hours as soon as possible, or level: evenly, so that each week keeps room"""

    ID = "calendar.style"
    NAME = "As soon as possible, or level"
    KEYS = "m"
    VERB = "style"
    GROUP = "Place hours"
    FOOTER = "Level"
    CHANGES = True


class Clients(Command):
    """Rows of clients in place of activities, and back"""

    ID = "calendar.clients"
    NAME = "By client"
    KEYS = "f"
    VERB = "by client"
    FOOTER = "Clients"


class WeekHours(Command):
    """Set the hours of the highlighted week, and its share for onboarding"""

    ID = "calendar.week_hours"
    NAME = "Hours of the week"
    KEYS = "H"
    GROUP = "Hours"
    VERB = "hours"
    CHANGES = True


class Leave(Command):
    """Days off: look at them, add, change and delete them"""

    ID = "calendar.leave"
    NAME = "Leave"
    KEYS = "O"
    GROUP = "Hours"
    VERB = "leave"


class Busy(Command):
    """Read a calendar file: its appointments take their hours off the days; read it again, or remove it"""

    ID = "calendar.busy"
    NAME = "Calendars with appointments"
    KEYS = "I"
    GROUP = "Files"
    VERB = "import"
    CHANGES = True


class Edit(ActivityCommand):
    """Edit the activity under the cursor"""

    ID = "calendar.edit"
    NAME = "Edit activity"
    KEYS = "e"
    GROUP = "Activities"
    VERB = "edit"
    CHANGES = True


class Log(ActivityCommand):
    """Note hours that were spent on the activity under the cursor"""

    ID = "calendar.log"
    NAME = "Log hours"
    KEYS = "t"
    GROUP = "Hours"
    VERB = "log"
    CHANGES = True


class Problems(Command):
    """Show all that does not fit; enter there goes to the activity"""

    ID = "calendar.problems"
    NAME = "What does not fit"
    KEYS = "exclamation_mark"
    VERB = "problems"


_HOURS: tuple[type[Command], ...] = (
    Earlier, Later, Pin, Split, Unpin, UnpinAll, Style, Clients, WeekHours, Leave, Edit, Log, Unplanned, TimeSheet,
    Problems, Legend, *COPIES, Export, Busy,
)  # fmt: skip
CALENDAR: tuple[type[Command], ...] = (Week, *_HOURS, Previous, Following)
WEEK: tuple[type[Command], ...] = (*_HOURS, Back)
"""The same, without the week's days and other quarters, where one week is open to its days."""
