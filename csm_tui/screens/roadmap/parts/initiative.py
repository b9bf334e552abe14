"""The part Business initiative: how it stands and why it is done, then the KPIs with what was measured."""

from collections.abc import Iterator, Sequence

from csm_tui.domain.records.engagements.roadmap import Kpi, Measure
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.money import money
from csm_tui.exchange.roadmap.roadmap_sections import shown_first
from csm_tui.forms.definitions.roadmap.kpi_forms import kpi_form, measure_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.roadmap.kpis import Judged, KpiState
from csm_tui.planning.roadmap.status import kpi_course_in_words
from csm_tui.screens.base.parts_screen import CellSpot, InPlace
from csm_tui.screens.roadmap.parts.part import RoadmapPart, ShownRoadmap, titled_text, value_cell
from csm_tui.session.changes import Change, deletion
from csm_tui.session.edits.ordering import moved
from csm_tui.session.edits.roadmap_changes import without_measure
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.sheet_layout import SheetCell, SheetColumn, SheetRow
from csm_tui.widgets.wrapping import wrapped

_FIELDS = "name", "baseline", "target", "due_month"
_VALUE = 4
"""The column of what was measured."""
_BANDS = {KpiState.REACHED: Band.GREEN, KpiState.ON_COURSE: Band.GREEN, KpiState.BEHIND: Band.RED}

_COLUMNS = (
    SheetColumn("name", "KPI", 18),
    SheetColumn("baseline", "Baseline", 9, fixed=True, right=True),
    SheetColumn("target", "Target", 9, fixed=True, right=True),
    SheetColumn("due", "Month", 5, fixed=True, right=True),
    SheetColumn("value", "Value", 9, fixed=True, right=True),
    SheetColumn("state", "State", 14, fixed=True),
)


class InitiativePart(RoadmapPart):
    """The KPIs, each above its earlier values. A value is written in its own row, a new one with +."""

    title = "Business initiative"
    empty = "No KPI yet: n adds one; E writes strategy and outcomes"

    def columns(self, shown: ShownRoadmap) -> tuple[SheetColumn, ...]:  # noqa: ARG002
        return _COLUMNS

    def count(self, shown: ShownRoadmap) -> str:
        return str(len(shown.one.kpis))

    def above(self, shown: ShownRoadmap, width: int) -> Sequence[Line]:
        roadmap = shown.roadmap
        stated = f"stated by {roadmap.headline_by}" if roadmap.headline and roadmap.headline_by else ""
        return [
            *titled_text("Gained so far", "\n".join(filter(None, (roadmap.headline, stated))), width),
            *(line for one in shown_first(shown.one) for line in titled_text(one.title, "\n".join(one.items), width)),
            *_status_lines(shown, width),
            *titled_text("Strategy", roadmap.strategy, width),
            *titled_text("Outcomes", roadmap.outcomes, width),
        ]

    def rows(self, shown: ShownRoadmap) -> Sequence[SheetRow]:
        return [row for judged in shown.one.kpis for row in _rows(shown, judged)]

    def record(self, shown: ShownRoadmap, spot: CellSpot) -> Kpi | Measure | None:
        kpi, measure = _found(shown, spot)
        return measure or kpi

    def in_place(self, shown: ShownRoadmap, spot: CellSpot) -> InPlace | None:
        kpi, measure = _found(shown, spot)
        if kpi is None:
            return None
        if measure is not None:
            field = {0: "month", _VALUE: "value"}.get(spot.column)
            return None if field is None else InPlace(measure_form(measure, kpi, shown.workspace, shown.today), field)
        if spot.column < len(_FIELDS):
            return InPlace(self.form(shown, spot), _FIELDS[spot.column])
        latest = kpi.measures[-1] if kpi.measures else None
        if spot.column != _VALUE or latest is None:
            return None
        return InPlace(measure_form(latest, kpi, shown.workspace, shown.today), "value")

    def form(self, shown: ShownRoadmap, spot: CellSpot) -> FormSpec[Change]:
        kpi, measure = _found(shown, spot)
        assert kpi is not None
        if measure is not None:
            return measure_form(measure, kpi, shown.workspace, shown.today)
        return kpi_form(kpi, shown.roadmap, shown.workspace, shown.today)

    def new(self, shown: ShownRoadmap, spot: CellSpot, identity: str) -> FormSpec[Change]:  # noqa: ARG002
        return kpi_form(None, shown.roadmap, shown.workspace, shown.today, identity)

    def deletion(self, shown: ShownRoadmap, spot: CellSpot) -> Change:
        kpi, measure = _found(shown, spot)
        assert kpi is not None
        return deletion([kpi], shown.workspace) if measure is None else without_measure(kpi, measure)

    def moved(self, shown: ShownRoadmap, spot: CellSpot, steps: int) -> Change:
        kpi, _ = _found(shown, spot)
        assert kpi is not None
        return moved(kpi, [one.kpi for one in shown.one.kpis], steps)


def style_of_kpi(one: Judged) -> str:
    """The style of how a KPI stands."""
    return _BANDS.get(one.state) or "dim"


def kpi_at(shown: ShownRoadmap, spot: CellSpot) -> Kpi | None:
    """The KPI in whose rows a cell is."""
    return _found(shown, spot)[0]


def _found(shown: ShownRoadmap, spot: CellSpot) -> tuple[Kpi | None, Measure | None]:
    for judged in shown.one.kpis:
        if judged.kpi.id == spot.key:
            return judged.kpi, None
        for measure in judged.kpi.measures:
            if measure.id == spot.key:
                return judged.kpi, measure
    return None, None


def _rows(shown: ShownRoadmap, judged: Judged) -> Iterator[SheetRow]:
    """A KPI with its latest value, and below it the values before that."""
    kpi, band = judged.kpi, _BANDS.get(judged.state)
    latest = kpi.measures[-1] if kpi.measures else None
    unit = f" {kpi.unit}" if kpi.unit else ""
    note = shown.note("kpi", kpi.id, "" if latest is None else f"in month {latest.month}")
    cells = (
        SheetCell(f"{kpi.name}{f' ({kpi.unit})' if unit else ''}", "", note),
        value_cell(None if kpi.baseline is None else money(kpi.baseline)),
        value_cell(None if kpi.target is None else money(kpi.target)),
        value_cell(kpi.due_month),
        value_cell(None if latest is None else money(latest.value)),
        SheetCell(
            f"{shown.glyphs.band(band)} {kpi_course_in_words(judged) or judged.state}", band or "dim",
            "own course" if kpi.course else "",
        ),
    )  # fmt: skip
    yield SheetRow(kpi.id, SheetCell(""), cells)
    for one in reversed(kpi.measures[:-1]):
        blank = SheetCell("")
        value = SheetCell(money(one.value), "dim")
        yield SheetRow(one.id, blank, (SheetCell(f"  in month {one.month}", "dim"), blank, blank, blank, value, blank))


def _status_lines(shown: ShownRoadmap, width: int) -> Iterator[Line]:
    """The course and the reasons for it."""
    status = shown.one.status
    if not status.reasons:
        return
    yield [(" Status", "title")]
    for reason in status.reasons:
        first, *others = wrapped(reason, max(width - 6, 10))
        yield [(f"   {shown.glyphs.dot} {first}", "")]
        yield from ([(f"     {part}", "")] for part in others)
