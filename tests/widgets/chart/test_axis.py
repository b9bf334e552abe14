"""Axes: which dot a value falls on, and numbers in few characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.widgets.chart.axis import Axis, short_number


@given(st.floats(0, 100), st.integers(2, 60), st.sampled_from([1, 2, 4]))
def test_a_value_falls_on_the_nearest_dot_and_its_cell_holds_that_dot(value, cells, dots):
    axis = Axis(0, 100, cells, dots)
    last = cells * dots - 1
    assert abs(axis.dot(value) - value / 100 * last) <= 0.5 + 1e-9
    assert axis.cell(value) * dots <= axis.dot(value) < (axis.cell(value) + 1) * dots
    assert (axis.dot(0), axis.dot(100)) == (0, last)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0"),
        (950, "950"),
        (1000, "1k"),
        (120_000, "120k"),
        (1_200_000, "1.2M"),
        (1_002_500, "1.0025M"),
        (40 * 10**9, "40bn"),
        (2 * 10**13, "20tn"),
        (-5000, "-5k"),
    ],
)
def test_large_numbers_are_short(number, expected):
    assert short_number(number) == expected
