"""What a file is that somebody brings in: told by its contents, and of tables by their headers."""

from collections.abc import Mapping
from enum import StrEnum

from csm_tui.exchange.personal.aspect_files import aspect_field_of
from csm_tui.exchange.personal.rating_form import KEEP
from csm_tui.exchange.plan.fields import PLAN
from csm_tui.exchange.plan.plan_sheet import plan_sense
from csm_tui.exchange.portfolio.fields import PORTFOLIO
from csm_tui.exchange.reading.book import Book, read_book
from csm_tui.exchange.reading.table import Sense, table_in
from csm_tui.exchange.renewals.fields import RENEWALS
from csm_tui.exchange.roadmap.cash_flow_sheet import cash_flow_fit

_CALENDAR = b"BEGIN:VCALENDAR"
_START = 10_000
"""So many bytes may stand before a calendar begins."""
_LONGEST_FORM = 100
"""The most rows of a form by which somebody rates."""


class FileKind(StrEnum):
    """The files that the app takes in."""

    CLIENTS = "clients"
    PLAN = "plan"
    RENEWALS = "renewals"
    CALENDAR = "calendar"
    CASH_FLOW = "cash flow"
    ASPECTS = "set of aspects"
    RATING = "rating form"


_TABLES: Mapping[FileKind, tuple[Sense, str]] = {
    FileKind.CLIENTS: (PORTFOLIO.field_of, PORTFOLIO.key),
    FileKind.PLAN: (plan_sense, PLAN.key),
    FileKind.RENEWALS: (RENEWALS.field_of, RENEWALS.key),
    FileKind.ASPECTS: (aspect_field_of, "name"),
}
"""What the headers of each kind of table mean, and the field that names its records."""


def is_calendar(data: bytes) -> bool:
    """Whether a file begins like a calendar."""
    return _CALENDAR in data[:_START].upper()


def file_kind_of(data: bytes, suffix: str, likely: FileKind = FileKind.CLIENTS) -> FileKind:
    """What a file is whose name has that ending; `likely` where it may be several things.

    A table is what most of its headers fit.

    Raises:
        FileRefused: it is no calendar, and cannot be read as a table.
    """
    if is_calendar(data):
        return FileKind.CALENDAR
    if KEEP.encode() in data:
        return FileKind.RATING
    if suffix.lower() in (".toml", ".json"):
        return FileKind.ASPECTS
    book = read_book(data)
    if _is_rating_form(book):
        return FileKind.RATING
    fits = {kind: _fit(book, *meant) for kind, meant in _TABLES.items()} | {FileKind.CASH_FLOW: cash_flow_fit(book)}
    best = [kind for kind, fit in fits.items() if fit == max(fits.values())]
    return likely if likely in best or not max(fits.values()) else best[0]


def _is_rating_form(book: Book) -> bool:
    """Whether a cell of a short table is the one by which a form finds its place."""
    rows = (row for grid in book.grids for row in grid.rows[:_LONGEST_FORM])
    return any(KEEP in cell for row in rows for cell in row.cells)


def _fit(book: Book, sense: Sense, key: str) -> int:
    """How many fields the headers of a table mean."""
    header = table_in(book, sense, key).header
    return len({field for text in header if (field := sense(text)) is not None})
