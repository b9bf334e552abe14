"""Commands that work on every screen of a quarter, the plan and the calendar: declared and remapped once for both."""

from csm_tui.commands.base import Command


class Unplanned(Command):
    """Note work that was not planned; it counts in its week"""

    ID = "quarter.unplanned"
    NAME = "Work that was not planned"
    KEYS = "U"
    GROUP = "Hours"
    VERB = "unplanned"
    CHANGES = True


class TimeSheet(Command):
    """The hours spent in this quarter: look at them, correct and delete them"""

    ID = "quarter.time_sheet"
    NAME = "Time sheet"
    KEYS = "W"
    GROUP = "Hours"
    VERB = "time sheet"


class Previous(Command):
    """Go to the quarter before"""

    ID = "quarter.previous"
    NAME = "Quarter before"
    KEYS = "left_square_bracket"
    GROUP = "The quarter"
    VERB = "before"


class Following(Command):
    """Go to the quarter after"""

    ID = "quarter.following"
    NAME = "Quarter after"
    KEYS = "right_square_bracket"
    GROUP = "The quarter"
    VERB = "after"
