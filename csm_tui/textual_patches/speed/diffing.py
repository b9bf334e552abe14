"""Speed: what the terminal shows is not sent again. Undo on the page of a client at 120x40: 6.8 -> 0.9 KB."""

from typing import Any

from textual.app import ReturnType
from textual.geometry import Size

from csm_tui.textual_patches.safety.cell_places import PlacingApp
from csm_tui.textual_patches.versions import speed


class DiffingApp(PlacingApp[ReturnType]):
    """Sends only differences. Textual sends all lines that were painted: the whole screen if a dialog opens or closes,
    and lines from the left end of the widget. Where nothing differs, it still sends the place of the cursor."""

    if speed():

        def __init__(self) -> None:
            from csm_tui.textual_patches.speed.terminal import Terminal

            super().__init__()
            self._terminal = Terminal()
            self._terminal_size = Size(0, 0)

        def _display(self, screen: Any, renderable: Any) -> None:
            if self.size != self._terminal_size:
                self._terminal_size = self.size
                self._terminal.forget()
            update = self._terminal.difference(renderable)
            if update is renderable or not self._shows(update):
                super()._display(screen, update)

        def _shows(self, update: Any) -> bool:
            """Whether nothing is to be sent for an update, as the terminal shows all of it, and the cursor stays."""
            if self._batch_count or not self._running or self._closed or self.is_headless:
                return False
            place = self.screen.outer_size.clamp_offset(self.cursor_position)
            return place == self._previous_cursor_position and not update.render_segments(self.console)

        def _resume_signal(self) -> None:
            self._terminal.forget()  # another program had it
            super()._resume_signal()

    def paint_again(self) -> None:
        """Send all that is on the screen, whatever the terminal shows in its place."""
        if speed():
            self._terminal.forget()
        self.screen.refresh()
