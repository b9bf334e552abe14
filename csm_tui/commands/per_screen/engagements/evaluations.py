"""Commands of the table of evaluations, in the order in which the help shows them."""

from csm_tui.commands.base import Command
from csm_tui.commands.table import LIST, Report, RowCommand


class EvaluationCommand(RowCommand):
    """A command on the evaluation under the cursor."""

    WHY_NOT = "there is no evaluation under the cursor"


class OpenEvaluation(EvaluationCommand):
    """Open the evaluation under the cursor: its sections, the matrices and the prompts"""

    ID = "evaluation.open"
    NAME = "Open evaluation"
    KEYS = "enter"
    GROUP = "Evaluations"
    VERB = "open"


class EditEvaluation(EvaluationCommand):
    """Edit what stands at the head of the evaluation: engagement, phase, date, authors, state"""

    ID = "evaluation.edit"
    NAME = "Edit evaluation"
    KEYS = "e"
    GROUP = "Evaluations"
    VERB = "edit"
    FOOTER = "Edit"
    CHANGES = True


class NewEvaluation(Command):
    """Begin the evaluation of a client's engagement in one of its phases"""

    ID = "evaluation.new"
    NAME = "New evaluation"
    KEYS = "n"
    GROUP = "Evaluations"
    VERB = "new"
    FOOTER = "New"
    CHANGES = True


class CopyEvaluation(EvaluationCommand):
    """Copy the evaluation, with its entries, as the start of another phase"""

    ID = "evaluation.copy"
    NAME = "Copy to another phase"
    KEYS = "plus"
    GROUP = "Evaluations"
    VERB = "once more"
    FOOTER = "Copy to phase"
    CHANGES = True


class FinishEvaluation(EvaluationCommand):
    """Call the evaluation final, or a draft again"""

    ID = "evaluation.finish"
    NAME = "Final, or draft again"
    KEYS = "x"
    GROUP = "Evaluations"
    VERB = "done"
    FOOTER = "Final"
    CHANGES = True


class DeleteEvaluation(EvaluationCommand):
    """Delete the marked evaluations with their entries, or the one under the cursor; u brings them back"""

    ID = "evaluation.delete"
    NAME = "Delete evaluation"
    KEYS = "d"
    MARKED = "Delete"
    GROUP = "Evaluations"
    VERB = "delete"
    NEEDS = "chosen"
    CHANGES = True


class ToClient(EvaluationCommand):
    """Open the page of the client whose evaluation this is"""

    ID = "evaluation.client"
    NAME = "Open client"
    KEYS = "V"
    GROUP = "Evaluations"
    VERB = "client"


EVALUATIONS: tuple[type[Command], ...] = (
    OpenEvaluation, EditEvaluation, NewEvaluation, CopyEvaluation, FinishEvaluation, DeleteEvaluation, ToClient,
    *LIST, Report,
)  # fmt: skip
