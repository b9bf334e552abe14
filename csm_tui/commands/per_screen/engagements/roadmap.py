"""Commands of the page of a roadmap, in the order in which the help shows them."""

from typing import ClassVar

from csm_tui.commands.base import Command, Need
from csm_tui.commands.table import Back, Copy, Details, Export, Legend


class CellCommand(Command):
    """A command on what stands in the row under the cursor."""

    NEEDS: ClassVar[Need | None] = "entry"
    WHY_NOT = "there is nothing under the cursor: tab goes to the rows, n adds one"
    GROUP = "Rows"
    CHANGES = True


class WriteCell(Command):
    """Write in the cell under the cursor, where it stands; enter saves and goes on with the cell below"""

    ID = "briefing.write"
    NAME = "Write"
    KEYS = "enter"
    GROUP = "Rows"
    VERB = "open"
    FOOTER = "Write"
    CHANGES = True


class NewRow(Command):
    """Add a KPI, a phase, a milestone to the phase under the cursor, or a next step"""

    ID = "briefing.new"
    NAME = "New row"
    KEYS = "n"
    GROUP = "Rows"
    VERB = "new"
    FOOTER = "New"
    CHANGES = True


class EditRow(CellCommand):
    """Edit all of what stands in the row under the cursor"""

    ID = "briefing.row"
    NAME = "Edit row"
    KEYS = "e"
    VERB = "edit"
    FOOTER = "Edit"


class DeleteRow(CellCommand):
    """Delete the KPI, value, phase, milestone, quarter or next step under the cursor; u brings it back"""

    ID = "briefing.delete"
    NAME = "Delete row"
    KEYS = "d"
    VERB = "delete"


class Measure(CellCommand):
    """Note what the KPI under the cursor was measured at in a month"""

    ID = "briefing.measure"
    NAME = "Measure the KPI once more"
    KEYS = "plus"
    VERB = "once more"
    FOOTER = "Value"
    NEEDS = "kpi"
    WHY_NOT = "only a KPI is measured: it stands in the part Business initiative"


class Reached(CellCommand):
    """Call the milestone under the cursor reached in this month, or not yet reached"""

    ID = "briefing.reached"
    NAME = "Reached, or not yet"
    KEYS = "x"
    VERB = "done"
    FOOTER = "Reached"
    NEEDS = "milestone"
    WHY_NOT = "only a milestone is reached: it stands in the part Roadmap"


class Earlier(CellCommand):
    """Move the row up; a milestone to a month earlier"""

    ID = "briefing.earlier"
    NAME = "Move up, or a month earlier"
    KEYS = "less_than_sign,shift+up"
    VERB = "earlier"
    NEEDS = "placed"
    WHY_NOT = "KPIs, phases, milestones and next steps are moved: quarters stand in their order"


class Later(CellCommand):
    """Move the row down; a milestone to a month later"""

    ID = "briefing.later"
    NAME = "Move down, or a month later"
    KEYS = "greater_than_sign,shift+down"
    VERB = "later"
    NEEDS = "placed"
    WHY_NOT = "KPIs, phases, milestones and next steps are moved: quarters stand in their order"


class SameToTheEnd(CellCommand):
    """Write the amount under the cursor into all later quarters, to the end of the initiative"""

    ID = "briefing.same"
    NAME = "The same to the end"
    KEYS = "r"
    VERB = "repeat"
    FOOTER = "Same to the end"
    NEEDS = "amount"
    WHY_NOT = "only an amount that is entered is repeated: it stands in the part Financial performance"


class IntoPlan(CellCommand):
    """Make an activity of the plan from the next step under the cursor; each knows of the other"""

    ID = "briefing.plan"
    NAME = "Make an activity of it"
    KEYS = "y"
    VERB = "into the plan"
    FOOTER = "Into the plan"
    NEEDS = "source"
    WHY_NOT = "only a next step becomes an activity"


class StepTouch(CellCommand):
    """Note a touchpoint whose follow-up is the next step under the cursor"""

    ID = "briefing.touch"
    NAME = "Make a follow-up of it"
    KEYS = "t"
    VERB = "log"
    NEEDS = "source"
    WHY_NOT = "only a next step becomes a follow-up"


class EditHead(Command):
    """Edit the texts of the roadmap: title, start, strategy, outcomes, adoption, what you ask for"""

    ID = "briefing.head"
    NAME = "Edit the texts"
    KEYS = "E"
    VERB = "edit head"
    FOOTER = "Texts"
    GROUP = "Roadmaps"
    CHANGES = True


class Chart(Details):
    """Show or hide the chart of the cash flow"""

    ID = "briefing.chart"
    NAME = "Chart of the cash flow"


class Present(Command):
    """Present the roadmap: slides that fill the terminal, one for each part; afterwards it can be kept as an edition"""

    ID = "briefing.present"
    NAME = "Present"
    KEYS = "ampersand"
    VERB = "present"
    FOOTER = "Present"
    GROUP = "Roadmaps"


class Editions(Command):
    """The editions that were presented, and what changed since each of them"""

    ID = "briefing.editions"
    NAME = "Editions, and what changed"
    KEYS = "T"
    VERB = "over time"
    GROUP = "Roadmaps"


class Before(Command):
    """The roadmap before this one"""

    ID = "briefing.before"
    NAME = "Roadmap before"
    KEYS = "left_square_bracket"
    VERB = "before"
    GROUP = "Go"


class After(Command):
    """The roadmap after this one"""

    ID = "briefing.after"
    NAME = "Roadmap after"
    KEYS = "right_square_bracket"
    VERB = "after"
    GROUP = "Go"


class ClientOf(Command):
    """Open the page of the client whose roadmap this is"""

    ID = "briefing.client"
    NAME = "Open client"
    KEYS = "V"
    VERB = "client"
    GROUP = "Go"


ROADMAP: tuple[type[Command], ...] = (
    WriteCell, NewRow, EditRow, DeleteRow, Measure, Reached, SameToTheEnd, IntoPlan, StepTouch, Earlier, Later,
    EditHead, Chart, Present, Editions, Before, After, ClientOf, Legend, Copy, Export, Back,
)  # fmt: skip
