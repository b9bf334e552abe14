"""Commands of the list of candidates, in the order in which the help shows them."""

from csm_tui.commands.base import Command
from csm_tui.commands.table import COPIES, Back, Details, Filter, Legend, RowCommand, Sort, SortFurther


class CandidateCommand(RowCommand):
    """A command on the candidate under the cursor."""

    WHY_NOT = "there is no candidate under the cursor"
    GROUP = "Candidates"


class OpenCandidate(CandidateCommand):
    """Open the page of the client under the cursor"""

    ID = "candidate.open"
    NAME = "Open client"
    KEYS = "enter"
    VERB = "open"


class Ask(CandidateCommand):
    """Write the activity with which they are asked, filled in; for one who is blocked what is to be put right first"""

    ID = "candidate.plan"
    NAME = "Write an activity for it"
    KEYS = "y"
    VERB = "into the plan"
    FOOTER = "Into the plan"
    CHANGES = True


class TouchCandidate(CandidateCommand):
    """Note a touchpoint of the client under the cursor"""

    ID = "candidate.touch"
    NAME = "New touchpoint"
    KEYS = "t"
    VERB = "log"
    FOOTER = "Touch"
    CHANGES = True


CANDIDATES: tuple[type[Command], ...] = (
    OpenCandidate, Ask, TouchCandidate, Filter, Sort, SortFurther, Details, Legend, *COPIES, Back,
)  # fmt: skip
