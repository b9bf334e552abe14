"""Evaluations as files: Markdown, CSV or JSON."""

from collections.abc import Sequence

from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.exports import Export
from csm_tui.planning.evaluations.engagements import EvaluationRow


def evaluation_export(workspace: Workspace, rows: Sequence[EvaluationRow]) -> Export:
    """Evaluations as Markdown."""
    raise NotImplementedError(workspace, rows)
