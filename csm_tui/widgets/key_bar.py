"""The last line of a screen: the keys that work now and the position of the cursor, or a message.

Textual's Footer makes a widget for every key; here they are one line of text. That is a twentieth of a second at
every start.
"""

from asyncio import Task, create_task
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.keys import format_key
from textual.screen import Screen
from textual.widget import Widget

from csm_tui.textual_patches.idle import wait_until_idle
from csm_tui.widgets.line_pane import Line, LinePane, Run
from csm_tui.widgets.notices import Notice, NoticeApp
from csm_tui.widgets.style_name import StyleName
from csm_tui.widgets.wrapping import wrapped

_MOST_LINES = 3
_ERROR_SHARE = 3
"""An error is said in full, up to this part of the screen's height; it stays until it was read."""
_GLYPHS: dict[str, Run] = {"information": ("  ", ""), "warning": (" ! ", "amber"), "error": (" !! ", "red")}
_STYLES: dict[str, StyleName] = {"information": "strong", "warning": "amber", "error": "red"}


@runtime_checkable
class Listing(Protocol):
    """What has rows and a cursor; it calls `placed` when one of them is another one."""

    placed: Callable[[], object]

    @property
    def keys(self) -> Sequence[Hashable]: ...

    @property
    def marks(self) -> frozenset[Hashable]: ...

    @property
    def cursor_index(self) -> int: ...


class KeyBar(LinePane):
    """Shows the keys whose bindings ask for it, as many as fit; a click on one presses it.

    A message stands in their place while there is one.
    """

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: auto; overflow: hidden; background: $panel; }
    """

    def __init__(
        self, *, marked: Mapping[str, str] | None = None, last: Collection[str] = (), hints: bool = False
    ) -> None:
        """The keys of the screen.

        Args:
            marked: What the keys are called that are shown while rows are marked, by the id of their binding.
            last: The ids of those bindings that stand behind all others.
            hints: Whether a line above the keys is kept free for what `show_hint` shows.
        """
        super().__init__(self._all_lines)
        self._marked = marked or {}
        self._last = last
        self.fits: Callable[[str | None], bool] = lambda _: True
        """Whether the key of the binding with this id is worth its place now."""
        self._table: Listing | None = None
        self._hint: Line | None = [] if hints else None
        self._pressed: Task[None] | None = None

    def show_hint(self, line: Line) -> None:
        """Show a line above the keys."""
        self._hint = line
        self.draw_again()

    @property
    def place(self) -> str:
        """Where the cursor stands in the table that has it or had it last, or how many of its rows are marked; "" while
        a text is read."""
        table = self._table
        if table is None or not table.keys or isinstance(self.screen.focused, LinePane):
            return ""
        if table.marks:
            return f"{len(table.marks):,} marked"
        rows = f"{len(table.keys):,}"
        return f"{table.cursor_index + 1:>{len(rows)},} of {rows}"

    def on_mount(self) -> None:
        """Follow the keys of the screen, its focus, and what the app says."""
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)
        self.watch(self.screen, "focused", self._follow)
        if isinstance(self.app, NoticeApp):
            self.app.notice_signal.subscribe(self, lambda _: self.draw_again())

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked, if the screen is not about to be another one by the click before."""
        if self.screen is not self.app.screen or (self._pressed is not None and not self._pressed.done()):
            return
        offset = event.get_content_offset(self)
        if offset is None or self._notice is not None or offset.y != self.size.height - 1:
            return
        start = 0
        for binding in self._fitting(self.size.width):
            end = start + self._width_of(binding)
            if start <= offset.x < end:
                self.app.simulate_key(binding.key)
                self._pressed = create_task(wait_until_idle(self.app))
                return
            start = end

    def _follow(self, focused: Widget | None) -> None:
        if isinstance(focused, Listing) and focused is not self._table:
            self._table = focused
            focused.placed = self.draw_again
        if focused is not None:
            self.draw_again()

    def _keys_changed(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.draw_again()

    def draw_again(self) -> None:
        """Show the keys and the place as they are now."""
        self.show(self._all_lines)

    # What is said

    @property
    def _notice(self) -> Notice | None:
        return self.app.notice if isinstance(self.app, NoticeApp) else None

    @property
    def _most_lines(self) -> int:
        wrong = self._notice is not None and self._notice.severity == "error"
        return max(_MOST_LINES, self.app.size.height // _ERROR_SHARE) if wrong else _MOST_LINES

    def _all_lines(self, width: int) -> Sequence[Line]:
        lines = (
            [self._keys_line(width)] if self._notice is None else notice_lines(self._notice, width, self._most_lines)
        )
        return lines if self._hint is None else [self._hint, *lines]

    # The keys

    def _keys_line(self, width: int) -> Line:
        shown = self._fitting(width)
        keys = [run for binding in shown for run in self._runs(binding)]
        gap = width - sum(map(self._width_of, shown)) - cell_len(self.place) - 1
        return [*keys, (" " * max(gap, 0), ""), (self.place, "dim")] if self.place and gap > 0 else keys

    def _fitting(self, width: int) -> list[Binding]:
        """The first of the keys, as many as fit beside the place, and always the one of the help."""
        all_keys = [*self._shown()]
        left = width - cell_len(self.place) - 2 - sum(self._width_of(one) for one in all_keys if _is_help(one))
        found = []
        for binding in all_keys:
            if not _is_help(binding):
                left -= self._width_of(binding)
            if left >= 0 or _is_help(binding):
                found.append(binding)
        return found

    def _width_of(self, binding: Binding) -> int:
        return sum(cell_len(text) for text, _ in self._runs(binding))

    def _runs(self, binding: Binding) -> Line:
        name = self._marked.get(str(binding.id), binding.description) if self._has_marks else binding.description
        return (f" {self.app.get_key_display(binding)}", "key"), (f" {name} ", "")

    @property
    def _has_marks(self) -> bool:
        return self._table is not None and bool(self._table.marks)

    def _shown(self) -> list[Binding]:
        """One binding for each action, of several one that asks to be shown: first what the part with the cursor
        declares, then what the screen itself does, then what all of its kind have, and so on to what works everywhere.
        """
        active = self.screen.active_bindings.values()
        nodes = dict.fromkeys((*(one.node for one in active if one.node is not self.app), self.screen, self.app))
        kinds = [kind.__dict__.get("BINDINGS", ()) for node in nodes for kind in type(node).__mro__]
        declared = [one for kind in kinds for one in kind if isinstance(one, Binding)]
        ordered = sorted(enumerate(declared), key=lambda one: not one[1].show)
        places = {one.action: place for place, one in reversed(ordered)}
        first_keys = {one.action: one.key.partition(",")[0] for _, one in reversed(ordered)}
        found: dict[str, Binding] = {}
        for binding in (one.binding for one in active):
            if binding.action not in found or binding.key == first_keys.get(binding.action):
                found[binding.action] = binding
        shown = [binding for binding in found.values() if self._is_shown(binding)]
        return sorted(shown, key=lambda one: (one.id in self._last, places.get(one.action, len(places))))

    def _is_shown(self, binding: Binding) -> bool:
        """Whether it is one of the keys that are most useful now: with marks, those that work on what is marked."""
        if self._is_typed(binding.key):
            return False
        if self._marked and self._has_marks:
            return binding.id in self._marked or _is_help(binding)
        return binding.show and self.fits(binding.id)

    def _is_typed(self, key: str) -> bool:
        """Whether the key is a character for the input that has the focus; of / and + Textual does not know it."""
        focused, character = self.screen.focused, format_key(key)
        is_sign = len(character) == 1 and character.isascii()
        return is_sign and focused is not None and focused.check_consume_key(key, character)


def notice_lines(notice: Notice, width: int, most: int = _MOST_LINES) -> Sequence[Line]:
    """A message in at most so many lines for a width in cells; the last one is cut with an ellipsis."""
    glyph, style_name = _GLYPHS[notice.severity], _STYLES[notice.severity]
    indent = cell_len(glyph[0])
    first, *others = wrapped(notice.text, max(width - indent - 1, 10)) or [""]
    if len(others) >= most:
        others = [*others[: most - 2], " ".join(others[most - 2 :])]
    return [[glyph, (first, style_name)], *([(" " * indent, ""), (part, style_name)] for part in others)]


def _is_help(binding: Binding) -> bool:
    return "'help'" in binding.action
