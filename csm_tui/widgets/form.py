"""A form of labelled fields, each with room for a message beside it."""

from collections.abc import Callable, Mapping, Sequence

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Select, TextArea
from textual.widgets.text_area import Edit, EditResult

from csm_tui.domain.values.text import safe_text
from csm_tui.widgets.field import Field
from csm_tui.widgets.line_input import LineInput
from csm_tui.widgets.path_input import PathInput
from csm_tui.widgets.table.layout import truncate
from csm_tui.widgets.wrapping import wrapped

_LABEL, _LEAST_MESSAGE = 15, 20
"""The widths of a label, and of a message where there is less room than that: in cells."""


class _LastName(Suggester):
    """Completes the last of several names that are separated by semicolons."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = names

    async def get_suggestion(self, value: str) -> str | None:
        """The text with its last name completed."""
        before, separator, last = value.rpartition(";")
        typed = last.lstrip()
        if not typed:
            return None
        found = next((name for name in self._names if name.casefold().startswith(typed.casefold())), None)
        return None if found is None else f"{before}{separator}{last}{found[len(typed) :]}"


class LongInput(TextArea):
    """Textual's editor of several lines, which tells of each edit before it is painted."""

    edited: Callable[[], object] | None = None

    def on_mount(self) -> None:
        """Blink only where things may move."""
        self.cursor_blink = self.app.animation_level != "none"

    def edit(self, edit: Edit) -> EditResult:
        """Every way in passes here."""
        result = super().edit(edit)
        if self.edited is not None:
            self.edited()
        return result


class FieldRow(Widget):
    """A label, an editor and a message. Draws all but the editor itself: as widgets of their own the others would
    more than double the time in which a form opens."""

    DEFAULT_CSS = """
    FieldRow { layout: horizontal; height: auto; }
    FieldRow .editor { width: 26; margin: 0 0 0 15; }
    FieldRow TextArea { height: 3; padding: 0; margin: 0 0 1 15; }
    .-tall FieldRow TextArea { height: 9; }
    """

    def __init__(self, field: Field, text: str) -> None:
        super().__init__(id=f"row-{field.name}")
        self.field = field
        self.problem: str | None = None
        self._text = text
        self.editor = self._editor()
        self._listed = PathInput.Listed("", ())
        self._shown = self.message

    def compose(self) -> ComposeResult:
        yield self.editor

    @property
    def message(self) -> str:
        """What stands beside the field: how its path can go on, what is wrong with it, what was understood of it, or
        its rule."""
        if self._is_listed:
            return safe_text("  ".join(self._listed.names))
        understood = self.field.read_back(self.text)
        return safe_text(self.problem or (f"\u2192 {understood}" if understood else self.field.rule))

    @property
    def _is_listed(self) -> bool:
        """Whether it was listed how the path goes on that stands there now."""
        return bool(self._listed.names) and self._listed.text == self.text

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the editor and the message need."""
        return max(super().get_content_height(container, viewport, width), len(self._message_lines(width)))

    def render(self) -> Content:
        """The label and the message, with room for the editor between them."""
        first, *others = self._message_lines(self.size.width) or [""]
        style_name = "$quiet" if self.problem is None or self._is_listed else "$band-red"
        label = truncate(safe_text(self.field.label), _LABEL)
        parts: list[tuple[str, str]] = [(label + " " * (self._indent - cell_len(label)), ""), (first, style_name)]
        for line in others:
            parts += [("\n" + " " * self._indent, ""), (line, style_name)]
        return Content.assemble(*parts)

    def _message_lines(self, width: int) -> list[str]:
        return wrapped(self.message, self._message_width(width))

    def _message_width(self, width: int) -> int:
        return max(_LEAST_MESSAGE, width - self._indent)

    @property
    def _indent(self) -> int:
        """Where the message begins: behind the label and the editor, whose width is for the stylesheets to say."""
        editor = self.editor.styles.width
        return _LABEL + int(editor.value if editor is not None else 0) + 1

    def on_mount(self) -> None:
        """Go on at the end of a long text, as in a line."""
        if isinstance(self.editor, TextArea):
            self.editor.move_cursor(self.editor.document.end)

    def _editor(self) -> Widget:
        name = f"field-{self.field.name}"
        if self.field.kind == "choice":
            return self._choice(name)
        if self.field.kind == "long":
            return LongInput(self._text, id=name, classes="editor", compact=True, tab_behavior="focus")
        if self.field.kind == "file":
            return PathInput(self._text, self.field.complete, id=name, classes="editor", compact=True)
        suggester = _LastName(self.field.names) if self.field.names else None
        return LineInput(self._text, id=name, classes="editor", compact=True, suggester=suggester)

    def _choice(self, name: str) -> Widget:
        choices = self.field.choices
        known = self._text in choices and self._text
        return Select(
            [(choice, choice) for choice in choices if choice],
            value=self._text if known else Select.NULL,
            allow_blank=not known or "" in choices,
            prompt="",
            compact=True,
            id=name,
            classes="editor",
        )

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
        """Show what is wrong with the field, what was understood of it, or its rule."""
        self.problem = problem
        self._show_message()

    @on(PathInput.Listed)
    def _list(self, event: PathInput.Listed) -> None:
        event.stop()
        self._listed = event
        self._show_message()

    def _show_message(self) -> None:
        before, self._shown = self._shown, self.message
        if self._shown != before:  # or the whole form would be laid out again for every keystroke
            lines = len(wrapped(before, self._message_width(self.size.width)))
            self.refresh(layout=len(self._message_lines(self.size.width)) != lines)


class Form(VerticalScroll, can_focus=False):
    """Fields one below the other; `Changed` is posted with every keystroke."""

    class Changed(Message):
        """The text of a field is another one."""

    def __init__(self, fields: Sequence[Field], texts: Mapping[str, str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._initial = texts
        self._rows = {field.name: FieldRow(field, texts.get(field.name, "")) for field in fields}
        self._touched: set[str] = set()

    def compose(self) -> ComposeResult:
        yield from self._rows.values()

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

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field."""
        self._rows[name].editor.focus()

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
        """Replace what stands in a field of text."""
        match self._rows[name].editor:
            case TextArea() as area:
                area.text = text
            case Input() as line:
                line.replace(text, 0, len(line.value))

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
    def _next(self, event: Message) -> None:
        event.stop()
        self.screen.focus_next()
