"""Reports as Markdown, in which no text formats anything."""

from collections.abc import Iterator

from csm_tui.exchange.exports import INTERNAL
from csm_tui.exchange.markdown import block, inline, items, table
from csm_tui.exchange.report.blocks import Block, Drawn, Items, Paragraph, Report, ReportTable


def markdown_page(report: Report) -> str:
    """The report as a file."""
    return "\n".join(_lines(report)).rstrip("\n") + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield from (f"# {inline(report.title)}", "", INTERNAL, "")
    for text in report.lead:
        yield from (block(text), "")
    for section in report.sections:
        yield from (f"## {inline(section.title)}", "")
        for each in section.blocks:
            yield from block_lines(each)


def block_lines(one: Block) -> Iterator[str]:
    """A block, and an empty line below it."""
    match one:
        case Paragraph():
            yield from (block(one.text), "")
        case Items():
            if not one.items:
                return
            yield from _title(one.title)
            yield from (*items(one.items), "")
        case ReportTable():
            yield from (*_title(one.title), *table([*map(inline, one.headers)], one.rows), "")
        case Drawn():  # text has none: what stands beside it says the same
            yield from block_lines(one.said)


def _title(title: str) -> Iterator[str]:
    if title:
        yield from (f"### {inline(title)}", "")
