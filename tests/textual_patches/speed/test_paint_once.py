"""A screen that opens is laid out for its size at once, and painted once."""

from pathlib import Path
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.geometry import Region

from tests.support.driving import WIDE, fill_demo, using
from tests.support.pilot import PATIENCE_SECONDS


async def test_a_form_is_as_wide_as_the_terminal_allows_from_its_first_layout_on(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_demo(path)
    widths: list[int] = []
    reflow = Compositor.reflow

    def watched(compositor: Compositor, parent: Any, size: Any) -> Any:
        found = reflow(compositor, parent, size)
        widths.extend(widget.region.width for widget in parent.query("#field-name"))
        return found

    async with using(path, WIDE) as user:
        monkeypatch.setattr(Compositor, "reflow", watched)
        await user.press("e")
        width = user.row("name").editor.region.width
        assert {width for width in widths if width} == {width}, "never laid out as in a narrow terminal"


async def test_a_form_is_painted_once_and_whole(
    path: Path, sent: list[set[Region]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("csm_tui.textual_patches.speed.paint_once._PATIENCE_SECONDS", PATIENCE_SECONDS)
    fill_demo(path)
    async with using(path) as user:
        sent.clear()
        await user.press("e")
        assert user.form
        whole = [regions for regions in sent if user.screen.region in regions]
        assert len(whole) == 1
        assert sent[0] == whole[0], "nothing comes before all of it is there"


async def test_the_app_begins_with_one_paint(path: Path, sent: list[set[Region]]) -> None:
    fill_demo(path)
    async with using(path) as user:
        assert [regions for regions in sent if user.screen.region in regions] == sent[:1]
