"""A form of labelled fields, each with room for a message beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label, Select, Static, TextArea

from csm_tui.domain.text import safe_text
from csm_tui.widgets.line_input import LineInput


@dataclass(frozen=True)
class Field:
    """One field of a form. `rule` is shown beside it while nothing is wrong; `choices` are those of a choice."""

    name: str
    label: str
    rule: str = ""
    kind: Literal["line", "choice", "long"] = "line"
    choices: Sequence[str] = ()


class FieldRow(Horizontal):
    """A label, an editor and a message."""

    DEFAULT_CSS = """
    FieldRow { height: auto; }
    FieldRow .label { width: 15; }
    FieldRow .editor { width: 26; }
    FieldRow .message { width: 1fr; height: auto; padding: 0 0 0 1; color: $text-muted; }
    FieldRow .message.-problem { color: $error; }
    FieldRow TextArea { height: 4; padding: 0; }
    """

    def __init__(self, field: Field, text: str) -> None:
        super().__init__(id=f"row-{field.name}")
        self.field = field
        self._text = text

    def compose(self) -> ComposeResult:
        yield Label(self.field.label, classes="label", markup=False)
        yield self._editor()
        yield Static(self.field.rule, classes="message", markup=False)

    def _editor(self) -> Widget:
        name = f"field-{self.field.name}"
        if self.field.kind == "choice":
            return self._choice(name)
        if self.field.kind == "long":
            return TextArea(self._text, id=name, classes="editor", compact=True, tab_behavior="focus")
        return LineInput(self._text, id=name, classes="editor", compact=True)

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
    def editor(self) -> Widget:
        return self.query_one(".editor", Widget)

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
        """Show what is wrong with the field, or its rule if nothing is."""
        message = self.query_one(".message", Static)
        message.set_class(problem is not None, "-problem")
        message.update(safe_text(problem or self.field.rule))


class Form(VerticalScroll, can_focus=False):
    """Fields one below the other; `Changed` is posted with every keystroke."""

    class Changed(Message):
        """The text of a field is another one."""

    def __init__(self, fields: Sequence[Field], texts: Mapping[str, str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fields = fields
        self._initial = texts
        self._touched: set[str] = set()

    def compose(self) -> ComposeResult:
        for field in self._fields:
            yield FieldRow(field, self._initial.get(field.name, ""))

    @property
    def texts(self) -> dict[str, str]:
        """The text of each field by name."""
        return {row.field.name: row.text for row in self.query(FieldRow)}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show each problem beside its field."""
        for row in self.query(FieldRow):
            row.show(problems.get(row.field.name))

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field."""
        self.query_one(f"#row-{name}", FieldRow).editor.focus()

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
