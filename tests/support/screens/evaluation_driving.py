"""Drives the screens of evaluations as a user would."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from csm_tui.domain.record import Entity
from csm_tui.domain.records.engagements.evaluation import Entry, Evaluation, Section
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.evaluations.engagements import evaluation_row
from csm_tui.screens.evaluations.evaluation_screen import EvaluationScreen
from csm_tui.screens.evaluations.evaluations_screen import EvaluationsScreen
from tests.support.driving import User
from tests.support.evaluation_builders import evaluated
from tests.support.screens.page_driving import keep

TEXTS = {
    Section.CHALLENGES: [
        "Kept the pilot alive although the sponsor had left: a weekly half hour with her deputy",
        "Two",
    ],
    Section.LESSONS: ["Name a deputy for every sponsor", "Ask who else"],
}


def fill_evaluation(path: Path, texts: Mapping[Section, Sequence[str]] = TEXTS, *more: Entity) -> list[Entity]:
    """One client with one evaluation in the file: the client, the engagement, the evaluation, its entries."""
    records = evaluated("Customer 3", texts)
    keep(path, *records, *more)
    return records


async def open_evaluations(user: User) -> EvaluationsScreen:
    await user.press("5")
    await user.until(lambda: isinstance(user.screen, EvaluationsScreen) and user.screen.ready.is_set())
    return evaluations(user)


def evaluations(user: User) -> EvaluationsScreen:
    assert isinstance(user.screen, EvaluationsScreen), user.screen
    return user.screen


async def open_form(user: User) -> EvaluationScreen:
    """Open the form of the first evaluation."""
    await open_evaluations(user)
    await user.press("enter")
    await user.until(lambda: isinstance(user.screen, EvaluationScreen) and user.screen.ready.is_set())
    return form(user)


def form(user: User) -> EvaluationScreen:
    assert isinstance(user.screen, EvaluationScreen), user.screen
    return user.screen


def saved_entries(workspace: Workspace) -> dict[str, list[str]]:
    """The texts of all entries by section, of the only evaluation; only sections that have some."""
    (evaluation,) = workspace.table(Evaluation).records.values()
    row = evaluation_row(workspace, evaluation)
    assert row is not None
    return {str(section): [one.text for one in found] for section, found in row.sections.items() if found}


def entry(workspace: Workspace, text: str) -> Entry:
    return next(one for one in workspace.table(Entry).records.values() if one.text == text)
