"""Draws the pictures of the documents from the running demo, on a fixed day: `python docs/make_pictures.py`."""

import asyncio
import os
import re
from datetime import date
from pathlib import Path

os.environ.pop("NO_COLOR", None)

from csm_tui.app import CsmApp
from csm_tui.cli.options import Options
from csm_tui.session.user_files.preferences_file import PreferencesFile

DAY = date(2026, 3, 2)
PICTURES = {
    "portfolio.svg": ((120, 40), ()),
    "details.svg": ((160, 24), ("down",)),
    "client.svg": ((120, 40), ("down", "enter")),
    "today.svg": ((160, 36), ("2", *("down",) * 11)),
    "plan.svg": ((140, 34), ("3",)),
    "calendar.svg": ((140, 36), ("4",)),
}
"""By file name the size of the terminal, from 160 columns with the detail pane, and the keys pressed."""

_FONTS = '"SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace'


def without_hosts(svg: str) -> str:
    """The picture with fonts of the reader's machine: Textual's own would be fetched from another one."""
    svg = re.sub(r"\s*@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: (?:Fira Code|arial)[^;]*;", f"font-family: {_FONTS};", svg)
    return re.sub(r"[ \t]+\n", "\n", svg).strip() + "\n"


async def draw(size: tuple[int, int], keys: tuple[str, ...]) -> str:
    """The demo's screen after some keys."""
    app = CsmApp(Options(demo=True, today=DAY).open_session, PreferencesFile(Path(os.devnull) / "none"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause(0.5)
        return without_hosts(app.export_screenshot(title="csm-tui --demo"))


if __name__ == "__main__":
    for name, (size, keys) in PICTURES.items():
        Path(__file__).with_name(name).write_text(asyncio.run(draw(size, keys)), encoding="utf-8")
