"""Bringing a spreadsheet in from inside the app: name it, look at what would change, take it."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from csm_tui.domain.values.dates import read_past_date
from csm_tui.domain.values.text import safe_text
from csm_tui.exchange.portfolio_import import FileRefused, PortfolioImport, Rejected, plan_import
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.resources import STYLES
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.record_form import Typed
from csm_tui.session.changes import Change, Edit
from csm_tui.textual_patches.box import Box
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.form import Field
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.wrapping import wrapped

FORM = "import"
_MOST = 200
"""So many rows are named one by one."""


class Found(Protocol):
    """What a look at a file found, whatever it is a table of."""

    @property
    def added(self) -> int: ...
    @property
    def updated(self) -> int: ...
    @property
    def unchanged(self) -> int: ...
    @property
    def missing(self) -> tuple[str, ...]: ...
    @property
    def rejected(self) -> tuple[Rejected, ...]: ...
    @property
    def warnings(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Wanted:
    file: Path
    as_of: date


def import_form(today: date) -> FormSpec[Wanted]:
    """Which file is to come in, and the day on which its figures were true."""
    fields = (
        Field("file", "File", "A spreadsheet saved as CSV or TSV; ~ is your home folder"),
        Field("as_of", "As of", 'The day of its figures, such as 2026-01-31 or "3 months ago"'),
    )

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Wanted | None, Problems]:
        problems: Problems = {}
        name, day = os.path.expanduser(texts["file"].strip()), today  # pathlib's own fail for some names
        if not name:
            problems["file"] = "must not be empty: the path of a file"
        elif not os.path.isfile(name):
            problems["file"] = "this is a folder, not a file" if os.path.isdir(name) else "there is no such file"
        try:
            day = read_past_date(texts["as_of"], today)
        except ValueError as error:
            problems["as_of"] = str(error)
        return (None if problems else Wanted(Path(name), day)), problems

    return FormSpec(
        FORM, FORM, "Import a spreadsheet", fields, {"file": "", "as_of": "today"}, read, new=True, focus="file"
    )


async def import_file(screen: WorkScreen) -> None:
    """Ask for the file, show what would change, and take it in."""

    def named(typed: Typed[Wanted]) -> None:
        if typed.draft is not None:
            screen.session.drafts.drop(typed.draft.form, typed.draft.record)
        if typed.result is not None:
            screen.call_later(_look, screen, typed.result)

    await screen.open_form(import_form(screen.session.today()), named)


async def _look(screen: WorkScreen, wanted: Wanted) -> None:
    plan = _plan(screen, wanted)
    if plan is None:
        return
    name = safe_text(wanted.file.name)

    def take(sure: bool | None) -> None:
        if sure:
            _take_in(screen, name, plan)

    await screen.app.push_screen(PlanDialog(name, plan, bool(plan.clients)), take)


def _plan(screen: WorkScreen, wanted: Wanted) -> PortfolioImport | None:
    try:
        return plan_import(wanted.file.read_bytes(), screen.session.workspace, wanted.as_of)
    except FileRefused as error:
        problem = str(error)
    except OSError as error:
        problem = f"it cannot be read: {error.strerror}"
    screen.app.notify(f"{safe_text(wanted.file.name)}: {problem}", severity="error", timeout=10, markup=False)
    return None


def _take_in(screen: WorkScreen, name: str, plan: PortfolioImport) -> None:
    edits = tuple(Edit(before, after) for before, after in plan.clients)
    if screen.apply(Change(f"import of {name}", edits, backup="import")):
        screen.app.notify(f"{plan.added} added, {plan.updated} updated; u takes it all back")


class PlanDialog(PatchedDialog[bool]):
    """What a file would do; dismisses with whether to take its good rows in."""

    CSS_PATH = STYLES / "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "take", "Take it in"),
        Binding("y", "say_why_not", show=False),  # reached where the one before it is off
        Binding("escape,n,q", "dismiss(False)", "Leave it"),
    ]

    def __init__(self, name: str, plan: Found, can_take: bool) -> None:
        super().__init__()
        self._name = name
        self._plan = plan
        self._can_take = can_take

    def compose(self) -> ComposeResult:
        with Box(classes="dialog") as box:
            box.border_title = Content(f"Import {self._name}?")
            yield LinePane(lambda width: plan_lines(self._plan, width, self._can_take), focusable=True)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(".dialog LinePane").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Nothing is offered that cannot be done."""
        return action != "take" or self._can_take

    def action_take(self) -> None:
        """Take in what can be taken in."""
        self.dismiss(True)

    def action_say_why_not(self) -> None:
        """Say that there is nothing."""
        self.notify("There is nothing that could be taken in", severity="warning")


def plan_lines(plan: Found, width: int, can_take: bool) -> list[Line]:
    """The counts, then what is refused, what to know, and who is missing in the file."""
    lines: list[Line] = [
        [(f" {plan.added} added, {plan.updated} updated, {plan.unchanged} unchanged", "strong")],
    ]
    if plan.rejected:
        lines += [[], [(" Refused; their rows stay out:" if can_take else " Refused:", "red")]]
        lines += _texts(
            [f'row {one.row}, {one.column}: "{one.value}": {one.problem}' for one in plan.rejected[:_MOST]], width
        )
    if plan.warnings:
        lines += [[], [(" To know:", "amber")], *_texts(plan.warnings[:_MOST], width)]
    if plan.missing:
        lines += [[], [(f" Not in the file, left as they are: {len(plan.missing)}", "dim")]]
        lines += _texts([", ".join(plan.missing[:_MOST])], width)
    unable = "Nothing can be taken in" + (" before these rows are mended." if plan.rejected else ".")
    last = "y takes the good rows in; a backup is made before." if can_take else unable
    return [*lines, [], [(f" {last}", "dim")]]


def _texts(texts: Collection[str], width: int) -> list[Line]:
    return [[(f"   {part}", "")] for text in texts for part in wrapped(text, max(width - 4, 10))]
