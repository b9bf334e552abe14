"""Reports in a browser: nothing runs off the page or covers another text, and the brief of a client is one page."""

from datetime import date
from pathlib import Path

import pytest

from csm_tui.exchange.report.html_page import html_page
from csm_tui.session.demo.demo import demo_workspace
from tests.support.files.browser import BROWSER, measured, printed_pages
from tests.support.files.reports import REPORTS, written_book
from tests.support.roadmaps import TEXTS

TODAY = date(2026, 11, 26)
DEMO = demo_workspace(TODAY)
BOOKS = {"demo": DEMO, **{name: written_book(text[:180], TODAY) for name, text in TEXTS.items()}}
MOST_PAGES = {"portfolio": 1, "week": 2, "client": 1, "quarter": 3, "personal": 3, "evaluation": 20}

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed"),
]


@pytest.mark.parametrize("width", [1100, 760])
@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("kind", REPORTS)
def test_nothing_runs_off_the_page_and_no_text_covers_another(kind: str, book: str, width: int, tmp_path: Path) -> None:
    found = measured(html_page(REPORTS[kind](BOOKS[book], TODAY)), width, tmp_path)
    assert found["beyond"] <= 0
    assert (found["covered"], found["cut"]) == (0, 0)


@pytest.mark.parametrize(("kind", "most"), MOST_PAGES.items())
def test_it_is_printed_on_few_pages(kind: str, most: int, tmp_path: Path) -> None:
    assert printed_pages(html_page(REPORTS[kind](DEMO, TODAY)), tmp_path) <= most
