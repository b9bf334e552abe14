"""Which entry of a text was which before it was edited: the same text, a similar one, or the one in the same place."""

from collections import Counter, deque
from collections.abc import Callable, Hashable, Mapping, Sequence

from csm_tui.domain.records.engagements.evaluation import Section
from csm_tui.domain.text import fold
from csm_tui.exchange.evaluations.evaluation_text import TextEntry

_Indexed = Mapping[int, TextEntry]
"""Entries by their indexes in the whole text."""


def similar_origins(before: Sequence[TextEntry], after: Sequence[TextEntry]) -> dict[int, int]:
    """What each entry of a text was before, by their indexes: the same text, else a similar one, and in the same
    section rather than in another one."""
    found: dict[int, int] = {}
    for paired in (_equal_here, _equal, _similar_here, _similar):
        taken = {*found.values()}
        old = {index: one for index, one in enumerate(before) if index not in taken}
        new = {index: one for index, one in enumerate(after) if index not in found}
        found |= paired(old, new)
    return found


def rewritten_origins(
    before: Sequence[TextEntry], after: Sequence[TextEntry], similar: Mapping[int, int]
) -> dict[int, int]:
    """The same for entries that have nothing in common with any: one that stands where another one stood is that one,
    written anew. `similar` are the origins of the others.

    The place is that behind the same entry of the section; of several there, in order, those that are the least unlike
    belong together.
    """
    waiting = _by_place(before, {index: index for index in similar.values()})
    found: dict[int, int] = {}
    for place, new in _by_place(after, similar).items():
        old = waiting.get(place, {})
        found |= _in_order(old, new, _most_alike(old, new, _Likeness(least=_LITTLE).anywhere))
    return found


_Place = tuple[Section, int | None]
"""A section, and the index in the old text of the entry behind which something stands there; None at its beginning."""


def _by_place(entries: Sequence[TextEntry], known: Mapping[int, int]) -> dict[_Place, dict[int, TextEntry]]:
    """The entries that are not known by the place where they stand; `known` are the indexes in the old text."""
    found: dict[_Place, dict[int, TextEntry]] = {}
    last: dict[Section, int] = {}
    for index, one in enumerate(entries):
        if index in known:
            last[one.section] = known[index]
        else:
            found.setdefault((one.section, last.get(one.section)), {})[index] = one
    return found


def _in_order(old: _Indexed, new: _Indexed, alike: Mapping[int, int]) -> dict[int, int]:
    """The pairs that are alike, and of what is left the first with the first and so on."""
    left = [index for index in old if index not in alike.values()]
    return {**alike, **dict(zip((index for index in new if index not in alike), left, strict=False))}


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
"""Two texts with at least this share of common pairs of letters are one that was changed, wherever it stands."""
_LITTLE = 0.25
"""The same for texts that stand in the same place."""


class _Likeness:
    """How much two entries are alike, from 0 to 1."""

    def __init__(self, least: float = _LEAST) -> None:
        self._least = least
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
        return share if share >= self._least else 0.0

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
