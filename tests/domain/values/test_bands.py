"""Bands of scores, of months to renewal and of trends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from csm_tui.domain.values.bands import Band, RenewalThresholds, ScoreThresholds, Trend, trend_band

RED, AMBER, GREEN = Band.RED, Band.AMBER, Band.GREEN


@pytest.mark.parametrize(("score", "band"), [(0, RED), (50, RED), (51, AMBER), (74, AMBER), (75, GREEN), (100, GREEN)])
def test_bands_of_scores(score, band):
    assert ScoreThresholds().band(score) is band


@pytest.mark.parametrize(
    ("months", "band"), [(-20, RED), (-1, RED), (0, RED), (3, RED), (4, AMBER), (6, AMBER), (7, GREEN), (60, GREEN)]
)
def test_bands_of_months_to_renewal(months, band):
    assert RenewalThresholds().band(months) is band


def test_bands_of_trends():
    assert [trend_band(trend) for trend in (Trend.DOWN, Trend.LEVEL, Trend.UP)] == [RED, AMBER, GREEN]


@given(st.integers(0, 101), st.integers(0, 101))
def test_the_bands_of_scores_part_all_of_them_in_three(one, other):
    thresholds = ScoreThresholds(amber=min(one, other), green=max(one, other))
    bands = [thresholds.band(score) for score in range(101)]
    sizes = [bands.count(band) for band in (RED, AMBER, GREEN)]
    assert bands == [RED] * sizes[0] + [AMBER] * sizes[1] + [GREEN] * sizes[2]
    assert sizes[0] == min(thresholds.amber, 101)
    assert sizes[2] == 101 - thresholds.green


@given(st.integers(0, 120), st.integers(0, 120))
def test_the_bands_of_renewals_part_all_months_in_three(one, other):
    thresholds = RenewalThresholds(red=min(one, other), amber=max(one, other))
    months = range(-5, 130)
    bands = [thresholds.band(month) for month in months]
    assert [m for m, b in zip(months, bands, strict=True) if b is RED] == [m for m in months if m <= thresholds.red]
    assert [m for m, b in zip(months, bands, strict=True) if b is GREEN] == [m for m in months if m > thresholds.amber]


def test_thresholds_must_rise():
    with pytest.raises(ValidationError, match="amber threshold of scores must not lie above the green one"):
        ScoreThresholds(amber=76)
    with pytest.raises(ValidationError, match="red threshold of renewals must not lie above the amber one"):
        RenewalThresholds(red=7)
    assert ScoreThresholds(amber=75).band(74) is RED
