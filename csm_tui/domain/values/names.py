"""Names: their order, and lists of names separated by semicolons, with quotes around names that contain one."""

import re
from collections.abc import Iterable, Sequence

from csm_tui.domain.values.text import clean_line, fold

SEPARATOR = ";"
_QUOTE = '"'
_ONE = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*|([^;]*))(?:;|\Z)')
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
