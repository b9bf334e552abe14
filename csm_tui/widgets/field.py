"""What a field of a form is, as plain data: whoever only describes a form loads no Textual."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

FieldKind = Literal["line", "choice", "long", "file"]

Complete = Callable[[str], tuple[str, tuple[str, ...]]]
"""Gives a text as far as it can only go on in one way, and the names with which it can go on if several."""


@dataclass(frozen=True)
class Field:
    """One field of a form. `rule` is shown beside it while nothing is wrong; `choices` are those of a choice."""

    name: str
    label: str
    rule: str = ""
    kind: FieldKind = "line"
    choices: Sequence[str] = ()
    names: Sequence[str] = ()
    """What may stand in a line, several separated by semicolons; they are suggested while one is typed."""
    read_back: Callable[[str], str] = lambda _: ""
    """What was understood of a text; "" where there is nothing to say."""
    fixed: Callable[[str, date], str] = lambda text, _: text
    """The text in such words that it means on every day what it means on this one: 2026-12-16 for "in 2 weeks"."""
    complete: Complete = lambda text: (text, ())
    """Completes the path of a file, where the kind is one."""
