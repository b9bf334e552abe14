"""Commands of the calendar, in the order in which the help shows them."""

from csm_tui.commands.base import Command


class RowCommand(Command):
    """A command on the activity under the cursor."""

    NEEDS = "activity"
    WHY_NOT = "there is no activity under the cursor"


class Week(Command):
    """Open the highlighted week to its days"""

    ID = "calendar.week"
    NAME = "Days of the week"
    KEYS = "o"
    FOOTER = "Days"


class Earlier(RowCommand):
    """Move the hours of the highlighted week or day one earlier, and keep them there"""

    ID = "calendar.earlier"
    NAME = "Hours earlier"
    KEYS = "less_than_sign,shift+left"
    FOOTER = "Earlier"
    CHANGES = True


class Later(RowCommand):
    """Move the hours of the highlighted week or day one later, and keep them there"""

    ID = "calendar.later"
    NAME = "Hours later"
    KEYS = "greater_than_sign,shift+right"
    FOOTER = "Later"
    CHANGES = True


class Pin(RowCommand):
    """Keep the hours of the highlighted week or day where they are"""

    ID = "calendar.pin"
    NAME = "Pin"
    KEYS = "p"
    FOOTER = "Pin"
    CHANGES = True


class Split(RowCommand):
    """Keep so many hours in the highlighted week or day; the rest is placed anew"""

    ID = "calendar.split"
    NAME = "Split"
    KEYS = "s"
    CHANGES = True


class Unpin(RowCommand):
    """Let the scheduler place the activity's hours again"""

    ID = "calendar.unpin"
    NAME = "Unpin"
    KEYS = "P"
    CHANGES = True


class UnpinAll(Command):
    """Let the scheduler place all hours again"""

    ID = "calendar.unpin_all"
    NAME = "Unpin all"
    KEYS = "ctrl+u"
    CHANGES = True


class Asap(Command):
    """Place everything as soon as possible"""

    ID = "calendar.asap"
    NAME = "Schedule as soon as possible"
    KEYS = "a"
    FOOTER = "Asap"
    CHANGES = True


class Level(Command):
    """Place everything at the lowest peak, so that each week keeps room"""

    ID = "calendar.level"
    NAME = "Schedule level"
    KEYS = "E"
    FOOTER = "Level"
    CHANGES = True


class Clients(Command):
    """Rows of clients in place of activities, and back"""

    ID = "calendar.clients"
    NAME = "By client"
    KEYS = "c"
    FOOTER = "Clients"


class WeekHours(Command):
    """Set the hours of the highlighted week, and its share for onboarding"""

    ID = "calendar.week_hours"
    NAME = "Hours of the week"
    KEYS = "w"
    CHANGES = True


class Leave(Command):
    """Days off: look at them, add, change and delete them"""

    ID = "calendar.leave"
    NAME = "Leave"
    KEYS = "O"


class Busy(Command):
    """Read a calendar file: its appointments take their hours off the days"""

    ID = "calendar.busy"
    NAME = "Read appointments"
    KEYS = "I"
    CHANGES = True


class Edit(RowCommand):
    """Edit the activity under the cursor"""

    ID = "calendar.edit"
    NAME = "Edit activity"
    KEYS = "e"
    CHANGES = True


class Log(RowCommand):
    """Note hours that were spent on the activity under the cursor"""

    ID = "calendar.log"
    NAME = "Log hours"
    KEYS = "t"
    CHANGES = True


class TimeSheet(Command):
    """The hours spent in this quarter: look at them, correct and delete them"""

    ID = "calendar.time_sheet"
    NAME = "Time sheet"
    KEYS = "W"


class Back(Command):
    """Back to the weeks of the quarter"""

    ID = "week.back"
    NAME = "Back"
    KEYS = "q,escape"
    FOOTER = "Back"


class Problems(Command):
    """Show all that does not fit"""

    ID = "calendar.problems"
    NAME = "What does not fit"
    KEYS = "exclamation_mark"


class Previous(Command):
    """The calendar of the quarter before"""

    ID = "calendar.previous"
    NAME = "Quarter before"
    KEYS = "left_square_bracket"


class Following(Command):
    """The calendar of the quarter after"""

    ID = "calendar.following"
    NAME = "Quarter after"
    KEYS = "right_square_bracket"


CALENDAR: tuple[type[Command], ...] = (
    Week, Earlier, Later, Pin, Split, Unpin, UnpinAll, Asap, Level, Clients, WeekHours, Leave, Busy, Edit, Log,
    TimeSheet, Problems, Previous, Following,
)  # fmt: skip

WEEK: tuple[type[Command], ...] = (
    Earlier, Later, Pin, Split, Unpin, UnpinAll, Asap, Level, Clients, WeekHours, Leave, Busy, Edit, Log, TimeSheet,
    Problems, Back,
)  # fmt: skip
"""The same, without the week's days and other quarters, where one week is open to its days."""
