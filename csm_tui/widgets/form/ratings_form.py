"""A form whose last fields are ratings, each with a note that is seen while the cursor is at it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from string import ascii_uppercase
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from csm_tui.domain.text import safe_text
from csm_tui.widgets.form.field import Field
from csm_tui.widgets.form.form import FieldRow, Form
from csm_tui.widgets.form.rating_input import RatingInput
from csm_tui.widgets.style_name import Line
from csm_tui.widgets.table.layout import fit
from csm_tui.widgets.wrapping import wrapped

_MANY = 9
"""With more ratings there is no blank line above the note, so that all fits into 24 lines."""

_COLOURS = {"amber": "$band-amber", "green": "$band-green", "dim": "$quiet"}


class RatingRow(FieldRow):
    """A letter, what is rated, the rating, and beside it what is wrong with it or else how it is drawn."""

    DEFAULT_CSS = """
    RatingRow .editor { width: 4; min-width: 4; margin: 0 0 0 25; }
    """

    def __init__(self, field: Field, text: str, letter: str, drawn: Callable[[str], Line]) -> None:
        super().__init__(field, text)
        self._letter = letter
        self._drawn = drawn

    def render(self) -> Content:
        """All of the row but the rating itself."""
        start = self.editor.styles.margin.left
        wrong, glyph = (self.alarm, "! ") if self.is_wrong else ("", "  ")
        label = fit(f"{glyph}{self._letter} {self.field.label}", start - 1)
        room = self.size.width - start - self.editor.outer_size.width - 3
        message = "" if self.has_nothing_to_say else self.message
        colours = {**_COLOURS, "red": self.alarm}
        drawn = [(text, colours.get(name, "")) for text, name in self._drawn(self.text)]
        beside = [(message, wrong or "$quiet")] if message else drawn
        gap = " " * (start + self.editor.outer_size.width + 2 - cell_len(label))
        return Content.assemble((label, wrong), gap, *_fitted(beside, room))

    @property
    def has_nothing_to_say(self) -> bool:
        """Whether nothing is wrong, and nobody else saved something else meanwhile."""
        return self.message == self.field.rule

    def show(self, problem: str | None) -> None:
        super().show(problem)
        self.refresh()  # the rating is drawn beside it


def _fitted(runs: Sequence[tuple[str, str]], room: int) -> list[tuple[str, str]]:
    """The runs, cut where there is no more room."""
    shown = []
    for text, style in runs:
        width = min(cell_len(text), max(room, 0))
        if width:
            shown.append((fit(text, width), style))
        room -= width
    return shown


class NoteRow(FieldRow):
    """The note on a rating, below what is rated and how that is defined."""

    DEFAULT_CSS = """
    NoteRow { margin: 1 0 0 0; }
    NoteRow.-close { margin: 0; }
    NoteRow TextArea.editor { margin: 1 2 0 2; }
    """

    def render(self) -> Content:
        first, *others = self._definition()
        name = len(self._title)
        below = (part for line in others for part in ("\n  ", (line, "$quiet")))
        return Content.assemble("  ", (first[:name], "$title"), (first[name:], "$quiet"), *below)

    def on_resize(self) -> None:
        """Leave as much room above the note as the definition takes, and keep the note in sight while it is typed."""
        self.editor.styles.margin = (len(self._definition()), 2, 0, 2)
        if self.editor.has_focus:
            self.call_after_refresh(self.editor.scroll_visible, animate=False)

    @property
    def _title(self) -> str:
        return safe_text(self.field.label)

    def _definition(self) -> list[str]:
        rule = safe_text(self.field.rule)
        return wrapped(f"{self._title}: {rule}" if rule else self._title, max(self.size.width - 4, 10)) or [""]


class RatingsForm(Form):
    """Each field of the kind rating is followed by the note on it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "go_on", show=False),
        Binding("shift+tab", "go_back", show=False),
    ]

    def __init__(
        self,
        fields: Sequence[Field],
        texts: Mapping[str, str],
        drawn: Callable[[str], Line],
        *,
        first: str,
        required: Collection[str] = (),
    ) -> None:
        """`drawn` says how the text of a rating is drawn beside it."""
        self._drawn = drawn
        self._at = ""
        self._ratings = [field.name for field in fields if field.kind == "rating"]
        places = {field.name: place for place, field in enumerate(fields)}
        self._notes = {name: fields[places[name] + 1].name for name in self._ratings}
        super().__init__(fields, texts, first=first, required=required)

    def row_of(self, field: Field, text: str, *, required: bool, rule_beside: bool) -> FieldRow:
        if field.name in self._ratings:
            letter = ascii_uppercase[self._ratings.index(field.name) % len(ascii_uppercase)]
            return RatingRow(field, text, letter, self._drawn)
        if field.name in self._notes.values():
            note = NoteRow(field, text)
            note.set_class(len(self._ratings) > _MANY, "-close")
            return note
        return super().row_of(field, text, required=required, rule_beside=rule_beside)

    def compose(self) -> ComposeResult:
        notes = {*self._notes.values()}
        yield from (row for name, row in self._rows.items() if name not in notes)
        yield from (self._rows[name] for name in self._notes.values())

    def on_mount(self) -> None:
        """Show the note on the first rating, and let the keys of the ratings go from one to another."""
        if self._ratings:
            self._show_note(self._ratings[0])
        for place, name in enumerate(self._ratings):
            editor = self._rows[name].editor
            assert isinstance(editor, RatingInput)
            editor.step = partial(self._step, place)
            editor.open_note = partial(self.focus_field, self._notes[name])

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field; a note is shown first."""
        for rating, note in self._notes.items():
            if name in (rating, note):
                self._show_note(rating)
        self.screen.set_focus(self._rows[name].editor)

    @property
    def long_row(self) -> FieldRow | None:
        """The note that is shown."""
        return self._rows.get(self._note)

    @property
    def _note(self) -> str:
        return self._notes.get(self._at, "")

    def _show_note(self, rating: str) -> None:
        self._at = rating
        for name, note in self._notes.items():
            self._rows[note].display = name == rating

    def _step(self, place: int, steps: int) -> None:
        """Go from a rating to the one that is so many below it; no further than the ends."""
        self.focus_field(self._ratings[min(max(place + steps, 0), len(self._ratings) - 1)])

    @on(events.DescendantFocus)
    def _follow(self) -> None:
        """Show the note on the rating that a click or the tab key led to."""
        if self.place in self._ratings:
            self._show_note(self.place)

    def action_go_on(self) -> None:
        """To the next field; from a note to the next rating."""
        behind = self._ratings[self._ratings.index(self._at) + 1 :] if self._is_in_note else []
        if behind:
            self.focus_field(behind[0])
        else:
            self.screen.focus_next()

    def action_go_back(self) -> None:
        """To the field before; from a note to its rating."""
        if self._is_in_note:
            self.focus_field(self._at)
        else:
            self.screen.focus_previous()

    @property
    def _is_in_note(self) -> bool:
        return self.place != "" and self.place == self._note
