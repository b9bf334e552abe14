"""The dialog that asks for a file to bring in, with the files that were brought in last below it."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from csm_tui.domain.values.reading.paths import shown_path
from csm_tui.forms.form_spec import FormSpec, Result
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.session.session import Session
from csm_tui.widgets.form.form import Form
from csm_tui.widgets.table.band_table import BandTable, Cell, Column


class ImportForm(RecordForm[Result]):
    """`down` goes to the list; enter there puts a path into the form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", "Read it", priority=True),  # nothing is saved before it was looked through
        Binding("down", "to_recent", "Recent files", show=False),
    ]

    def __init__(
        self, spec: FormSpec[Result], session: Session, glyphs: Glyphs, refused: str = "", *, unasked: bool = False
    ) -> None:
        super().__init__(spec, session, glyphs, refused, unasked=unasked)
        title = "Brought in lately: down goes there, enter takes one"
        columns = (Column("file", title, title, 60, 40, grows=True),)
        self._recent = BandTable(columns, self._cells, id="recent", ascii_only=glyphs.is_ascii)

    def body(self, texts: Mapping[str, str]) -> Iterator[Widget]:
        yield from super().body(texts)
        paths = app_of(self.app).recent_files.all()
        if paths:
            self._recent.show_rows(paths)
            yield self._recent

    def _cells(self, key: Hashable) -> Sequence[Cell]:
        return (Cell(str(key)),)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The list can be gone to if there is one."""
        if action == "to_recent":
            return bool(self._recent.keys)
        return super().check_action(action, parameters)

    def action_to_recent(self) -> None:
        """Go to the list."""
        self._recent.focus()

    @on(BandTable.Opened)
    def _put(self, event: BandTable.Opened) -> None:
        event.stop()
        self.query_one(Form).put_text("file", shown_path(str(event.key)))
        self.query_one(Form).focus_field("file")
