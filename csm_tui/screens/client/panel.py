"""The widget of a part of a client's page: its list, with the entry under the cursor in full below."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Container

from csm_tui.forms.form_spec import FormSpec
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.client.parts.part import WIDE_COLUMN, PagePart, ShownClient
from csm_tui.session.changes import Change
from csm_tui.widgets.line_pane import LinePane
from csm_tui.widgets.table.band_table import BandTable, Cell, Column
from csm_tui.widgets.wrapping import paragraphs


class EntryPreview(LinePane):
    """An entry in full below its list. It can have the focus only if it is too long for its room."""

    def allow_focus(self) -> bool:
        """Whether the text is longer than its room."""
        return self.max_scroll_y > 0


class Panel(Container):
    """Shows any part. Its first line has the titles of its columns, beginning with its own.

    When it is folded or has no entries, only that line is shown, with the name of the part.
    """

    def __init__(self, part: PagePart[Any], glyphs: Glyphs, *, folded: bool = False) -> None:
        super().__init__(id=part.ID, classes="part")
        self.part = part
        self.table = BandTable(part.COLUMNS, self._cells, ascii_only=glyphs.is_ascii)
        self.preview = EntryPreview(classes="preview")
        self._folded = folded
        self._entries: Mapping[Hashable, Any] = {}
        self.shown: ShownClient

    def compose(self) -> ComposeResult:
        yield self.table
        yield self.preview

    def show(self, shown: ShownClient) -> None:
        """Show the client as it is now."""
        self.shown = shown
        self._entries = {self.part.key(entry): entry for entry in self.part.entries(shown)}
        self.table.redraw()
        self.table.show_columns(self._columns())
        self.table.show_rows([*self._entries])
        self._show_preview()

    def fold(self, folded: bool) -> None:
        """Show only the title, or everything."""
        if folded != self._folded:
            self._folded = folded
            self.table.show_columns(self._columns())

    @property
    def is_empty(self) -> bool:
        return not self._entries

    @property
    def is_spare(self) -> bool:
        """Whether it has no entries, and is not missed where there is little room."""
        return self.is_empty and self.part.SPARE

    @property
    def entry(self) -> Any | None:
        """The entry under the cursor."""
        return self._entries.get(self.table.cursor_key)

    @property
    def toggled(self) -> Change | None:
        """The change of the entry under the cursor to its next state; None without an entry that has one."""
        return None if self.entry is None else self.part.toggled(self.entry)

    def spec(self, entry: Any | None, identity: str = "") -> FormSpec[Change]:
        """The form of an entry, or of a new one."""
        return self.part.spec(entry, self.shown, identity)

    def _columns(self) -> tuple[Column, ...]:
        first, *others = self.part.COLUMNS
        title = f"{self.part.TITLE} {len(self._entries)}" if self.part.ADDS else self.part.TITLE
        if self.is_empty:
            title = f"{self.part.TITLE} {self.shown.glyphs.dot} {self.part.EMPTY}"
        if self.is_empty or self._folded:
            return (first._replace(title=title, short=title, width=WIDE_COLUMN),)
        return first._replace(title=title, short=title), *others

    def _cells(self, key: Hashable) -> Sequence[Cell]:
        return self.part.cells(self._entries[key], self.shown)

    def _show_preview(self) -> None:
        """Show the entry under the cursor in full."""
        text = "" if self.entry is None else self.part.text(self.entry, self.shown)
        self.preview.display = bool(text)
        self.set_class(bool(text), "-told")
        self.preview.show(lambda width: paragraphs(text, width, "dim"))

    @on(BandTable.CursorMoved)
    def _moved(self) -> None:
        """Show another entry from its beginning."""
        self.preview.scroll_home(animate=False, immediate=True)
        self._show_preview()
