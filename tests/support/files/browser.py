"""Pages of HTML in a headless browser: how they are laid out, and how they are printed."""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

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


def measured(text: str, width: int, folder: Path) -> dict[str, Any]:
    """What of a page runs off it, covers another text or is cut, at a width in pixels."""
    page = folder / "page.html"
    page.write_text(text.replace("</body>", MEASURE), encoding="utf-8")
    shown = _run(page, f"--window-size={width},1200", "--dump-dom")
    title, *_ = re.findall(r"<title>(.*?)</title>", shown)  # those of the drawings follow
    found: dict[str, Any] = json.loads(html.unescape(title))
    return found


def printed_pages(text: str, folder: Path) -> int:
    """On how many pages it is printed."""
    page, printed = folder / "page.html", folder / "page.pdf"
    page.write_text(text, encoding="utf-8")
    _run(page, f"--print-to-pdf={printed}")
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", printed.read_bytes()))


def _run(page: Path, *options: str) -> str:
    assert BROWSER is not None
    profile = f"--user-data-dir={page.parent}/profile"
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", profile, *options, page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
