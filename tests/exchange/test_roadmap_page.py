"""The page of a roadmap in a browser: nothing runs off it or is torn, at any width and however long the texts."""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from csm_tui.exchange.roadmap.roadmap_exports import roadmap_export
from csm_tui.exchange.roadmap.roadmap_sections import Scope
from tests.support.roadmaps import TEXTS, written_briefing

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
MEASURE = """<script>
const boxes = [...document.querySelectorAll("svg text")].map(one => one.getBoundingClientRect());
const beside = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1;
const apart = (a, b) => beside(a, b) || a.bottom <= b.top + 2 || b.bottom <= a.top + 2;
const drawings = [...document.querySelectorAll("svg")].map(one => one.getBoundingClientRect());
document.title = JSON.stringify({
  beyond: document.documentElement.scrollWidth - window.innerWidth,
  narrowest: Math.min(...[...document.querySelectorAll("td:not(.number)")].map(one => one.clientWidth)),
  covered: boxes.filter((a, at) => boxes.slice(at + 1).some(b => !apart(a, b))).length,
  cut: boxes.filter(a => !drawings.some(b => a.left >= b.left - 1 && a.right <= b.right + 1)).length,
});
</script></body>"""

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed"),
]


def _run(page: Path, *options: str) -> str:
    assert BROWSER is not None
    profile = f"--user-data-dir={page.parent}/profile"
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", profile, *options, page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def _measured(text: str, width: int, folder: Path) -> dict[str, Any]:
    page = folder / "page.html"
    page.write_text(_page(text).replace("</body>", MEASURE), encoding="utf-8")
    shown = _run(page, f"--window-size={width},1200", "--dump-dom")
    title, *_ = re.findall(r"<title>(.*?)</title>", shown)  # those of the drawings follow
    found: dict[str, Any] = json.loads(html.unescape(title))
    return found


def _page(text: str) -> str:
    return roadmap_export([written_briefing(text)], Scope()).texts[".html"]


@pytest.mark.parametrize("width", [1100, 500])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_nothing_runs_off_the_page_and_no_text_covers_another(text: str, width: int, tmp_path: Path) -> None:
    found = _measured(text, width, tmp_path)
    assert found["beyond"] <= 0
    assert found["narrowest"] > 80, "words are not torn into letters"
    assert (found["covered"], found["cut"]) == (0, 0)


def test_it_is_printed_on_a_few_pages(tmp_path: Path) -> None:
    page, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(_page(TEXTS["short"]), encoding="utf-8")
    _run(page, f"--print-to-pdf={printed}")
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", printed.read_bytes())) <= 6
