"""The last lines of a screen: in what state the work is, and the keys that work now.

Textual's Footer makes a widget for every key; here they are one line of text. That is a twentieth of a second at
every start.
"""

from collections.abc import Iterator

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.screen import Screen

from csm_tui.widgets.line_pane import Line, LinePane


class KeyBar(LinePane):
    """Shows the keys whose bindings ask for it; a click on one presses it."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: auto; overflow: hidden; background: $panel; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(lambda _: self._all_lines(), id=id)
        self._status: Line | None = None

    def show_status(self, line: Line) -> None:
        """Show another state above the keys."""
        self._status = line
        self._draw_again()

    def on_mount(self) -> None:
        """Follow the keys of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y != len(self._all_lines()) - 1:
            return
        start = 0
        for binding in self._shown():
            end = start + cell_len(self._key(binding)) + cell_len(binding.description) + 3
            if start <= offset.x < end:
                self.app.simulate_key(binding.key)
                return
            start = end

    def _keys_changed(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self._draw_again()

    def _draw_again(self) -> None:
        self.show(lambda _: self._all_lines())

    def _all_lines(self) -> list[Line]:
        keys = [run for binding in self._shown() for run in self._runs(binding)]
        return [keys] if self._status is None else [self._status, keys]

    def _runs(self, binding: Binding) -> Line:
        return (f" {self._key(binding)}", "key"), (f" {binding.description} ", "")

    def _key(self, binding: Binding) -> str:
        return self.app.get_key_display(binding)

    def _shown(self) -> Iterator[Binding]:
        """One binding for each action, in the order in which they were declared."""
        actions = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and binding.action not in actions:
                actions.add(binding.action)
                yield binding
