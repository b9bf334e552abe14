"""The form for a new and for an existing client."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from csm_tui.domain.client import Client
from csm_tui.domain.text import safe_text
from csm_tui.domain.workspace import Workspace
from csm_tui.resources import STYLES
from csm_tui.screens.client_fields import FIELDS, read_client, texts_of
from csm_tui.widgets.form import Form
from csm_tui.widgets.key_bar import KeyBar


@dataclass(frozen=True)
class Typed:
    """What a form was left with: the client if it was saved, and the text of each field that was changed."""

    client: Client | None
    texts: Mapping[str, str]


class ClientForm(ModalScreen[Typed]):
    """Dismisses with what was typed. `kept` are the texts of changed fields from an earlier time."""

    CSS_PATH = STYLES / "dialogs.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", priority=True),
        Binding("escape", "leave", "Leave, keep what was typed"),
        Binding("ctrl+t", "start_over", "Start over", priority=True),
        Binding("f1", "app.perform('help')", "Help"),
    ]

    def __init__(
        self, client: Client | None, workspace: Workspace, today: date, kept: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self._client = client
        self._workspace = workspace
        self._today = today
        self._first = dict(texts_of(client))
        self._kept = kept

    def compose(self) -> ComposeResult:
        with Vertical(id="client-form") as box:
            box.border_title = Content("New client" if self._client is None else safe_text(self._client.name))
            if self._kept is not None:
                box.border_subtitle = "Resumed: typed before and not saved; ctrl+t starts over"
            yield Form(FIELDS, {**self._first, **(self._kept or {})})
        yield KeyBar()

    def on_mount(self) -> None:
        self._form.focus_field("name")
        if self._kept is not None:
            self._check()

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    @on(Form.Changed)
    def _check(self) -> None:
        texts = self._form.texts
        _, problems = read_client(self._client, texts, self._workspace, self._today)
        if not texts["name"] and self._client is None:
            problems.pop("name", None)  # said when it is saved; not while it is still to be typed
        self._form.show_problems(problems)

    def action_save(self) -> None:
        form = self._form
        client, problems = read_client(self._client, form.texts, self._workspace, self._today, form.touched)
        self._form.show_problems(problems)
        if client is not None:
            self.dismiss(Typed(client, self._changed()))
            return
        wrong = [field for field in FIELDS if field.name in problems]
        self._form.focus_field(wrong[0].name if wrong else "name")
        labels = ", ".join(field.label.strip() for field in wrong)
        self.query_one("#client-form").border_subtitle = f"Not saved yet, please mend: {labels}"

    def action_leave(self) -> None:
        self.dismiss(Typed(None, self._changed()))

    def _changed(self) -> dict[str, str]:
        return {name: text for name, text in self._form.texts.items() if text != self._first[name]}

    def action_start_over(self) -> None:
        self._kept = None
        self.query_one("#client-form").border_subtitle = ""
        self.refresh(recompose=True)
        self.call_after_refresh(self.on_mount)
