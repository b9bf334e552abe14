"""A roadmap as a deck: all lies on the slides however long the texts, tables and chart are real, none is internal."""

import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest

from csm_tui.exchange.roadmap.deck_text import lines, pages_of, rows_on_pages
from csm_tui.exchange.roadmap.roadmap_sections import RoadmapScope
from csm_tui.exchange.tables import FileRefused
from tests.support.roadmaps import TEXTS, written_briefing
from tests.support.rows import first_rows


def _deck(text: str, template: Path | None = None, **scope: bool) -> Any:
    from csm_tui.exchange.roadmap.roadmap_deck import roadmap_deck

    return pptx.Presentation(BytesIO(roadmap_deck([written_briefing(text)], RoadmapScope(**scope), template)))


def _texts(deck: Any) -> list[str]:
    found = []
    for slide in deck.slides:
        found.append(slide.notes_slide.notes_text_frame.text)
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return found


@pytest.mark.thorough
@pytest.mark.parametrize("text", first_rows(TEXTS.values(), 2), ids=TEXTS)
def test_every_shape_lies_on_its_slide(text: str) -> None:
    deck = _deck(text)
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, rel=0.001)
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text.strip()
        for shape in slide.shapes:
            height = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + height <= deck.slide_height


def test_tables_and_chart_are_real_and_say_what_the_screen_says() -> None:
    deck = _deck("One view")
    (chart,) = (shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart)
    series = {one.name: [*one.values] for one in chart.plots[0].series}
    flow = written_briefing("One view").flow
    assert series == {
        "estimated": [one.estimated_cumulative for one in flow.quarters],
        "re-forecast": [one.reforecast_cumulative for one in flow.quarters],
        "actual": [one.actual_cumulative for one in flow.quarters],
        "break-even": [0 if one.number == 12 else None for one in flow.quarters],
    }
    (timeline,) = (slide for slide in deck.slides if slide.shapes.title.text_frame.text == "Roadmap: timeline")
    named = [shape.text_frame.text for shape in timeline.shapes if shape.has_text_frame]
    assert [named.count(one) for one in ("adoption start", "value start", "now: month 10", "next")] == [3, 3, 1, 1]
    assert (series["estimated"][12], series["re-forecast"][11], series["actual"][:3]) == (440, 50, [-2240, -3060, None])
    said = "\n".join(_texts(deck))
    for wanted in ("5,165", "10,250", "5,230", "Re-forecast: year 3 Q4, after 36 months", "value start"):
        assert wanted in said


@pytest.mark.parametrize("scope", first_rows([{}, {"finance": False}, {"details": False}], 2))
def test_nothing_internal_is_in_it_and_what_is_left_out_is_not(scope: dict[str, bool]) -> None:
    said = "\n".join(_texts(_deck("One view", **scope)))
    assert "SECRET" not in said
    assert not [word for word in ("sentiment", "health", "risk", "evaluation") if word in said.lower()]
    assert ("break-even" in said) == scope.get("finance", True)
    assert ("Year 1 Q1" in said) == (scope == {})


def test_what_an_executive_is_to_see_stands_first_and_as_large_as_it_may() -> None:
    deck = _deck("One view")
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[:6] == [
        "One view", "Gained so far", "Where we stand", "What fell short", "Decision asked today",
        "Business initiative: Strategy",
    ]  # fmt: skip
    assert _sizes(deck, "Business initiative: Strategy") == {28}
    assert _sizes(deck, "Business initiative: KPIs") == {18}


def _sizes(deck: Any, title: str) -> set[float]:
    """The sizes of the texts below the title of a slide, in points."""
    (slide,) = (one for one in deck.slides if one.shapes.title.text_frame.text == title)
    shapes = [shape for shape in slide.shapes if shape != slide.shapes.title]
    frames = [shape.text_frame for shape in shapes if shape.has_text_frame]
    frames += [cell.text_frame for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return {run.font.size.pt for frame in frames for each in frame.paragraphs for run in each.runs}


def test_the_lines_of_a_cell_stay_lines() -> None:
    deck = _deck("First\nSecond")
    cells = [cell for slide in deck.slides for shape in slide.shapes if shape.has_table
             for row in shape.table.rows for cell in row.cells]  # fmt: skip
    (found, *_) = (cell for cell in cells if cell.text == "First\nSecond")
    assert [one.text for one in found.text_frame.paragraphs] == ["First", "Second"]


def test_a_template_gives_size_and_look_and_one_that_is_none_is_refused(tmp_path: Path) -> None:
    own = pptx.Presentation()
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "Old slide"
    file = tmp_path / "ours.pptx"
    own.save(file)
    deck = _deck("One view", file)
    assert deck.slide_width == own.slide_width
    assert "Old slide" not in _texts(deck)
    head, theirs = deck.slides[1].shapes.title, deck.slides[1].slide_layout.placeholders[0]
    assert (head.left, head.top, head.width) == (theirs.left, theirs.top, theirs.width)
    assert head.text_frame.paragraphs[0].runs[0].font.color.type is None
    file.write_bytes(b"PK no template")
    with pytest.raises(FileRefused, match="it is no template of slides"):
        _deck("One view", file)


def test_python_pptx_is_loaded_only_where_a_deck_is_made() -> None:
    said = "import sys, csm_tui.cli.commands.exchange.exporting; print('pptx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_texts_are_laid_on_as_many_pages_as_they_need() -> None:
    assert lines("one six three", 7) == ["one six", "three"]
    assert lines("abcdefgh", 3) == ["abc", "def", "gh"]
    assert pages_of(["a", "b"], 10, 3) == [["a", "b"]]
    assert pages_of(["a b c d e f"], 1, 4) == [["a b c d"], ["e f"]]
    assert rows_on_pages([("a", "b")] * 3, (5, 5), 2, 0) == [[(["a", "b"], 1)] * 2, [(["a", "b"], 1)]]
    assert rows_on_pages([("a b c", "x")], (1, 1), 2, 0) == [[(["a b", "x"], 2)], [(["c", ""], 1)]]


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("text", [TEXTS["short"], TEXTS["long"]], ids=["short", "long"])
def test_libreoffice_makes_a_page_of_each_slide(text: str, tmp_path: Path) -> None:
    deck = _deck(text)
    deck.save(tmp_path / "deck.pptx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf",
               "--outdir", str(tmp_path), str(tmp_path / "deck.pptx")]  # fmt: skip
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", (tmp_path / "deck.pdf").read_bytes())
    assert len(pages) == len(deck.slides)
