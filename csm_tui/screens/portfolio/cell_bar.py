"""The line that edits one cell of a table: a form with one field, which has a rule and a draft."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Select

from csm_tui.domain.values.health import COMPONENTS
from csm_tui.forms.draft_keeper import DraftKeeper
from csm_tui.forms.form_spec import FormSpec
from csm_tui.screens.cells.messages import THROWN_AWAY
from csm_tui.screens.dialogs.forms.record_form import Typed
from csm_tui.session.changes import Change
from csm_tui.session.session import Session
from csm_tui.widgets.form.form import Form


class CellBar(Container):
    """Posts `Left` when it is finished and should be removed. The list of a choice is always open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "save(0)", "Save", priority=True),
        Binding("down", "save(1)", "Save, next row", priority=True),
        Binding("up", "save(-1)", "Save, row above", priority=True),
        Binding("escape", "leave", "Leave as it was", priority=True),
    ]

    class Left(Message):
        """Editing ended, with what was typed, None if nothing is to be saved. `step`: rows to move the cursor down."""

        def __init__(self, typed: Typed[Change] | None, step: int) -> None:
            super().__init__()
            self.typed = typed
            self.step = step

    def __init__(self, spec: FormSpec[Change], session: Session) -> None:
        super().__init__()
        self._spec = spec
        self._keeper = DraftKeeper(spec, session)
        self._opened_with = self._keeper.texts

    def compose(self) -> ComposeResult:
        yield Form(self._spec.fields, self._opened_with, rule_beside=True)

    def on_mount(self) -> None:
        if not self.query(Form):
            return  # put by before it was there
        editor = self._form.query_one(".editor", Widget)
        self.screen.set_focus(editor)
        if isinstance(editor, Select):
            editor.action_show_overlay()
            self.watch(editor, "expanded", self._chosen, init=False)

    def _chosen(self) -> None:
        """The list of a choice was closed."""
        field = self._spec.focus
        if self._form.texts[field] == self._opened_with[field]:
            self.action_leave()
        else:
            self.action_save(0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While a list is open, it gets the keys."""
        return action not in ("save", "leave") or not any(choice.expanded for choice in self.query(Select))

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    @on(Form.Changed)
    def _typed(self, event: Form.Changed) -> None:
        event.stop()
        texts = self._form.texts
        self._keeper.typed(texts)
        self._form.show_problems(self._spec.understood(texts, ())[1])

    def action_save(self, step: int) -> None:
        """Save the value. A score that is typed or confirmed with enter counts as entered today."""
        form, field = self._form, self._spec.focus
        confirmed = {field} if step == 0 and field in COMPONENTS and form.texts[field].strip() else set()
        result, problems = self._spec.understood(form.texts, form.touched | confirmed)
        if problems:
            form.show_problems(problems)
            self.app.notify("; ".join(problems.values()), severity="warning", markup=False)
        else:
            self.post_message(self.Left(Typed(result, self._keeper.typed(form.texts)), step))

    def put_by(self) -> None:
        """End editing because the user does something else, maybe before the form is there; the draft stays."""
        if self.query(Form) and self._keeper.typed(self._form.texts) is not None:
            self.app.notify("Not saved, but kept: c on this cell goes on")

    def action_leave(self) -> None:
        """Leave the cell unchanged and put what was typed into the trash."""
        if self._keeper.typed(self._form.texts) is not None:
            self._keeper.throw_away()
            self.app.notify(THROWN_AWAY)
        self.post_message(self.Left(None, 0))
