"""The sections of an evaluation as one Markdown text: how it is written, and how its entries are read."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from csm_tui.domain.records.client import distinct_tags
from csm_tui.domain.records.engagements.evaluation import Entry, Section
from csm_tui.domain.text import clean, fold
from csm_tui.exchange.markdown import list_item
from csm_tui.planning.evaluations.engagements import EvaluationRow

_HINT = (
    '<!-- Each entry begins with "- "; its further lines are indented. The last one may hold its tags and its mark: '
    "#sponsor #pilot reusable. An entry may move to another section. -->"
)
_INDENT = "  "
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_ENTRY = re.compile(r"(?:[-*+]|\d{1,3}[.)])(?:[ \t](.*)|)")
_REUSABLE, _NO_MARK = "reusable", "#"
_MARKS = re.compile(rf"(?:#\S*|{_REUSABLE})(?:[ \t]+(?:#\S*|{_REUSABLE}))*")
_SECTIONS = {fold(section): section for section in Section}


class TextProblem(ValueError):
    """The text cannot be taken back without losing something; the message says why, and in which line."""


class Marks(NamedTuple):
    """What stands in the last line of an entry: its tags, and whether others should use it again."""

    tags: tuple[str, ...] = ()
    reusable: bool = False


class TextEntry(NamedTuple):
    """An entry as it stands in a text."""

    section: Section
    text: str
    marks: Marks = Marks()


def to_markdown(row: EvaluationRow) -> str:
    """The entries of an evaluation as list items under a heading for each section, empty ones, too."""
    title = " · ".join((row.client.name, row.engagement.name, row.evaluation.phase))
    return "\n".join((f"# {title}", _HINT, *_section_lines(row), ""))


def _section_lines(row: EvaluationRow) -> Iterator[str]:
    """The sections, each below an empty line and a heading. Texts stand as they are: it is to be edited."""
    for section, entries in row.sections.items():
        yield from ("", f"## {section}", "", *(line for entry in entries for line in list_item(_written(entry))))


def _written(entry: Entry) -> str:
    """The text of an entry with its marks below it; where its own last line looks like such a line, one follows that
    says that there are none."""
    text = with_marks(entry)
    return f"{text}\n{_NO_MARK}" if text == entry.text and _split(text)[0] != text else text


def with_marks(entry: Entry) -> str:
    """The text of an entry, with its tags and its mark below it if it has any."""
    words = [*(f"#{tag}" for tag in entry.tags), *([_REUSABLE] if entry.reusable else [])]
    return "\n".join(filter(None, (entry.text, " ".join(words))))


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
    whole = (TextEntry(section, *_split("\n".join(lines).strip())) for section, lines in found)
    return [one for one in whole if one.text]


def _split(text: str) -> tuple[str, Marks]:
    """A text without its last line, if that holds marks, and those."""
    above, _, last = text.rpartition("\n")
    if not above.strip() or _MARKS.fullmatch(last.strip()) is None:
        return text, Marks()
    words = last.split()
    return above.rstrip(), Marks(
        distinct_tags(tuple(word[1:] for word in words if word != _REUSABLE)), _REUSABLE in words
    )


def _continued(line: str, blank: Sequence[str]) -> str | None:
    """What a line adds to the entry above it; None if it belongs to none."""
    for indent in (_INDENT, " ", "\t"):
        if line.startswith(indent):
            return line.removeprefix(indent)
    return None if blank or _ENTRY.fullmatch(line) else line
