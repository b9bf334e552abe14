"""Pages of HTML that need no other file. Jinja2 is loaded with this module, so only where a page is made.

All text is escaped by Jinja2; only drawings, which escape theirs, pass as they are.
"""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from csm_tui.exchange.exports import INTERNAL
from csm_tui.exchange.report.blocks import Report
from csm_tui.resources import DATA


def html_page(report: Report) -> str:
    """The report as a file."""
    return rendered("report.html", title=report.title, report=report, internal=INTERNAL)


def rendered(template: str, **values: object) -> str:
    """A template of the folder data/pages/ with these values."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(DATA / "pages", encoding="utf-8"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.filters["kind"] = lambda one: type(one).__name__
    return made
