"""ctrl+t on each screen that has a report: it asks where to, and writes the page of that screen."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.support.driving import User, fill_whole_demo, using

SCREENS = {
    "portfolio": ((), "Portfolio"),
    "client": (("enter",), "Customer 7"),
    "week": (("escape", "2"), "Week of 2026-03-02"),
    "quarter": (("3",), "Quarter from 2026-02-02"),
    "evaluation": (("5", "enter"), "Evaluations"),
    "personal": (("escape", "6"), "Personal evaluations"),
}
"""By what names the files: how one comes there from the one before, and the title of the report."""


async def _written(user: User, what: str, folder: Path) -> str:
    await user.press("ctrl+t")
    field = user.screen.query_one("#export-file", Input)
    assert field.value == f"~/{what}-2026-03-02.html"
    file = folder / f"{what}.html"
    field.value = str(file)
    await user.press("enter")
    assert user.said[-1] == f"{file} written"
    return file.read_text()


@pytest.mark.thorough
async def test_every_screen_that_has_a_report_writes_its_own(tmp_path: Path) -> None:
    path = tmp_path / "workspace.json"
    fill_whole_demo(path)
    async with using(path) as user:
        user.go_to("Customer 7")
        for what, (keys, title) in SCREENS.items():
            for key in keys:
                await user.press(key)
            assert f"<h1>{title}</h1>" in await _written(user, what, tmp_path)
