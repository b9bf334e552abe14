"""Line charts over dates: their size, their axes, what marks a point, and what never comes out of them."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.widgets.chart.lines import Series, draw_chart, legend
from tests.support.builders import TODAY, some_days

TONES = ("", "red", "amber", "green", "dim", "strong", "title")
SIZES = ((38, 10), (60, 12), (100, 16))
FEWER = settings(deadline=None, max_examples=40)  # a drawing takes some ten milliseconds
UNITS = {"k": 10**3, "M": 10**6, "bn": 10**9, "tn": 10**12}


def series(*values, style_name="green", marker="", gap=30):
    """One value every so many days, the last one today."""
    last = len(values) - 1
    return Series(
        "x", style_name, [(TODAY - timedelta(gap * (last - at)), value) for at, value in enumerate(values)], marker
    )


def text(lines):
    return ["".join(piece for piece, _ in line) for line in lines]


def places(lines, sign):
    """Where a sign stands, as (column, row from the top), from left to right."""
    return sorted((x, y) for y, line in enumerate(text(lines)) for x, char in enumerate(line) if char == sign)


def rows_of_braille(lines):
    return {y for y, line in enumerate(text(lines)) if any("\u2801" <= char <= "\u28ff" for char in line)}


def value_labels(lines):
    """The labels of the value axis, the lowest first."""
    return [line.partition("┤")[0].strip() for line in reversed(text(lines)) if "┤" in line]


def as_number(label):
    sign = label.lstrip("-.0123456789")
    return Decimal(label.removesuffix(sign)) * UNITS.get(sign, 1)


@st.composite
def any_series(draw):
    found = []
    for style_name in draw(st.lists(st.sampled_from(TONES), max_size=4)):
        points = draw(st.dictionaries(some_days(), st.floats(-1e6, 1e15) | st.integers(0, 100), max_size=8))
        found.append(Series("A name", style_name, sorted(points.items()), draw(st.sampled_from(["", "P", "x"]))))
    return found


@pytest.mark.thorough
@FEWER
@given(any_series(), st.integers(0, 120), st.integers(0, 30), st.booleans(), st.sampled_from([(None, None), (0, 100)]))
def test_a_chart_is_as_high_as_asked_never_too_wide_and_holds_only_what_may_be_shown(
    shown, width, height, ascii_only, limits
):
    lines = draw_chart(shown, width, height, low=limits[0], high=limits[1], ascii_only=ascii_only)
    assert len(lines) == height
    for line in text(lines):
        assert cell_len(line) <= width
        assert line.isprintable()
        assert line.isascii() or not ascii_only
    assert {style_name for line in lines for _, style_name in line} <= {*TONES}


@pytest.mark.thorough
@FEWER
@given(st.lists(st.floats(0, 100) | st.integers(0, 10**15), min_size=2, max_size=9), st.sampled_from(SIZES))
def test_every_point_has_its_marker_from_the_first_column_to_the_last(values, size):
    lines = draw_chart([series(*values)], *size)
    marked = places(lines, "●")
    assert len(marked) == len(values)
    assert marked[0][0] == 1 + max(map(len, value_labels(lines)))
    assert marked[-1][0] == size[0] - 1
    assert marked[0][1] == marked[-1][1] or (marked[0][1] > marked[-1][1]) == (values[0] < values[-1])


@FEWER
@given(st.lists(st.floats(0, 10**15) | st.integers(0, 100), min_size=1, max_size=9), st.integers(4, 30))
def test_the_value_axis_has_whole_distinct_labels_at_one_distance_and_begins_at_or_below_all_points(values, height):
    labels = value_labels(draw_chart([series(*values)], 60, height))
    numbers = [as_number(label) for label in labels]
    steps = {after - before for before, after in pairwise(numbers)}
    assert len(numbers) >= 2
    assert len(steps) == 1
    assert min(steps) >= 1
    assert all(number == int(number) for number in numbers)
    assert numbers[0] <= min(values)
    assert max(map(len, labels)) <= 8


@FEWER
@given(st.floats(0, 100), st.integers(6, 30))
def test_a_marker_lies_on_its_own_line(value, height):
    lines = draw_chart([series(value, value)], 40, height, low=0, high=100)
    assert rows_of_braille(lines) == {y for _, y in places(lines, "●")}


@pytest.mark.parametrize("size", SIZES)
def test_higher_values_stand_higher(size):
    marked = places(draw_chart([series(10, 40, 70, 95)], *size, low=0, high=100), "●")
    rows = [y for _, y in marked]
    assert rows == sorted(set(rows), reverse=True)
    assert len(rows) == 4


def test_the_first_series_lies_on_top_and_each_has_its_style():
    lines = draw_chart([series(50, 60), series(50, 80, style_name="red", marker="P")], 38, 10)
    (first, _), ((beside, row), _) = places(lines, "●"), places(lines, "P")
    assert (beside, row) == (first[0] + 1, first[1]), "a mark whose place is taken stands beside it"
    styles = {
        style_name: "".join(piece for line in lines for piece, each in line if each == style_name)
        for style_name in TONES
    }
    assert "●" in styles["green"]
    assert "P" in styles["red"]
    assert set("│┤└─┬") <= set(styles["dim"])
    assert not styles["amber"] + styles["strong"] + styles[""].strip()


@FEWER
@given(st.lists(st.integers(0, 100), min_size=2, max_size=6), st.sampled_from(SIZES), st.booleans())
def test_series_that_share_every_value_are_told_apart_by_marks_side_by_side(values, size, ascii_only):
    shown = [series(*values, marker=marker) for marker in "PQR"]
    lines = draw_chart(shown, *size, low=0, high=100, ascii_only=ascii_only)
    assert [len(places(lines, marker)) for marker in "PQR"] == [len(values)] * 3
    alone = text(draw_chart([series(*values, marker="P")], *size, low=0, high=100, ascii_only=ascii_only))
    for marker in "PQR":
        assert all(alone[y][x].strip() for x, y in places(lines, marker)), "also beside its point a mark is on its line"


def test_what_is_drawn_in_the_style_of_the_axis_or_in_none_is_drawn_too():
    lines = draw_chart([series(10, 20, style_name=""), series(80, 90, style_name="dim", marker="D")], 38, 10)
    assert {style_name for line in lines for piece, style_name in line if "●" in piece} == {""}
    assert {style_name for line in lines for piece, style_name in line if "D" in piece} == {"dim"}


@pytest.mark.parametrize("shown", [[], [Series("x", "green", [])]])
def test_without_a_point_there_is_a_message_in_the_middle(shown):
    lines = draw_chart(shown, 38, 9)
    assert [line for line in lines if line] == [lines[4]]
    ((message, style_name),) = lines[4]
    assert (message.strip(), style_name) == ("No history yet", "dim")
    assert abs(len(message) - len(message.lstrip()) - 12) <= 1


def test_a_single_point_stands_in_the_middle_over_its_day():
    lines = draw_chart([series(62.5)], 41, 9)
    ((x, _),) = places(lines, "●")
    assert 20 <= x <= 24
    assert text(lines)[-1].strip() == full_day(TODAY)
    assert abs(text(lines)[-1].index("2026") - x) <= 1
    assert value_labels(lines) == ["62", "63"]


@pytest.mark.parametrize(("size", "fits"), [((20, 4), True), ((12, 4), True), ((10, 4), False), ((20, 3), False)])
def test_a_chart_too_small_to_tell_anything_says_so(size, fits):
    lines = draw_chart([series(20, 80)], *size, low=0, high=100)
    assert bool(places(lines, "●")) == fits
    assert ("No room" in "".join(text(lines))) != fits


@pytest.mark.parametrize(
    ("values", "limits", "size", "expected"),
    [
        ((20, 80), (0, 100), (38, 10), ["0", "50", "100"]),
        ((20, 80), (0, 100), (100, 16), ["0", "25", "50", "75", "100"]),
        ((20, 80), (0, 100), (20, 4), ["0", "100"]),
        ((58, 69.75), (None, None), (38, 10), ["50", "60", "70"]),
        ((3, 8), (0, None), (38, 11), ["0", "5", "10"]),
        ((0, 0), (0, None), (38, 11), ["0", "1"]),
        ((81_000, 246_000), (0, None), (38, 11), ["0", "100k", "200k", "300k"]),
        ((1_050_000, 1_199_000), (None, None), (38, 11), ["1.05M", "1.1M", "1.15M", "1.2M"]),
        ((101, 103), (0, 100), (38, 10), ["0", "100", "200"]),
    ],
)
def test_the_labels_of_the_value_axis(values, limits, size, expected):
    assert value_labels(draw_chart([series(*values)], *size, low=limits[0], high=limits[1])) == expected


@pytest.mark.parametrize("middle", range(100, 900, 100))
def test_labels_that_would_share_a_row_are_left_out(middle):
    lines = draw_chart([series(middle - 5, middle + 5)], 20, 4)
    assert value_labels(lines) == [str(middle - 10), str(middle + 10)]


@pytest.mark.parametrize(
    ("days", "width", "expected"),
    [
        (250, 38, ["25 Jun 2025", "2 Mar 2026"]),
        (250, 60, ["25 Jun 2025", "Oct 2025", "2 Mar 2026"]),
        (250, 100, ["25 Jun 2025", "Sep 2025", "Nov 2025", "Jan 2026", "2 Mar 2026"]),
        (250, 20, ["Jun 2025", "Mar 2026"]),
        (250, 17, ["2 Mar 2026"]),
        (1, 20, ["2 Mar 2026"]),
        (1, 60, ["1 Mar 2026", "2 Mar 2026"]),
        (30 * 365, 60, ["9 Mar 1996", "Jan 2010", "2 Mar 2026"]),
    ],
)
def test_the_last_day_is_labelled_the_first_where_there_is_room_and_months_between(days, width, expected):
    lines = draw_chart([series(50, 60, gap=days)], width, 8, low=0, high=100)
    assert [part.strip() for part in text(lines)[-1].split("  ") if part.strip()] == expected
    assert text(lines)[-2].count("┬") == len(expected)


@pytest.mark.thorough
@FEWER
@given(st.lists(some_days(), min_size=2, max_size=6, unique=True), st.integers(30, 120))
def test_first_and_last_day_are_always_named_where_both_have_room(days, width):
    days.sort()
    line = text(draw_chart([Series("x", "", [(day, 1) for day in days])], width, 6, low=0, high=9))[-1]
    assert line.startswith(full_day(days[0]))
    assert line.endswith(full_day(days[-1]))


def test_a_dense_series_leaves_its_line_to_be_seen_between_the_markers():
    lines = draw_chart([series(*range(60), gap=4)], 60, 12)
    columns = [x for x, _ in places(lines, "●")]
    assert columns[-1] == 59
    assert min(after - before for before, after in pairwise(columns)) >= 3
    assert len(columns) >= 12


def test_in_ascii_a_point_is_an_o_unless_it_has_its_own_marker():
    lines = draw_chart([series(50, 60), series(20, 30, marker="P")], 38, 10, ascii_only=True)
    assert (len(places(lines, "o")), len(places(lines, "P"))) == (2, 2)
    assert len(places(lines, ".")) > 40
    assert text(lines)[-2].strip().startswith("++---")
    assert all("|" in line for line in text(lines)[:-2])


def test_nothing_of_one_chart_is_left_in_the_next_and_the_terminal_is_no_limit(monkeypatch, capsys):
    shown = [series(50, 60, 10)]
    alone = draw_chart(shown, 100, 16)
    draw_chart([series(5, 900, marker="P", gap=400)], 60, 12, ascii_only=True)
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("LINES", "6")
    assert draw_chart(shown, 100, 16) == alone
    assert capsys.readouterr() == ("", "")


def test_the_legend_names_the_series_that_have_points():
    shown = [Series("Health", "strong", [(date(2026, 1, 1), 1)]), Series("Support", "", []), series(1, marker="P")]
    assert legend(shown, 40) == [(" ● Health  ", "strong"), (" P x  ", "green")]
    assert text([legend(shown, 40, ascii_only=True)]) == [" o Health   P x  "]


def test_the_legend_has_short_names_only_where_the_full_ones_do_not_fit():
    points = [(date(2026, 1, 1), 1)]
    shown = [Series("Satisfaction", "red", points, "2", "Sat"), Series("Support", "green", points, "3", "Supp")]
    assert text([legend(shown, 27)]) == [" 2 Satisfaction   3 Support  "]
    assert text([legend(shown, 26)]) == [" 2 Sat   3 Supp  "]
