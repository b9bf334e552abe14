"""Values as people and spreadsheets write them."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from csm_tui.domain.values.bands import Trend
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.reading.readers import (
    is_no_data,
    read_choice,
    read_money,
    read_number,
    read_score,
    read_status,
    read_tags,
    read_trend,
)

STYLES = [
    ("", "."),
    ("", ","),
    (",", "."),
    (".", ","),
    (" ", "."),
    (" ", ","),
    ("'", "."),
    ("\u2019", ","),
    ("\u00a0", ","),
]


@given(
    st.integers(0, 10**12),
    st.sampled_from(["", "5", "25", "05", "0625"]),
    st.sampled_from(STYLES),
    st.sampled_from(["{}", "-{}", "({})", "\u2212{}", "+{}"]),
    st.sampled_from(["{}", "EUR {}", "$ {}", "\u20ac{}", "{} CHF", "{} \u20ac", "{} %", " {} "]),
)
def test_a_number_comes_back_from_each_way_of_writing_it(whole, decimals, style, sign, dress):
    group, mark = style
    text = f"{whole:,}".replace(",", group) + (mark + decimals if decimals else "")
    value = Decimal(f"{whole}.{decimals or 0}")
    expected = -value if sign in ("-{}", "({})", "\u2212{}") else value
    read = read_number(dress.format(sign.format(text)) if sign != "({})" else sign.format(dress.format(text)))
    assert read == (int(expected) if expected == int(expected) else float(expected))
    assert isinstance(read, int) == (expected == int(expected))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("1,234", 1234),
        ("1.234", 1234),
        ("0,123", 0.123),
        ("1,23", 1.23),
        ("1,2345", 1.2345),
        ("1234,567", 1234.567),
        (".5", 0.5),
        ("1,00,000", 100_000),
        ("12,34,567.8", 1_234_567.8),
        ("1.234.567,89", 1234567.89),
        ("(2,285)", -2285),
        ("- 2,285", -2285),
        ("-$5", -5),
        ("$-5", -5),
        ("35k", 35_000),
        ("1,5 k", 1500),
        ("1.2M", 1_200_000),
        ("0.1", 0.1),
    ],
)
def test_numbers(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "-", "x", "1,23,4", "12 34", "1,234 567", "1,234,56", "5.", "1e5", "--5", "-(5)", "(5", "5)", "5 kg", "1.2.3",
     "nan", "inf", "1,234,", "\u0663\u0665,\u0660\u0660\u0660", "9" * 70, "9" * 1_000_100],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_what_is_no_number(text):
    with pytest.raises(ValueError, match="is no number"):
        read_number(text)


@given(st.text() | st.text("0123456789.,' ()-+kM%$\u20ac\u2019\u2212", max_size=14))
@example("0" * 70)
def test_any_text_is_a_number_or_refused(text):
    try:
        assert isinstance(read_number(text), int | float)
    except ValueError:
        return


@pytest.mark.parametrize(
    "text", ["", " ", "-", "\u2013", "\u2014", "n/a", "N/A", "No data", "no  data", "None", "#N/A"]
)
def test_no_data(text):
    assert is_no_data(text)
    assert read_score(text) is None


@pytest.mark.parametrize("text", ["0", "no", "x", "--", "0.0"])
def test_what_is_not_no_data(text):
    assert not is_no_data(text)


@pytest.mark.parametrize(
    ("text", "score"),
    [("0", 0), ("100", 100), ("62.5", 62.5), ("62,5", 62.5), ("62.500", 62.5), ("1,000", 1), ("78 %", 78)],
)
def test_scores(text, score):
    assert read_score(text) == score


@pytest.mark.parametrize("text", ["101", "-1", "100.1", "x", "1000", "1k"])
def test_what_is_no_score(text):
    with pytest.raises(ValueError, match="from 0 to 100, or empty"):
        read_score(text)


def test_amounts():
    assert read_money("EUR 35.000") == 35_000
    assert read_money("35k") == 35_000
    assert read_money("0") == 0
    with pytest.raises(ValueError, match="such as 35000"):
        read_money("much")
    with pytest.raises(ValueError, match="0 or more"):
        read_money("-1")
    with pytest.raises(ValueError, match="at most"):
        read_money("2,000,000M")


@pytest.mark.parametrize(
    ("text", "trend"),
    [("Up", Trend.UP), ("down", Trend.DOWN), ("LEVEL", Trend.LEVEL), ("flat", Trend.LEVEL), ("\u2191", Trend.UP)],
)
def test_trends(text, trend):
    assert read_trend(f" {text} ") is trend


def test_what_is_no_trend_and_no_status():
    with pytest.raises(ValueError, match="Up, Level or Down"):
        read_trend("sideways")
    with pytest.raises(ValueError, match="onboarding, active or churned"):
        read_status("gone")


def test_choices():
    assert read_choice(Trend, "  dówn ") is Trend.DOWN
    with pytest.raises(ValueError, match="one of Down, Level, Up"):
        read_choice(Trend, "sideways")


def test_statuses_and_tags():
    assert read_status(" Onboarding ") is ClientStatus.ONBOARDING
    assert read_tags("EMEA, rail ;; north east,") == ("EMEA", "rail", "north east")
    assert read_tags(" ") == ()
