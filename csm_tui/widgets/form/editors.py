"""The editors of fields: for one line, several lines, a choice, the path of a file, or a rating."""

from collections.abc import Callable, Sequence
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Select
from textual.widgets.text_area import Edit, EditResult

from csm_tui.domain.text import fold
from csm_tui.textual_patches.safety.many_lines import ManyLines
from csm_tui.widgets.form.field import Field
from csm_tui.widgets.form.line_input import LineInput, one_line
from csm_tui.widgets.form.path_input import PathInput
from csm_tui.widgets.form.rating_input import RatingInput

_AROUND_CHOICE = 4
"""The cells of a choice beside its text, for the arrow that opens its list."""


def editor_of(field: Field, text: str) -> Widget:
    """The editor for a field, with a text in it."""
    name = field.widget_id("field")
    if field.kind == "choice":
        return _choice(field.choices, text, name)
    if field.kind == "long":
        return LongInput(text, id=name, classes="editor", compact=True, tab_behavior="focus")
    if field.kind == "rating":
        return RatingInput(text, id=name, classes="editor", compact=True)
    if field.kind == "file":
        return PathInput(text, field.complete, id=name, classes="editor", compact=True)
    suggester = LastName(field.names) if field.names else None
    return LineInput(text, id=name, classes="editor", compact=True, suggester=suggester)


def _choice(all_choices: Sequence[str], text: str, name: str | None) -> "ChoiceInput":
    choices = [choice for choice in all_choices if choice]
    known = text in choices
    choice = ChoiceInput(
        choices,
        value=text if known else Select.NULL,
        allow_blank=not known or "" in all_choices,
        prompt="",
        compact=True,
        id=name,
        classes="editor",
    )
    choice.styles.max_width = max(map(cell_len, choices), default=0) + _AROUND_CHOICE
    return choice


class LastName(Suggester):
    """Suggests completions for the last of several names separated by semicolons."""

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


class LongInput(ManyLines):
    """Textual's editor of several lines, which reports each edit before it is painted and grows with its text."""

    edited: Callable[[], object] | None = None
    least_lines, most_lines = 3, 9
    """The least and the greatest height of the editor."""

    def on_mount(self) -> None:
        """Blink only if animation is on."""
        self.cursor_blink = self.app.animation_level != "none"

    def on_resize(self) -> None:
        """Adjust the height, as the text is wrapped differently. Textual would wrap it only after this."""
        self.wrapped_document.wrap(self.wrap_width, self.indent_width)
        self._grow()

    def edit(self, edit: Edit) -> EditResult:
        """Edit the text. All input comes through here."""
        result = super().edit(edit)
        self._tell()
        return result

    def undo(self) -> None:
        """Take the last edits back; it is an edit, too."""
        super().undo()
        self._tell()

    def redo(self) -> None:
        """Make them again."""
        super().redo()
        self._tell()

    def _tell(self) -> None:
        if self.edited is not None:
            self.edited()
        self._grow()
        self.scroll_cursor_visible()  # Textual does so before it knows of a line that the edit added by wrapping

    def _grow(self) -> None:
        lines = max(self.least_lines, min(self.wrapped_document.height, self.most_lines))
        if self.size.width and lines != self.size.height:
            self.styles.height = lines


class LineText(LongInput):
    """The same for a text on one line. `take_lines` may take a paste of several lines; else they become one."""

    least_lines = 1
    take_lines: Callable[[str], bool] = staticmethod(lambda _: False)

    def on_paste(self, event: events.Paste) -> None:
        """Insert all of it on one line. Textual's own handler, which must not run, would insert it as it is."""
        event.stop()
        event.prevent_default()
        lines = event.text.strip("\r\n")
        if ("\n" in lines or "\r" in lines or "\t" in lines) and self.take_lines(event.text):
            return
        self.replace(one_line(event.text), *self.selection, maintain_selection_offset=False)


class ChoiceInput(Select[str]):
    """Textual's list of choices, in which a letter goes to the next choice that begins with it, also while the list
    is closed."""

    def __init__(self, choices: Sequence[str], **options: Any) -> None:
        super().__init__([(choice, choice) for choice in choices], **options)
        self._choices = tuple(choices)

    def on_key(self, event: events.Key) -> None:
        """Move to the next choice that begins with the letter."""
        if self.expanded or not event.is_printable or event.character in (None, " "):
            return
        values = self._choices
        place = values.index(str(self.value)) + 1 if self.value in values else 0
        turned = [*values[place:], *values[:place]]
        found = next((one for one in turned if fold(one).startswith(fold(str(event.character)))), None)
        event.stop()
        if found is not None:
            self.value = found
