"""What a calendar file holds, series by series, each to be ticked before it is taken in."""

from asyncio import to_thread
from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from csm_tui.domain.text import counted
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.exchange.calendar.found import EventSeries
from csm_tui.exchange.calendar.taking import Taking
from csm_tui.exchange.calendar.told import aside, note, taken_text, unread, when
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.list_dialog import ListDialog
from csm_tui.session.session import Session
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column
from csm_tui.widgets.wrapping import wrapped_lines


class SeriesDialog(ListDialog["frozenset[str] | Exception"]):
    """Reads a calendar in a thread, and dismisses with the keys of the series that take time, or with what was raised
    at reading it. At first those are ticked that say so themselves, or that were ticked when the calendar was read
    before; behind them stand those that could not be read."""

    TITLE_LINE = "Which appointments take hours?"
    COLUMNS = (
        Column("title", " Event", " Event", 40, 22, grows=True),
        Column("when", "When", "When", 32, 26),
        Column("hours", "Hours", "Hours", 6, 5, "right"),
        Column("note", "Note", "Note", 40, 18, grows=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Counts or not"),
        Binding("asterisk", "mark_all", "All"),
        Binding("y", "take", "Take it in"),
        Binding("escape,n,q", "dismiss", "Leave it"),
    ]

    def __init__(self, name: str, read: Callable[[], Taking], session: Session, glyphs: Glyphs) -> None:
        """`read` is called in a thread; `name` is that of the file."""
        super().__init__(ascii_only=glyphs.is_ascii)
        self.taking: Taking | None = None
        """What was read; None until then."""
        self._file_name = name
        self._read = read
        self._session = session
        self._marked: set[str] = set()
        self._series: dict[str, EventSeries] = {}
        self._hours: dict[str, float] = {}
        self._unread: list[tuple[str, str]] = []

    def on_mount(self) -> None:
        super().on_mount()
        self.run_worker(self._find())

    async def _find(self) -> None:
        try:
            taking, self._hours = await to_thread(self._reckoned)
        except Exception as error:  # for who opened the dialog, and says it
            self.dismiss(error)
            return
        usual = taking.usual
        found = taking.found.series
        self.taking = taking
        self._marked = set(usual)
        order = sorted(found, key=lambda one: (one.key not in usual, not self._hours[one.key], one.spells[0]))
        self._series = {one.key: one for one in order}
        self._unread = unread(taking.found)
        self.table.show_empty(f"Nothing in it lies between {full_day(taking.first)} and {full_day(taking.last)}")
        self._marks_changed()

    def _reckoned(self) -> tuple[Taking, dict[str, float]]:
        """What is read, with the hours of each series."""
        taking = self._read()
        return taking, taking.hours_of_each(self._session.workspace)

    def lines(self) -> Sequence[Line]:
        if self.taking is None:
            return [[(f" Reading {self._file_name}", "dim")]]
        taken = taken_text(self.taking.hours(self._marked, self._session.workspace))
        width = self.app.size.width
        told = [line for text in aside(self.taking) for line in wrapped_lines(text, width, "dim", 1)]
        if self._unread:
            told.append([(f" {counted(len(self._unread), 'event')} could not be read: see the end of the list", "red")])
        return [[(f" {self.taking.name}: {taken} until {full_day(self.taking.last)}", "strong")], *told]

    def rows(self) -> Sequence[Hashable]:
        return [*self._series, *range(len(self._unread))]

    def cells(self, key: Hashable) -> Sequence[Cell]:
        if isinstance(key, int):
            title, why = self._unread[key]
            return Cell(f" {title}", "red"), Cell("not read", "red"), Cell(""), Cell(why, "red")
        one = self._one(key)
        style = "" if key in self._marked else "dim"
        return (
            Cell(f" {one.title}", style),
            Cell(when(one, self._session.today()), style),
            Cell(shown_hours(self._hours[one.key]), style),
            Cell(self._note(one), "amber" if one.counts and one.note else "dim"),
        )

    def below(self) -> str:
        """The row under the cursor in full."""
        if isinstance(self.chosen, int):
            title, why = self._unread[self.chosen]
            return f"{title}: {why}"
        if self.chosen is None:
            return ""
        one = self._one(self.chosen)
        said = self._note(one)
        return f"{one.title}: {when(one, self._session.today())}" + (f"; {said}" if said else "")

    def _note(self, one: EventSeries) -> str:
        return "" if self.taking is None else note(self.taking, one, self._hours[one.key])

    def _one(self, key: Hashable) -> EventSeries:
        return self._series[str(key)]

    async def open(self, key: Hashable) -> None:  # noqa: ARG002
        self.action_mark()

    def action_mark(self) -> None:
        """Let the series under the cursor count, or count no longer, and go on to the next."""
        if isinstance(self.chosen, str):
            self._marked ^= {self.chosen}
            self._marks_changed()
        self.table.action_cursor_down()

    def action_mark_all(self) -> None:
        """Let all count; once more none."""
        self._marked = set() if self._marked == {*self._series} else {*self._series}
        self._marks_changed()

    def _marks_changed(self) -> None:
        self.table.show_marks(self._marked)
        self.show()

    def action_take(self) -> None:
        """Take the ticked ones in."""
        if self.taking is not None:
            self.dismiss(frozenset(self._marked))
