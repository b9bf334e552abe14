"""Hours as people write them, always in whole quarters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from csm_tui.domain.values.time.hours import QUARTERS, Duration, Hours, read_hours, shown_hours, units

quarters = st.integers(0, 40_000)


@given(quarters)
def test_hours_that_are_shown_are_read_back(size):
    hours = size / QUARTERS
    assert read_hours(shown_hours(hours)) == hours
    assert read_hours(shown_hours(hours).replace(".", ",")) == hours
    assert units(hours) == size


@given(quarters, st.sampled_from(["{}h{:02}", "{} h {} min", "{}h{}m", "{} Hours {} Minutes", " {}hrs  {} ", "{}h{}"]))
def test_hours_and_minutes_say_the_same_as_hours(size, form):
    assert read_hours(form.format(size // 4, 15 * (size % 4))) == size / QUARTERS


@given(quarters, st.sampled_from(["m", " min", "MINUTES"]))
def test_minutes_say_the_same_as_hours(size, unit):
    assert read_hours(f"{15 * size}{unit}") == size / QUARTERS


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2.5", 2.5), ("2,5", 2.5), ("2h30", 2.5), ("90m", 1.5), ("4", 4), ("0", 0), ("3h", 3), ("2.50", 2.5),
        ("1h90", 2.5), ("0.25", 0.25), ("15 min", 0.25), ("1.5h", 1.5), ("007", 7), ("1:30", 1.5), ("0:15", 0.25),
        ("1h 30min", 1.5), ("1 hour and 30 mins", 1.5), ("2 hrs, 15m", 2.25), ("0:45:00", 0.75), ("5400 s", 1.5),
        ("900 seconds", 0.25), ("1h 30m 900s", 1.75),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_type_them(text, hours):
    assert read_hours(text) == hours


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "h", "m", "2h20", "10m", "2.3", "0.1", "1.255", "-2", "+2", "2 30", "2:75", "1e3", "inf", "nan", "two",
        "2h-30", "2d", "h30", "30mh", "1,000", "1.250", "2.5.5", "\u00bd", "2h30m15s", "0:45:30",
        "1 hour or 2", "and", "1 week", "3 s", "9" * 400, "9" * 5000 + "m",
        "1" * 400 + "h15",
    ],
)  # fmt: skip
def test_what_is_no_number_of_quarter_hours_is_refused_with_the_rule(text):
    with pytest.raises(ValueError, match=r"whole quarter-hours, such as 2\.5, 2h30 or 90m"):
        read_hours(text)


@pytest.mark.parametrize(
    ("text", "day", "hours"),
    [
        ("2 days", 8, 16), ("0.5 days", 8, 4), ("1 day", 7.6, 7.5), ("5d", 7.6, 38), ("1 wk", 8, 40),
        ("1w 2d 4h 30m", 8, 60.5), ("1 day and 2 hours", 8, 10), ("0.1d", 8, 0.75), ("90m", 8, 1.5), ("12", 8, 12),
    ],
)  # fmt: skip
def test_days_are_read_where_a_days_hours_are_known(text, day, hours):
    assert read_hours(text, day) == hours


@given(st.text(max_size=12) | st.text("0123456789.,hm ", max_size=12))
def test_any_text_is_hours_or_refused(text):
    try:
        hours = read_hours(text)
    except ValueError:
        return
    assert hours >= 0
    assert hours * QUARTERS == units(hours)


@pytest.mark.parametrize(
    ("hours", "text"), [(0, "0"), (4, "4"), (10, "10"), (100, "100"), (2.5, "2.5"), (0.25, "0.25")]
)
def test_hours_are_shown_as_short_as_they_can_be(hours, text):
    assert shown_hours(hours) == text


@given(quarters.map(lambda size: size / QUARTERS))
def test_a_record_takes_whole_quarters_up_to_ten_thousand_hours(hours):
    assert TypeAdapter(Hours).validate_python(hours) == hours
    if hours:
        assert TypeAdapter(Duration).validate_python(hours) == hours


@pytest.mark.parametrize("wrong", [-0.25, 0.1, 10_000.25, float("nan"), float("inf"), "x", None])
def test_a_record_takes_nothing_else(wrong):
    for kind in (Hours, Duration):
        with pytest.raises(ValidationError):
            TypeAdapter(kind).validate_python(wrong)


def test_a_duration_is_more_than_none():
    assert TypeAdapter(Hours).validate_python(0) == 0
    with pytest.raises(ValidationError):
        TypeAdapter(Duration).validate_python(0)
