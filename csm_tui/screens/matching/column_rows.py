"""The first page of an import: each header with what it is taken for, and in its place what is asked of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from csm_tui.domain.text import clean_line, fold
from csm_tui.exchange.reading.answers import Choice, Question
from csm_tui.exchange.reading.result import Matched
from csm_tui.screens.matching.decisions import Decisions, Said
from csm_tui.screens.matching.looked import SEPARATOR, Looked, OurField

_OPTIONS = {"combine": "several rows of one", "future-actuals": "actuals that lie ahead"}
"""What options are about that name no column."""


@dataclass(frozen=True)
class ColumnRow:
    """A line of the page.

    Attributes:
        key: Told apart from those of all other lines.
        header: The header, or what is asked or was said about it.
        what: What it is.
        unit: The units in which it comes.
        said: Cells of it, or why it is asked.
        choices: The ways to settle or to change it, the likeliest first.
        quick: How many of them a digit takes: what is asked, and the units of a column.
        answer: What was said of it, if that can be taken back.
        is_asked: Whether nothing is taken in before it is settled.
        is_quiet: Whether it is left out.
    """

    key: str
    header: str
    what: str
    unit: str
    said: str
    choices: tuple[Choice, ...] = ()
    quick: int = 0
    answer: Said | None = None
    is_asked: bool = False
    is_quiet: bool = False


def column_rows(looked: Looked, decisions: Decisions) -> tuple[ColumnRow, ...]:
    """The lines: what is asked of the whole file, then each header with what is asked of it or could come of it."""
    return tuple(_Page(looked, decisions).rows())


class _Page:
    def __init__(self, looked: Looked, decisions: Decisions) -> None:
        self._looked = looked
        self._maps = {one.about: one for one in decisions.said if one.name == "map"}
        self._others = [one for one in decisions.said if one.name != "map"]
        self._fields = {one.name: one for one in looked.fields}
        self._asked = [*enumerate(looked.found.questions)]
        self._offers = [*enumerate(looked.found.offers)]

    def rows(self) -> Iterator[ColumnRow]:
        found = self._looked.found
        headers = {fold(clean_line(one.header)) for one in found.columns} | {_key(one) for one in found.left_out}
        yield from (self._question(at, one) for at, one in self._asked if _key(one.header) not in headers)
        yield from (_said(one) for one in self._others if _key(one.text.partition(":")[0]) not in headers)
        for header, row in self._in_order():
            yield row
            yield from self._about(header) if _key(header) in headers else ()
        yield from (self._offer(at, one) for at, one in self._offers if _key(one.header) not in headers)

    def _in_order(self) -> list[tuple[str, ColumnRow]]:
        """A line for each header, in the order of the file: it stays where it is whatever it is taken for."""
        found = self._looked.found
        lines = [(one.header, self._column(one)) for one in found.columns]
        lines += [(header, self._left_out(header)) for header in found.left_out]
        known = {_key(header) for header, _ in lines}
        said = [clean_line(one.text.rpartition("=")[0]) for key, one in self._maps.items() if key not in known]
        lines += [(header, self._left_out(header)) for header in said]
        places = {_key(header): place for place, header in reversed([*enumerate(found.samples)])}
        return sorted(lines, key=lambda line: places.get(_key(line[0]), len(places)))

    def _column(self, column: Matched) -> ColumnRow:
        header = clean_line(column.header)
        field = self._fields[column.field]
        choices = tuple(self._choices(header, field))
        cells, said = _in_line(column.samples), self._maps.get(_key(header))
        return ColumnRow(
            f"column {header}", header, field.label, column.unit, cells, choices, len(field.units) + 1, said
        )

    def _left_out(self, header: str) -> ColumnRow:
        said = self._maps.get(_key(header))
        what = "left out" if said is None else "left out, as you say"
        choices = tuple(self._choices(header, None))
        cells = _in_line(self._looked.found.samples.get(clean_line(header), ()))
        return ColumnRow(f"column {header}", clean_line(header), what, "", cells, choices, 0, said, is_quiet=True)

    def _choices(self, header: str, field: OurField | None) -> Iterator[Choice]:
        """The units of the field that a column is, to leave it out, and all other fields."""
        if field is not None:
            yield from (_map(f"{field.label}: {unit}", header, f"{field.word}:{unit}") for unit in field.units)
            yield _map("leave it out", header, "-")
        yield from (_map(one.label, header, one.word) for one in self._looked.fields if one != field)

    def _about(self, header: str) -> Iterator[ColumnRow]:
        """What is asked of a column, what could be made of it, and what was said of its cells."""
        key = _key(header)
        yield from (self._question(at, one) for at, one in self._asked if _key(one.header) == key)
        yield from (self._offer(at, one) for at, one in self._offers if _key(one.header) == key)
        for one in self._others:
            if one.name == "value" and _key(one.text.partition(":")[0]) == key:
                yield _said(one)

    def _question(self, at: int, question: Question) -> ColumnRow:
        choices, why = question.choices, SEPARATOR.join((question.why, *question.samples))
        header, quick = clean_line(question.header), len(choices)
        return ColumnRow(f"question {at}", header, "asked", "", why, choices, quick, is_asked=True)

    def _offer(self, at: int, offer: Question) -> ColumnRow:
        header, why = clean_line(offer.header), SEPARATOR.join((offer.why, *offer.samples))
        return ColumnRow(f"offer {at}", header, "could come in", "", why, offer.choices, len(offer.choices))


def first_asked(rows: Iterable[ColumnRow]) -> str | None:
    """The key of the first line that has to be settled; None if none has."""
    return next((row.key for row in rows if row.is_asked), None)


def _said(said: Said) -> ColumnRow:
    """What was said of cells or of the file as a whole."""
    left, _, ours = said.text.rpartition("=")
    theirs = clean_line(left.partition(":")[2] or left) or _OPTIONS.get(said.name, said.name)
    what = "left out" if ours == "-" else ours or {"combine": "are one"}.get(said.name, said.text)
    return ColumnRow(f"said {said.name} {said.text}", theirs, what, "", "as you say", answer=said)


def _in_line(samples: Iterable[str]) -> str:
    return SEPARATOR.join(map(clean_line, samples))


def _map(label: str, header: str, meaning: str) -> Choice:
    return Choice(label, "map", f"{header}={meaning}")


def _key(header: str) -> str:
    return fold(clean_line(header))
