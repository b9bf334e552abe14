"""Drawing declared columns by the kind of their values. Other cells are drawn in the modules of their lists."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from csm_tui.domain.text import first_line
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.health import round_score
from csm_tui.domain.values.money import money, short_money
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.planning.columns import ColumnKind, ColumnSpec
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.table.band_table import Cell, Column

Subject = TypeVar("Subject")


def table_columns(specs: Iterable[ColumnSpec[Subject]]) -> list[Column]:
    """The columns for the table widget."""
    return [
        Column(one.key, one.title, one.short, one.width, one.narrow, one.align, one.grows, one.searched)
        for one in specs
    ]


def cell(spec: ColumnSpec[Subject], subject: Subject, glyphs: Glyphs) -> Cell:
    """The cell of a column: its value with the glyph of its band, so that colour is never the only information."""
    value = spec.value(subject)
    if spec.band is None:
        return value_cell(spec.kind, value, glyphs)
    band = spec.band(subject)
    if spec.kind is ColumnKind.TREND:  # the arrow shows the band already
        return value_cell(spec.kind, value, glyphs)._replace(style=style_of_band(band) or "dim")
    if value is None:
        return Cell(f"{glyphs.none}  ", "dim")
    glyph, shown = glyphs.band(band), value_cell(spec.kind, value, glyphs)
    text = f"{spec.caveat(subject) or ''}{shown.text}"
    return Cell(f"{text} {glyph}", style_of_band(band), f"{shown.short} {glyph}" if shown.short else f"{text}{glyph}")


def value_cell(kind: ColumnKind, value: Any, glyphs: Glyphs) -> Cell:
    """The cell of a value without a band."""
    if value is None or value == "":
        return Cell(glyphs.none, "dim")
    text = f"{glyphs.trend(value)} {value}" if kind is ColumnKind.TREND else _TEXTS[kind](value)
    return Cell(text, _STYLES.get(kind, _nothing)(value), _SHORT_TEXTS.get(kind, _nothing)(value))


def style_of_band(band: Band | None) -> str:
    return band or ""


def _nothing(_: object) -> str:
    return ""


def _days_left(days: int) -> str:
    if days < 0:
        return f"{-days} d late"
    return f"{days} d" if days else "today"


_TEXTS: Mapping[ColumnKind, Callable[[Any], str]] = {
    ColumnKind.TEXT: first_line,
    ColumnKind.CHOICE: str,
    ColumnKind.DATE: lambda day: day.isoformat(),
    ColumnKind.SCORE: lambda score: str(round_score(score)),
    ColumnKind.POINTS: lambda points: points if "." in points else f"{points}.0",
    ColumnKind.SHARE: lambda share: f"{share * 100:.4g} %",
    ColumnKind.MONEY: money,
    ColumnKind.HOURS: shown_hours,
    ColumnKind.COUNT: str,
    ColumnKind.YEARS: str,
    ColumnKind.MONTHS: lambda months: "overdue" if months < 0 else str(months),
    ColumnKind.DAYS_AGO: lambda days: f"{days} d",
    ColumnKind.DAYS_LEFT: _days_left,
}
_SHORT_TEXTS: Mapping[ColumnKind, Callable[[Any], str]] = {
    ColumnKind.MONEY: short_money,
    ColumnKind.MONTHS: lambda months: "late" if months < 0 else "",
    ColumnKind.DAYS_LEFT: lambda days: f"{days} d" if days < 0 else "",
}
"""Short forms for narrow columns."""

_STYLES: Mapping[ColumnKind, Callable[[Any], str]] = {
    ColumnKind.SHARE: lambda share: "" if share == 1 else "amber",
    ColumnKind.HOURS: lambda hours: "" if hours else "dim",
    ColumnKind.DAYS_LEFT: lambda days: "red" if days < 0 else "",
}
"""Styles that depend on the value alone."""
