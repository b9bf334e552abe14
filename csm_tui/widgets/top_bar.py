"""The first line of a screen: all screens, with the present one highlighted, and the state of the file."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.message import Message

from csm_tui.widgets.line_pane import Line, LinePane, Run


class ScreenTab(NamedTuple):
    """A screen: its id, its key as people write it, its title, and the number of overdue things."""

    id: str
    key: str
    title: str
    waiting: int = 0


class TopBar(LinePane):
    """Shows the screens at the left and the state at the right; a click on a screen asks for it."""

    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; overflow: hidden; background: $panel; }
    """

    class Asked(Message):
        """A screen was clicked, or the state."""

        def __init__(self, entry: str) -> None:
            super().__init__()
            self.entry = entry
            """The id of the screen, "" for the state."""

    def __init__(self) -> None:
        super().__init__(lambda width: [self._line(width)])
        self._entries: Sequence[ScreenTab] = ()
        self._front = ""
        self._state: Line = ()

    @property
    def state(self) -> str:
        """The state of the file in full, even if there is no room for it."""
        return "".join(text for text, _ in self._state)

    def show_screens(self, entries: Sequence[ScreenTab], front: str, state: Line) -> None:
        """Show these screens, the one with the id `front` lit, and the state."""
        self._entries, self._front, self._state = entries, front, state
        self.show(lambda width: [self._line(width)])

    def on_click(self, event: events.Click) -> None:
        """Ask for the screen that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        start = 0
        for entry, runs in self._shown(self.size.width):
            end = start + _width(runs)
            if start <= offset.x < end:
                self.post_message(self.Asked(entry.id))
                return
            start = end
        if offset.x >= self.size.width - cell_len(self.state) - 1:
            self.post_message(self.Asked(""))

    def _line(self, width: int) -> Line:
        names = [run for _, runs in self._shown(width) for run in runs]
        gap = max(1, width - _width(names) - _width(self._state) - 1)
        return [*names, (" " * gap, ""), *self._state]

    def _shown(self, width: int) -> list[tuple[ScreenTab, Sequence[Run]]]:
        """Each screen as it is shown: as many names as fit from the left, then digits alone."""
        room = width - _width(self._state) - 2
        named = {entry.id for entry in self._entries}
        for entry in reversed(self._entries):
            if sum(_width(runs) for _, runs in self._drawn(named)) <= room:
                break
            if entry.id != self._front:
                named.discard(entry.id)
        return self._drawn(named)

    def _drawn(self, named: Collection[str]) -> list[tuple[ScreenTab, Sequence[Run]]]:
        return [(entry, [*self._runs(entry, entry.id in named)]) for entry in self._entries]

    def _runs(self, entry: ScreenTab, named: bool) -> Iterator[Run]:
        title = f" {entry.title}" if named else ""
        count = f" {entry.waiting}" if entry.waiting else ""
        if entry.id == self._front:
            yield f" {entry.key}{title}{count} ", "column"
        else:
            yield f" {entry.key}", "key"
            yield title or " ", ""
            yield from [(count, "red"), (" ", "")] if count and title else [(" ", "")] if title else []


def _width(runs: Line) -> int:
    return sum(cell_len(text) for text, _ in runs)
