"""Every kind of report in both formats: figures are there, no text acts, and an empty book is no fault."""

import re
from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.exports import INTERNAL
from csm_tui.exchange.report.html_page import html_page
from csm_tui.exchange.report.markdown_page import markdown_page
from csm_tui.session.demo.demo import demo_workspace
from tests.support.files.reports import REPORTS, written_book

TODAY = date(2026, 11, 26)
HOSTILE = '<script>alert(1)</script> "onload="x" & <img src=x onerror=y> | **bold** [x](http://evil.example)'
DEMO = demo_workspace(TODAY)
FIGURES = {
    "portfolio": ("450,000", "165,000", "246,000", "Customer 12", "41 r", "Product: 50 %"),
    "week": ("Book the training", "45 red", "large ACV 5", "R7 Apology in person", "Welcome pack, brought up to date"),
    "client": ("77 green", "50 red", "likely, 75 %", "Call instead of writing", "Ivo Marek", "R2"),
    "quarter": ("107.5", "Case study on video", "met", "11 up, 4 down", "GRR", "NRR", "Sponsorship"),
    "personal": ("59 of 80", "8 of 8 rated", "Focus: Customer outcomes", "2026-08-18"),
    "evaluation": ("Lessons learned", "Begin with the depot that wants it", "#pilot reusable", "Value gained"),
}
"""What of the demo stands in each."""

TAGS = {
    "html", "head", "meta", "title", "style", "body", "article", "header", "section", "h1", "h2", "h3", "p", "ul", "li",
    "br", "div", "table", "thead", "tbody", "tr", "th", "td", "figure", "svg", "rect", "line", "circle", "polyline",
    "text",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "name", "content", "class", "viewbox", "role", "aria-label", "xmlns", "x", "y", "x1", "x2", "y1",
    "y2", "cx", "cy", "r", "width", "height", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray",
    "points", "text-anchor", "font-weight", "font-size",
}  # fmt: skip


class _Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("kind", REPORTS)
def test_the_figures_of_the_demo_are_in_both_formats(kind: str) -> None:
    report = REPORTS[kind](DEMO, TODAY)
    text, shown = markdown_page(report), "".join(_Page(html_page(report)).words)
    for said in (INTERNAL, *FIGURES[kind]):
        assert said in shown
        assert said in re.sub(r"\\(.)", r"\1", text)


@pytest.mark.parametrize("kind", REPORTS)
def test_no_text_does_anything(kind: str) -> None:
    report = REPORTS[kind](written_book(HOSTILE, TODAY), TODAY)
    source = html_page(report)
    page = _Page(source)
    assert page.tags <= TAGS
    assert page.attributes <= ATTRIBUTES
    assert HOSTILE in "".join(page.words)
    assert {*re.findall(r"https?://[^\"' )<]+", source)} <= {"http://www.w3.org/2000/svg", "http://evil.example"}
    assert not re.search(r"@import|url\(", source)
    text = markdown_page(report)
    assert HOSTILE in re.sub(r"\\(.)", r"\1", text)
    assert not re.search(r"(?<!\\)[<>*\[\]`]", text)


@pytest.mark.parametrize("kind", REPORTS)
def test_an_empty_book_makes_a_page_without_a_fault(kind: str) -> None:
    report = REPORTS[kind](Workspace(), TODAY)
    assert INTERNAL in markdown_page(report)
    assert _Page(html_page(report)).tags <= TAGS
    assert not [one for one in report.sections if not one.blocks]


@pytest.mark.parametrize(
    ("kind", "said", "shapes"),
    [
        ("portfolio", "ACV by band", ("rect", 6)),
        ("client", "Scores over time", ("rect", 3)),
        ("personal", "Ratings by aspect", ("polyline", 3)),
    ],
)
def test_drawings_are_whole(kind: str, said: str, shapes: tuple[str, int]) -> None:
    (found,) = re.findall(r"<svg.*?</svg>", html_page(REPORTS[kind](DEMO, TODAY)), re.DOTALL)
    drawn = ElementTree.fromstring(found)
    assert drawn.get("aria-label") == said
    assert len(drawn.findall(f"{{*}}{shapes[0]}")) == shapes[1]


def test_the_shares_of_a_quarter_are_those_of_all_clients() -> None:
    (results, hours, activities) = next(
        one for one in REPORTS["quarter"](DEMO, TODAY).sections if one.title[:4] == "Plan"
    ).blocks
    *groups, total = results.rows
    for column in range(1, len(total)):
        assert sum(float(row[column]) for row in groups) == float(total[column])
    assert len(activities.rows) == int(total[1])
    planned, spent = (sum(float(row[column]) for row in hours.rows) for column in (2, 3))
    assert (planned, spent) == (float(total[-2]), float(total[-1]))
    assert [row[:2] for row in hours.rows] == [["The plan", "260"], ["Onboarding", "260"]]
