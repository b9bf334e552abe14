"""The dialog that edits a record: all forms of the app except the small ones inside a screen."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget

from csm_tui.domain.text import safe_text
from csm_tui.domain.values.names import joined_names
from csm_tui.forms.draft_keeper import DraftKeeper
from csm_tui.forms.form_spec import FieldConflict, FormSpec, Problems, Result, Texts
from csm_tui.forms.registry import reopened_form
from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.cells.messages import THROWN_AWAY
from csm_tui.screens.dialogs.forms.editor import edited_with_draft
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.session import Session
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.form.form import Form
from csm_tui.widgets.guard import guarded
from csm_tui.widgets.key_bar import KeyBar


@dataclass(frozen=True)
class Typed(Generic[Result]):
    """What a form was saved with. `result` is None when nothing differs; `draft` goes once it is safe."""

    result: Result | None
    draft: Draft | None


class RecordForm(PatchedDialog["Typed[Result] | None"], Generic[Result]):
    """Dismisses with what was typed when it is saved, with None when it is left; then the draft stays."""

    AUTO_FOCUS = "FieldRow.-first .editor"  # at once: a key typed ahead must not go to the topmost field
    CSS_PATH = STYLES / "dialogs.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", "Save", priority=True),
        Binding("escape", "leave", "Leave, keep it"),
        Binding("ctrl+x,f3", "throw_away", "Throw away", priority=True),
        Binding("ctrl+o,f4", "edit_outside", "Editor", priority=True),
        Binding("ctrl+l,f5", "choose", "Choose names", priority=True),
        Binding("f1", "app.perform('help')", "Help"),
    ]

    def __init__(
        self, spec: FormSpec[Result], session: Session, glyphs: Glyphs, refused: str = "", *, unasked: bool = False
    ) -> None:
        """A form for what is edited.

        Args:
            spec: The form.
            session: Where it is saved, and its draft kept.
            glyphs: What is drawn beside the fields, if anything is.
            refused: Why what was typed could not be taken when the form was saved before; said of its first field.
            unasked: Whether it opens by itself. Then the cursor is in no field, as keys may be on their way that were
                meant for what is below.
        """
        super().__init__()
        self._first = "" if unasked else spec.focus
        self._spec = spec
        self._glyphs = glyphs
        self._refused = refused
        self._drafts = session.drafts
        self._keeper = DraftKeeper(spec, session)
        self._keys = KeyBar(hints=True)
        self._beside: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        with Container(id="record-form", classes="dialog") as box:
            resumed = " · resumed: typed before, not saved" if self._keeper.resumed is not None else ""
            box.border_title = Content(safe_text(self._spec.title) + resumed)
            texts, shown = self._keeper.texts, {field.name for field in self._spec.fields}
            self._beside = {name: text for name, text in texts.items() if name not in shown | self._spec.first.keys()}
            yield from self.body(texts)
        yield self._keys

    def body(self, texts: Mapping[str, str]) -> Iterator[Widget]:
        """The form, with these texts in it, and what a subclass shows beside it."""
        yield Form(self._keeper.fields, texts, first=self._first, required=self._spec.required)

    def on_mount(self) -> None:
        if not self.query(Form):
            return  # a key behind the one that opened the form has closed it already
        self._form.tell_edits(lambda: self._keeper.typed(self._texts))
        if self._first:
            self._form.focus_field(self._first)
        if self._keeper.resumed is not None:
            self._form.go_to_ends()
            self._check()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Actions that this form has no use for are not offered."""
        fields = self._spec.fields
        if not self.query(Form):  # it is only being opened
            return action == "leave"
        if action == "edit_outside":
            return any(field.kind == "long" for field in fields)
        return action != "choose" or any(field.names for field in fields)

    @on(Form.Hinted)
    def _show_hint(self) -> None:
        row = self._form.row
        if row is not None:
            self._keys.show_hint([(f"  {row.hint}", "red" if row.is_wrong else "dim")])

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    @property
    def _texts(self) -> dict[str, str]:
        """The texts of the form, and what belongs to it without being shown."""
        shown = self.query(Form)
        return {**self._beside, **(shown.first().texts if shown else self._keeper.texts)}

    @property
    def _place(self) -> str:
        """The field with the cursor, else the first one."""
        return self._form.place or self._spec.focus

    def _read(self, texts: Texts, touched: Collection[str]) -> tuple[Result | None, Problems]:
        """What saving these texts means, and what is wrong with them."""
        problems = Problems()
        with guarded(problems, self._place):
            return self._spec.understood(self._keeper.meant(texts), touched, self._place)
        return None, problems

    @on(Form.Changed)
    def _typed(self) -> None:
        self._keeper.typed(self._texts)
        self._check()

    def _check(self) -> None:
        texts, problems = self._texts, Problems()
        with guarded(problems, self._place):
            problems |= self._read(texts, ())[1]
            conflicts = self._keeper.conflicts(self._spec, texts)
            self._form.show_saved({conflict.name: conflict.saved for conflict in conflicts})
        if self._refused and texts == self._keeper.texts:  # nothing else was typed since
            problems.setdefault(self._spec.focus, self._refused)
        if self._spec.new:  # reported when the form is saved, not before anything was typed
            problems = {name: problem for name, problem in problems.items() if texts.get(name)}
        self._form.show_problems(problems)

    @on(Form.Finished)
    def action_save(self) -> None:
        problems = Problems()
        with guarded(problems, self._place):
            now = self._present()
            conflicts = self._keeper.conflicts(now, self._texts)
            if conflicts:
                self._choose(now, conflicts)
            else:
                self._save()
        if problems:
            self._refuse(problems)

    def _present(self) -> FormSpec[Result]:
        """The form as it would open now, after what others saved."""
        draft = self._keeper.typed(self._texts)
        now = None if draft is None else reopened_form(draft, app_of(self.app).front.ground)
        return self._spec if now is None else now

    def _choose(self, now: FormSpec[Result], conflicts: Sequence[FieldConflict]) -> None:
        """Have somebody choose between what is typed and what others saved, then save that."""
        from csm_tui.screens.dialogs.forms.conflict_dialog import ConflictDialog

        def take(mine: Mapping[str, bool] | None) -> None:
            if mine is None:
                self.app.notify("Not saved, nothing is lost: ctrl+s asks again, esc keeps it for later")
                return
            texts = self._keeper.rebased(now, self._form.texts)
            saved = {conflict.name: conflict.saved for conflict in conflicts if not mine[conflict.name]}
            for name, text in {**texts, **saved}.items():
                if name in texts:
                    self._form.put_text(name, text)
                else:
                    self._beside[name] = "saved"
            self._spec = now
            self._keeper.go_on_from(now)
            self._save()

        self.app.push_screen(ConflictDialog(conflicts, ascii_only=self._glyphs.is_ascii), take)

    def _save(self) -> None:
        form, texts = self._form, self._texts
        result, problems = self._read(texts, form.touched)
        if problems:
            self._refuse(problems)
        else:
            form.show_problems({})
            self.dismiss(Typed(result, self._keeper.typed(texts)))

    def _refuse(self, problems: Problems) -> None:
        """Say beside the fields what is wrong, and go to the first of them."""
        form = self._form
        form.show_problems(problems)
        wrong = [field for field in self._spec.fields if field.name in problems]
        form.focus_field(wrong[0].name if wrong else self._spec.focus)
        labels = ", ".join(field.label.strip() for field in wrong) or "; ".join(problems.values())
        self.app.notify(f"Not saved yet, please mend: {labels}", severity="warning", markup=False)

    def action_leave(self) -> None:
        if self._keeper.typed(self._texts) is not None:
            self.app.notify("Not saved, but kept: open the form again to go on")
        self.dismiss(None)

    def action_throw_away(self) -> None:
        """Leave, and put what was typed into the trash."""
        if self._keeper.typed(self._texts) is not None:
            self._keeper.throw_away()
            self.app.notify(THROWN_AWAY)
        self.dismiss(None)

    async def action_choose(self) -> None:
        """Choose names for the field with the cursor from a list."""
        from csm_tui.screens.dialogs.names_finder import NamesFinder

        row = self._form.name_row
        if row is None:
            self.app.notify("ctrl+l chooses in a field of names, such as Client", severity="warning")
            return
        field = row.field

        def take(chosen: tuple[str, ...] | None) -> None:
            if chosen is not None:
                self._form.put_text(field.name, joined_names(chosen))

        await self.app.push_screen(NamesFinder(field.label, field.names, row.text), take)

    def action_edit_outside(self) -> None:
        """Open the long text in the user's own editor."""
        row = self._form.long_row
        if row is None:
            self.app.notify("There is no long text in this form", severity="warning")
            return
        text = edited_with_draft(self.app, self._drafts, self._keeper, self._texts, row.field.name)
        if text is not None:
            self._form.put_text(row.field.name, text)
            self._keeper.typed(self._texts)
        row.editor.focus()
