"""The line in which a filter is typed, with room for an error message."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.widgets import Input, Label, Static

from csm_tui.domain.text import safe_text
from csm_tui.widgets.form.line_input import LineInput


class FilterInput(LineInput):
    """Says what enter does, for which Textual's own input has a name that is not shown."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "To the table")]


class FilterBar(Container):
    """Posts `Changed` with every keystroke, and `Left` when the focus should go back to the table."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave(False)", "Clear the filter"),
        Binding("enter,down", "leave(True)", "To the table", show=False),
        Binding("up", "recall", "What was typed last", show=False),
    ]

    class Changed(Message):
        """The filter was changed."""

        def __init__(self, bar: "FilterBar", text: str) -> None:
            super().__init__()
            self.bar = bar
            self.text = text

    class Left(Message):
        """The input was left; `keep` says whether the filter stays."""

        def __init__(self, bar: "FilterBar", keep: bool) -> None:
            super().__init__()
            self.bar = bar
            self.keep = keep

    def __init__(self, text: str, hint: str, last: str = "") -> None:
        """`last` is what was typed when the line was open before; `up` brings it back."""
        super().__init__()
        self._last = last
        self._text = text
        self._hint = hint
        self._problem = ""

    def compose(self) -> ComposeResult:
        with Container(id="filter-line"):
            yield Label(" / ", classes="sign")
            yield FilterInput(self._text, placeholder=self._hint, compact=True, id="filter")
        yield Static("", id="filter-problem", markup=False)

    def on_mount(self) -> None:
        self.focus_input()

    def focus_input(self) -> None:
        """Put the cursor into the line."""
        self.screen.set_focus(self.query_one("#filter", LineInput))

    def explain(self, problem: str) -> None:
        """Show what is wrong with the filter; "" clears the message."""
        if problem == self._problem:
            return  # without this the whole screen would be laid out again for every keystroke
        self._problem = problem
        line = self.query_one("#filter-problem", Static)
        line.update(safe_text(problem))
        line.display = bool(problem)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self, event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_leave(True)

    @property
    def is_wrong(self) -> bool:
        """Whether the filter cannot be read."""
        return bool(self._problem)

    def action_recall(self) -> None:
        """Bring back what was typed last, where nothing is typed now."""
        line = self.query_one("#filter", LineInput)
        if not line.value and self._last:
            line.value = self._last
            line.action_end()

    def action_leave(self, keep: bool) -> None:
        self.post_message(self.Left(self, keep))
