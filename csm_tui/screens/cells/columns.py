"""How a declared column is drawn: from the kind of its values alone. What needs more is drawn beside its list."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.health import round_score
from csm_tui.domain.values.hours import shown_hours
from csm_tui.domain.values.money import money
from csm_tui.planning.columns import ColumnSpec, Kind
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.table.band_table import Cell, Column

Subject = TypeVar("Subject")

_SIZES = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))


def columns(specs: Iterable[ColumnSpec[Subject]]) -> list[Column]:
    """The columns as the table knows them."""
    return [Column(one.key, one.title, one.short, one.width, one.narrow, one.align) for one in specs]


def cell(spec: ColumnSpec[Subject], subject: Subject, glyphs: Glyphs) -> Cell:
    """What stands in a column: its value with the sign of its band, so that colour only repeats what is written."""
    value = spec.value(subject)
    if spec.band is None:
        return value_cell(spec.kind, value, glyphs)
    band = spec.band(subject)
    if spec.kind is Kind.TREND:  # whose arrow says it already
        return value_cell(spec.kind, value, glyphs)._replace(style=style_of_band(band) or "dim")
    if value is None:
        return Cell(f"{glyphs.none}  ", "dim")
    sign, shown = glyphs.band(band), value_cell(spec.kind, value, glyphs)
    text = f"{spec.caveat(subject) or ''}{shown.text}"
    return Cell(f"{text} {sign}", style_of_band(band), f"{shown.short} {sign}" if shown.short else f"{text}{sign}")


def value_cell(kind: Kind, value: Any, glyphs: Glyphs) -> Cell:
    """A value of some kind that has no band."""
    if value is None or value == "":
        return Cell(glyphs.none, "dim")
    text = f"{glyphs.trend(value)} {value}" if kind is Kind.TREND else _TEXTS[kind](value)
    return Cell(text, _STYLES.get(kind, _nothing)(value), _SHORT_TEXTS.get(kind, _nothing)(value))


def style_of_band(band: Band | None) -> str:
    return band or ""


def _nothing(_: object) -> str:
    return ""


def _days_left(days: int) -> str:
    if days < 0:
        return f"{-days} d late"
    return f"{days} d" if days else "today"


def _short_money(amount: float) -> str:
    """An amount that fits where its digits do not: 1.2M."""
    return next((f"{amount / size:.1f}{letter}" for size, letter in _SIZES if amount >= size), "")


_TEXTS: Mapping[Kind, Callable[[Any], str]] = {
    Kind.TEXT: lambda text: text.partition("\n")[0],
    Kind.CHOICE: str,
    Kind.DATE: lambda day: day.isoformat(),
    Kind.SCORE: lambda score: str(round_score(score)),
    Kind.SHARE: lambda share: f"{share * 100:.4g} %",
    Kind.MONEY: money,
    Kind.HOURS: shown_hours,
    Kind.COUNT: str,
    Kind.YEARS: str,
    Kind.MONTHS: lambda months: "overdue" if months < 0 else str(months),
    Kind.DAYS_AGO: lambda days: f"{days} d",
    Kind.DAYS_LEFT: _days_left,
}
_SHORT_TEXTS: Mapping[Kind, Callable[[Any], str]] = {
    Kind.MONEY: _short_money,
    Kind.MONTHS: lambda months: "late" if months < 0 else "",
    Kind.DAYS_LEFT: lambda days: f"{days} d" if days < 0 else "",
}
"""What stands in where the text does not fit."""

_STYLES: Mapping[Kind, Callable[[Any], str]] = {
    Kind.SHARE: lambda share: "" if share == 1 else "amber",
    Kind.HOURS: lambda hours: "" if hours else "dim",
    Kind.DAYS_LEFT: lambda days: "red" if days < 0 else "",
}
"""How a value looks by itself."""
