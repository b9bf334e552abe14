"""Drives a page that lists its parts at the left, as a user would."""

from csm_tui.screens.base.parts_screen import PartsScreen
from tests.support.driving import User


async def go_to_part(user: User, title: str) -> None:
    """Into a part of the page in front, by way of the list of parts."""
    screen = user.screen
    assert isinstance(screen, PartsScreen), screen
    if not screen.parts.has_focus:
        await user.press("tab")
    titles = [str(screen.parts._painter._draw(key)[0].text) for key in screen.parts.keys]
    screen.parts.move_to(titles.index(title))
    await user.press("enter")
    assert screen.part.title == title
