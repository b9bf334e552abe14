"""With a Textual that was not tried the patches for speed are off, and the program does all it does."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.driving import fill_demo, reread
from tests.support.terminal.terminals import Opener

_WITHOUT = """
import sys
from csm_tui.textual_patches import versions
versions.TRIED = ()
from csm_tui.cli.entry import run
sys.argv = ["csm-tui", "--workspace", sys.argv[1], "--today", "2026-03-02"]
run()
"""
_OFF = """
import sys
from csm_tui.textual_patches import versions
versions.TRIED = ()
from csm_tui.textual_patches.speed import covered, diffing, focus, header_scroll, one_line, paint_once, stylesheet

def public(patched):
    return {name for name in vars(patched) if not name.startswith("_") and not name.startswith("can_focus")}

assert not public(one_line.OneLineInput) | public(stylesheet.CachedStylesheet)
assert not public(covered.CoveredScreen) | public(focus.QuietFocusScreen)
assert public(paint_once.PaintOnceScreen) == {"PAINT_ONCE"}
assert public(header_scroll.HeaderScroll) == {"header_lines"}
assert "_compositor_refresh" not in vars(paint_once.PaintOnceScreen)
assert "_display" not in vars(diffing.DiffingApp)
assert "csm_tui.textual_patches.speed.terminal" not in sys.modules
"""
ESC, CTRL_S = b"\x1b", b"\x13"


@pytest.fixture
def open_terminal(tmp_path: Path) -> Iterator[Opener]:
    opener = Opener(tmp_path)
    yield opener
    for terminal in opener.opened:
        terminal.kill()


@pytest.mark.thorough
def test_it_filters_opens_a_form_saves_and_quits(path: Path, open_terminal: Opener) -> None:
    fill_demo(path)
    terminal = open_terminal("-c", _WITHOUT, str(path))
    terminal.wait_for("15 clients")
    terminal.send("/")
    terminal.wait_for("words, health")
    terminal.send("customer 7")
    terminal.wait_for("1 of 15 clients")
    terminal.send("\r")
    terminal.send("e")
    terminal.wait_for("Renewal date")
    terminal.send("x")
    terminal.send(CTRL_S)
    terminal.wait_for(lambda shown: "Renewal date" not in shown)
    terminal.send(ESC)
    terminal.wait_for(lambda shown: "of 15 clients" not in shown)
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert reread(path).named("Customer 7") is None


def test_each_patch_for_speed_leaves_textuals_own_way() -> None:
    subprocess.run([sys.executable, "-c", _OFF], check=True)
