"""The overall score and its components, each with a bar, its history, its weight and its age."""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import NamedTuple

from csm_tui.domain.values.health import COMPONENTS
from csm_tui.forms.definitions.client_forms import client_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.portfolio.history import component_series
from csm_tui.planning.portfolio.rows import Row
from csm_tui.screens.cells.client_columns import TITLES, score_cell
from csm_tui.screens.cells.client_lines import ago
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.client.parts.part import PagePart, ShownClient
from csm_tui.session.changes import Change
from csm_tui.widgets.chart.sparkline import sparkline
from csm_tui.widgets.style_name import StyleName
from csm_tui.widgets.table.layout import Cell, Column

HEALTH = "health"
HUES: dict[str, StyleName] = {HEALTH: "strong", **{name: f"chart-{at}" for at, name in enumerate(COMPONENTS, 1)}}
"""The style of each score's history, here and in the chart."""

_BAR, _SHORT_BAR = 16, 6
_HISTORY, _SHORT_HISTORY = 8, 7
_SPAN = 20
"""The least range of points that the small history covers."""


class ScoreHistory(NamedTuple):
    """A score, named as in HUES, with its points over time."""

    name: str
    points: Sequence[tuple[date, float]]


class ScoresPart(PagePart[ScoreHistory]):
    """Scores can be edited, but not added."""

    ID = "scores"
    TITLE = "Scores"
    EMPTY = ""
    ADDS = False
    COLUMNS = (
        Column("score", "Scores", "Scores", 13, 12),
        Column("value", "", "", 6, 6, "right"),
        Column("trend", "Trend", "", 7, 1),
        Column("bar", "", "", _BAR, _SHORT_BAR),
        Column("history", "History", "History", _HISTORY, _SHORT_HISTORY),
        Column("weight", "Weight", "Weight", 7, 6, "right"),
        Column("entered", "Entered", "Age", 15, 5, "right"),
    )

    def entries(self, shown: ShownClient) -> Sequence[ScoreHistory]:
        series = component_series(shown.client, shown.row.settings.weights)
        return [ScoreHistory(name, series[name]) for name in HUES]

    def key(self, entry: ScoreHistory) -> Hashable:
        return entry.name

    def cells(self, entry: ScoreHistory, shown: ShownClient) -> Sequence[Cell]:
        name, row, glyphs = entry.name, shown.row, shown.glyphs
        value = score_cell(name)(row, glyphs)
        is_health = name == HEALTH
        return (
            Cell(TITLES[name], "strong" if is_health else ""),
            value,
            _trend(row, glyphs) if is_health else Cell(""),
            _bar(row.standing if is_health else getattr(row.client, name), value.style, glyphs),
            _history(entry, glyphs),
            *((_coverage(row), Cell("")) if is_health else _weight_and_age(name, row)),
        )

    def text(self, entry: ScoreHistory, shown: ShownClient) -> str:
        if entry.name == HEALTH:
            coverage = _percent(shown.row.coverage)
            return "" if shown.row.coverage == 1 else f"coverage {coverage}: the weight that has data"
        if entry.name not in shown.row.stale:
            return ""
        limit = shown.row.settings.stale.days[COMPONENTS.index(entry.name)]
        return f"~ stale: not entered or imported again for more than {limit} days"

    def spec(self, entry: ScoreHistory | None, shown: ShownClient, identity: str = "") -> FormSpec[Change]:  # noqa: ARG002
        assert entry is not None
        field = "override" if entry.name == HEALTH else entry.name
        return client_form(shown.client, shown.workspace, shown.today).only(field)


def _bar(score: float | None, style: StyleName, glyphs: Glyphs) -> Cell:
    if score is None:
        return Cell("")
    full, short = (glyphs.bar(score / 100, width)[0] for width in (_BAR, _SHORT_BAR))
    return Cell(f"{full:{_BAR}}", style, short)  # padded, or a short bar would count as fitting a narrow column


def _history(score: ScoreHistory, glyphs: Glyphs) -> Cell:
    values = [value for _, value in score.points]
    drawn, short = (sparkline(values, width, _SPAN, ascii_only=glyphs.is_ascii) for width in (_HISTORY, _SHORT_HISTORY))
    return Cell(drawn, HUES[score.name], short)


def _trend(row: Row, glyphs: Glyphs) -> Cell:
    if row.trend is None:
        return Cell("")
    return score_cell("trend")(row, glyphs)._replace(short=glyphs.trend(row.trend))


def _coverage(row: Row) -> Cell:
    """The weight of all scores that have data."""
    return Cell(_percent(row.coverage), "dim" if row.coverage == 1 else "amber")


def _percent(share: float) -> str:
    return f"{share * 100:.4g} %"


def _weight_and_age(name: str, row: Row) -> tuple[Cell, Cell]:
    weight = Cell(f"{row.settings.weights.shares[COMPONENTS.index(name)]:g} %", "dim")
    entered = row.client.entered.get(name)
    if entered is None:
        return weight, Cell("")
    days = (row.today - entered).days
    return weight, Cell(ago(days), "amber" if name in row.stale else "dim", f"{days} d")
