"""Drives the plan as a user would."""

from pathlib import Path

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.workspace import Workspace
from csm_tui.screens.plan.plan_screen import PlanScreen
from csm_tui.session.demo.demo import demo_workspace
from csm_tui.session.workspace_file.workspace_documents import writes
from csm_tui.storage.file.database import Database
from tests.support.driving import TODAY, User, now, reread


def fill_plan(path: Path) -> None:
    """The demo with its plan: 24 activities in the fifth week of the quarter."""
    Database(path, now).save(lambda _: writes(Workspace(), demo_workspace(TODAY)))


async def open_plan(user: User) -> PlanScreen:
    await user.press("3")
    await user.until(lambda: isinstance(user.app.front, PlanScreen) and user.app.front.ready.is_set())
    screen = user.app.front
    assert isinstance(screen, PlanScreen)
    return screen


def activities(path: Path) -> dict[str, Activity]:
    return {one.reference: one for one in reread(path).table(Activity).records.values()}


def on(screen: PlanScreen, reference: str) -> None:
    found = screen.plan.named(reference)
    assert found is not None
    assert screen.table.move_to(found.id)
