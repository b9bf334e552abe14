"""Paths of dots as cells, by whichever plotext is installed: every dot in its own cell, unbroken, the first on top."""

from itertools import pairwise

import plotext  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csm_tui.widgets.chart.canvas import draw_paths
from csm_tui.widgets.chart.pen import ASCII_PEN, BRAILLE, Pen

COLUMNS, ROWS = 24, 6
FEWER = settings(deadline=None, max_examples=40)
PENS = pytest.mark.parametrize("pen", [BRAILLE, ASCII_PEN], ids=["braille", "ascii"])


def inked(rows: list[list[tuple[str, int | None]]], path: int) -> set[tuple[int, int]]:
    """The cells, column and row from the bottom, in which this path is on top."""
    return {
        (column, ROWS - 1 - row)
        for row, cells in enumerate(rows)
        for column, (_, found) in enumerate(cells)
        if found == path
    }


@st.composite
def paths(draw: st.DrawFn, pen: Pen) -> list[tuple[int, int]]:
    ends = st.integers(0, COLUMNS * pen.across - 1), st.integers(0, ROWS * pen.down - 1)
    found = draw(st.lists(st.tuples(*ends), min_size=2, max_size=5, unique_by=lambda dot: dot[0]))
    return sorted(found)


@PENS
@FEWER
@given(data=st.data())
def test_a_path_passes_the_cells_of_its_dots_and_never_breaks(pen: Pen, data: st.DataObject) -> None:
    path = data.draw(paths(pen))
    rows = draw_paths([path], COLUMNS, ROWS, pen)
    assert [len(row) for row in rows] == [COLUMNS] * ROWS
    cells = inked(rows, 0)
    assert {(x // pen.across, y // pen.down) for x, y in path} <= cells
    assert {column for column, _ in cells} == {*range(path[0][0] // pen.across, path[-1][0] // pen.across + 1)}
    for left, right in pairwise(sorted({column for column, _ in cells})):
        before, after = ({row for column, row in cells if column == place} for place in (left, right))
        assert min(abs(one - other) for one in before for other in after) <= 1


@PENS
def test_the_first_path_is_on_top_and_each_has_its_own_cells(pen: Pen) -> None:
    right, top = COLUMNS * pen.across - 1, ROWS * pen.down - 1
    rows = draw_paths([[(0, 0), (right, 0)], [(0, 0), (0, top)], [(0, 0), (right, top)]], COLUMNS, ROWS, pen)
    assert inked(rows, 0) == {(column, 0) for column in range(COLUMNS)}
    assert inked(rows, 1) == {(0, row) for row in range(1, ROWS)}
    assert (COLUMNS - 1, ROWS - 1) in inked(rows, 2)


def test_a_path_of_one_dot_is_that_dot() -> None:
    rows = draw_paths([[(3, 3)]], COLUMNS, ROWS, BRAILLE)
    assert inked(rows, 0) == {(1, 0)}


def test_in_ascii_all_is_ascii() -> None:
    rows = draw_paths([[(0, 0), (9, 5)]], COLUMNS, ROWS, ASCII_PEN)
    assert {char for row in rows for char, _ in row} == {".", " "}


def test_nothing_of_one_drawing_is_left_in_the_next_and_the_terminal_is_no_limit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = [(0, 0), (199, 60)]
    alone = draw_paths([path], 100, 16, BRAILLE)
    draw_paths([[(0, 5), (40, 3)]], 30, 4, ASCII_PEN)
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("LINES", "6")
    assert draw_paths([path], 100, 16, BRAILLE) == alone
    assert capsys.readouterr() == ("", "")


def test_drawings_of_others_are_left_out_and_none_is_left_behind() -> None:
    if hasattr(plotext, "figure"):  # from version 6 on
        plotext.figure.draw(plotext.figure.signal([1, 2], [5, 6], marker="Q"))
        rest = plotext.figure
    else:
        plotext.scatter([1, 2], [5, 6], marker="Q")
        rest = plotext
    assert {char for row in draw_paths([[(0, 0), (9, 5)]], COLUMNS, ROWS, ASCII_PEN) for char, _ in row} == {".", " "}
    assert "Q" not in str(rest.build())


def test_the_plotext_that_is_installed_is_one_that_was_tried() -> None:
    assert plotext.__version__.split(".")[0] in ("5", "6")
