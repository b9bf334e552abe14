"""An input for one line that keeps a paste whole and lets no character in that acts."""

from collections.abc import Callable

from textual import events

from csm_tui.domain.values.text import clean
from csm_tui.textual_patches.one_line import OneLineInput


def one_line(text: str) -> str:
    """The text cleaned, its line breaks as spaces, so that nothing of a paste is cut off."""
    return clean(text).rstrip("\n").replace("\n", " ").replace("\t", " ")


class LineInput(OneLineInput):
    """Textual's input, but a paste of several lines comes in whole and cleaned."""

    edited: Callable[[], object] | None = None
    """Called with each edit before it is painted: what can be seen is known to the owner."""

    def on_mount(self) -> None:
        """Blink only where things may move: it would send something twice a second."""
        self.cursor_blink = self.app.animation_level != "none"

    def on_paste(self, event: events.Paste) -> None:
        """Take all of it; Textual's own handler, which must not follow, would take the first line."""
        event.stop()
        event.prevent_default()
        if event.text:
            self.replace(event.text, *self.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        """Every way in passes here: keys, pastes and the clipboard."""
        super().replace(one_line(text), start, end)
        if self.edited is not None:
            self.edited()
