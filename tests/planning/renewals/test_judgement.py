"""Likelihoods and scores judged by what came of them."""

from datetime import date, timedelta

import pytest

from csm_tui.domain.records.renewal import Cause, Outcome, Renewal
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.bands import Band, ScoreThresholds
from csm_tui.planning.renewals.judgement import BandOutcomes, brier, causes, green_and_left, health_before, score_tells
from tests.support.builders import client

DUE = date(2026, 6, 1)


def outcome(kept: bool = True, **fields):
    ending = Outcome.RENEWED if kept else Outcome.CHURNED
    return Renewal(client="1", due=DUE, closed=DUE, outcome=ending, **fields)


def test_the_brier_score_stands_beside_that_of_the_base_rate():
    found = brier([outcome(likelihood=90), outcome(likelihood=50), outcome(False, likelihood=80), outcome()])
    assert found.value == pytest.approx((0.01 + 0.25 + 0.64) / 3)
    assert found.base_rate == pytest.approx(2 / 3)
    assert found.base == pytest.approx(2 / 9)
    assert (found.count, found.is_enough) == (3, False)


def test_thirty_outcomes_are_enough_and_none_are_no_score():
    assert brier([outcome(likelihood=100)] * 30).is_enough
    assert brier([outcome(likelihood=100)] * 30).value == 0
    assert brier([outcome()]).value is None


def test_outcomes_by_the_band_before_and_who_was_green_and_left():
    lost = outcome(False, health_before=75)
    renewals = [outcome(health_before=75), outcome(health_before=50), outcome(health_before=74), outcome(False), lost]
    assert score_tells(renewals, ScoreThresholds()) == {
        Band.RED: BandOutcomes(1, 0), Band.AMBER: BandOutcomes(1, 0), Band.GREEN: BandOutcomes(1, 1),
        None: BandOutcomes(0, 1),
    }  # fmt: skip
    assert green_and_left(renewals, ScoreThresholds()) == [lost]


def test_the_health_before_is_that_of_the_latest_snapshot_ninety_days_before():
    day = DUE - timedelta(days=90)
    snapshots = [(day - timedelta(days=9), 80, None, None, None), (day, 40.5, None, None, None)]
    later = (day + timedelta(days=1), 10, None, None, None)
    found = client(history=(*snapshots, later))
    assert health_before(found, DUE, Settings()) == 41
    assert health_before(found, DUE - timedelta(days=1), Settings()) == 80
    assert health_before(client(history=(later,)), DUE, Settings()) is None


def test_the_causes_of_losses_are_counted():
    renewals = [outcome(False, cause=Cause.BUDGET), outcome(False), outcome(False, cause=Cause.BUDGET), outcome()]
    assert causes(renewals) == [("budget gone", 2), ("", 1)]
