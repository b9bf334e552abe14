"""The page of a roadmap in a browser: nothing runs off it or is torn, at any width and however long the texts."""

from pathlib import Path

import pytest

from csm_tui.exchange.roadmap.roadmap_exports import roadmap_export
from csm_tui.exchange.roadmap.roadmap_sections import RoadmapScope
from tests.support.files.browser import BROWSER, measured, printed_pages
from tests.support.roadmaps import TEXTS, written_briefing

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed"),
]


def _page(text: str) -> str:
    return roadmap_export([written_briefing(text)], RoadmapScope()).texts[".html"]


@pytest.mark.parametrize("width", [1100, 500])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_nothing_runs_off_the_page_and_no_text_covers_another(text: str, width: int, tmp_path: Path) -> None:
    found = measured(_page(text), width, tmp_path)
    assert found["beyond"] <= 0
    assert found["narrowest"] > 80, "words are not torn into letters"
    assert (found["covered"], found["cut"]) == (0, 0)


def test_it_is_printed_on_a_few_pages(tmp_path: Path) -> None:
    assert 2 <= printed_pages(_page(TEXTS["short"]), tmp_path) <= 6
