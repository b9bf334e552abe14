"""A report as an export: Markdown, and a page of HTML that is made when a file of it is written."""

from csm_tui.exchange.exports import Export
from csm_tui.exchange.report.blocks import Report
from csm_tui.exchange.report.markdown_page import markdown_page


def report_export(what: str, report: Report) -> Export:
    """A report as files; `what` begins their names."""

    def page() -> bytes:
        from csm_tui.exchange.report.html_page import html_page  # loads Jinja2

        return html_page(report).encode()

    return Export(what, {".md": markdown_page(report)}, {"sections": len(report.sections)}, {".html": page})
