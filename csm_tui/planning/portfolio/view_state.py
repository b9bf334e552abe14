"""The state of the portfolio's list that a view saves: filter, order and columns."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from csm_tui.planning.columns import next_sort
from csm_tui.planning.portfolio.columns import ALL_COLUMNS, USUAL_COLUMNS, in_order
from csm_tui.planning.portfolio.rows import Row

if TYPE_CHECKING:  # loaded with the first view
    from csm_tui.domain.records.person.view import SortKey, View


class ViewState(NamedTuple):
    """`filter` is text in the filter language; the first of `columns` is always the client's name."""

    filter: str = ""
    sort: "tuple[SortKey, ...]" = (("health", False),)
    columns: tuple[str, ...] = USUAL_COLUMNS

    def ordered(self, rows: Iterable[Row]) -> list[Row]:
        return in_order(rows, self.sort)

    def sorted_by(self, column: str, further: bool = False) -> "ViewState":
        """A copy sorted by a column, reversed if it is already. `further`: in addition to the present columns."""
        return self._replace(sort=next_sort(self.sort, column, further))


def view_state_of(view: "View") -> ViewState:
    """The state that a view saved, without columns that this program does not know."""
    sort = tuple(key for key in view.sort if key[0] in ALL_COLUMNS)
    columns = tuple(column for column in dict.fromkeys(view.columns) if column in ALL_COLUMNS and column != "client")
    return ViewState(view.filter, sort or ViewState().sort, ("client", *columns) if columns else USUAL_COLUMNS)


def view_of(view_state: ViewState, name: str, place: int) -> "View":
    """A new view that saves a state."""
    from csm_tui.domain.records.person.view import View

    return View(name=name, filter=view_state.filter, sort=view_state.sort, columns=view_state.columns, place=place)


def view_state_in_words(view_state: ViewState) -> str:
    """The state in one line: its filter, order and columns."""
    order = ", ".join(f"{column}{' down' if descending else ''}" for column, descending in view_state.sort)
    columns = "" if view_state.columns == USUAL_COLUMNS else f"; {len(view_state.columns)} columns"
    return f"{view_state.filter or 'all clients'}; by {order}{columns}"
