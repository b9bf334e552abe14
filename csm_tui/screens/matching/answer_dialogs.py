"""The dialogs in which a column is settled: one of all choices, or a text where the choice leaves that open."""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, Static

from csm_tui.domain.text import fold, safe_text
from csm_tui.exchange.reading.answers import NO_ANSWERS, Choice, WrongAnswer
from csm_tui.resources import STYLES
from csm_tui.screens.dialogs.finder import Finder
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.form.line_input import LineInput
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.table.band_table import Cell, Column


class ChoiceFinder(Finder[Choice]):
    """Finds a choice by a part of its label."""

    EMPTY = "No such choice"
    COLUMNS = (
        Column("label", "Choice", "Choice", 30, 24),
        Column("option", "In the shell", "In the shell", 40, 30, grows=True),
    )

    def __init__(self, title: str, choices: Sequence[Choice], *, ascii_only: bool) -> None:
        super().__init__(title, ascii_only=ascii_only)
        self._choices = choices

    def found(self, text: str) -> Sequence[Hashable]:
        words = fold(text).split()
        return [at for at, one in enumerate(self._choices) if all(word in fold(one.label) for word in words)]

    def cells(self, key: Hashable) -> Sequence[Cell]:
        choice = self._choices[int(str(key))]
        return Cell(choice.label), Cell(choice.option, "dim")

    def choose(self, key: Hashable) -> None:
        self.dismiss(self._choices[int(str(key))])


class AnswerDialog(PatchedDialog[str]):
    """Asks for the rest of a choice; dismisses with it once it can be understood, or with None."""

    CSS_PATH = STYLES / "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take it", priority=True),
        Binding("escape", "dismiss", "Leave it"),
    ]

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self._choice = choice

    def compose(self) -> ComposeResult:
        with Container(classes="dialog") as box:
            box.border_title = Content(safe_text(self._choice.label))
            yield LineInput(placeholder=f"such as {self._choice.example}", compact=True, classes="editor")
            yield Static("", id="export-hint", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(LineInput).focus()

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Dismiss with the text, or say what is wrong with it."""
        typed = self.query_one(LineInput).value
        try:
            NO_ANSWERS.with_choice(self._choice, typed)
        except WrongAnswer as error:
            self.query_one(Static).update(safe_text(str(error)))
        else:
            self.dismiss(typed)
