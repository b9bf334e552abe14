"""A table that is brought in, as it was read: what it would change, row by row, and the change without some rows."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from csm_tui.domain.text import clean_line, counted, fold
from csm_tui.exchange.preview import FieldChange, RecordChange
from csm_tui.exchange.reading.result import ImportResult, Rejected
from csm_tui.screens.cells.change_lines import field_change, short_value
from csm_tui.session.changes import Change

SEPARATOR = " \u00b7 "
"""Stands between what is said of several fields on one line."""
_MOST_ALIKE = 5
"""Cells with the same fault that are named each for itself."""


class RowKind(StrEnum):
    """What becomes of a row of the file, or of a record that the file lacks."""

    NEW = "new"
    CHANGED = "changed"
    RENAMED = "renamed"
    REFUSED = "refused"
    WARNING = "to know"
    LEFT_OUT = "left out"
    MISSING = "not in the file"


TAKEN = frozenset({RowKind.NEW, RowKind.CHANGED, RowKind.RENAMED})
"""The rows that can be taken in or left out."""


@dataclass(frozen=True)
class LookedRow:
    """A line of the list of what would change. `key` is told apart from those of all others."""

    key: str
    kind: RowKind
    name: str
    said: str
    folded: str
    fields: tuple[FieldChange, ...] = ()

    def fits(self, words: Collection[str]) -> bool:
        """Whether it holds all these folded words."""
        return all(word in self.folded for word in words)


@dataclass(frozen=True)
class OurField:
    """A field that a column may be: its name, its word in options, what people read, and the units it may come in."""

    name: str
    word: str
    label: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Looked:
    """What was read.

    Attributes:
        noun: What the records are, such as "client".
        said: What the file is, and who says so.
        fields: What its columns may be.
        found: The changes that it would make.
        rows: The same line by line.
        change: The change of all rows but those whose keys are given.
        freed: Who would wait for what does not come in then, and comes in without.
    """

    noun: str
    said: str
    fields: tuple[OurField, ...]
    found: ImportResult
    rows: tuple[LookedRow, ...]
    change: Callable[[Collection[str]], Change]
    freed: Callable[[Collection[str]], Sequence[str]] = lambda _: ()

    def taken(self, without: Collection[str], kind: RowKind) -> int:
        """How many rows of a kind are taken in."""
        return sum(row.kind is kind and row.key not in without for row in self.rows)

    def does_anything(self, without: Collection[str]) -> bool:
        """Whether anything is left to be taken in."""
        return bool(self.found.noted) or any(self.taken(without, kind) for kind in TAKEN)


def looked_rows(found: ImportResult, changes: Iterable[RecordChange]) -> tuple[LookedRow, ...]:
    """What becomes of each row: those that do not come in and why, those that do, and who is missing in the file."""
    return (
        *_refused(found.rejected),
        *map(_changed, changes),
        *(_row(f"combined\n{name}", RowKind.WARNING, name, _combined(rows)) for name, rows in found.combined),
        *(
            _row(f"left out\n{one.number}", RowKind.LEFT_OUT, f"row {one.number}", f"{one.why}: {one.text}")
            for one in found.left_out_rows
        ),
        *(_row(f"warning\n{at}", RowKind.WARNING, "", one) for at, one in enumerate((*found.warnings, *found.notes))),
        *(_row(f"missing\n{name}", RowKind.MISSING, name, "stays as it is") for name in found.missing),
    )


def _row(key: str, kind: RowKind, name: str, said: str, fields: tuple[FieldChange, ...] = ()) -> LookedRow:
    name, said = clean_line(name), clean_line(said)
    return LookedRow(key, kind, name, said, fold(f"{name} {kind} {said}"), fields)


def _changed(change: RecordChange) -> LookedRow:
    kind = RowKind.NEW if change.is_new else RowKind.RENAMED if change.former else RowKind.CHANGED
    former = [f"was {change.former}"] if change.former else []
    fields = [field_change(*field, is_new=change.is_new) for field in change.fields]
    return _row(change.name, kind, change.name, SEPARATOR.join((*former, *fields)), change.fields)


def _refused(rejected: Collection[Rejected]) -> Iterator[LookedRow]:
    """A line for each column and fault, not for each cell."""
    groups: dict[tuple[str, str], list[Rejected]] = {}
    for one in rejected:
        groups.setdefault((one.column, one.problem), []).append(one)
    for (column, problem), cells in groups.items():
        named = [f'{one.place or f"row {one.row}"} "{short_value(one.value)}"' for one in cells[:_MOST_ALIKE]]
        more = [f"{len(cells) - _MOST_ALIKE:,} more"] if len(cells) > _MOST_ALIKE else []
        count = f"{counted(len(cells), 'cell')}: " if len(cells) > 1 else ""
        said = f"{count}{problem}: {', '.join((*named, *more))}"
        yield _row(f"refused\n{column}\n{problem}", RowKind.REFUSED, column, said)


def _combined(rows: Collection[int]) -> str:
    *others, last = map(str, rows)
    return f"rows {', '.join(others)} and {last} are taken as one"
