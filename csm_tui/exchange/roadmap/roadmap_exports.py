"""A roadmap as a file for the customer: a page of HTML that needs no other file, Markdown, JSON, or a deck."""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from csm_tui.exchange.exports import Export
from csm_tui.exchange.markdown import block, inline, list_item, table
from csm_tui.exchange.roadmap.roadmap_json import roadmap_object
from csm_tui.exchange.roadmap.roadmap_sections import (
    Block,
    Drawing,
    Grid,
    Items,
    Picture,
    Scope,
    sections,
    shown_first,
    status_in,
)
from csm_tui.exchange.roadmap.roadmap_svg import chart_svg, timeline_svg
from csm_tui.planning.roadmap.briefings import Briefing
from csm_tui.resources import DATA


def roadmap_export(found: Sequence[Briefing], scope: Scope, template: Path | None = None) -> Export:
    """Roadmaps with all that the customer may see, one below the other; `template` is for the deck."""

    def deck() -> bytes:
        from csm_tui.exchange.roadmap.roadmap_deck import roadmap_deck  # loads python-pptx, which nothing else needs

        return roadmap_deck(found, scope, template)

    texts = {".html": _page(found, scope), ".md": _markdown(found, scope), ".json": _json(found, scope)}
    shorter = {
        left_out: partial(roadmap_export, found, less, template)
        for left_out, less in _SHORTER.items()
        if scope == Scope()
    }
    return Export("roadmap", texts, {"roadmaps": len(found)}, {".pptx": deck}, shorter)


_SHORTER = {
    "without the financial part": Scope(finance=False),
    "without details": Scope(details=False),
    "without the financial part and details": Scope(finance=False, details=False),
}
"""What may be left out."""


def _head(one: Briefing) -> str:
    return f"{one.client.name} · {one.engagement.name}"


def _where(one: Briefing) -> str:
    return f"Month {one.month} of {one.roadmap.months}, since {one.roadmap.first_month:%B %Y}"


# Markdown


def _markdown(found: Sequence[Briefing], scope: Scope) -> str:
    return "\n".join(line for one in found for line in _markdown_lines(one, scope)).rstrip("\n") + "\n"


def _markdown_lines(one: Briefing, scope: Scope) -> Iterator[str]:
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
        yield from _markdown_block(first)
    for section in sections(one, scope):
        yield from (f"## {section.part}", "")
        for each in section.blocks:
            yield from _markdown_block(each)


def _markdown_block(one: Block) -> Iterator[str]:
    match one:
        case Items():
            if not one.items:
                return
            yield from (f"### {one.title}", "")
            for item in one.items:
                yield from list_item(block(item))
            yield ""
        case Grid():
            yield from (f"### {one.title}", "", *table(one.headers, one.rows), "")
        case Picture():  # text has none: the table below says the same
            yield from _markdown_block(one.said)


# HTML


def _page(found: Sequence[Briefing], scope: Scope) -> str:
    title = escape(", ".join(one.roadmap.title for one in found))
    style = (DATA / "roadmap.css").read_text(encoding="utf-8")
    body = "\n".join(line for one in found for line in _article(one, scope))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _article(one: Briefing, scope: Scope) -> Iterator[str]:
    roadmap = one.roadmap
    yield "<article>"
    yield f"<header><p>{escape(_head(one))}</p><h1>{escape(roadmap.title)}</h1><p>{escape(_where(one))}</p></header>"
    if roadmap.headline:
        stated = f"<cite>{escape(roadmap.headline_by)}</cite>" if roadmap.headline_by else ""
        yield f"<blockquote>{escape(roadmap.headline)}{stated}</blockquote>"
    status = status_in(one, scope)
    yield f'<p class="course {status.course.replace(" ", "-")}">{status.course.capitalize()}</p>'
    yield _list(status.reasons)
    yield from (_html_block(each, one) for each in shown_first(one))
    for section in sections(one, scope):
        yield f"<section><h2>{section.part}</h2>"
        yield from (_html_block(each, one) for each in section.blocks)
        yield "</section>"
    yield "</article>"


def _html_block(block: Block, one: Briefing) -> str:
    match block:
        case Items():
            return f"<h3>{escape(block.title)}</h3>{_list(block.items)}"
        case Grid():
            return f"<h3>{escape(block.title)}</h3>{_table(block)}"
        case Picture():
            drawn = timeline_svg(one) if block.drawing is Drawing.TIMELINE else chart_svg(one)
            return f"<figure>{drawn}</figure>{_html_block(block.said, one) if block.said.items else ''}"


def _list(items: Sequence[str]) -> str:
    if len(items) == 1:
        return f"<p>{escape(items[0])}</p>"
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>" if items else ""


def _table(one: Grid) -> str:
    head = "".join(_cell("th", text, place >= one.numbers) for place, text in enumerate(one.headers))
    rows = ("".join(_cell("td", text, place >= one.numbers) for place, text in enumerate(row)) for row in one.rows)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(tag: str, text: str, is_number: bool) -> str:
    kind = ' class="number"' if is_number else ""
    return f"<{tag}{kind}>{'<br>'.join(map(escape, text.split(chr(10))))}</{tag}>"


# JSON


def _json(found: Sequence[Briefing], scope: Scope) -> str:
    document = [_object(one, scope) for one in found]
    return json.dumps(document, indent=2, ensure_ascii=False, default=str) + "\n"


def _object(one: Briefing, scope: Scope) -> dict[str, Any]:
    """As the command `roadmap` answers, without what is left out."""
    found = roadmap_object(one)
    if not scope.finance:
        status = one.status_without_money
        return {**{name: value for name, value in found.items() if name != "cash_flow"}, "status": str(status)}
    if not scope.details:
        found["cash_flow"] = {name: value for name, value in found["cash_flow"].items() if name != "quarters"}
    return found
