"""What the heading of a client's page says in words: the notice, the day of the decision, the sentiment, the risks."""

from datetime import timedelta

from csm_tui.domain.records.client import Feeling, Sentiment
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.planning.portfolio.rows import Row
from csm_tui.screens.cells.glyphs import UNICODE
from csm_tui.screens.client.client_heading import client_heading
from tests.support.builders import TODAY, client


def heading(**fields: object) -> list[str]:
    acme = client("Acme", **fields)
    row = Row(acme, Settings(), TODAY, (), (Risk(client=acme.id, text="x", since=TODAY),))
    return ["".join(text for text, _ in line) for line in client_heading(row, (), 80, UNICODE)]


def test_the_notice_the_decision_the_sentiment_and_the_risks_stand_on_one_line() -> None:
    sentiment, renewal = Sentiment(feeling=Feeling.BAD, why="No reply"), TODAY + timedelta(days=100)
    found = heading(sentiment=sentiment, notice_days=90, renewal_date=renewal)
    decision = TODAY + timedelta(days=10)
    assert f" 90 d notice: decides by {full_day(decision)}, in 10 d · sentiment bad: No reply · 1 open risk" in found
    assert " 1 open risk" in heading(renewal_date=renewal)
