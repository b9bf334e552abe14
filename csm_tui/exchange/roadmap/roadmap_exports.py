"""A roadmap as a file for the customer: a page of HTML that needs no other file, Markdown, JSON, or a deck."""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from csm_tui.exchange.exports import Export
from csm_tui.exchange.markdown import inline
from csm_tui.exchange.report.blocks import Block, Drawn, ReportSection
from csm_tui.exchange.report.markdown_page import block_lines
from csm_tui.exchange.roadmap import roadmap_sections
from csm_tui.exchange.roadmap.roadmap_json import roadmap_object
from csm_tui.exchange.roadmap.roadmap_sections import (
    Drawing,
    Picture,
    RoadmapScope,
    sections,
    shown_first,
    status_in,
)
from csm_tui.exchange.roadmap.roadmap_svg import chart_svg, timeline_svg
from csm_tui.planning.roadmap.briefings import Briefing


def roadmap_export(found: Sequence[Briefing], scope: RoadmapScope, template: Path | None = None) -> Export:
    """Roadmaps with all that the customer may see, one below the other; `template` is for the deck."""

    def deck() -> bytes:
        from csm_tui.exchange.roadmap.roadmap_deck import roadmap_deck  # loads python-pptx, which nothing else needs

        return roadmap_deck(found, scope, template)

    texts = {".html": _page(found, scope), ".md": _markdown(found, scope), ".json": _json(found, scope)}
    shorter = {
        left_out: partial(roadmap_export, found, less, template)
        for left_out, less in _SHORTER.items()
        if scope == RoadmapScope()
    }
    return Export("roadmap", texts, {"roadmaps": len(found)}, {".pptx": deck}, shorter)


_SHORTER = {
    "without the financial part": RoadmapScope(finance=False),
    "without details": RoadmapScope(details=False),
    "without the financial part and details": RoadmapScope(finance=False, details=False),
}
"""What may be left out."""


def _head(one: Briefing) -> str:
    return f"{one.client.name} · {one.engagement.name}"


def _where(one: Briefing) -> str:
    return f"Month {one.month} of {one.roadmap.months}, since {one.roadmap.first_month:%B %Y}"


# Markdown


def _markdown(found: Sequence[Briefing], scope: RoadmapScope) -> str:
    return "\n".join(line for one in found for line in _markdown_lines(one, scope)).rstrip("\n") + "\n"


def _markdown_lines(one: Briefing, scope: RoadmapScope) -> Iterator[str]:
    roadmap = one.roadmap
    yield from (f"# {inline(roadmap.title)}", "", f"{inline(_head(one))}. {_where(one)}.", "")
    if roadmap.headline:
        stated = f" ({inline(roadmap.headline_by)})" if roadmap.headline_by else ""
        yield from (f"**{inline(roadmap.headline)}**{stated}", "")
    status = status_in(one, scope)
    yield from (f"**{status.course.capitalize()}**", "")
    yield from (f"- {inline(reason)}" for reason in status.reasons)
    yield ""
    for first in shown_first(one):
        yield from block_lines(first)
    for section in sections(one, scope):
        yield from (f"## {section.part}", "")
        for each in section.blocks:
            yield from block_lines(_drawn(each, one))


# HTML


def _page(found: Sequence[Briefing], scope: RoadmapScope) -> str:
    from csm_tui.exchange.report.html_page import rendered  # loads Jinja2

    title = ", ".join(one.roadmap.title for one in found)
    return rendered("roadmap.html", title=title, articles=[_article(one, scope) for one in found])


def _article(one: Briefing, scope: RoadmapScope) -> dict[str, object]:
    roadmap, status = one.roadmap, status_in(one, scope)
    return {
        "head": _head(one),
        "title": roadmap.title,
        "where": _where(one),
        "headline": roadmap.headline,
        "headline_by": roadmap.headline_by,
        "course": str(status.course),
        "reasons": status.reasons,
        "first": shown_first(one),
        "sections": [
            ReportSection(part.value, [_drawn(each, one) for each in blocks]) for part, blocks in sections(one, scope)
        ],
    }


def _drawn(block: roadmap_sections.SectionContent, one: Briefing) -> Block:
    """The block with its picture drawn, if it is one."""
    if not isinstance(block, Picture):
        return block
    return Drawn(timeline_svg(one) if block.drawing is Drawing.TIMELINE else chart_svg(one), block.said)


# JSON


def _json(found: Sequence[Briefing], scope: RoadmapScope) -> str:
    document = [_object(one, scope) for one in found]
    return json.dumps(document, indent=2, ensure_ascii=False, default=str) + "\n"


def _object(one: Briefing, scope: RoadmapScope) -> dict[str, Any]:
    """As the command `roadmap` answers, without what is left out."""
    found = roadmap_object(one)
    if not scope.finance:
        status = one.status_without_money
        return {**{name: value for name, value in found.items() if name != "cash_flow"}, "status": str(status)}
    if not scope.details:
        found["cash_flow"] = {name: value for name, value in found["cash_flow"].items() if name != "quarters"}
    return found
