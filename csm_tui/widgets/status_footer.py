"""The last lines of a screen: what state the work is in, and the keys."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Footer

from csm_tui.widgets.line_pane import Line, LinePane


class StatusFooter(Vertical):
    """One line of state above Textual's footer."""

    DEFAULT_CSS = """
    StatusFooter { dock: bottom; height: 2; }
    StatusFooter LinePane { height: 1; }
    StatusFooter Footer { dock: none; }
    """

    def compose(self) -> ComposeResult:
        yield LinePane(id="status")
        yield Footer(show_command_palette=False, compact=True)

    def show(self, line: Line) -> None:
        """Show another state."""
        self.query_one("#status", LinePane).show(lambda _: [line])
