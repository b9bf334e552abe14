"""The fields of a form as plain data, so that describing a form does not load Textual."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from re import fullmatch
from typing import Literal

FieldKind = Literal["line", "choice", "long", "file", "rating"]

Complete = Callable[[str], tuple[str, tuple[str, ...]]]
"""Returns a text completed as far as it is unambiguous, and the possible names if there are several."""


@dataclass(frozen=True)
class Field:
    """One field of a form. `rule` is shown beside it if nothing is wrong; `choices` are those of a choice."""

    name: str
    label: str
    rule: str = ""
    kind: FieldKind = "line"
    choices: Sequence[str] = ()
    names: Sequence[str] = ()
    """Names that are suggested; several are separated by semicolons."""
    read_back: Callable[[str], str] = lambda _: ""
    """Returns how a text was understood; "" if there is nothing to say."""
    fixed: Callable[[str, date], str] = lambda text, _: text
    """The text in such words that it means on every day what it means on this one: 2026-12-16 for "in 2 weeks"."""
    complete: Complete = lambda text: (text, ())
    """Completes the path, if the field is for a file."""

    def widget_id(self, prefix: str) -> str | None:
        """The id of its widget; None for a name that no id may hold, such as one with an id out of a file in it."""
        identity = f"{prefix}-{self.name}"
        return identity if fullmatch(r"[a-zA-Z0-9_-]+", identity) else None
