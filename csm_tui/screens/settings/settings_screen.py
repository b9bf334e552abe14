"""The screen of all settings with their meaning and default: the workspace's, the preferences, and the keys."""

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from csm_tui.commands.base import bindings, shown
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.preferences import Preferences, all_preferences, change_preference
from csm_tui.domain.records.person.view import SortKey
from csm_tui.domain.settings import Setting, all_settings, change_setting, setting_text
from csm_tui.domain.text import fold
from csm_tui.forms.definitions.setting_forms import commands_with_keys, setting_form_of, with_keys
from csm_tui.planning.columns import next_sort
from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import app_of, keep_preferences
from csm_tui.screens.base.list_screen import ListScreen
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.session.changes import Change
from csm_tui.session.session import Session
from csm_tui.widgets.line_pane import LinePane
from csm_tui.widgets.table.band_table import BandTable, Cell, Column
from csm_tui.widgets.wrapping import wrapped_lines

if TYPE_CHECKING:
    from csm_tui.screens.dialogs.forms.record_form import Typed

SettingKey = tuple[str, str]
"""Whose setting it is, and its key."""

_WORKSPACE, _OWN, _KEYS = "workspace", "own", "keys"
_VALUE_WIDTH = 13
"""Enough for a date and the keys of most commands; longer values are shown in the pane below."""
_COLUMN_KEYS = ("setting", "of", "value", "default", "meaning")
_WHERE = {
    _WORKSPACE: "Kept in the workspace.",
    _OWN: "Kept in your own settings file.",
    _KEYS: "Kept in your own settings file.",
}
_AT_THE_START = ("signs", "details", "animation", "start")
"""The preferences that are read once."""
_FORMS = {_WORKSPACE: "setting", _OWN: "preference", _KEYS: "keys"}


class SettingsScreen(ListScreen):
    """A table of settings; what is changed takes effect at once, the look apart from its colours at the next start."""

    CSS_PATH = STYLES / "settings.tcss"
    SPEC = BY_ID["settings"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = bindings(SPEC.commands)
    FILTER_HINT = "any words of a setting, its value or its meaning"

    def __init__(self, session: Session, glyphs: Glyphs) -> None:
        super().__init__(session, glyphs)
        columns = (
            Column("setting", "Setting", "Setting", 28, 26),
            Column("of", "Of", "Of", 10, 9),
            Column("value", "Value", "Value", _VALUE_WIDTH, _VALUE_WIDTH),
            Column("default", "Default", "Default", _VALUE_WIDTH, _VALUE_WIDTH),
            Column("meaning", "Meaning", "Meaning", 44, 12, grows=True),
        )
        self.table = BandTable(columns, self._cells, ascii_only=glyphs.is_ascii)
        self._meaning = LinePane(id="meaning")
        self._settings: dict[SettingKey, Setting] = {}
        self.heading = LinePane(id="settings-heading")
        self._words: tuple[str, ...] = ()
        self._sort: tuple[SortKey, ...] = ()

    def compose(self) -> ComposeResult:
        yield self.heading
        with Container(id="settings"):
            yield self.table
            yield self._meaning
        yield from self.frame()

    def on_mount(self) -> None:
        self.begin()

    # What is shown

    @property
    def preferences(self) -> Preferences:
        return app_of(self.app).preferences

    def show_workspace(self) -> None:
        preferences = self.preferences
        commands = commands_with_keys()
        self._settings = {
            **{(_WORKSPACE, one.key): one for one in all_settings(self.session.workspace.settings)},
            **{(_OWN, one.key): one for one in all_preferences(preferences)},
            **{
                (_KEYS, name): Setting(name, command.help(), preferences.keys.get(name, command.KEYS), command.KEYS)
                for name, command in commands.items()
            },
        }
        self.table.redraw()
        self._show_rows()

    def _show_rows(self) -> None:
        found = [key for key in self._settings if all(word in fold(self._row_text(key)) for word in self._words)]
        for column, descending in reversed(self._sort):
            place = _COLUMN_KEYS.index(column)
            found.sort(key=lambda key: fold(self._cells(key)[place].text), reverse=descending)
        self.table.show_sort(self._sort)
        self.table.show_empty("No setting has these words; esc shows all again")
        self.table.show_rows(found)
        count = f"{len(found)} of {len(self._settings)}" if self._words else f"{len(found)}"
        self.heading.show(lambda _: [[(f" {count} settings", "strong"), ("   / finds one", "dim")]])
        self._show_meaning()

    def _row_text(self, key: SettingKey) -> str:
        return " ".join(cell.text for cell in self._cells(key))

    def _cells(self, key: Hashable) -> Sequence[Cell]:
        whose, _ = cast(SettingKey, key)
        one = self._settings[cast(SettingKey, key)]
        value, default = self._values(cast(SettingKey, key))
        style_name = "dim" if one.value == one.default else "strong"
        return (
            Cell(one.key), Cell(whose, "dim"), Cell(value, style_name), Cell(default, "dim"), Cell(one.meaning, "dim"),
        )  # fmt: skip

    def _values(self, key: SettingKey) -> tuple[str, str]:
        """The value and the default of a setting as text."""
        one = self._settings[key]
        texts = setting_text(one.value), setting_text(one.default)
        value, default = (shown(text) if key[0] == _KEYS else text for text in texts)
        return value or self.glyphs.none, default or self.glyphs.none

    def _show_meaning(self) -> None:
        key = cast("SettingKey | None", self.table.cursor_key)
        text = "" if key is None else f"{self._settings[key].meaning}. {_WHERE[key[0]]}"
        if key is not None and key[1] in _AT_THE_START:
            text += " Takes effect at the next start."
        if key is not None and max(map(cell_len, self._values(key))) > _VALUE_WIDTH:
            text += " Now {}; default {}.".format(*self._values(key))
        self._meaning.show(lambda width: wrapped_lines(text, width))

    @on(BandTable.CursorMoved)
    def _moved(self) -> None:
        self._show_meaning()

    # The list

    @property
    def is_filtered(self) -> bool:
        return bool(self._words)

    def filter_by(self, text: str) -> str:
        self._words = tuple(fold(text).split())
        self._show_rows()
        return ""

    def sort_by(self, column: str, further: bool = False) -> None:
        self._sort = next_sort(self._sort, column, further)
        self._show_rows()

    # Commands

    @on(BandTable.Opened)
    async def _opened(self) -> None:
        await self.do_setting_change()

    async def do_setting_change(self) -> None:
        await self.open(*cast(SettingKey, self.table.cursor_key))

    async def open_form_of(self, form: str, key: str) -> None:
        """Open the form of a setting; the cursor stays where it is."""
        await self.open(next(whose for whose, name in _FORMS.items() if name == form), key)

    def show_setting(self, key: str) -> None:
        """Put the cursor on a setting of the workspace."""
        self.table.move_to((_WORKSPACE, key))

    async def open(self, whose: str, key: str) -> None:
        """Open the form of a setting."""
        spec = setting_form_of(_FORMS[whose], key, self.session.workspace.settings, self.preferences)
        assert spec is not None
        if whose != _WORKSPACE:
            await self.open_form(spec, lambda typed: self._take_own(typed, key))
        elif not self.refuses_changes():
            await self.edit(spec)

    def _take_own(self, typed: "Typed[Preferences]", key: str) -> None:
        if typed.result is None:
            self.say_unchanged(typed.draft)
        elif keep_preferences(self.app, typed.result):
            self.app.notify(f"Saved: setting {key}", markup=False)
            if typed.draft is not None:
                self.session.drafts.drop(typed.draft.form, typed.draft.record)

    def do_setting_reset(self) -> None:
        whose, key = cast(SettingKey, self.table.cursor_key)
        one = self._settings[whose, key]
        if whose == _WORKSPACE and self.refuses_changes():
            return
        if one.value == one.default:
            self.notify(f"{key} has its default", markup=False)
            return
        try:
            is_reset = self._reset(whose, key, one.default)
        except ValueError as error:
            self.notify(f"{key}: {error}", severity="warning", markup=False)
        else:
            if is_reset:
                self.say_saved("all weights have their defaults" if _is_weight(key) else f"{key} has its default")

    def _reset(self, whose: str, key: str, default: object) -> bool:
        """Reset a setting; whether that went well. Raises ValueError where the default does not go with the others."""
        if whose == _OWN:
            return keep_preferences(self.app, change_preference(self.preferences, key, str(default)))
        if whose == _KEYS:
            command = commands_with_keys()[key]
            return keep_preferences(self.app, with_keys(self.preferences, command, command.KEYS))
        before = self.session.workspace.settings
        if _is_weight(key):
            after = before.changed(weights=type(before.weights).usual())
        else:
            after = change_setting(before, key, setting_text(default))
        return self.apply(Change(f"setting {key}", settings=(before, after)))


def _is_weight(key: str) -> bool:
    """Whether it is one of those that are only reset together, as they have one sum."""
    return key.startswith("weights.")
