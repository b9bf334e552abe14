"""The play to suggest for each client in the queue."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from csm_tui.domain.workspace import Workspace
from csm_tui.planning.playbooks.offers import cases_of, offered_plays
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.triage.queue import Queued


class Suggestion(NamedTuple):
    """A client in the queue, with the plays that are offered for it, the primary one first."""

    queued: Queued
    plays: tuple[Play, ...]


def suggestions(listed: Iterable[Queued], workspace: Workspace, plays: Sequence[Play]) -> list[Suggestion]:
    """The clients in their order, each with its plays."""
    found = [*listed]
    cases = cases_of([one.row for one in found], workspace)
    return [Suggestion(one, tuple(offered_plays(plays, case))) for one, case in zip(found, cases, strict=True)]
