"""A line for the path of a file: `tab` completes it as a shell does."""

from dataclasses import dataclass
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from csm_tui.widgets.field import Complete
from csm_tui.widgets.line_input import LineInput


class PathInput(LineInput):
    """`tab` goes on to the next field where nothing is left to complete, and where it listed the same names before."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "Complete", show=False)]

    @dataclass
    class Listed(Message):
        """The names with which the path can go on that stands there."""

        text: str
        names: tuple[str, ...]

    def __init__(self, text: str, complete: Complete, **options: Any) -> None:
        super().__init__(text, **options)
        self._complete = complete
        self._listed: tuple[str, ...] = ()

    def action_complete(self) -> None:
        """Complete the path, list how it can go on, or go on to the next field."""
        text, names = self._complete(self.value) if self.value.strip() else (self.value, ())
        if text == self.value and (not names or names == self._listed):
            self.screen.focus_next()
            return
        if text != self.value:
            self.replace(text, 0, len(self.value))
            self.cursor_position = len(self.value)
        self._listed = names
        self.post_message(self.Listed(text, names))
