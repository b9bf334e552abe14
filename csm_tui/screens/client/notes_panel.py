"""The notes of a client on its page."""

from textual.app import ComposeResult
from textual.containers import Container

from csm_tui.domain.records.client import Client
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.wrapping import paragraphs

_EMPTY = "No notes yet: e writes some"


class NotesPanel(Container):
    """The notes below a title, which is highlighted while keys move in them."""

    def __init__(self, dot: str) -> None:
        super().__init__(id="notes", classes="part")
        self.text = LinePane(id="notes-text", focusable=True)
        self._title = LinePane(self._title_lines)
        self._dot = dot
        self._notes = ""

    def compose(self) -> ComposeResult:
        yield self._title
        yield self.text

    def show(self, client: Client) -> None:
        """Show the notes of the client as they are now."""
        self._notes = client.notes
        self._show_title()
        self.text.show(lambda width: paragraphs(client.notes, width))

    @property
    def is_empty(self) -> bool:
        return not self._notes

    def on_mount(self) -> None:
        """Follow the focus, and what is put above the page."""
        self.watch(self.screen, "stack_updates", self._show_title, init=False)

    def on_descendant_focus(self) -> None:
        self._show_title()

    def on_descendant_blur(self) -> None:
        self._show_title()

    def _show_title(self) -> None:
        self._title.show(self._title_lines)

    def _title_lines(self, width: int) -> list[Line]:
        title = f" Notes {self._dot} {_EMPTY}" if self.is_empty else " Notes"
        is_lit = self.text.has_focus and self.app.screen is self.screen
        return [[(f"{title:{width}}", "header" if is_lit else "header-quiet")]]
