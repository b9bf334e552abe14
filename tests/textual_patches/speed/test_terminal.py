"""What is sent to a terminal is what it does not show already."""

import random
from pathlib import Path
from typing import Any

import pyte
import pytest
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.strip import Strip

from csm_tui.textual_patches.speed.terminal import Difference, Terminal
from tests.support.driving import SMALL, fill_demo, using

CONSOLE = Console(color_system="truecolor", force_terminal=True)
RED = Style(color="red")


def _strip(*parts: tuple[str, Style | None]) -> Strip:
    return Strip([Segment(text, style) for text, style in parts])


def test_the_same_line_is_not_sent_again_however_it_is_cut_into_runs() -> None:
    terminal = Terminal()
    assert "abcdef" in terminal.put(0, 3, _strip(("abcdef", RED)), CONSOLE)
    noted = Style(color="red", meta={"@click": "app.quit"})
    assert terminal.put(0, 3, _strip(("ab", RED), ("cdef", noted)), CONSOLE) == ""
    assert terminal.put(2, 3, _strip(("cd", RED)), CONSOLE) == ""


def test_only_what_differs_is_sent_from_its_first_to_its_last_cell() -> None:
    terminal = Terminal()
    terminal.put(0, 0, _strip(("one two three", None)), CONSOLE)
    assert terminal.put(0, 0, _strip(("one TWO three", None)), CONSOLE) == "\x1b[1;5HTWO"
    assert terminal.put(4, 0, _strip(("TWo", None)), CONSOLE) == "\x1b[1;7Ho"
    assert terminal.put(0, 0, _strip(("one TWo three", RED)), CONSOLE).count("one TWo three") == 1


def test_a_terminal_that_may_show_anything_is_sent_all() -> None:
    terminal = Terminal()
    line = _strip(("abc", None))
    terminal.put(0, 0, line, CONSOLE)
    terminal.forget()
    assert "abc" in terminal.put(0, 0, line, CONSOLE)


def test_whatever_is_put_the_terminal_shows_it() -> None:
    chance, width = random.Random(7), 24
    screen, terminal = pyte.Screen(width, 4), Terminal()
    stream = pyte.Stream(screen)
    lines = [[" "] * width for _ in range(4)]
    for y in range(4):
        stream.feed(terminal.put(0, y, _strip((" " * width, None)), CONSOLE))
    for _ in range(600):
        y, x = chance.randrange(4), chance.randrange(width - 6)
        text = "".join(chance.choice("aab ") for _ in range(chance.randrange(1, 7)))
        lines[y][x : x + len(text)] = text
        stream.feed(terminal.put(x, y, _strip((text, None)), CONSOLE))
        assert screen.display[y] == "".join(lines[y])


@pytest.mark.parametrize("text", ["界a界b", "e\u0301a\u0301", "\U0001f468\u200d\U0001f469 x"])
def test_wide_and_joined_characters_stay_whole(text: str) -> None:
    terminal = Terminal()
    terminal.put(0, 0, _strip((text, None)), CONSOLE)
    changed = text[:-1] + "!"
    sent = terminal.put(0, 0, _strip((changed, None)), CONSOLE)
    assert sent.endswith("!")
    assert terminal.put(0, 0, _strip((changed, None)), CONSOLE) in ("", sent)


async def test_a_dialog_that_opens_and_closes_sends_its_own_lines_only(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_demo(path)
    sent: list[str] = []
    display = App._display

    def watched(app: App[Any], screen: Any, update: Any) -> None:
        if isinstance(update, Difference) and not app._batch_count:
            sent.append(update.render_segments(CONSOLE))
        display(app, screen, update)

    monkeypatch.setattr(App, "_display", watched)
    async with using(path, SMALL) as user:
        await user.press("j")
        sent.clear()
        await user.press("t")
        assert "Customer 12" not in "".join(sent), "the table above it stays as it is"
        assert "New touchpoint" in user.shown
        assert "Customer 12" in user.shown
        sent.clear()
        await user.press("escape")
        assert "Customer 12" not in "".join(sent)
        assert len("".join(sent)) < 4000
        sent.clear()
        await user.press("ctrl+l")
        await user.until(lambda: len(sent) > 0)
        for said in ("1 Portfolio", "Customer 12", "Filter"):
            assert said in "".join(sent), "all of it, as something else may have written there"


async def test_a_paint_that_changes_nothing_sends_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_demo(path)
    sent: list[str] = []
    async with using(path, SMALL) as user:
        assert user.app._driver is not None
        monkeypatch.setattr(user.app._driver, "write", sent.append)
        monkeypatch.setattr(type(user.app), "is_headless", False)
        await user.press("ctrl+l")
        await user.until(lambda: "Customer 12" in "".join(sent))
        sent.clear()
        user.screen.refresh()
        await user.press("k")
        assert not sent, "the cursor is in the first row already"
        await user.press("j")
        await user.until(lambda: "Customer" in "".join(sent))
