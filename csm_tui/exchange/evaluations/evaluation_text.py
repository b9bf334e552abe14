"""The sections of an evaluation as one Markdown text: out to an editor, and taken back entry by entry."""

import re
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from csm_tui.domain.records.evaluation import Entry, Section
from csm_tui.domain.values.text import clean, fold
from csm_tui.exchange.markdown import list_item
from csm_tui.planning.evaluations.engagements import EvaluationRow

_HINT = '<!-- Each entry begins with "- "; its further lines are indented. An entry may move to another section. -->'
_INDENT = "  "
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_ENTRY = re.compile(r"(?:[-*+]|\d{1,3}[.)])(?:[ \t](.*)|)")
_SECTIONS = {fold(section): section for section in Section}


class TextProblem(ValueError):
    """The text cannot be taken back without losing something; the message says why, and in which line."""


class TextEntry(NamedTuple):
    """An entry as it stands in a text."""

    section: Section
    text: str


class EntryEdit(NamedTuple):
    """An entry before and after; without `before` it is new, without `after` it is deleted."""

    before: Entry | None
    after: Entry | None


def to_markdown(row: EvaluationRow) -> str:
    """The entries of an evaluation as list items under a heading for each section, empty ones, too."""
    title = " · ".join((row.client.name, row.engagement.name, row.evaluation.phase))
    return "\n".join((f"# {title}", _HINT, *section_lines(row, "##"), ""))


def section_lines(row: EvaluationRow, mark: str) -> Iterator[str]:
    """The sections, each below an empty line and a heading that begins with that mark."""
    for section, entries in row.sections.items():
        yield from ("", f"{mark} {section}", "", *(line for entry in entries for line in list_item(entry.text)))


# Reading


def text_entries(text: str) -> list[TextEntry]:
    """The entries in a text, in its order.

    What is indented belongs to the entry above it, also behind blank lines, and so does a line right below it. Any
    other line begins an entry of its own.

    Raises:
        TextProblem: there is no section, a heading is none, or something stands above the first one.
    """
    section: Section | None = None
    found: list[tuple[Section, list[str]]] = []
    blank: list[str] | None = None  # the blank lines since the last entry; None where no entry is open
    for number, line in enumerate(clean(text).split("\n"), 1):
        heading = _HEADING.fullmatch(line)
        if heading is not None:
            named = _SECTIONS.get(fold(heading[1]))
            if named is None and (section is not None or not line.startswith("# ")):
                raise TextProblem(f'Line {number}: no section is called "{heading[1]}"')
            section, blank = named, None
        elif not line.strip():
            if blank is not None:
                blank.append(line.removeprefix(_INDENT))
        elif section is None:
            if not (line.startswith("<!--") and line.endswith("-->")):
                raise TextProblem(f"Line {number} stands above the first section: move it below one")
        elif blank is not None and (part := _continued(line, blank)) is not None:
            found[-1][1].extend((*blank, part))
            blank = []
        else:
            entry = _ENTRY.fullmatch(line)
            found.append((section, [line if entry is None else entry[1] or ""]))
            blank = []
    if section is None:
        raise TextProblem("There is no section left in it: a heading such as ## Lessons learned names one")
    whole = (TextEntry(section, "\n".join(lines).strip()) for section, lines in found)
    return [one for one in whole if one.text]


def _continued(line: str, blank: Sequence[str]) -> str | None:
    """What a line adds to the entry above it; None if it belongs to none."""
    for indent in (_INDENT, " ", "\t"):
        if line.startswith(indent):
            return line.removeprefix(indent)
    return None if blank or _ENTRY.fullmatch(line) else line


# Taking it back


def from_markdown(text: str, row: EvaluationRow, opened: str = "") -> list[EntryEdit]:
    """The edits that make the evaluation say what a text says.

    An entry that was changed or moved stays the same one, with its tags and links. What others did to the evaluation
    since `opened` was handed out is left alone.

    Args:
        text: What came back from the editor.
        row: The evaluation as it is now.
        opened: What was handed out; by default what `to_markdown` makes of the row.

    Raises:
        TextProblem: see `text_entries`.
    """
    before, after = text_entries(opened or to_markdown(row)), text_entries(text)
    entries = _entries_of(before, row.entries)
    origins = _origins(before, after)
    edits: list[EntryEdit] = []
    last: dict[Section, tuple[int, str]] = {}
    for index, one in enumerate(after):
        origin = origins.get(index)
        entry = None if origin is None else entries[origin]
        if entry is None and origin is not None and before[origin] == one:
            continue  # others changed or deleted it, and here it was not touched
        placed = _placed(one, entry, row, last.get(one.section, (-1, "")))
        last[one.section] = placed.place, placed.id
        if placed != entry:
            edits.append(EntryEdit(entry, placed))
    kept = set(origins.values())
    edits += [EntryEdit(one, None) for index, one in enumerate(entries) if one is not None and index not in kept]
    return edits


def _entries_of(before: Iterable[TextEntry], entries: Iterable[Entry]) -> list[Entry | None]:
    """The entry behind each of a text; None where others changed or deleted it meanwhile."""
    waiting: dict[TextEntry, list[Entry]] = {}
    for entry in entries:
        waiting.setdefault(TextEntry(entry.section, entry.text), []).append(entry)
    return [found.pop(0) if (found := waiting.get(one)) else None for one in before]


def _placed(one: TextEntry, entry: Entry | None, row: EvaluationRow, last: tuple[int, str]) -> Entry:
    """The entry as the text has it, at its place if that is behind the last one of its section, else right there."""
    if entry is None:
        return Entry(evaluation=row.evaluation.id, section=one.section, text=one.text, place=last[0] + 1)
    is_behind = entry.section is one.section and (entry.place, entry.id) > last
    return entry.changed(section=one.section, text=one.text, place=entry.place if is_behind else last[0] + 1)


def _origins(before: Sequence[TextEntry], after: Sequence[TextEntry]) -> dict[int, int]:
    """What each entry of a text was before, by their indexes: the same text, else a similar one, and in the same
    section rather than in another one."""
    found: dict[int, int] = {}
    for paired in (_equal_here, _equal, _similar_here, _similar):
        taken = {*found.values()}
        old = {index: one for index, one in enumerate(before) if index not in taken}
        new = {index: one for index, one in enumerate(after) if index not in found}
        found |= paired(old, new)
    return found


_Indexed = Mapping[int, TextEntry]


def _equal_here(old: _Indexed, new: _Indexed) -> dict[int, int]:
    return _with_one_key(old, new)


def _equal(old: _Indexed, new: _Indexed) -> dict[int, int]:
    return _with_one_key(
        {index: one.text for index, one in old.items()}, {index: one.text for index, one in new.items()}
    )


def _with_one_key(old: Mapping[int, Hashable], new: Mapping[int, Hashable]) -> dict[int, int]:
    """The new ones with the old ones of the same key, each in its order."""
    waiting: dict[Hashable, deque[int]] = {}
    for index, key in new.items():
        waiting.setdefault(key, deque()).append(index)
    return {same.popleft(): index for index, key in old.items() if (same := waiting.get(key))}


def _similar_here(old: _Indexed, new: _Indexed) -> dict[int, int]:
    return _most_alike(old, new, _Likeness().here)


def _similar(old: _Indexed, new: _Indexed) -> dict[int, int]:
    return _most_alike(old, new, _Likeness().anywhere)


def _most_alike(old: _Indexed, new: _Indexed, likeness: Callable[[TextEntry, TextEntry], float]) -> dict[int, int]:
    """The pairs that are most alike, each of the new ones with an old one; none that are not alike."""
    rated = [
        (rate, before, after)
        for before, one in old.items()
        for after, other in new.items()
        if (rate := likeness(one, other))
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, before, after in sorted(rated, key=lambda pair: -pair[0]):
        if before not in taken and after not in found:
            found[after] = before
            taken.add(before)
    return found


_LEAST = 0.5
"""From this share of common pairs of letters on two texts are taken for one that was changed."""


class _Likeness:
    """How much two entries are alike, from 0 to 1."""

    def __init__(self) -> None:
        self._bits: dict[tuple[str, int], int] = {}
        self._sets: dict[str, int] = {}

    def here(self, one: TextEntry, other: TextEntry) -> float:
        """As `anywhere`, in one section; a text that was only continued is the same."""
        if one.section is not other.section:
            return 0.0
        is_continued = one.text.startswith(other.text) or other.text.startswith(one.text)
        return 1.0 if is_continued else self.anywhere(one, other)

    def anywhere(self, one: TextEntry, other: TextEntry) -> float:
        """The share of the pairs of letters that both texts have; 0 if it is too small."""
        first, second = self._pairs(one.text), self._pairs(other.text)
        share = 2 * (first & second).bit_count() / (first.bit_count() + second.bit_count())
        return share if share >= _LEAST else 0.0

    def _pairs(self, text: str) -> int:
        """The pairs of letters of a text as bits, one for each time that a pair occurs: any two are compared at once,
        where a thousand entries with a thousand others would take a minute."""
        if text not in self._sets:
            folded = f" {fold(text)} "
            times: Counter[str] = Counter()
            bits = 0
            for at in range(len(folded) - 1):
                pair = folded[at : at + 2]
                bits |= 1 << self._bits.setdefault((pair, times[pair]), len(self._bits))
                times[pair] += 1
            self._sets[text] = bits
        return self._sets[text]
