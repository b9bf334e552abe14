"""Commands of the table of roadmaps, in the order in which the help shows them."""

from csm_tui.commands.base import Command
from csm_tui.commands.table import LIST, RowCommand


class RoadmapCommand(RowCommand):
    """A command on the roadmap under the cursor."""

    WHY_NOT = "there is no roadmap under the cursor"
    GROUP = "Roadmaps"


class OpenRoadmap(RoadmapCommand):
    """Open the roadmap under the cursor: initiative, solution, timeline, cash flow and next steps"""

    ID = "roadmap.open"
    NAME = "Open roadmap"
    KEYS = "enter"
    VERB = "open"


class EditRoadmap(RoadmapCommand):
    """Edit the texts of the roadmap: title, start, strategy, outcomes, adoption, what you ask for"""

    ID = "roadmap.edit"
    NAME = "Edit roadmap"
    KEYS = "e"
    VERB = "edit"
    FOOTER = "Edit"
    CHANGES = True


class NewRoadmap(Command):
    """Begin the roadmap of an engagement, which may be a new one; it can be built like the worked example"""

    ID = "roadmap.new"
    NAME = "New roadmap"
    KEYS = "n"
    GROUP = "Roadmaps"
    VERB = "new"
    FOOTER = "New"
    CHANGES = True


class LikeRoadmap(RoadmapCommand):
    """Begin a roadmap that is built like the one under the cursor: its phases, milestones and KPIs, without figures"""

    ID = "roadmap.like"
    NAME = "New roadmap like this one"
    KEYS = "plus"
    VERB = "once more"
    FOOTER = "Like this one"
    CHANGES = True


class DeleteRoadmap(RoadmapCommand):
    """Delete the marked roadmaps with all that is in them, or the one under the cursor; u brings them back"""

    ID = "roadmap.delete"
    NAME = "Delete roadmap"
    KEYS = "d"
    MARKED = "Delete"
    VERB = "delete"
    NEEDS = "chosen"
    CHANGES = True


class ToClient(RoadmapCommand):
    """Open the page of the client whose roadmap this is"""

    ID = "roadmap.client"
    NAME = "Open client"
    KEYS = "V"
    VERB = "client"


ROADMAPS: tuple[type[Command], ...] = (
    OpenRoadmap, EditRoadmap, NewRoadmap, LikeRoadmap, DeleteRoadmap, ToClient,
    *LIST,
)  # fmt: skip
