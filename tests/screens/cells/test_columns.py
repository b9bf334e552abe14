"""How values are drawn by their kind, and that every declared column can be drawn, sorted and explained."""

from datetime import date

import pytest

from csm_tui.domain.records.activity import Category
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.bands import Band, Trend
from csm_tui.planning.columns import Caveat, ColumnKind, ColumnSpec
from csm_tui.planning.plan import columns as plan_columns
from csm_tui.planning.plan.rows import PlanRow
from csm_tui.planning.portfolio import columns as portfolio_columns
from csm_tui.screens.cells.activity_columns import activity_cells
from csm_tui.screens.cells.columns import cell, value_cell
from csm_tui.screens.cells.glyphs import ASCII
from csm_tui.widgets.table.layout import Cell, fit
from tests.support.builders import TODAY, client
from tests.support.plan_builders import activity, plan

DRAWN = [
    (ColumnKind.TEXT, "first\nsecond", Cell("first")),
    (ColumnKind.CHOICE, Category.RETAIN, Cell("retain")),
    (ColumnKind.TREND, Trend.UP, Cell("^ Up")),
    (ColumnKind.DATE, date(2026, 3, 1), Cell("2026-03-01")),
    (ColumnKind.SCORE, 62.5, Cell("63")),
    (ColumnKind.POINTS, "+4", Cell("+4.0")),
    (ColumnKind.POINTS, "-2.5", Cell("-2.5")),
    (ColumnKind.SHARE, 1, Cell("100 %")),
    (ColumnKind.SHARE, 0.625, Cell("62.5 %", "amber")),
    (ColumnKind.MONEY, 900, Cell("900")),
    (ColumnKind.MONEY, 1_250_000, Cell("1,250,000", "", "1.2M")),
    (ColumnKind.MONEY, 3_400_000_000, Cell("3,400,000,000", "", "3.4bn")),
    (ColumnKind.HOURS, 2.5, Cell("2.5")),
    (ColumnKind.HOURS, 0, Cell("0", "dim")),
    (ColumnKind.COUNT, 3, Cell("3")),
    (ColumnKind.YEARS, 0, Cell("0")),
    (ColumnKind.MONTHS, 4, Cell("4")),
    (ColumnKind.MONTHS, -1, Cell("overdue", "", "late")),
    (ColumnKind.DAYS_AGO, 0, Cell("0 d")),
    (ColumnKind.DAYS_LEFT, 0, Cell("today")),
    (ColumnKind.DAYS_LEFT, 9, Cell("9 d")),
    (ColumnKind.DAYS_LEFT, -3, Cell("3 d late", "red", "-3 d")),
]


@pytest.mark.parametrize(("kind", "value", "shown"), DRAWN)
def test_a_value_is_drawn_by_its_kind(kind, value, shown):
    assert value_cell(kind, value, ASCII) == shown
    assert value_cell(kind, None, ASCII) == Cell("-", "dim")


def test_every_kind_can_be_drawn():
    assert {kind for kind, *_ in DRAWN} == {*ColumnKind}


@pytest.mark.parametrize(
    ("kind", "value", "band", "shown"),
    [
        (ColumnKind.SCORE, 40, Band.RED, Cell("~40 r", "red", "~40r")),
        (ColumnKind.SCORE, 40, None, Cell("~40  ", "", "~40 ")),
        (ColumnKind.SCORE, None, None, Cell("-  ", "dim")),
        (ColumnKind.MONTHS, -1, Band.RED, Cell("~overdue r", "red", "late r")),
        (ColumnKind.TREND, Trend.DOWN, Band.RED, Cell("v Down", "red")),
        (ColumnKind.TREND, None, None, Cell("-", "dim")),
    ],
)
def test_the_sign_of_the_band_stands_behind_and_that_of_a_caveat_before(kind, value, band, shown):
    spec = ColumnSpec[None](
        "x", "X", "X", 8, 5, kind, lambda _: value, "", band=lambda _: band, caveat=lambda _: Caveat.STALE
    )
    assert cell(spec, None, ASCII) == shown


@pytest.mark.parametrize(
    "spec", [*portfolio_columns.SPECS, *plan_columns.SPECS], ids=lambda spec: f"{spec.title}-{spec.kind}"
)
def test_every_column_is_declared_in_full(spec):
    assert spec.meaning
    assert spec.explained(Settings())
    assert len(spec.title) <= spec.width
    assert len(spec.short) <= spec.narrow <= spec.width
    assert all(term.example.startswith(term.name) for term in spec.filters)
    at_left = ColumnKind.TEXT, ColumnKind.CHOICE, ColumnKind.TREND, ColumnKind.DATE
    assert (spec.kind in at_left) is (spec.align == "left")


def test_no_two_columns_of_a_list_have_one_key_or_one_term():
    for specs in (portfolio_columns.SPECS, plan_columns.SPECS):
        keys, terms = [spec.key for spec in specs], [term.name for spec in specs for term in spec.filters]
        assert len({*keys}) == len(keys)
        assert len({*terms}) == len(terms)


@pytest.mark.parametrize(
    ("names", "narrow"),
    [
        (("Acme",), "Acme"),
        (("Customer 10", "Customer 7"), "Customer 10 +1"),
        (("Harbour Freight and Storage", "Bolt", "City"), "Harbour Fr… +2"),
    ],
)
def test_of_several_clients_a_narrow_column_names_the_first_and_counts_the_others(names, narrow):
    clients = [client(name) for name in names]
    one = activity(clients=[each.id for each in clients])
    row = PlanRow(one, plan(one, clients=clients), TODAY)
    spec = plan_columns.BY_KEY["clients"]
    drawn = activity_cells(row, 2, ASCII)[plan_columns.SPECS.index(spec)]
    assert drawn.text == ", ".join(names)
    assert drawn.short in ("", narrow)
    assert fit(drawn.short or drawn.text, spec.narrow).rstrip() == narrow
