"""Drives the screens of roadmaps as a user would."""

from csm_tui.screens.roadmap.roadmap_screen import RoadmapScreen
from csm_tui.screens.roadmap.roadmaps_screen import RoadmapsScreen
from tests.support.driving import User


async def open_roadmaps(user: User) -> RoadmapsScreen:
    await user.press("7")
    await user.until(lambda: isinstance(user.screen, RoadmapsScreen) and user.screen.ready.is_set())
    assert isinstance(user.screen, RoadmapsScreen)
    return user.screen


async def open_page(user: User) -> RoadmapScreen:
    """Open the page of the first roadmap."""
    await open_roadmaps(user)
    await user.press("enter")
    await user.until(lambda: isinstance(user.screen, RoadmapScreen) and user.screen.ready.is_set())
    return page(user)


def page(user: User) -> RoadmapScreen:
    assert isinstance(user.screen, RoadmapScreen), user.screen
    return user.screen
