"""An input for a rating: a single key sets it and goes on to the next one."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from csm_tui.widgets.form.line_input import LineInput

_RATES = {**{str(number): str(number) for number in range(10)}, "t": "t", "minus": "-"}
"""The keys that set the rating, and what each of them puts there."""

RATING_KEYS = {
    "0 - 9": "Rate, and go on to the next",
    "t": "Rate with 10, and go on",
    "-": "Not rated, and go on",
    "up down k j": "To another rating",
    "backspace": "Empty it",
    "n enter": "Write a note on it; tab goes on",
}
"""What its keys do, for help and docs."""


class RatingInput(LineInput):
    """Its keys take effect before the next one is handled, however quickly they are typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"rate({text!r})", show=False, priority=True) for key, text in _RATES.items()),
        Binding("up,k", "go(-1)", show=False, priority=True),
        Binding("down,j", "go(1)", show=False, priority=True),
        Binding("backspace,delete", "empty", show=False, priority=True),
        Binding("n,enter", "note", "Note", priority=True),
    ]

    step: Callable[[int], object] = staticmethod(lambda _: None)
    """Called to go to another rating, so many below this one."""

    open_note: Callable[[], object] = staticmethod(lambda: None)
    """Called to go to the note on this rating."""

    def action_rate(self, text: str) -> None:
        """Put a rating there and go on."""
        self._put(text)
        self.step(1)

    def action_go(self, steps: int) -> None:
        """Go to another rating."""
        self.step(steps)

    def action_empty(self) -> None:
        """Take the rating away."""
        self._put("")

    def action_note(self) -> None:
        """Go to the note."""
        self.open_note()

    def on_key(self, event: events.Key) -> None:
        """Any other character takes the place of the rating, so that what is wrong with it is said there."""
        if not event.is_printable or event.character is None:
            return
        event.stop()
        event.prevent_default()
        if self.has_focus:  # else a key behind it has gone on already
            self._put(event.character)

    def _put(self, text: str) -> None:
        self.replace(text, 0, len(self.value))
