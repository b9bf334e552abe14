"""The dialog with what the renewals come to: by month, over a year, and judged by what came."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from csm_tui.domain.values.money import money
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.planning.renewals.book import RenewalBook
from csm_tui.planning.renewals.upcoming import MonthForecast
from csm_tui.planning.renewals.wording import (
    brier_in_words,
    left_out_in_words,
    rates_in_words,
    tells_in_words,
)
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.pane_dialog import PaneDialog
from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.wrapping import explained, wrapped_lines

_AMOUNTS = {"due": "due", "expected": "expected", "committed": "committed", "unsaid": "unjudged"}
"""The titles of the amounts of a month, with their names."""

_MONTH, _GAPS = 8, 5
"""Cells that a month takes, and those beside the bars."""


class FiguresDialog(PaneDialog[None]):
    """Forecast by month with bars, the rates with what they are taken of, the judgement."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,T,enter", "dismiss", "Close")]

    def __init__(self, book: RenewalBook, glyphs: Glyphs) -> None:
        super().__init__("Renewals: forecast and retention")
        self._book, self._glyphs = book, glyphs

    def lines(self, width: int) -> Sequence[Line]:
        book = self._book
        return [
            [(" Forecast by month of decision", "title")],
            *self._months(width),
            [],
            [(f" Kept from {full_day(book.period.start)} to {full_day(book.period.end)}", "title")],
            *(line for name, told in rates_in_words(book) for line in explained(name, told, width, 22)),
            *(line for told in left_out_in_words(book) for line in wrapped_lines(told, width, "dim")),
            [],
            [(" Were the likelihoods right?", "title")],
            *wrapped_lines(brier_in_words(book.brier), width),
            [],
            [(" Does the score tell? Outcomes by the health 90 days before", "title")],
            *self._tells(width),
            [],
            [(" Why they left", "title")],
            *self._causes(width),
        ]

    def _months(self, width: int) -> Iterator[Line]:
        months = [one for one in self._book.forecast if one.clients]
        if not months:
            yield from wrapped_lines("nothing is to be decided within twelve months", width, "dim")
            return
        amounts = [[money(getattr(one, name)) for name in _AMOUNTS.values()] for one in months]
        widths = [max(map(len, column)) + 2 for column in zip(_AMOUNTS, *amounts, strict=True)]
        yield [(f" {'month':<7}{_right(_AMOUNTS, widths)}", "dim")]
        most = max(one.due for one in months) or 1
        room = max(width - _MONTH - sum(widths) - _GAPS, 0)
        for one, shown in zip(months, amounts, strict=True):
            yield [(f" {one.first:%Y-%m}{_right(shown, widths)}  ", ""), *self._bar(one, most, room)]

    def _bar(self, one: MonthForecast, most: float, room: int) -> Iterator[Run]:
        """Committed, what is expected above it, and the rest of what is due."""
        whole, said, sure = (int(room * amount / most) for amount in (one.due, one.expected, one.committed))
        said = max(said, sure)
        full, half, light = ("#", "+", ".") if self._glyphs.is_ascii else ("\u2588", "\u2593", "\u2591")
        yield full * sure, "title"
        yield half * (said - sure), "title"
        yield light * (whole - said), "dim"

    def _tells(self, width: int) -> Iterator[Line]:
        told = [*tells_in_words(self._book)]
        for band, said in told:
            yield from explained(band, said, width, 12)
        if not told:
            yield from wrapped_lines("no renewal has ended yet", width, "dim")
        for one in self._book.trusted:
            lost = f"green and left all the same: {self._book.name(one)}, {full_day(one.due)}"
            yield from wrapped_lines(lost, width, "amber")

    def _causes(self, width: int) -> Iterator[Line]:
        for cause, count in self._book.causes:
            yield from wrapped_lines(f"{count} {cause or 'without a root cause'}", width)
        if not self._book.causes:
            yield from wrapped_lines("nobody has left", width, "dim")


def _right(texts: Iterable[str], widths: Sequence[int]) -> str:
    """The texts in columns of these widths, each at the right of its own."""
    return "".join(f"{text:>{width}}" for text, width in zip(texts, widths, strict=True))
