"""An input for the path of a file, which `tab` completes as in a shell."""

from dataclasses import dataclass
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from csm_tui.widgets.form.field import Complete
from csm_tui.widgets.form.line_input import LineInput
from csm_tui.widgets.guard import guarded


class PathInput(LineInput):
    """`tab` moves to the next field if there is nothing to complete, or if it has just listed the same names."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "Complete", show=False)]

    @dataclass
    class Listed(Message):
        """The possible continuations of the path."""

        text: str
        names: tuple[str, ...]

    def __init__(self, text: str, complete: Complete, **options: Any) -> None:
        super().__init__(text, **options)
        self._complete = complete
        self._listed: tuple[str, ...] = ()

    def action_complete(self) -> None:
        """Complete the path, list its continuations, or move to the next field."""
        text, names = self._completed() if self.value.strip() else (self.value, ())
        if text == self.value and (not names or names == self._listed):
            self.screen.focus_next()
            return
        if text != self.value:
            self.replace(text, 0, len(self.value))
            self.cursor_position = len(self.value)
        self._listed = names
        self.post_message(self.Listed(text, names))

    def _completed(self) -> tuple[str, tuple[str, ...]]:
        problems: dict[str, str] = {}
        with guarded(problems, str(self.id)):
            return self._complete(self.value)
        return self.value, tuple(problems.values())
