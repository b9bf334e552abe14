"""Names: their order, and lists of names separated by semicolons, with quotes around names that contain one."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from csm_tui.domain.text import clean, clean_line, fold

Found = TypeVar("Found")

SEPARATOR = ";"
_QUOTE = '"'
_ONE = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*|([^;]*))(?:;|\Z)')
_LOOSE = re.compile(r"(?:\s*[,/&+])+\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)
_LOOSE_ENDS = " ,/&+"
_MOST_PARTS, _LONGEST = 200, 200
"""So many parts are tried, and so many characters at most are tried as one name."""

_MOST_DIGITS = 999
_DIGITS = re.compile(f"[0-9]{{1,{_MOST_DIGITS}}}")


def joined_names(names: Iterable[str]) -> str:
    """The names as one text; `split_names` returns them again, whatever characters they contain."""
    return f"{SEPARATOR} ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    if SEPARATOR not in name and not name.startswith(_QUOTE):
        return name
    return _QUOTE + name.replace(_QUOTE, 2 * _QUOTE) + _QUOTE


def split_names(text: str) -> list[str]:
    """The names in a text, each cleaned and on one line; empty names are left out."""
    names = (
        match[2] if match[1] is None else match[1].replace(2 * _QUOTE, _QUOTE)
        for match in _ONE.finditer(clean_line(text))
    )
    return [name for one in names if (name := clean_line(one))]


class UnknownName(ValueError):
    """A text holds a name that is not known; `name` is that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no {name}")
        self.name = name


def find_names(text: str, find: Callable[[str], Found | None]) -> list[Found]:
    """What the names in a text stand for; `find` gives it for one name, and None for a name that is not known.

    Names are separated by semicolons; by line ends, commas, "/", "&", "+" and "and", too, where all that stands between
    these is known. So a name may contain them: "Fish & Co and Acme" are Fish & Co, and Acme.

    Raises:
        UnknownName: a name is not known.
    """
    names = split_names(text)
    if None not in map(find, names):
        return _found(names, find)
    whole, lines = find(clean_line(text)), clean(text).strip().split("\n")
    if whole is not None:
        return [whole]
    if len(lines) > 1:
        return [one for line in lines for one in find_names(line, find)]
    return [one for name in names for one in _found(_loosely_split(name, find), find)]


def _found(names: Iterable[str], find: Callable[[str], Found | None]) -> list[Found]:
    return [found for name in names if (found := find(name)) is not None]


def _loosely_split(text: str, find: Callable[[str], Found | None]) -> list[str]:
    """The known names in a text that loose separators stand between, the longest first."""
    text = text.strip(_LOOSE_ENDS)
    marks = [*_LOOSE.finditer(text)]
    starts, ends = [0, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), len(text)]
    count = len(starts)
    rests: list[list[str] | None] = [*[None] * count, []]
    for first in reversed(range(count if count <= _MOST_PARTS else 0)):
        for last in reversed(range(first, count)):
            rest, name = rests[last + 1], text[starts[first] : ends[last]]
            if rest is not None and len(name) <= _LONGEST and find(name) is not None:
                rests[first] = [name, *rest]
                break
    if rests[0] is not None:
        return rests[0]
    parts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    unknown = [part for part in parts if find(part) is None]
    raise UnknownName(unknown[0] if len(unknown) < len(parts) else text)


def some_names(names: Sequence[str], most: int = 3) -> str:
    """Names in a sentence: R1 and R4. If there are more than `most`, the first ones and a count: R1, R4 and 3 more."""
    said = names if len(names) <= most else [*names[: most - 1], f"{len(names) - most + 1} more"]
    return " and ".join(filter(None, (", ".join(said[:-1]), *said[-1:])))


def natural_key(name: str) -> str:
    """A sort key with numbers in numeric order, "customer 2" before "Customer 10", ignoring case and accents."""
    folded = fold(name)
    words = folded.rstrip("0123456789")
    if _DIGITS.search(words) or len(folded) - len(words) > _MOST_DIGITS:
        return _DIGITS.sub(lambda match: _counted(match.group()), folded)
    return words + _counted(folded[len(words) :])  # most names have no other number than one at their end


def _counted(digits: str) -> str:
    """The digits in a form that sorts by their value and before letters: their count comes first."""
    number = digits.lstrip("0")
    return f"\x00{chr(len(number))}{number}" if digits else ""


def did_you_mean(word: str, known: Iterable[str], form: str = "%s") -> str:
    """The known word that somebody who wrote another one probably meant, as a question; "" if none is near.

    did_you_mean("Titel", ["title", "text"]) is "did you mean title?". `form`: how the word is shown.
    """
    from difflib import get_close_matches  # loaded with the first mistake

    words = {fold(one): one for one in known}
    near = get_close_matches(fold(word), words, n=1, cutoff=0.7)
    return f"did you mean {form % words[near[0]]}?" if near else ""
