"""The layout of a client's page: the position of its parts, which are open, and the chart of the scores."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer
from textual.widget import Widget

from csm_tui.domain.workspace import Workspace
from csm_tui.planning.portfolio.rows import Row
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.client.notes_panel import NotesPanel
from csm_tui.screens.client.panel import Panel
from csm_tui.screens.client.parts.every import LISTS
from csm_tui.screens.client.parts.part import ShownClient
from csm_tui.screens.client.parts.scores import HEALTH, ScoresPart
from csm_tui.screens.client.score_chart import chart_lines, has_chart
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable

WIDE, TALL, MIDDLE = 110, 38, 30
"""The columns from which there are two sides, the lines from which all parts are open, and those below which a part
without entries that others tell of is not shown."""

_REST_SECONDS = 0.15


class PageParts(Container):
    """The scores are always visible. If there is little room, one other part is open, or one on each side."""

    def __init__(self, glyphs: Glyphs, first: str) -> None:
        """`first` is the id of the part that has the cursor at first."""
        super().__init__(id="parts")
        self._glyphs = glyphs
        self._first = first
        self.scores = Panel(ScoresPart(), glyphs)
        self.chart = LinePane(id="chart", classes="part")
        self.notes = NotesPanel(glyphs.dot)
        self.lists = tuple(Panel(part(), glyphs, folded=first != part.ID) for part in LISTS)
        self._left = Container(self.scores, self.chart, self.notes, id="left")
        self._right = Container(*self.lists, id="right")
        for part in (*self.lists, self.notes):  # styled once so
            part.set_class(part.id == first, "-open")
        self._shown: ShownClient | None = None
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        yield self._left
        yield self._right

    def show(self, row: Row, workspace: Workspace) -> None:
        """Show the client as it is now."""
        self._shown = ShownClient(row, workspace, self._glyphs)
        for panel in (self.scores, *self.lists):
            panel.show(self._shown)
        self.notes.show(row.client)
        self._arrange()
        self._draw_chart_soon()

    # The part that has the cursor

    def list_of(self, part: str) -> Panel:
        """The panel of a part by its id."""
        return next(panel for panel in (self.scores, *self.lists) if panel.id == part)

    def focus_first(self) -> None:
        """Put the cursor into the first part."""
        self.screen.set_focus(self.notes.text if self._first == self.notes.id else self.list_of(self._first).table)

    @property
    def panel(self) -> Panel | None:
        """The list that has the cursor."""
        return next((panel for panel in (self.scores, *self.lists) if self._is_used(panel)), None)

    @property
    def part_in_use(self) -> str:
        """The id of the part that has the cursor."""
        panel = self.panel
        return str(self.notes.id if panel is None else panel.id)

    @property
    def on_notes(self) -> bool:
        return self._is_used(self.notes)

    def on_mount(self) -> None:
        """Follow the cursor from part to part before its move is painted."""
        self.watch(self.screen, "focused", self._cursor_moved, init=False)

    def _cursor_moved(self) -> None:
        self._arrange()
        self._draw_chart_soon()

    def _is_used(self, part: Widget) -> bool:
        """Whether the part has the cursor; the widgets themselves are notified later."""
        focused = self.screen.focused
        return focused is not None and part in focused.ancestors

    def on_resize(self) -> None:
        self.call_after_refresh(self._arrange)
        self._draw_chart_soon()

    # What is open

    def _arrange(self) -> None:
        """Open and fold the parts according to the room. Each widget is restyled once, after all changes."""
        if self._shown is None:
            return
        opened = self._opened()
        for panel in self.lists:
            panel.fold(panel not in opened)
            panel.display = self.app.size.height >= MIDDLE or panel in opened or not panel.is_spare
        has_chart = self._has_chart
        says_why_none = not has_chart and (self._is_wide or self._is_used(self.scores))
        classes = (
            *((part, "-open", part in opened) for part in (self.notes, *self.lists)),
            (self.chart, "-open", self.chart in opened or says_why_none),
            (self.chart, "-line", not has_chart),
            (self._left, "-open", self.notes in opened or self.chart in opened),
            (self._right, "-open", any(part in opened for part in self.lists)),
        )
        changed = [(widget, name, there) for widget, name, there in classes if widget.has_class(name) is not there]
        for widget, name, there in changed:
            widget.set_class(there, name, update=False)
        self.app.stylesheet.update_nodes({widget for widget, _, _ in changed})  # their contents look the same

    def _opened(self) -> set[Widget]:
        """The open parts: all that have entries if there is room, otherwise one, or one on each side."""
        left = [*([self.chart] if self._has_chart else []), *([] if self.notes.is_empty else [self.notes])]
        right = [panel for panel in self.lists if not panel.is_empty]
        if self._is_wide:
            return {*left, *right} if self.app.size.height >= TALL else {*self._one(left), *self._one(right)}
        return {*self._one([part for part in (*left, *right) if part is not self.chart or self._opens(part)])}

    def _one(self, parts: Sequence[Widget]) -> Sequence[Widget]:
        """The part in use, or else the one that is open already, or else the first."""
        used = [part for part in parts if self._opens(part)]
        return [*used, *(part for part in parts if part.has_class("-open")), *parts][:1]

    def _opens(self, part: Widget) -> bool:
        """Whether the position of the cursor opens this part; the chart opens with the scores."""
        return self._is_used(self.scores if part is self.chart else part)

    @property
    def _is_wide(self) -> bool:
        return self.app.size.width >= WIDE  # its class is set too late for the first layout

    # The chart

    @property
    def _has_chart(self) -> bool:
        return self._shown is not None and has_chart(self._shown.client)

    @on(BandTable.CursorMoved, "#scores BandTable")
    def _draw_chart_soon(self) -> None:
        """Draw the chart of the score under the cursor once the cursor rests."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_REST_SECONDS, self._draw_chart)

    def _draw_chart(self) -> None:
        if self.chart.has_class("-open"):
            self.chart.show(self._chart_lines)

    def _chart_lines(self, width: int) -> Sequence[Line]:
        if self._shown is None:
            return []
        chosen = str(self.scores.table.cursor_key or HEALTH)
        settings, height = self._shown.workspace.settings, self.chart.size.height
        return chart_lines(self._shown.client, settings, chosen, width, height, self._glyphs)
