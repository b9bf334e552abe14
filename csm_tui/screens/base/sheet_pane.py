"""A sheet whose cells are edited in place, each with a draft that is kept with every keystroke."""

from collections.abc import Hashable
from dataclasses import replace
from typing import ClassVar, Literal

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message

from csm_tui.forms.draft_keeper import DraftKeeper
from csm_tui.forms.form_spec import FormSpec, Texts
from csm_tui.screens.cells.messages import THROWN_AWAY
from csm_tui.screens.dialogs.forms.editor import edited_with_draft
from csm_tui.screens.dialogs.forms.record_form import Typed
from csm_tui.session.changes import Change
from csm_tui.session.session import Session
from csm_tui.widgets.form.editors import LineText, LongInput
from csm_tui.widgets.table.sheet import Sheet

Step = Literal["stay", "next", "previous", "below", "new"]
"""Where the cursor goes once a cell is left: nowhere, to the next, the previous or the one below, or to a new row."""


_CURSOR = 1
"""The editor is wider than its cell by the cursor behind the end of a line, so that both wrap alike."""


class CellEditor(Container):
    """The editor of one long text, laid over its cell. Posts `Left` when it is finished and should be removed."""

    EDITOR: ClassVar[type[LongInput]] = LongInput
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save('stay')", "Save", priority=True),
        Binding("tab", "save('next')", "Next cell", priority=True),
        Binding("shift+tab", "save('previous')", "Cell before", priority=True, show=False),
        Binding("ctrl+n,f6", "save('new')", "One more", priority=True),
        Binding("escape", "leave", "Keep", priority=True),
        Binding("ctrl+x,f3", "throw_away", "Throw away", priority=True),
        Binding("ctrl+o,f4", "edit_outside", "Editor", priority=True),
    ]
    DEFAULT_CSS = """
    CellEditor { layer: above; height: auto; }
    CellEditor LongInput { height: 1; padding: 0; border: none; scrollbar-size: 0 0; }
    """

    class Resized(Message):
        """The editor has grown or shrunk with its text."""

    class Left(Message):
        """Editing ended, with what was typed, None if nothing is to be saved."""

        def __init__(self, typed: Typed[Change] | None, step: Step) -> None:
            super().__init__()
            self.typed = typed
            self.step = step

    def __init__(self, spec: FormSpec[Change], field: str, session: Session) -> None:
        """Edits one field, by name, of what the form is about; the rest of the form stays as it is."""
        super().__init__()
        self.spec = replace(spec, fields=tuple(one for one in spec.fields if one.name == field), focus=field)
        self._field = field
        self._session = session
        self._keeper = DraftKeeper(self.spec, session)
        self._beside = self._keeper.texts
        self.text = self.EDITOR(self._beside[field], classes="editor", compact=True, tab_behavior="focus")
        self.text.least_lines = 1

    def compose(self) -> ComposeResult:
        yield self.text

    def on_mount(self) -> None:
        self.text.edited = self._note
        self.text.move_cursor(self.text.document.end)
        self.screen.set_focus(self.text)

    def on_resize(self) -> None:
        """Tell that more or less room is needed."""
        self.post_message(self.Resized())

    @property
    def _texts(self) -> dict[str, str]:
        return {**self._beside, self._field: self.text.text}

    def _note(self) -> None:
        self._keeper.typed(self._texts)

    def action_save(self, step: Step) -> None:
        """Save the text. A new record in which nothing stands is none."""
        texts = self._texts
        if self.spec.new and self._is_blank(texts):
            self._forget()
            self.post_message(self.Left(None, step))
            return
        result, problems = self.spec.understood(self._keeper.meant(texts), {self._field}, self._field)
        if problems:
            self.app.notify("; ".join(problems.values()), severity="warning", markup=False)
        else:
            self.post_message(self.Left(Typed(result, self._keeper.typed(texts)), step))

    def action_leave(self) -> None:
        """Leave the cell as it is saved; what was typed is kept."""
        if self._keeper.typed(self._texts) is not None:
            self.app.notify("Not saved, but kept: open the cell again to go on")
        self.post_message(self.Left(None, "stay"))

    def action_throw_away(self) -> None:
        """Put what was typed into the trash and leave."""
        self._forget()
        self.post_message(self.Left(None, "stay"))

    def _is_blank(self, texts: Texts) -> bool:
        return not any(text.strip() for name, text in texts.items() if text != self.spec.first.get(name, ""))

    def _forget(self) -> None:
        if self._keeper.typed(self._texts) is not None:
            self._keeper.throw_away()
            self.app.notify(THROWN_AWAY)

    def action_edit_outside(self) -> None:
        """Open the text in the user's own editor."""
        text = edited_with_draft(self.app, self._session.drafts, self._keeper, self._texts, self._field)
        if text is not None:
            self.text.text = text
            self._note()
        self.text.focus()


class LineCellEditor(CellEditor):
    """The editor of a text on one line: enter saves it and goes on in the cell below."""

    EDITOR = LineText
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "save('below')", "Cell below", priority=True)]


class SheetPane(Container):
    """Shows a sheet, and lays an editor over the cell that is edited."""

    DEFAULT_CSS = """
    SheetPane { layers: base above; height: 1fr; }
    SheetPane Sheet { layer: base; height: 1fr; }
    """

    class Left(Message):
        """A cell is no longer edited; see `CellEditor.Left`."""

        def __init__(self, pane: "SheetPane", typed: Typed[Change] | None, step: Step) -> None:
            super().__init__()
            self.pane = pane
            self.typed = typed
            self.step = step

    class Pasted(Message):
        """Something was pasted on a cell that is not edited, or several cells while one is."""

        def __init__(self, pane: "SheetPane", text: str) -> None:
            super().__init__()
            self.pane = pane
            self.text = text

    takes_cells = False
    """Whether several cells can be pasted at once."""

    def __init__(self, sheet: Sheet, session: Session, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.sheet = sheet
        self._session = session
        self._key: Hashable = None

    def compose(self) -> ComposeResult:
        yield self.sheet

    @property
    def editor(self) -> CellEditor | None:
        """The editor, while a cell is edited."""
        return next(iter(self.query(CellEditor)), None)

    async def edit(self, spec: FormSpec[Change], field: str) -> None:
        """Edit the cell under the cursor: the field of the form with this name."""
        await self.query(CellEditor).remove()
        self._key = self.sheet.cursor_key
        is_line = any(one.name == field and one.kind == "line" for one in spec.fields)
        editor = (LineCellEditor if is_line else CellEditor)(spec, field, self._session)
        if isinstance(editor.text, LineText):
            editor.text.take_lines = self._take_cells
        await self.mount(editor)
        self.place_editor()

    def on_paste(self, event: events.Paste) -> None:
        """Tell what was pasted while no cell is edited."""
        if self.takes_cells and self.editor is None:
            event.stop()
            self.post_message(self.Pasted(self, event.text))

    def _take_cells(self, text: str) -> bool:
        """Leave the cell that is edited for a paste of several; whether that is possible."""
        if not self.takes_cells or self.editor is None:
            return False
        self.editor.action_throw_away()
        self.post_message(self.Pasted(self, text))
        return True

    @on(CellEditor.Resized)
    def _resized(self, event: CellEditor.Resized) -> None:
        event.stop()
        self.place_editor()

    def on_resize(self) -> None:
        """Keep the editor over its cell."""
        self.call_after_refresh(self.place_editor)

    def place_editor(self) -> None:
        """Make room for the editor, if there is one, and lay it over its cell; where others deleted that, it stays."""
        editor = self.editor
        if editor is None or self._key not in self.sheet.keys:
            return
        editor.text.most_lines = max(self.sheet.size.height - self.sheet.header_lines, 1)
        self.sheet.make_room(self._key, editor.size.height)
        region = self.sheet.cursor_region
        editor.styles.width = region.width + _CURSOR
        editor.styles.offset = region.x, region.y

    @on(CellEditor.Left)
    async def _left(self, event: CellEditor.Left) -> None:
        event.stop()
        with self.app.batch_update():
            await self.query(CellEditor).remove()
            self.sheet.make_room(None)
            self.sheet.focus()
        self.post_message(self.Left(self, event.typed, event.step))
