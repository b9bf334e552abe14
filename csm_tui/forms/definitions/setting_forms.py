"""The forms of a setting of the workspace, of a preference, and of the keys of a command."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from csm_tui.commands.base import Command, Numbered
from csm_tui.domain.preferences import NAMES, Preferences, all_preferences, change_preference, choices
from csm_tui.domain.settings import Settings, all_settings, change_setting, setting_text
from csm_tui.domain.values.keyboard import key_names, key_problem, typed_keys
from csm_tui.forms.form_spec import FormSpec, Problems, Result, Texts
from csm_tui.forms.ground import Ground, NotOpened
from csm_tui.session.changes import Change
from csm_tui.session.drafts.draft import Draft
from csm_tui.widgets.form.field import Field
from csm_tui.widgets.table.keys import MOVES

VALUE = "value"
_WEIGHTS = "weights."


def setting_form_of(form: str, key: str, settings: Settings, preferences: Preferences) -> FormSpec[Any] | None:
    """The form of a setting, by the name of the form and the key; None if there is no such key."""
    return _SETTING_FORMS[form](key, settings, preferences)


def _of_workspace(key: str, settings: Settings, _preferences: Preferences) -> FormSpec[Change] | None:
    known = {one.key for one in all_settings(settings)} | {"weights"}
    return setting_form(key, settings) if key in known else None


def _of_person(key: str, _settings: Settings, preferences: Preferences) -> FormSpec[Preferences] | None:
    return preference_form(key, preferences) if key in NAMES else None


def _of_keys(key: str, _settings: Settings, preferences: Preferences) -> FormSpec[Preferences] | None:
    command = commands_with_keys().get(key)
    return None if command is None else keys_form(command, preferences)


_SETTING_FORMS: Mapping[str, Callable[[str, Settings, Preferences], FormSpec[Any] | None]] = {
    "setting": _of_workspace,
    "preference": _of_person,
    "keys": _of_keys,
}


def setting_again(draft: Draft, ground: Ground) -> FormSpec[Any]:
    """Reopen the form with the setting as it is now. Raises NotOpened if its key no longer exists."""
    spec = setting_form_of(draft.form, draft.record, ground.workspace.settings, ground.preferences)
    if spec is None:
        raise NotOpened(f"this version of the program has no setting {draft.record}")
    return spec


def commands_with_keys() -> dict[str, type[Command]]:
    """The commands whose keys can be changed, by id."""
    from csm_tui.commands.anywhere import every_command

    return {command.ID: command for command in every_command() if not issubclass(command, Numbered)}


def setting_form(key: str, settings: Settings) -> FormSpec[Change]:
    """The form of a setting of the workspace. The four weights are one form, as their sum must be 100."""
    if f"{key}.".startswith(_WEIGHTS):
        key = "weights"
        shown = ", ".join(f"{share:g}" for share in settings.weights.shares)
        rule = "Percent of product, satisfaction, support, sponsorship; they sum to 100"
    else:
        setting = next(one for one in all_settings(settings) if one.key == key)
        shown, rule = setting_text(setting.value), setting.meaning

    def change(text: str) -> Change | None:
        after = change_setting(settings, key, text)
        return None if after == settings else Change(f"setting {key}", settings=(settings, after))

    return _spec("setting", key, f"Setting · {key}", shown, Field(VALUE, "Value", rule), change)


def preference_form(key: str, preferences: Preferences) -> FormSpec[Preferences]:
    """The form of a preference."""
    setting = next(one for one in all_preferences(preferences) if one.key == key)
    field = Field(VALUE, "Value", setting.meaning, "choice", choices(key))
    return _spec(
        "preference", key, f"Setting · {key}", str(setting.value), field,
        lambda text: change_preference(preferences, key, text),
    )  # fmt: skip


def keys_form(command: type[Command], preferences: Preferences) -> FormSpec[Preferences]:
    """The form of the keys of a command. The same key may have another command on another screen."""
    shown = typed_keys(preferences.keys.get(command.ID, command.KEYS))
    field = Field(VALUE, "Keys", "Such as s, S, ctrl+s, f5; several with commas")
    return _spec(
        "keys", command.ID, f"Keys · {command.NAME}", shown, field,
        lambda text: with_keys(preferences, command, text),
    )  # fmt: skip


def with_keys(preferences: Preferences, command: type[Command], keys: str) -> Preferences:
    """The preferences with changed keys of a command; default keys are not stored.

    Raises:
        ValueError: the command cannot have these keys; the message says why.
    """
    problem = key_problem(command.ID, keys, keys_beside(command, preferences.keys))
    if problem is not None:
        raise ValueError(problem)
    others = {name: own for name, own in preferences.keys.items() if name != command.ID}
    usual = key_names(keys) == key_names(command.KEYS)
    return preferences.changed(keys=others if usual else {**others, command.ID: keys})


def keys_beside(command: type[Command], remapped: Mapping[str, str]) -> dict[str, str]:
    """The keys that are in use where this command works, by the id of their command or by what else they do.

    A key that both commands have by default is allowed: esc leaves a page, and clears the filter of a list.
    """
    from csm_tui.commands.anywhere import ANYWHERE
    from csm_tui.commands.screens import SCREENS

    beside = [one for screen in SCREENS if command in screen.commands or command in ANYWHERE for one in screen.commands]
    moving = ",".join(move.keys for move in MOVES)
    taken = {"moving in the table": (moving, moving), "the next part": ("tab,shift+tab", "")}
    taken |= {one.ID: (remapped.get(one.ID, one.KEYS), one.KEYS) for one in (*ANYWHERE, *beside)}
    own = {*key_names(command.KEYS)}
    return {
        name: ",".join(key for key in key_names(keys) if key not in own.intersection(key_names(usual)))
        for name, (keys, usual) in taken.items()
    }


def _spec(
    form: str, key: str, title: str, shown: str, field: Field, change: Callable[[str], Result | None]
) -> FormSpec[Result]:
    def read(texts: Texts, _touched: Collection[str]) -> tuple[Result | None, Problems]:
        try:
            return (None if texts[VALUE] == shown else change(texts[VALUE])), {}
        except ValueError as error:
            return None, {VALUE: str(error)}

    return FormSpec(form, key, title, (field,), {VALUE: shown}, read, focus=VALUE)
