"""An input for one line that keeps all lines of a paste and removes control characters."""

from collections.abc import Callable

from textual import events

from csm_tui.domain.text import clean
from csm_tui.textual_patches.speed.one_line import OneLineInput


def one_line(text: str) -> str:
    """The cleaned text with spaces in place of line breaks, so that nothing of a paste is lost."""
    return clean(text).rstrip("\n").replace("\n", " ").replace("\t", " ")


class LineInput(OneLineInput):
    """Textual's input, but a paste of several lines is kept whole and cleaned."""

    edited: Callable[[], object] | None = None
    """Called with each edit before it is painted, so that the owner knows whatever is visible."""

    def on_mount(self) -> None:
        """Blink only if animation is on, as blinking sends something twice a second."""
        self.cursor_blink = self.app.animation_level != "none"

    def on_paste(self, event: events.Paste) -> None:
        """Insert all of it. Textual's own handler, which must not run, would insert only the first line."""
        event.stop()
        event.prevent_default()
        if event.text:
            self.replace(event.text, *self.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace text. All input comes through here: keys, pastes and the clipboard."""
        super().replace(one_line(text), start, end)
        if self.edited is not None:
            self.edited()
