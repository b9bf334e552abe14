"""The app on the first and the last day that is reckoned with, and a clock that goes beyond them."""

import pytest

from csm_tui.domain.values.time.days import FIRST_DAY, LAST_DAY
from tests.support.terminal.terminals import Opener


@pytest.mark.thorough
@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY], ids=str)
@pytest.mark.parametrize("step", ["[", "]"])
def test_every_screen_stands_at_the_edges_of_the_calendar(day: object, step: str, open_terminal: Opener) -> None:
    terminal = open_terminal("-m", "csm_tui", "--demo", "--today", str(day), size=(120, 40))
    terminal.wait_for("15 clients")
    for screen in "34":
        terminal.send(screen)
        terminal.read_for(1)
        terminal.send(step * 8)
        terminal.read_for(1)
        terminal.send("v")
        terminal.read_for(0.3)
    terminal.send("1\r")
    terminal.read_for(1)
    terminal.send("qT")
    terminal.read_for(1)
    terminal.send("\x1b")
    terminal.read_for(0.5)
    terminal.send("\x11")
    assert terminal.wait_for_end() == 0, terminal.shown


@pytest.mark.thorough
@pytest.mark.parametrize("key", ["N", "n", "W", "a", "A", "O", "m", "<", ">", "H"])
def test_what_would_lead_beyond_the_last_day_is_a_message(key: str, open_terminal: Opener) -> None:
    terminal = open_terminal("-m", "csm_tui", "--demo", "--today", str(LAST_DAY), size=(120, 40))
    terminal.wait_for("15 clients")
    for screen in "34":
        terminal.send(screen)
        terminal.read_for(0.8)
        terminal.send(f"j{key}")
        terminal.read_for(0.6)
        terminal.send("\r\x13")
        terminal.read_for(0.6)
        terminal.send("\x1b\x1b")
        terminal.read_for(0.4)
    terminal.send("\x11")
    assert terminal.wait_for_end() == 0, terminal.shown
