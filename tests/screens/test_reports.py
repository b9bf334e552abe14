"""ctrl+t on each screen that has a report: it asks where to, and writes the page of that screen."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.support.driving import User, fill_whole_demo, using

SCREENS = (
    ("portfolio", (), "Portfolio"),
    ("client", ("enter",), "Customer 7"),
    ("week", ("escape", "2"), "Week of 2026-03-02"),
    ("quarter", ("3",), "Quarter from 2026-02-02"),
    ("evaluation", ("5", "space"), "Evaluations"),
    ("evaluation", ("up", "enter"), "Evaluations"),
    ("personal", ("escape", "6"), "Personal evaluations"),
)
"""What names the file, how one comes there from the one before, and the title of the report."""


async def _written(user: User, what: str, file: Path) -> str:
    await user.press("ctrl+t")
    assert "Report: " in user.shown
    field = user.screen.query_one("#export-file", Input)
    assert field.value == f"~/{what}-2026-03-02.html"
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
        pages = []
        for number, (what, keys, title) in enumerate(SCREENS):
            for key in keys:
                await user.press(key)
            pages.append(await _written(user, what, tmp_path / f"{number}.html"))
            assert f"<h1>{title}</h1>" in pages[-1]
        assert pages[4] == pages[5], "the one that is marked, and the one that is open"
