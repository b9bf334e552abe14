"""The engagements of clients, their evaluations, and the entries of those in their order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.evaluation import Entry, Evaluation, Section
from csm_tui.domain.records.engagements.matrix import Matrix, MatrixRow
from csm_tui.domain.text import fold
from csm_tui.domain.values.names import natural_key
from csm_tui.domain.values.phases import phase_place
from csm_tui.domain.workspace import Workspace

_PLACES = {section: place for place, section in enumerate(Section)}


@dataclass(frozen=True, eq=False)
class EvaluationRow:
    """An evaluation with what it belongs to and its entries."""

    client: Client
    engagement: Engagement
    evaluation: Evaluation
    entries: tuple[Entry, ...]
    """In the order of the sections and of their places."""

    @cached_property
    def search_text(self) -> str:
        """What is searched: all its names and texts, without case and accents."""
        names = self.client.name, self.engagement.name, self.evaluation.phase, self.evaluation.authors
        return fold(" ".join((*names, *(one.text for one in self.entries))))

    @cached_property
    def sections(self) -> dict[Section, tuple[Entry, ...]]:
        """The entries of each section, in the order of the form; empty ones are there, too."""
        found: dict[Section, list[Entry]] = {section: [] for section in Section}
        for one in self.entries:
            found[one.section].append(one)
        return {section: tuple(group) for section, group in found.items()}


def engagements_of(workspace: Workspace, client: Client) -> list[Engagement]:
    """The engagements of a client, by name."""
    return sorted(workspace.table(Engagement).of(client.id), key=lambda one: natural_key(one.name))


def evaluations_of(workspace: Workspace, engagement: Engagement) -> list[Evaluation]:
    """The evaluations of an engagement, by phase."""
    return sorted(workspace.table(Evaluation).of(engagement.id), key=lambda one: (phase_place(one.phase), one.day))


def phases_of(workspace: Workspace, engagement_id: str) -> frozenset[str]:
    """The folded names of the phases of which an engagement has an evaluation."""
    return frozenset(fold(one.phase) for one in workspace.table(Evaluation).of(engagement_id))


def entries_of(workspace: Workspace, evaluation: Evaluation) -> tuple[Entry, ...]:
    """The entries of an evaluation, in the order of the sections and of their places."""
    found = workspace.table(Entry).of(evaluation.id)
    return tuple(sorted(found, key=lambda one: (_PLACES[one.section], one.place, one.id)))


def evaluation_row(workspace: Workspace, evaluation: Evaluation) -> EvaluationRow | None:
    """An evaluation with all around it; None if what it belongs to is gone."""
    engagement = workspace.table(Engagement).records.get(evaluation.engagement)
    client = None if engagement is None else workspace.clients.get(engagement.client)
    if engagement is None or client is None:
        return None
    return EvaluationRow(client, engagement, evaluation, entries_of(workspace, evaluation))


def title_of(workspace: Workspace, about: Engagement | Evaluation) -> str:
    """The names of what something belongs to, from the client on: "Customer 3 · Teamwork · Adoption planning"."""
    names = [one.label for one in reversed(workspace.owners(about))]
    return " · ".join((*names, about.phase if isinstance(about, Evaluation) else about.name))


def evaluation_rows(workspace: Workspace) -> list[EvaluationRow]:
    """All evaluations, by client, engagement and phase."""
    engaged = {one.client for one in workspace.table(Engagement).records.values()}
    clients = (workspace.clients[key] for key in engaged if key in workspace.clients)
    ordered = sorted(clients, key=lambda one: natural_key(one.name))
    return [row for client in ordered for row in client_evaluations(workspace, client)]


def client_evaluations(workspace: Workspace, client: Client) -> Iterator[EvaluationRow]:
    """The evaluations of a client, by engagement and phase."""
    for engagement in engagements_of(workspace, client):
        for evaluation in evaluations_of(workspace, engagement):
            yield EvaluationRow(client, engagement, evaluation, entries_of(workspace, evaluation))


def matrix_rows(workspace: Workspace, engagement: Engagement, matrix: Matrix) -> Sequence[MatrixRow]:
    """The rows of a matrix, in order."""
    found = (one for one in workspace.table(MatrixRow).of(engagement.id) if one.matrix is matrix)
    return sorted(found, key=lambda one: (one.place, one.id))
