"""What reading a column takes and gives: its cells as texts that can be read in one way only, and what is in doubt."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from csm_tui.domain.text import clean_line
from csm_tui.domain.values.reading.readers import is_no_data
from csm_tui.exchange.reading.answers import Choice, Question
from csm_tui.exchange.reading.columns.units import Units
from csm_tui.exchange.reading.declaration import TableField

MOST_SAMPLES = 3


@dataclass(frozen=True)
class Circumstances:
    """What cells are read by: the day of the figures, the code of the workspace's currency ("" if it has none), and
    what one of other currencies is worth in it."""

    as_of: date
    currency: str = ""
    rates: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Cells:
    """The distinct cells of a column.

    Attributes:
        header: The header as it stands in the file.
        field: The field that it is.
        rows: The first row of each distinct text.
        units: The units that are settled.
        settled: Whether the user settled them.
    """

    header: str
    field: TableField
    rows: Mapping[str, int]
    units: Units
    settled: bool

    @cached_property
    def filled(self) -> tuple[str, ...]:
        """The cells that hold data."""
        return tuple(cell for cell in self.rows if not is_no_data(cell))

    def as_unit(self, label: str, unit: str) -> Choice:
        """The choice of a unit for the column."""
        return Choice(label, "map", f"{clean_line(self.header)}={self.field.word}:{unit}")

    @property
    def left_out(self) -> Choice:
        """The choice to leave the column out."""
        return Choice("leave the column out", "map", f"{clean_line(self.header)}=-")

    def question(self, why: str, samples: Iterable[str], choices: Iterable[Choice]) -> Question:
        """A question about the column; that it may be left out as well goes without saying."""
        shown = tuple(clean_line(one)[:60] for one, _ in zip(samples, range(MOST_SAMPLES), strict=False))
        return Question(self.header, self.field.name, why, shown, (*choices, self.left_out))


@dataclass(frozen=True)
class ReadColumn:
    """The cells of a column as they were read.

    Attributes:
        texts: What each distinct cell says, so that it can be read in one way only.
        problems: What is wrong with the others.
        questions: What has to be settled first.
        notes: What the user should know, a line each.
        units: The units as which it was read.
    """

    texts: Mapping[str, str]
    problems: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    units: Units = frozenset()


def read_each(cells: Iterable[str], read: Callable[[str], str]) -> tuple[dict[str, str], dict[str, str]]:
    """The texts of the cells that can be read, and what is wrong with the others; no data is no data."""
    texts: dict[str, str] = {}
    problems: dict[str, str] = {}
    for cell in cells:
        try:
            texts[cell] = "" if is_no_data(cell) else read(cell)
        except ValueError as error:
            problems[cell] = str(error)
    return texts, problems
