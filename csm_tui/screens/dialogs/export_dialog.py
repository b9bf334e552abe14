"""The dialog that exports to a file: it asks where to, and whether to replace a file that is there."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, Static

from csm_tui.domain.text import safe_text
from csm_tui.exchange.exports import Export
from csm_tui.resources import STYLES
from csm_tui.session.errors import StorageError
from csm_tui.session.user_files.files import completed_path, file_to_write
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.form.path_input import PathInput
from csm_tui.widgets.key_bar import KeyBar


class ExportDialog(PatchedDialog[Path]):
    """Asks for a path, writes the file and dismisses with the path, or with None if nothing was written.

    `heading` says what is written, before how much of it. `write` is called with the path and the data in the format
    that the path asks for.
    """

    CSS_PATH = STYLES / "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "write", "Write", priority=True),
        Binding("f3", "leave_out", "Leave out"),
        Binding("f4", "for_excel", "For Excel"),
        Binding("escape", "dismiss", "Leave it"),
    ]

    def __init__(self, heading: str, export: Export, path: str, write: Callable[[Path, bytes], None]) -> None:
        super().__init__()
        self._heading = heading
        self._export = self._whole = export
        self._left_out = ""
        self._path = path
        self._write = write
        has_choice = len(export.texts) + len(export.made) > 1
        ending = f"; its ending, {export.endings}, chooses the format" if has_choice else ""
        self._rule = f"Where to{ending}. Tab completes. Nobody but you may read the file."
        self._sure_of = ""
        """The path of an existing file that the user was warned about: writing again replaces it."""

    def compose(self) -> ComposeResult:
        with Container(classes="dialog") as box:
            box.border_title = self._title
            yield PathInput(self._path, completed_path, id="export-file", classes="editor", compact=True)
            yield Static(self._rule, id="export-hint", markup=False)
        yield KeyBar()

    @property
    def _title(self) -> Content:
        left_out = f", {self._left_out}" if self._left_out else ""
        return Content(f"{self._heading}: {self._whole.said}{left_out}")

    def on_mount(self) -> None:
        self.query_one(PathInput).focus()

    @on(PathInput.Listed)
    def _list(self, event: PathInput.Listed) -> None:
        self._say("  ".join(event.names) or self._rule)

    @on(Input.Changed)
    def _changed(self) -> None:
        self._sure_of = ""
        self._say(self._rule)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """What is for Excel is offered where there is CSV; to leave something out, where that is possible."""
        if action == "leave_out":
            return bool(self._whole.shorter)
        return action != "for_excel" or ".csv" in self._export.texts

    def action_leave_out(self) -> None:
        """Leave out what can be left out, one thing after the other, and at last nothing."""
        ways = ["", *self._whole.shorter]
        self._left_out = ways[(ways.index(self._left_out) + 1) % len(ways)]
        self._export = self._whole.shorter[self._left_out]() if self._left_out else self._whole
        self.query_one(".dialog").border_title = self._title

    def action_for_excel(self) -> None:
        """Begin CSV with a byte order mark."""
        self._export = self._export.for_excel
        self._say("CSV begins with a byte order mark, by which Excel reads all letters right")

    @on(Input.Submitted)
    def action_write(self) -> None:
        """Write the file; one that is there is replaced only when that is asked for twice."""
        text = self.query_one(PathInput).value
        try:
            path = file_to_write(text)
            data = self._export.data_for(path)
            if path.exists() and self._sure_of != text:
                self._sure_of = text
                self._say(f"{path.name} is there already: once more replaces it, esc leaves it")
                return
            self._write(path, data)
        except (ValueError, StorageError) as error:
            self._say(str(error))
        else:
            self.dismiss(path)

    def _say(self, text: str) -> None:
        self.query_one("#export-hint", Static).update(safe_text(text))
