"""Spider charts: their shape, their parts, and how they look."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from csm_tui.widgets.chart.spider import LEAST_COLUMNS, LEAST_ROWS, Polygon, Spoke, draw_spider
from csm_tui.widgets.style_name import Line

OWN = (7, 8, 10, 9, 4, 6, 6, 9)
OTHERS = (6.5, 7, 9, 9.5, 6, 7, 7, None)


def spokes(count: int) -> list[Spoke]:
    return [Spoke("ABCDEFGHIJKL"[number], "green") for number in range(count)]


def texts(lines: Sequence[Line]) -> list[str]:
    return ["".join(text for text, _ in line) for line in lines]


def styles(lines: Sequence[Line]) -> dict[str, set[str]]:
    """The characters that are drawn in each style."""
    found: dict[str, set[str]] = {}
    for line in lines:
        for text, style in line:
            found.setdefault(style, set()).update(text.replace(" ", ""))
    return found


def example(columns: int, rows: int, *, ascii_only: bool = False) -> list[Line]:
    own = Polygon(OWN, "title", "o" if ascii_only else "●", banded=True)
    return draw_spider(
        spokes(8), [own, Polygon(OTHERS, "chart-2", ascii_sign="+")], columns, rows, ascii_only=ascii_only
    )  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "rows", "ascii_only"),
    [(30, 13, False), (60, 26, False), (100, 40, False), (60, 26, True), (30, 13, True)],
)
def test_it_looks_as_it_did(columns: int, rows: int, ascii_only: bool, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(texts(example(columns, rows, ascii_only=ascii_only))) == snapshot


@given(
    st.integers(3, 12).flatmap(lambda count: st.lists(st.none() | st.integers(0, 10), min_size=count, max_size=count)),
    st.integers(LEAST_COLUMNS, 120), st.integers(LEAST_ROWS, 50), st.booleans(),
)  # fmt: skip
def test_it_fills_its_room_and_names_all_spokes(values: list[int | None], columns: int, rows: int, ascii_only: bool):
    lines = draw_spider(spokes(len(values)), [Polygon(values, "title", "o")], columns, rows, ascii_only=ascii_only)
    assert [cell_len(text) for text in texts(lines)] == [columns] * rows
    assert {spoke.letter for spoke in spokes(len(values))} <= {*"".join(texts(lines))}
    assert not ascii_only or "".join(texts(lines)).isascii()


@given(
    st.integers(3, 12), st.integers(LEAST_COLUMNS, 120), st.integers(LEAST_ROWS, 50), st.booleans()
)  # fmt: skip
def test_no_letter_lies_on_a_point_nor_on_another_letter(count: int, columns: int, rows: int, ascii_only: bool):
    lines = draw_spider(spokes(count), [Polygon((10,) * count, "", "o")], columns, rows, ascii_only=ascii_only)
    drawn = "".join(texts(lines))
    assert drawn.count("o") == count
    assert [drawn.count(one.letter) for one in spokes(count)] == [1] * count


def test_the_letters_lie_as_far_out_on_either_side():
    middle = next(line for line in texts(draw_spider(spokes(4), [], 60, 25)) if "B" in line)
    assert len(middle[: middle.index("D")]) == len(middle[middle.index("B") + 1 :])


@pytest.mark.parametrize(("columns", "rows"), [(60, 26), (100, 40), (80, 20)])
def test_the_rings_are_round_in_cells_twice_as_high_as_wide(columns: int, rows: int):
    lines = texts(draw_spider(spokes(4), [], columns, rows))
    drawn = [(x, y) for y, line in enumerate(lines) for x, char in enumerate(line) if char not in " ABCD"]
    width = max(x for x, _ in drawn) - min(x for x, _ in drawn) + 1
    height = max(y for _, y in drawn) - min(y for _, y in drawn) + 1
    assert abs(width - 2 * height) <= 2


def test_the_own_polygon_the_others_and_the_points_are_told_apart():
    found = styles(example(60, 26))
    assert {"title", "chart-2", "green", "strong", "dim", ""} <= found.keys()
    assert found["green"] == {"●"}
    assert {*"ABCDEFGH"} == found["strong"]


@pytest.mark.parametrize(("value", "places"), [(10, {(30, 1)}), (0, {(30, 12), (30, 13)})])
def test_the_best_value_lies_on_the_outer_ring_and_the_worst_in_the_middle(value: int, places: set[tuple[int, int]]):
    lines = texts(draw_spider(spokes(4), [Polygon((value, None, None, None), "", "o")], 61, 26))
    assert {(x, y) for y, line in enumerate(lines) for x, char in enumerate(line) if char == "o"} <= places


def test_without_values_the_web_is_empty():
    assert "o" not in "".join(texts(draw_spider(spokes(5), [Polygon((None,) * 5, "title", "o")], 40, 16)))
