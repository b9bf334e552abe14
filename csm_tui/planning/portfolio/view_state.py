"""How the portfolio is looked at: a filter, an order, and columns. What a saved view keeps."""

from collections.abc import Iterable
from typing import NamedTuple

from csm_tui.domain.records.view import SortKey, View
from csm_tui.planning.portfolio.rows import COLUMNS, MORE_COLUMNS, Row, sort_by, with_key

ALL_COLUMNS = (*COLUMNS, *MORE_COLUMNS)


class Look(NamedTuple):
    """`filter` is a text of the filter language; the first of `columns` is the client's name."""

    filter: str = ""
    sort: tuple[SortKey, ...] = (("health", False),)
    columns: tuple[str, ...] = COLUMNS

    def ordered(self, rows: Iterable[Row]) -> list[Row]:
        return sort_by(rows, self.sort)

    def sorted_by(self, column: str, further: bool = False) -> "Look":
        """The look sorted by a column; once more turns it. `further`: after what it is sorted by already."""
        keys = self.sort if further else tuple(key for key in self.sort[:1] if key[0] == column)
        return self._replace(sort=with_key(keys, column))


def look_of(view: View) -> Look:
    """The look that a view keeps; columns that this program does not know are left out."""
    sort = tuple(key for key in view.sort if key[0] in ALL_COLUMNS)
    columns = tuple(column for column in dict.fromkeys(view.columns) if column in ALL_COLUMNS and column != "client")
    return Look(view.filter, sort or Look().sort, ("client", *columns) if columns else COLUMNS)


def view_of(look: Look, name: str, place: int) -> View:
    """A new view that keeps a look."""
    return View(name=name, filter=look.filter, sort=look.sort, columns=look.columns, place=place)


def in_words(look: Look) -> str:
    """The look as a line: what it filters, sorts and shows."""
    order = ", ".join(f"{column}{' down' if descending else ''}" for column, descending in look.sort)
    columns = "" if look.columns == COLUMNS else f"; {len(look.columns)} columns"
    return f"{look.filter or 'all clients'}; by {order}{columns}"
