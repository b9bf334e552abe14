"""Keys of the keyboard: how they are named, how people write them, and which a command may have."""

import re
from collections.abc import Mapping

from csm_tui.domain.text import safe_text

_MODIFIERS = ("alt", "ctrl", "shift")  # in the order in which Textual writes them
_PUNCTUATION = {
    "!": "exclamation_mark", '"': "quotation_mark", "#": "number_sign", "$": "dollar_sign", "%": "percent_sign",
    "&": "ampersand", "'": "apostrophe", "(": "left_parenthesis", ")": "right_parenthesis", "*": "asterisk",
    "+": "plus", ",": "comma", "-": "minus", ".": "full_stop", "/": "slash", ":": "colon", ";": "semicolon",
    "<": "less_than_sign", "=": "equals_sign", ">": "greater_than_sign", "?": "question_mark", "@": "at",
    "[": "left_square_bracket", "\\": "backslash", "]": "right_square_bracket", "^": "circumflex_accent",
    "_": "underscore", "`": "grave_accent", "{": "left_curly_bracket", "|": "vertical_line",
    "}": "right_curly_bracket", "~": "tilde",
}  # fmt: skip
_SPOKEN = {**_PUNCTUATION, "esc": "escape"}
_SHOWN = {name: written for written, name in _SPOKEN.items()}
_SIGN_NAMES = set(_PUNCTUATION.values())
_NAMED = {
    "escape", "enter", "space", "tab", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown",
    "up", "down", "left", "right", *(f"f{number}" for number in range(1, 25)),
}  # fmt: skip
_SENT_AS = {"ctrl+h": "backspace", "ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape"}
_SHOWN_LENGTH = 30


def key_names(keys: str) -> tuple[str, ...]:
    """Textual's names of keys that are separated by commas; anything that is not a key is left unchanged."""
    return tuple(_key_name(key.strip()) for key in keys.split(","))


def shown_key(name: str) -> str:
    """The key as people write it: ctrl+s, ?, S, esc."""
    *held, base = name.rsplit("+", 1) if name != "+" else ("+",)
    return "+".join((*held, _SHOWN.get(base, base)))


def typed_keys(keys: str) -> str:
    """The keys, separated by commas, as people type them; `key_names` reads them again. The comma goes by its name."""
    return ", ".join(shown_key(name).replace(",", "comma") for name in key_names(keys))


def _key_name(key: str) -> str:
    if len(key) == 1:
        return _SPOKEN.get(key, key)
    held, plus, base = key.lower().rpartition("+")
    if not base and held.endswith("+"):  # ctrl++
        held, base = held[:-1], plus
    return held + plus + _SPOKEN.get(base, base)


def _is_key(name: str) -> bool:
    *held, base = name.split("+")
    if held != [modifier for modifier in _MODIFIERS if modifier in held]:
        return False
    if base in _NAMED:
        return True
    if not held:
        return base in _SIGN_NAMES or (len(base) == 1 and base.isalnum())
    # With shift alone a terminal sends another character: S, not shift+s.
    return held != ["shift"] and (base in _SIGN_NAMES or re.fullmatch("[a-z0-9]", base) is not None)


def key_problem(command_id: str, keys: str, all_keys: Mapping[str, str]) -> str | None:
    """Why the command cannot have these keys, which are separated by commas; None if it can.

    `all_keys` holds the keys of the commands that work at the same time, by command id. The command's own keys in it
    are ignored.
    """
    if not keys.strip():
        return "at least one key is needed, such as s or ctrl+s"
    names = key_names(keys)
    for name in names:
        if not name:
            return "a key is missing beside a comma; the comma's own name is comma"
        if name in _SENT_AS:
            return f"{typed_keys(name)} reaches the program as {typed_keys(_SENT_AS[name])}"
        if not _is_key(name):
            shown = name if len(name) <= _SHOWN_LENGTH else name[:_SHOWN_LENGTH] + "..."
            return f"{safe_text(shown)} is not a key; keys are s, S, ctrl+s, f5, slash, pageup and the like"
    for other, taken in all_keys.items():
        both = [name for name in names if name in key_names(taken)]
        if other != command_id and both:
            return f"{typed_keys(both[0])} is already the key of {other}"
    return None
