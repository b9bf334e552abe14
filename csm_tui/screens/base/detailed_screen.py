"""The base of list screens with a pane that shows the row under the cursor in full: beside the list or below it."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from csm_tui.domain.preferences import Details
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.columns_screen import ColumnsScreen
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.session.session import Session
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable

Listed = TypeVar("Listed")
_WIDE = 130


class DetailedScreen(ColumnsScreen[Listed], Generic[Listed]):
    """The pane is open from the start where there is room beside the list, unless a preference says otherwise."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]

    def __init__(self, session: Session, glyphs: Glyphs) -> None:
        super().__init__(session, glyphs)
        self._side = LinePane(id="rows-side", focusable=True)

    def compose(self) -> ComposeResult:
        yield self.heading
        with Container(id="rows-body"):
            yield self.table
            yield Widget(id="rows-divider")  # not a border, which would be sent again with each line of the pane
            yield self._side
        yield from self.frame()

    def on_mount(self) -> None:
        wanted = app_of(self.app).preferences.details
        self.set_class(self.opens_details(wanted), "-details")
        super().on_mount()

    def opens_details(self, wanted: Details) -> bool:
        """Whether the pane is open at first."""
        return self.app.size.width >= _WIDE if wanted is Details.AUTO else wanted is Details.OPEN

    @abstractmethod
    def side_lines(self, row: Listed, width: int) -> Sequence[Line]:
        """What the pane shows of a row, in lines for a width in cells."""

    def do_table_details(self) -> None:
        self.toggle_class("-details")
        self.show_side()

    def show_rows(self) -> None:
        super().show_rows()
        self.show_side()

    @on(BandTable.CursorMoved)
    def show_side(self) -> None:
        """Show the row under the cursor in the pane, if that is open."""
        if self.has_class("-details"):
            self._side.show(self._lines)

    def _lines(self, width: int) -> Sequence[Line]:
        """The lines of the pane, which fill it: another number of them would lay the whole screen out anew."""
        lines = [] if self.table.cursor_key is None else self.side_lines(self.row, width)
        return [*lines, *([()] * (self._side.size.height - len(lines)))]
