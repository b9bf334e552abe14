"""A few values as bars one cell wide."""

import pytest

from csm_tui.widgets.chart.sparkline import sparkline


@pytest.mark.parametrize(
    ("values", "expected", "plain"),
    [
        ([0, 25, 50, 75, 100], "▁▂▃▅▇", "_.-'^"),
        ([100, 0], "▇▁", "^_"),
        ([50], "▃", "-"),
        ([50, 50, 51], "▃▃▃", "---"),
        ([40, 60], "▁▇", "_^"),
        (list(range(60, 100, 5)), "▁▁▂▃▃▅▇▇", "__.--'^^"),
        ([0, 0, 100, 40, 40, 40, 40, 40, 40, 40], "▇▁▁▁▁▁▁▁", "^_______"),
        ([], "", ""),
    ],
)
def test_the_last_values_over_their_own_range_but_no_less_than_a_span(
    values: list[float], expected: str, plain: str
) -> None:
    assert sparkline(values, 8, 20) == expected
    assert sparkline(values, 8, 20, ascii_only=True) == plain
