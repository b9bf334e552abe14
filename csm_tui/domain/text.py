"""Text from outside: it is cleaned once on input and made harmless once on output."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import filterfalse

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HARMFUL = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 except tab and newline, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # bidi marks, overrides and old controls
    "\u200b\u200c\u2060-\u2064\u180e\ufeff\u00ad"  # zero width, except the joiner that emoji need
    "\ufff9-\ufffb"  # interlinear annotation
    "\ud800-\udfff"  # lone surrogates: no file format takes them
    "\U000e0000-\U000e007f"  # tag characters
    "]"
)
_STROKES = {
    "\u0142": "l", "\u00f8": "o", "\u0111": "d", "\u00f0": "d", "\u0127": "h", "\u0167": "t", "\u0131": "i",
    "\u00e6": "ae", "\u0153": "oe", "\u00fe": "th", "\u0138": "k", "\u014b": "n",
}  # fmt: skip
_FOLDED = str.maketrans(
    _STROKES
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u00b4\u2032\uff07", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d", "-")
)
"""Small letters with strokes, ligatures and typographic marks: what people type for them. Accents go by themselves."""

_UNSHOWABLE = re.compile(_HARMFUL.pattern[:-1] + "\t\n\u2028\u2029]")
_NAMED_STAND_INS = {0x7F: "\u2421", ord("\n"): "\u23ce", ord("\t"): "\u2409"}


def clean(text: str) -> str:
    """The text as it is stored: NFC, LF line ends, without characters that control, reorder or hide."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _HARMFUL.sub("", _LINE_ENDS.sub("\n", text)))


def clean_line(text: str) -> str:
    """The cleaned text on one line: every run of white space becomes one space."""
    if text.isascii() and text.isprintable() and "  " not in text and text == text.strip():
        return text
    return " ".join(clean(text).split())


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with a noun: 1 client, 2 clients. `plural` is said of several where it is not the noun with an s."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def first_line(text: str) -> str:
    """The first line of a cleaned text, "" of an empty one."""
    return text.partition("\n")[0]


def shortened(text: str, most: int = 40) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code in _NAMED_STAND_INS:
        return _NAMED_STAND_INS[code]
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def safe_text(text: str) -> str:
    """The text on one line, with a visible substitute for each control character.

    The result is plain text; the caller must not let it be read as markup.
    """
    return text if text.isascii() and text.isprintable() else _UNSHOWABLE.sub(_stand_in, text)


def escaped(json: str) -> str:
    """An equivalent JSON document in which characters that would control a terminal are escaped."""
    return _HARMFUL.sub(_escape, json)


def _escape(match: re.Match[str]) -> str:
    from json import dumps  # loaded with the first of them

    return dumps(match.group())[1:-1]


def fold(text: str) -> str:
    """The text for comparisons, without case, accents, strokes and typographic marks: "zoe" finds "Zoë", "lodz" finds
    "Łódź", and the straight apostrophe of "o'neill" the curly one."""
    if text.isascii():
        return text.casefold()
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDED))
    return "".join(filterfalse(unicodedata.combining, parts)).casefold()


def found_spans(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """The places (start, end) in a text at which one of the folded words is found, in order and without overlaps."""
    whole = fold(text)
    if not any(word in whole for word in wanted):
        return []
    folded, places = (whole, range(len(text))) if text.isascii() else _folded_by_characters(text)
    found = sorted(
        (places[at], places[at + len(word) - 1] + 1) for word in wanted if word for at in _starts(folded, word)
    )
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
        elif end > apart[-1][1]:
            apart[-1] = (apart[-1][0], end)
    return apart


def _folded_by_characters(text: str) -> tuple[str, Sequence[int]]:
    """A folded text, and the place in the text itself that each of its characters comes from."""
    folded, places = "", []
    for place, char in enumerate(text):
        part = fold(char)
        folded += part
        places += [place] * len(part)
    return folded, places


def _starts(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))
