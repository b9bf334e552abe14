"""A screen that is closed twice."""

import pytest
from textual.app import App
from textual.screen import Screen

from csm_tui.textual_patches.safety.closing import ClosesOnce


class _Once(ClosesOnce[None]):
    pass


async def _closed_twice(kind: type[Screen[None]]) -> int:
    """How many screens are left of the first one and two of this kind when the upper one is closed twice at once."""
    app: App[None] = App()
    async with app.run_test() as pilot:
        above = kind()
        await app.push_screen(kind())
        await app.push_screen(above)
        app.call_later(above.dismiss)
        app.call_later(above.dismiss)
        await pilot.pause()
        return len(app.screen_stack)


@pytest.mark.parametrize(("kind", "left"), [(_Once, 2), (Screen, 1)], ids=["patched", "Textual's own"])
async def test_a_screen_that_is_closed_twice_takes_no_other_one_away(kind: type[Screen[None]], left: int) -> None:
    """Where Textual's own takes none away any longer, the patch may go."""
    assert await _closed_twice(kind) == left
