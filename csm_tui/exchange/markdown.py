"""Pieces of Markdown in which texts mean nothing but themselves."""

import re
from collections.abc import Iterable, Iterator, Sequence

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>|~&]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_AROUND = "*_`~ \t"
_BEGINNING = re.compile(r"^([^\S\n]*(?:\d+(?=[.)])|(?=[#+=-])))", re.MULTILINE)
"""Where a line would begin a heading, a list or a rule."""


def inline(text: str) -> str:
    """The text on one line, with a backslash before each character that would format it."""
    return _ACTIVE.sub(r"\\\g<0>", " ".join(text.split()))


def block(text: str) -> str:
    """The text with its lines, with backslashes where something would format it."""
    return _BEGINNING.sub(r"\1\\", _ACTIVE.sub(r"\\\g<0>", text))


def plain(markdown: str) -> str:
    """The text of a line, without the formatting around it and the backslashes that `inline` put into it."""
    bare = markdown.rstrip(_AROUND)
    if bare.endswith("\\"):
        bare = markdown[: len(bare) + 1]  # the sign behind a backslash is part of the text
    return _ESCAPED.sub(r"\1", bare.lstrip(_AROUND))


def list_item(markdown: str) -> Iterator[str]:
    """A text of any lines as an item of a list."""
    first, *others = markdown.split("\n")
    yield f"- {first}"
    yield from (f"  {line}" if line else "" for line in others)


def items(texts: Iterable[str]) -> Iterator[str]:
    """Texts of any lines as a list in which they mean nothing but themselves."""
    for text in texts:
        yield from list_item(block(text))


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table of texts, each on one line."""
    yield _table_row(headers)
    yield _table_row(["---"] * len(headers))
    for cells in rows:
        yield _table_row([*map(inline, cells)])


def _table_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
