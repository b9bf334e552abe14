"""Drives the screen of personal evaluations and the form of ratings."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from csm_tui.domain.record import Entity
from csm_tui.domain.records.person.personal_evaluation import PersonalEvaluation, Relation
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.personal.aspects import USUAL_ASPECTS
from csm_tui.screens.personal.personal_screen import PersonalScreen
from csm_tui.session.workspace_file.workspace_documents import writes
from csm_tui.storage.file.database import Database
from tests.support.driving import User, now, reread
from tests.support.evaluation_builders import by_other, personal

FIRST = personal((5, 6, 8, 7, 5, 4, 5, 8), date(2025, 9, 1))
LATEST = personal(day=date(2026, 1, 30))
RATERS = [
    by_other(LATEST, (6, 8, 9, 9, 5, 6, 7, 8), "Kim"),
    by_other(LATEST, (7, 7, 9, 8, 6, 5, 6, 9), "Sam", Relation.MANAGER),
    by_other(LATEST, (None, 9, 9, 10, 6, None, 8, 9), "Lee", Relation.STAKEHOLDER),
]


def fill_personal(path: Path, records: Sequence[Entity] = (FIRST, LATEST, *RATERS)) -> None:
    """Put records into a workspace file: by default two evaluations of one CSM, the latest with three raters."""
    workspace = Workspace().with_records(records)
    Database(path, now).save(lambda _: writes(Workspace(), workspace))


async def open_personal(user: User) -> PersonalScreen:
    await user.press("6")
    await user.until(lambda: isinstance(user.screen, PersonalScreen))
    assert isinstance(user.screen, PersonalScreen)
    return user.screen


def kept(path: Path) -> list[PersonalEvaluation]:
    """The evaluations that are saved, the oldest first."""
    return sorted(reread(path).table(PersonalEvaluation).records.values(), key=lambda one: one.day)


def points_in_order(evaluation: PersonalEvaluation) -> list[int | None]:
    """The points of the usual aspects, in their order."""
    return [evaluation.points.get(one.id) for one in USUAL_ASPECTS]


def line_with(user: User, text: str) -> str:
    """The first line on the screen that holds a text."""
    return next(line for line in user.shown.splitlines() if text in line)
