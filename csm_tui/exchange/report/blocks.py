"""What reports and roadmaps are made of. Each format writes these, so that all formats say the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple


class Paragraph(NamedTuple):
    """A text, of several lines if it has any."""

    text: str


class Items(NamedTuple):
    """A titled list of texts."""

    title: str
    items: Sequence[str]


class ReportTable(NamedTuple):
    """A table; the columns from index `numbers` on hold numbers.

    `bands` are the colours of cells by row and column, red, amber or green: what they say stands in the texts, too.
    """

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: int
    bands: Mapping[tuple[int, int], str] = MappingProxyType({})


class Drawn(NamedTuple):
    """A drawing (SVG in which all user text is escaped), and what is said beside it."""

    svg: str
    said: Items


Block = Paragraph | Items | ReportTable | Drawn


class ReportSection(NamedTuple):
    """A part of a report with what is in it."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Report:
    """A report: what it is about, what is said before all, and the sections in which something stands.

    All reports are internal: scores, risks and ratings are in them.
    """

    title: str
    lead: Sequence[str]
    sections: Sequence[ReportSection]

    @classmethod
    def of(cls, title: str, lead: Iterable[str], parts: Iterable[tuple[str, Iterable[Block]]]) -> "Report":
        """The report of these parts, each with its title."""
        found = (ReportSection(name, [one for one in blocks if _says_something(one)]) for name, blocks in parts)
        return cls(title, [*lead], [section for section in found if section.blocks])


def _says_something(one: Block) -> bool:
    match one:
        case Paragraph():
            return bool(one.text.strip())
        case Items():
            return bool(one.items)
        case ReportTable():
            return bool(one.rows)
        case Drawn():
            return bool(one.svg)
