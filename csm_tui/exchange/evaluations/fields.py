"""The table of an evaluation: a line for each entry, or the form as on paper with entries across."""

from csm_tui.domain.records.engagements.evaluation import Section
from csm_tui.domain.records.engagements.matrix import PARTIES, Matrix
from csm_tui.domain.text import clean_line, fold
from csm_tui.exchange.portfolio.fields import PORTFOLIO
from csm_tui.exchange.reading.declaration import CellKind, TableField, TableKind

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
TEXTS = ("text", *(f"text_{number}" for number in _NUMBERS[1:]))
"""The fields of the entries that stand in one row."""

_WORDS: dict[str, tuple[str, ...]] = {
    "client": PORTFOLIO.by_name["name"].synonyms,
    "engagement": ("engagement", "initiative", "project"),
    "phase": ("phase", "stage"),
    "day": ("date", "day", "evaluated on"),
    "state": ("state", "status"),
    "authors": ("authors", "author", "by", "written by"),
    "part": ("part", "section", "category", "heading", "topic"),
    "tags": ("tags", "tag", "labels"),
    "reusable": ("reusable", "reuse"),
    **{party: (party, f"for the {party}") for party in PARTIES},
    "text": ("text", "entry", "entries", "what", "note", "one", "1", "entry 1", "first"),
    **{f"text_{word}": (word, str(at), f"entry {at}") for at, word in enumerate(_NUMBERS[1:], 2)},
}  # fmt: skip


def _field(name: str, synonyms: tuple[str, ...]) -> TableField:
    return TableField(name, synonyms, CellKind.DAY if name == "day" else CellKind.TEXT)


EVALUATIONS = TableKind("evaluation", "entry", "part", tuple(_field(name, words) for name, words in _WORDS.items()))
"""A spreadsheet of entries and of rows of the matrices."""


def read_part(text: str) -> Section | Matrix | None:
    """The section or the matrix that a heading means, by its name or the beginning of it; None for neither."""
    word = fold(clean_line(text))
    known: list[Section | Matrix] = [*Section, *Matrix]
    exact = [one for one in known if fold(one) == word]
    found = exact or [one for one in known if len(word) > 2 and fold(one).startswith(word)]
    return found[0] if len(found) == 1 else None
