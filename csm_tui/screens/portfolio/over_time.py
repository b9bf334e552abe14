"""The dialog with the history of the book: clients and ACV in each band over time."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from csm_tui.domain.records.client import Client
from csm_tui.domain.values.bands import Band
from csm_tui.planning.portfolio.history import BookDay, book_dates, book_over_time
from csm_tui.resources import STYLES
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.session.session import Session
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.line_pane import Line, LinePane

_MOST_DAYS = 60


class OverTime(PatchedDialog[None]):
    """Two charts, of the clients that the list shows."""

    CSS_PATH = STYLES / "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,T,enter", "dismiss", "Close")]

    def __init__(self, session: Session, glyphs: Glyphs, clients: Sequence[Client]) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._currency = session.workspace.settings.currency
        self._title = "The book over time" if len(clients) == len(session.workspace.clients) else "The clients shown"
        today = session.today()
        dates = book_dates(clients, today, _MOST_DAYS)
        self._days = book_over_time(clients, session.workspace.settings, today, dates) if len(dates) > 1 else []

    def compose(self) -> ComposeResult:
        with Container(classes="dialog -tall") as box:
            box.border_title = self._title
            yield LinePane(id="clients-chart")
            yield LinePane(id="acv-chart")
        yield KeyBar()

    def on_mount(self) -> None:
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        clients, acv = (self.query_one(f"#{name}-chart", LinePane) for name in ("clients", "acv"))
        clients.show(lambda width: self._lines("Clients in each band", False, width, clients.size.height))
        currency = f", {self._currency}" if self._currency else ""
        title = f"ACV in each band{currency}, at the amounts of today"
        acv.show(lambda width: self._lines(title, True, width, acv.size.height))

    def _lines(self, title: str, money: bool, width: int, height: int) -> Sequence[Line]:
        from csm_tui.widgets.chart.lines import Series, draw_chart

        if height < 4:
            return []
        series = [
            Series(band.capitalize(), band, [(day.day, _amount(day, band, money)) for day in self._days], marker)
            for band, marker in (
                (Band.RED, self._glyphs.red),
                (Band.AMBER, self._glyphs.amber),
                (Band.GREEN, self._glyphs.green),
            )
        ]
        key = [run for one in series for run in ((f"  {one.marker} ", one.style), (one.name.lower(), "dim"))]
        chart = draw_chart(series, width, height - 1, low=0, ascii_only=self._glyphs.is_ascii)
        return [[(f" {title}", "strong"), *key], *chart]


def _amount(day: BookDay, band: Band, money: bool) -> float:
    return day.acv[band] if money else day.clients[band]
