"""One person's settings, as opposed to the workspace's: appearance and keys."""

import re
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field

from csm_tui.domain.record import Record
from csm_tui.domain.settings import Setting
from csm_tui.domain.text import safe_text
from csm_tui.domain.values.keyboard import key_names, key_problem


class ThemeName(StrEnum):
    DARK = "csm-dark"
    LIGHT = "csm-light"
    CLEAR = "csm-clear"


class GlyphSet(StrEnum):
    AUTO = "auto"
    UNICODE = "unicode"
    ASCII = "ascii"


class Details(StrEnum):
    """Whether the detail pane is open at the start."""

    AUTO = "auto"
    OPEN = "open"
    CLOSED = "closed"


class Animation(StrEnum):
    AUTO = "auto"
    ON = "on"
    OFF = "off"


class FirstScreen(StrEnum):
    """The screen that the program begins with."""

    PORTFOLIO = "portfolio"
    TODAY = "today"


COMMAND_ID = re.compile("[a-z0-9_.]{1,100}")
"""What the id of a command looks like: portfolio.sort."""
_SHOWN_LENGTH = 30


def _named(keys: dict[str, str]) -> dict[str, str]:
    for command_id, its_keys in keys.items():
        if not COMMAND_ID.fullmatch(command_id):
            raise ValueError(f"{safe_text(command_id[:_SHOWN_LENGTH])} is not the id of a command")
        problem = key_problem(command_id, its_keys, {})
        if problem is not None:
            raise ValueError(f"{command_id}: {problem}")
    return {command_id: ",".join(key_names(its_keys)) for command_id, its_keys in keys.items()}


class Preferences(Record):
    """Appearance and keys as one person wants them.

    `keys` holds only the commands whose keys were changed: Textual's names of the keys, separated by commas.
    """

    theme: ThemeName = Field(
        ThemeName.DARK, description="Colours; csm-clear is for eyes that do not tell red from green"
    )
    signs: GlyphSet = Field(GlyphSet.AUTO, description="Characters of the signs; auto: as the terminal's encoding says")
    details: Details = Field(Details.AUTO, description="Detail pane at the start; auto: open from 160 columns")
    animation: Animation = Field(Animation.AUTO, description="Movement on the screen; auto: off over SSH")
    start: FirstScreen = Field(
        FirstScreen.PORTFOLIO, description="Screen that the program begins with: portfolio or today"
    )
    keys: Annotated[dict[str, str], AfterValidator(_named)] = Field(
        default_factory=dict, description="Keys of commands by command id, separated by commas"
    )

    def changed(self, **fields: Any) -> Self:
        """A copy with other values in some fields. Raises pydantic.ValidationError."""
        # Other records use dict(self), which here would call the field `keys`.
        return type(self).model_validate({**dict(iter(self)), **fields})


_CHOICES: dict[str, type[StrEnum]] = {
    "theme": ThemeName,
    "signs": GlyphSet,
    "details": Details,
    "animation": Animation,
    "start": FirstScreen,
}

NAMES = tuple(_CHOICES)
"""The preferences that have a single value to choose: all except the keys."""


def choices(key: str) -> tuple[str, ...]:
    """The values that a preference can have, with the default first. Raises KeyError if there is no such preference."""
    return tuple(_CHOICES[key])


def must_be(key: str) -> str:
    """The rule of a preference in words. Raises KeyError if there is no such preference."""
    *most, last = choices(key)
    return f"must be {', '.join(most)} or {last}"


def all_preferences(preferences: Preferences) -> tuple[Setting, ...]:
    """Every preference except the keys, as a person sees it."""
    usual = Preferences.usual()
    fields = Preferences.model_fields
    return tuple(
        Setting(name, fields[name].description or "", getattr(preferences, name), getattr(usual, name))
        for name in NAMES
    )


def change_preference(preferences: Preferences, key: str, text: str) -> Preferences:
    """The preferences with one value changed to what was typed.

    Raises:
        KeyError: there is no such preference.
        ValueError: the value is not one of the choices; the message names them.
    """
    value = text.strip()
    if value not in choices(key):
        raise ValueError(must_be(key))
    return preferences.changed(**{key: value})
