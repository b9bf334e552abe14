"""The library of lessons: all entries of all evaluations, and what recurs in them over several clients."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.evaluation import Entry, Evaluation
from csm_tui.domain.text import fold
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.evaluations.engagements import evaluation_rows
from csm_tui.planning.lazy_property import lazy_property


@dataclass(frozen=True, eq=False)
class Lesson:
    """An entry with where it was learned."""

    entry: Entry
    evaluation: Evaluation
    engagement: Engagement
    client: Client

    def is_of(self, other: "Lesson") -> bool:
        """Whether both are of the same records, none of which has changed."""
        return (
            self.entry is other.entry
            and self.evaluation is other.evaluation
            and self.engagement is other.engagement
            and self.client is other.client
        )

    @lazy_property
    def folded(self) -> str:
        """The text of the entry, without case and accents."""
        return fold(self.entry.text)

    @lazy_property
    def search_text(self) -> str:
        """What is searched: its text, its tags and the name of the client, without case and accents."""
        return "\n".join((self.folded, *map(fold, (*self.entry.tags, self.client.name))))


class Library:
    """The lessons of the present workspace by the ids of their entries, derived only where it has changed."""

    def __init__(self) -> None:
        self._tables: tuple[object, ...] = ()
        self._lessons: Mapping[str, Lesson] = {}

    def of(self, workspace: Workspace) -> Mapping[str, Lesson]:
        """All lessons by client, engagement, phase and section. One whose records are as before is the same object."""
        tables = tuple(workspace.tables.get(kind.TABLE) for kind in (Client, Engagement, Evaluation, Entry))
        if tables != self._tables:
            self._tables = tables
            self._lessons = {one.entry.id: self._known(one) for one in lessons_of(workspace)}
        return self._lessons

    def _known(self, lesson: Lesson) -> Lesson:
        before = self._lessons.get(lesson.entry.id)
        return before if before is not None and before.is_of(lesson) else lesson


def lessons_of(workspace: Workspace) -> list[Lesson]:
    """All entries, by client, engagement, phase and section."""
    return [
        Lesson(entry, row.evaluation, row.engagement, row.client)
        for row in evaluation_rows(workspace)
        for entry in row.entries
    ]


def fold_texts(lessons: Iterable[Lesson]) -> None:
    """Fold all texts now rather than with the first search."""
    deque((one.search_text for one in lessons), maxlen=0)


class Recurring(NamedTuple):
    """A tag or a word, the names of the clients at whom it is found, and in how many entries."""

    text: str
    is_tag: bool
    clients: tuple[str, ...]
    entries: int

    @property
    def term(self) -> str:
        """What finds it in the library."""
        return f"tag:{self.text}" if self.is_tag else self.text


_WORD = re.compile(r"[^\W\d_]{5,}")
_LEAST_CLIENTS = 2


def recurring(lessons: Iterable[Lesson], common: frozenset[str] = frozenset()) -> Sequence[Recurring]:
    """Tags, and words of five letters or more, that are found at two or more clients; the most frequent come first.

    Words in `common` say nothing and are left out. A word counts once in an entry; accents and case are ignored.
    """
    clients: dict[tuple[bool, str], dict[str, str]] = {}
    entries: Counter[tuple[bool, str]] = Counter()
    for lesson in lessons:
        for key in {*_keys(lesson, common)}:
            clients.setdefault(key, {})[lesson.client.id] = lesson.client.name
            entries[key] += 1
    found = [
        Recurring(text, is_tag, tuple(where.values()), entries[(is_tag, text)])
        for (is_tag, text), where in clients.items()
        if len(where) >= _LEAST_CLIENTS
    ]
    return sorted(found, key=lambda one: (-len(one.clients), not one.is_tag, -one.entries, one.text))


def _keys(lesson: Lesson, common: frozenset[str]) -> Iterator[tuple[bool, str]]:
    yield from ((True, tag) for tag in lesson.entry.tags)
    yield from ((False, word) for word in _WORD.findall(lesson.folded) if word not in common)
