"""What an import would do: its counts, what is wrong with the file, what it asks, and what it has to say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from csm_tui.exchange.reading.answers import Question
from csm_tui.exchange.reading.memory import Learned


class Matched(NamedTuple):
    """A column of a file that is read, and the field of ours that it is.

    `unit` says in which units its cells were taken, in words, "" for the usual ones; `samples` are cells of it as they
    stand in the file.
    """

    header: str
    field: str
    unit: str = ""
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rejected:
    """A bad cell: its row as a spreadsheet counts, the file's own header, the cell as it stands, what is wrong, and
    its name in a spreadsheet, such as B7, "" if that is not known."""

    row: int
    column: str
    value: str
    problem: str
    place: str = ""


class LeftOutRow(NamedTuple):
    """A row that is no record, by its number, its text, and why: a total, a footer."""

    number: int
    text: str
    why: str


class Renamed(NamedTuple):
    """A record that was found by its id and gets the name that the file has for it."""

    old: str
    new: str


class Combined(NamedTuple):
    """Rows that were taken as one record, by its name and their numbers."""

    name: str
    rows: tuple[int, ...]


def first_ones(lines: Sequence[str], most: int = 20) -> list[str]:
    """The first lines of many that are alike, and how many more there are."""
    return [*lines[:most], *([f"and {len(lines) - most:,} more like that"] if len(lines) > most else [])]


@dataclass(frozen=True, kw_only=True)
class ImportResult:
    """The changes that the good rows of a file make; a row with a rejected cell is not a good row. With `questions`
    open nothing is to be taken in.

    Attributes:
        added, updated, unchanged: How many records they add, change and leave as they are.
        missing: The names of the stored records that the file lacks.
        rejected: The bad cells.
        warnings: What may be wrong, a line each.
        columns: The columns that are taken in.
        left_out: The headers of the other columns.
        samples: The first cells of each column by its header, in the order of the file.
        noted: How many of the unchanged have their scores noted once more, for their history.
        questions: What has to be settled first.
        offers: What else could be taken in, if the user wants it.
        notes: How the file was read where that is not as one would expect, a line each.
        left_out_rows: The rows that are no records.
        renamed: The records that get another name.
        combined: The records of several rows.
        learned: What is to be kept of the answers, so that it need not be said again.
    """

    added: int
    updated: int
    unchanged: int
    missing: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    warnings: tuple[str, ...]
    columns: tuple[Matched, ...] = ()
    left_out: tuple[str, ...] = ()
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    noted: int = 0
    questions: tuple[Question, ...] = ()
    offers: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    left_out_rows: tuple[LeftOutRow, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    combined: tuple[Combined, ...] = ()
    learned: Learned = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """How the file was read, which of its rows are no records, what was renamed and combined, what may be wrong,
        and what could be taken in besides, a line each."""
        return (
            *self.notes,
            *first_ones(
                [f'row {one.number} is no record and left out, {one.why}: "{one.text}"' for one in self.left_out_rows]
            ),
            *first_ones([f"{one.old} is now {one.new}" for one in self.renamed]),
            *first_ones([f"{one.name} is one of rows {', '.join(map(str, one.rows))}" for one in self.combined]),
            *self.warnings,
            *(f'"{one.header}" holds {one.why}, left out; {one.choices[0].option} takes it' for one in self.offers),
        )

    @property
    def would_do(self) -> bool:
        """Whether taking it in does anything."""
        return bool(self.added or self.updated or self.noted) and not self.questions
