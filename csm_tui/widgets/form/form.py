"""A form of labelled fields, with a message beside each field and a hint for the current one below."""

from collections.abc import Callable, Collection, Mapping, Sequence

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Select, TextArea

from csm_tui.domain.text import safe_text
from csm_tui.widgets.form.editors import LongInput, editor_of
from csm_tui.widgets.form.field import Field
from csm_tui.widgets.form.line_input import LineInput
from csm_tui.widgets.form.path_input import PathInput
from csm_tui.widgets.guard import guarded
from csm_tui.widgets.table.layout import fit, truncate

_BESIDE = 2
"""The gap between an editor and what stands beside it, in cells."""

_LABEL = 14
"""The cells that a label has, together with the mark of a required field."""


class FieldRow(Widget):
    """A label, an editor and a message. Draws all but the editor itself: as widgets of their own the others would
    more than double the time in which a form opens."""

    DEFAULT_CSS = """
    FieldRow { layout: horizontal; height: auto; }
    FieldRow .editor { width: 1fr; min-width: 12; margin: 0 34 0 17; }
    FieldRow TextArea.editor { height: 3; padding: 0; margin: 0 2 0 17; }
    """

    def __init__(self, field: Field, text: str, *, required: bool = False, rule_beside: bool = False) -> None:
        super().__init__(id=field.widget_id("row"))
        self.field = field
        self.problem: str | None = None
        self._saved: str | None = None
        self._required = required
        self._rule_beside = rule_beside
        self.editor = editor_of(field, text)
        self._listed = PathInput.Listed("", ())
        self._shown = self.message

    def compose(self) -> ComposeResult:
        yield self.editor

    @property
    def message(self) -> str:
        """What there is to say of the field: how its path can go on, what is wrong with it, what was understood of
        it, or its rule."""
        return safe_text(self._listing or self.problem or self._conflict or self._understood or self.field.rule)

    @property
    def hint(self) -> str:
        """What is said below all fields while the cursor is in this one: in full, what else is beside it, and what was
        understood if there is no room for that."""
        understood = "" if self._room > 0 else self._understood
        return safe_text(self._listing or self.problem or self._conflict or understood or self.field.rule)

    @property
    def is_wrong(self) -> bool:
        """Whether the hint says what is wrong."""
        return self.problem is not None and not self._listing

    @property
    def alarm(self) -> str:
        """The style of what is wrong; where colours are taken away red would become the faintest grey."""
        return "bold $bright" if self.app.no_color else "bold $band-red"

    @property
    def _conflict(self) -> str:
        """What others saved while this was typed, if that is something else."""
        if self._saved is None:
            return ""
        return f"others saved: {' '.join(self._saved.split()) or 'nothing'}"

    @property
    def _listing(self) -> str:
        """How the path goes on that stands there now, if that was listed."""
        return "  ".join(self._listed.names) if self._listed.text == self.text else ""

    @property
    def _understood(self) -> str:
        problems: dict[str, str] = {}
        with guarded(problems, self.field.name):
            understood = self.field.read_back(self.text)
            return f"\u2192 {understood}" if understood else ""
        return problems[self.field.name]

    def render(self) -> Content:
        """The label and what stands beside the editor, with room for it between them."""
        wrong, glyph = (self.alarm, "! ") if self.is_wrong else ("", "  ")
        if self._conflict and not self.is_wrong:
            wrong, glyph = "bold $band-amber", "~ "
        mark = self._mark
        label_end = self.editor.styles.margin.left
        label = f"{glyph}{truncate(safe_text(self.field.label), label_end - 3 - len(mark))}{mark}"
        beside = self.message if self._rule_beside else safe_text(self.problem or self._conflict or self._understood)
        start = label_end + self.editor.outer_size.width + _BESIDE
        room = self._room
        if self.field.kind == "long" or not beside or room < 1:
            return Content.assemble((label, wrong))
        shown = fit(beside, min(room, cell_len(beside)))
        return Content.assemble((label, wrong), " " * (start - cell_len(label)), (shown, wrong or "$quiet"))

    @property
    def _mark(self) -> str:
        return " *" if self._required else ""

    @property
    def has_long_label(self) -> bool:
        """Whether its label needs more room than labels usually have."""
        return cell_len(safe_text(self.field.label) + self._mark) > _LABEL

    @property
    def _room(self) -> int:
        """The cells beside the editor."""
        return self.size.width - self.editor.styles.margin.left - self.editor.outer_size.width - _BESIDE - 1

    @property
    def text(self) -> str:
        """What stands in the field."""
        match self.editor:
            case Select() as choice:
                return "" if choice.is_blank() else str(choice.value)
            case TextArea() as area:
                return area.text
            case Input() as line:
                return line.value
        raise TypeError(f"no editor for {self.field.kind}")

    def show(self, problem: str | None) -> None:
        """Show what is wrong with the field, or what was understood of it."""
        self.problem = problem
        self._show_message()

    def show_saved(self, saved: str | None) -> None:
        """Show what others saved meanwhile, None if nothing else is saved."""
        self._saved = saved
        self._show_message()

    @on(PathInput.Listed)
    def _list(self, event: PathInput.Listed) -> None:
        event.stop()
        self._listed = event
        self._show_message()
        self.post_message(Form.Hinted())

    def _show_message(self) -> None:
        before, self._shown = self._shown, self.message
        if self._shown != before:
            self.refresh()


class Form(VerticalScroll, can_focus=False):
    """Fields one below the other; `Changed` is posted with every keystroke."""

    class Changed(Message):
        """The text of a field changed."""

    class Hinted(Message):
        """The hint changed, because the cursor moved to another field or its message changed."""

    class Finished(Message):
        """Enter was pressed in the last field for typing."""

    def __init__(
        self,
        fields: Sequence[Field],
        texts: Mapping[str, str],
        *,
        first: str = "",
        required: Collection[str] = (),
        rule_beside: bool = False,
        id: str | None = None,
    ) -> None:
        """A form of some fields with these texts; those named in `required` are marked.

        `first`: the name of the field in which one begins; its row has the class `-first`.
        `rule_beside`: the rule stands beside its field, for forms that show no hint.
        """
        super().__init__(id=id)
        self._initial = texts
        self._rows = {
            field.name: self.row_of(
                field, texts.get(field.name, ""), required=field.name in required, rule_beside=rule_beside
            )
            for field in fields
        }
        if first:
            self._rows[first].add_class("-first")
        self.set_class(any(row.has_long_label for row in self._rows.values()), "-long-labels")
        self._touched: set[str] = set()

    def compose(self) -> ComposeResult:
        for number, row in enumerate(self._rows.values()):
            row.set_class(number % 2 == 1, "-other")
            yield row

    def row_of(self, field: Field, text: str, *, required: bool, rule_beside: bool) -> FieldRow:
        """The row of a field with a text in it; a subclass has others for some kinds."""
        return FieldRow(field, text, required=required, rule_beside=rule_beside)

    @property
    def row(self) -> FieldRow | None:
        """The field with the cursor."""
        return next((row for row in self._rows.values() if row.editor.has_focus_within), None)

    @property
    def place(self) -> str:
        """The name of the field with the cursor, "" for none."""
        return "" if self.row is None else self.row.field.name

    @on(events.DescendantFocus)
    def _focus_moved(self) -> None:
        self.post_message(self.Hinted())

    @property
    def texts(self) -> dict[str, str]:
        """The text of each field by name."""
        return {name: row.text for name, row in self._rows.items()}

    def tell_edits(self, edited: Callable[[], object]) -> None:
        """Have this called with each edit of a text, before the edit can be seen; `Changed` comes after."""
        for row in self.query(FieldRow):
            if isinstance(row.editor, LineInput | LongInput):
                row.editor.edited = edited

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show each problem beside its field."""
        for name, row in self._rows.items():
            row.show(problems.get(name))
        self.post_message(self.Hinted())

    def show_saved(self, saved: Mapping[str, str]) -> None:
        """Mark the fields for which others saved something else meanwhile."""
        for name, row in self._rows.items():
            row.show_saved(saved.get(name))

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field, now: a key that is typed ahead must not go to the field that had it."""
        self.screen.set_focus(self._rows[name].editor)

    def go_to_ends(self) -> None:
        """Go on where long texts end."""
        for row in self._rows.values():
            if isinstance(row.editor, TextArea):
                row.editor.move_cursor(row.editor.document.end)

    @property
    def name_row(self) -> FieldRow | None:
        """The field with the cursor, if names are chosen in it."""
        return next((row for row in self.query(FieldRow) if row.field.names and row.editor.has_focus), None)

    @property
    def long_row(self) -> FieldRow | None:
        """The field of several lines that has the cursor, else the first one there is."""
        rows = [row for row in self._rows.values() if row.field.kind == "long"]
        return next((row for row in rows if row.editor.has_focus), rows[0] if rows else None)

    def put_text(self, name: str, text: str) -> None:
        """Replace what stands in a field."""
        match self._rows[name].editor:
            case TextArea() as area:
                area.text = text
            case Input() as line:
                line.replace(text, 0, len(line.value))
            case Select() as choice:
                choice.value = text or Select.NULL

    @property
    def touched(self) -> frozenset[str]:
        """The fields in which something was typed, even if they say the same again."""
        return frozenset(self._touched)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    def _tell(self, event: Message) -> None:
        event.stop()
        texts = self.texts
        self._touched |= {name for name, text in texts.items() if text != self._initial.get(name, "")}
        self.post_message(self.Changed())

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        event.stop()
        typed = [row.editor for row in self._rows.values() if row.field.kind != "choice"]
        if event.input is typed[-1]:
            self.post_message(self.Finished())
        else:
            self.screen.focus_next()
