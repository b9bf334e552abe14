"""Cells stand in their places in terminals that measure emoji as they like."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from csm_tui.screens.cells import glyphs
from csm_tui.textual_patches.safety.cell_places import PlacedUpdate, is_sure, sent
from csm_tui.textual_patches.speed.terminal import Terminal

_EMOJI = ("\U0001f44d\U0001f3fd", "\u263a\ufe0f", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e9\U0001f1ea",
          "\u231a", "e\u0301\u0323", "1\ufe0f\u20e3", "\ue000", "\U0001f3fd", "\U0001fae8")  # fmt: skip
_WIDTHS: dict[str, Callable[[str], int]] = {
    "as the tone were a sign of its own": lambda char: 2 if char > "\U0001f000" else 1,
    "narrow": lambda char: 1 if char > "\u0300" else len(char),
    "wide": lambda char: 2 if char > "\u02ff" and char not in "\u2502\u2026" else 1,
    "nothing drawn": lambda char: 0 if char > "\ud7ff" else 1,
}
"""How wide terminals of several moods take a character for."""

_WIDTH = 30
_ESCAPES = re.compile(r"\x1b\[[?\d;]*[a-zA-Z]")
CONSOLE = Console(color_system="truecolor", force_terminal=True, legacy_windows=False)


@pytest.fixture(params=_WIDTHS)
def screen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[pyte.Screen]:
    monkeypatch.setattr("pyte.screens.wcwidth", _WIDTHS[request.param])
    return pyte.Screen(_WIDTH, 3)


def _show(screen: pyte.Screen, text: str) -> None:
    pyte.Stream(screen).feed(text)


@pytest.mark.parametrize("emoji", _EMOJI)
def test_what_stands_behind_an_emoji_stands_in_its_column(screen: pyte.Screen, emoji: str) -> None:
    width = cell_len(emoji)
    _show(screen, "x" * 3 * _WIDTH)
    _show(screen, sent(1, 1, Strip([Segment(f"{emoji}{emoji} Skin {emoji}"), Segment("40      ")]), CONSOLE))
    line = screen.buffer[1]
    read = lambda column, size: "".join(line[column + place].data for place in range(size))  # noqa: E731
    assert read(0, 1) == "x"
    assert read(1 + 2 * width, 6) == " Skin "
    assert read(1 + 3 * width + 6, 9) == "40      x"
    assert [screen.display[row] for row in (0, 2)] == ["x" * _WIDTH] * 2, "the lines around it stay"


@pytest.mark.parametrize("emoji", _EMOJI)
def test_an_emoji_at_the_right_edge_does_not_go_on_in_the_next_line(screen: pyte.Screen, emoji: str) -> None:
    _show(screen, "x" * 3 * _WIDTH)
    _show(screen, sent(_WIDTH - cell_len(emoji), 1, Strip([Segment(emoji)]), CONSOLE))
    assert screen.display[2] == "x" * _WIDTH
    _show(screen, f"\x1b[1;{_WIDTH}Hyz")
    assert screen.display[1][0] == "z", "lines are wrapped again"


def test_what_an_emoji_hid_is_there_again_when_it_goes(screen: pyte.Screen) -> None:
    terminal = Terminal()
    lines = [Strip([Segment(text)]) for text in ("abc\U0001f44d\U0001f3fd|def|ghi", "abcde|def|ghi")]
    for line in lines:
        _show(screen, terminal.put(0, 1, line, CONSOLE))
        assert screen.display[1].rstrip().endswith("|def|ghi")
    _show(screen, terminal.put(2, 1, Strip([Segment("c\U0001f44d\U0001f3fd")]), CONSOLE))
    assert screen.display[1].rstrip().endswith("|def|ghi")


def test_an_update_of_textual_is_sent_in_that_way(screen: pyte.Screen) -> None:
    line = [Strip([Segment("\U0001f44d\U0001f3fd a")]), Strip([Segment(" b")])]
    _show(screen, PlacedUpdate(LayoutUpdate([line, line], Region(3, 0, 6, 2))).render_segments(CONSOLE))
    assert [(screen.buffer[row][6].data, screen.buffer[row][8].data) for row in (0, 1)] == [("a", "b")] * 2


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12))
def test_any_text_is_sent_whole_and_in_its_width(text: str) -> None:
    told = sent(0, 0, Strip([Segment(text)]), CONSOLE)
    assert _ESCAPES.sub("", told).replace(" ", "") == text.replace(" ", "")
    places = [int(column) - 1 for column in re.findall(r"h\x1b\[(\d+)G", told)]
    assert all(place <= cell_len(text) for place in places)


def test_the_signs_of_the_program_are_sent_as_before() -> None:
    signs = "".join(char for char in Path(glyphs.__file__).read_text(encoding="utf-8") if not char.isascii())
    assert is_sure(Strip([Segment(f"{signs}┃━▁▂▃▄▅▆▇█▌▐░▒▓½¼¾…·•●◆■▲▼◇→←↑↓✓é漢字한글ж")]))
