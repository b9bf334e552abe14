"""What is expected of the next renewals: ceilings, and the forecast by month."""

from datetime import timedelta

import pytest

from csm_tui.domain.records.renewal import Forecast, ForecastCategory
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.planning.renewals.upcoming import forecast_by_month, upcoming_of
from tests.support.builders import TODAY, row

COMMIT, LIKELY, POSSIBLE, AT_RISK, LOST = ForecastCategory


def said(days, category=None, likelihood=None, signer="Ana"):
    """The next renewal of a client who decides in some days, of which something was said."""
    forecast = None
    if category is not None:
        forecast = Forecast(client="1", category=category, likelihood=likelihood, evidence="said so", signer=signer)
    found = upcoming_of(row(acv=1000, renewal_date=TODAY + timedelta(days=days)), forecast)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("days", "given", "counts", "told"),
    [
        (90, (COMMIT,), (COMMIT, 95), ""),
        (91, (COMMIT,), (LIKELY, 75), "90 days"),
        (91, (LIKELY,), (LIKELY, 75), ""),
        (91, (LIKELY, 80), (LIKELY, 75), "90 days"),
        (20, (COMMIT, None, ""), (LIKELY, 75), "named signer"),
        (20, (COMMIT, 60, ""), (LIKELY, 60), "named signer"),
        (20, (COMMIT, 99), (COMMIT, 99), ""),
        (20, (POSSIBLE, 65, ""), (POSSIBLE, 65), ""),
        (0, (COMMIT,), (COMMIT, 95), ""),
        (-1, (COMMIT,), (AT_RISK, 25), "has passed"),
        (-1, (LOST,), (LOST, 0), ""),
        (-1, (AT_RISK, 10), (AT_RISK, 10), ""),
        (-1, (), (AT_RISK, 25), "has passed"),
        (20, (), (None, None), ""),
    ],
)
def test_nothing_counts_for_more_than_its_ceiling(days, given, counts, told):
    found = said(days, *given)
    assert (found.category, found.likelihood) == counts
    assert told in found.ceiling
    assert bool(told) == bool(found.ceiling)


def test_the_decision_comes_before_the_renewal_by_the_notice():
    found = upcoming_of(row(renewal_date=TODAY + timedelta(days=100), notice_days=60), None)
    assert found is not None
    assert found.decision == TODAY + timedelta(days=40)


def test_who_has_no_date_or_has_left_has_no_next_renewal():
    assert upcoming_of(row(), None) is None
    assert upcoming_of(row(renewal_date=TODAY, status=ClientStatus.CHURNED), None) is None


def test_the_forecast_sums_four_quarters_by_month_and_counts_the_overdue_in_the_first():
    months = forecast_by_month(
        [said(-40), said(10, COMMIT), said(70, POSSIBLE, 10), said(80), said(800, LIKELY)], TODAY
    )
    assert [one.first.isoformat() for one in months[:3]] == ["2026-03-01", "2026-04-01", "2026-05-01"]
    assert len(months) == 12
    figures = [(one.due, one.expected, one.committed, one.unjudged, one.clients) for one in months]
    assert figures[0] == (2000, 250 + 950, 1000, 0, 2)
    assert figures[2] == (2000, 100, 0, 1000, 2)
    assert set(figures[3:]) == {(0, 0, 0, 0, 0)}
