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


_Tabs = list[tuple[ScreenTab, Sequence[Run]]]


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
        self._brief: Line = ()

    @property
    def state(self) -> str:
        """The state of the file in full, even if there is no room for it."""
        return "".join(text for text, _ in self._state)

    def show_screens(self, entries: Sequence[ScreenTab], front: str, state: Line, brief: Line) -> None:
        """Show these screens, the one with the id `front` lit, and the state, in `brief` where it has no room."""
        self._entries, self._front, self._state, self._brief = entries, front, state, brief
        self.show(lambda width: [self._line(width)])

    def on_click(self, event: events.Click) -> None:
        """Ask for the screen that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        start = 0
        screens, state = self._shown(self.size.width)
        for entry, runs in screens:
            end = start + _width(runs)
            if start <= offset.x < end:
                self.post_message(self.Asked(entry.id))
                return
            start = end
        if offset.x >= self.size.width - _width(state) - 1:
            self.post_message(self.Asked(""))

    def _line(self, width: int) -> Line:
        screens, state = self._shown(width)
        names = [run for _, runs in screens for run in runs]
        gap = max(1, width - _width(names) - _width(state) - 1)
        return [*names, (" " * gap, ""), *state]

    def _shown(self, width: int) -> tuple[_Tabs, Line]:
        """Each screen as it is shown, and the state: in full if the digits of the screens leave room for that."""
        screens = self._named(width - _width(self._state) - 2)
        if _length(screens) + _width(self._state) + 2 <= width:
            return screens, self._state
        return self._named(width - _width(self._brief) - 2), self._brief

    def _named(self, room: int) -> _Tabs:
        """As many names as fit from the left, then digits alone."""
        named = {entry.id for entry in self._entries}
        for entry in reversed(self._entries):
            if _length(self._drawn(named)) <= room:
                break
            if entry.id != self._front:
                named.discard(entry.id)
        return self._drawn(named)

    def _drawn(self, named: Collection[str]) -> _Tabs:
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


def _length(screens: _Tabs) -> int:
    return sum(_width(runs) for _, runs in screens)


def _width(runs: Line) -> int:
    return sum(cell_len(text) for text, _ in runs)
