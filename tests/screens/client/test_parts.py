"""The parts of a client's page as they are declared, without a terminal."""

from datetime import date, timedelta
from typing import Any

import pytest

from csm_tui.domain.record import Entity
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.client import Client, Override
from csm_tui.domain.records.client_entries import with_entries
from csm_tui.domain.records.renewal import Forecast, ForecastCategory, Outcome, Renewal
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.portfolio.rows import Row
from csm_tui.screens.cells.glyphs import ASCII, UNICODE, Glyphs
from csm_tui.screens.client.parts.every import LISTS
from csm_tui.screens.client.parts.part import PagePart, ShownClient
from csm_tui.screens.client.parts.renewals import RenewalsPart
from csm_tui.screens.client.parts.scores import ScoresPart
from csm_tui.screens.client.parts.touchpoints import TouchpointsPart
from csm_tui.screens.client.score_chart import chart_lines
from csm_tui.widgets.table.layout import build_line, lay_out
from tests.support.driving import TODAY, client
from tests.support.screens.page_driving import acme, with_activity


def shown_of(*records: Entity, glyphs: Glyphs = UNICODE) -> ShownClient:
    """What parts are told of the client that comes first."""
    workspace = Workspace().with_records(records)
    one = records[0]
    assert isinstance(one, Client)
    return ShownClient(Row(one, workspace.settings, TODAY, workspace.table(Touchpoint).of(one.id)), workspace, glyphs)


def scores_of(one: Client, glyphs: Glyphs = UNICODE) -> dict[str, list[str]]:
    """The texts of each score's cells, without blanks around them."""
    part, shown = ScoresPart(), shown_of(one, glyphs=glyphs)
    return {entry.name: [cell.text.strip() for cell in part.cells(entry, shown)] for entry in part.entries(shown)}


def with_history(*values: int) -> Client:
    """A client whose product score took these values, a month apart, the last one today."""
    one = client("Acme", on=TODAY - timedelta(30 * (len(values) - 1)), product=values[0], support=100)
    for at, value in enumerate(values[1:], 1):
        one = with_entries(one, {"product": value}, TODAY - timedelta(30 * (len(values) - 1 - at)))
    return one


def test_a_score_is_told_as_number_band_bar_history_weight_and_age() -> None:
    found = scores_of(with_history(90, 60, 30))
    assert found["product"] == ["Product", "30 ■", "", "━" * 5, "▇▃▁", "50 %", "today"]
    assert found["support"] == ["Support", "100 ●", "", "━" * 16, "▃▃▃", "12.5 %", "60 days ago"]
    assert found["satisfaction"] == ["Satisfaction", UNICODE.none, "", "", "", "25 %", ""]


def test_the_health_has_its_trend_and_under_the_weights_what_they_sum_up_to() -> None:
    falling = with_history(90, 60, 30)
    assert [scores_of(falling)["health"][at] for at in (0, 2, 5, 6)] == ["Health", "▼ Down", "62.5 %", ""]
    whole = with_entries(falling, {"satisfaction": 50, "sponsorship": 50}, TODAY)
    assert scores_of(whole)["health"][5] == "100 %"
    part = ScoresPart()
    texts = [part.text(part.entries(shown)[0], shown) for shown in map(shown_of, (falling, whole))]
    assert texts == ["coverage 62.5 %: the weight that has data", ""]


@pytest.mark.parametrize(("width", "full"), [(80, 16), (50, 6)])
def test_bars_are_as_long_as_their_scores_in_a_narrow_column_too(width: int, full: int) -> None:
    part, shown = ScoresPart(), shown_of(client("Acme", product=34, satisfaction=44, support=100))
    layout = lay_out(part.COLUMNS, width)
    lines = [build_line(layout, part.cells(entry, shown)) for entry in part.entries(shown)]
    drawn = ["".join(text for text, _ in line).count("━") for line in lines]
    assert drawn[1:] == [int(score / 100 * full + 0.5) for score in (34, 44, 100)] + [0]


def test_in_ascii_bars_and_histories_are_ascii() -> None:
    found = scores_of(with_history(90, 60, 30), ASCII)
    assert found["product"][1:5] == ["30 r", "", "#####", "^-_"]
    assert all(text.isascii() for texts in found.values() for text in texts)


def test_an_override_has_its_own_bar_and_an_old_score_is_marked() -> None:
    one = client("Acme", on=TODAY - timedelta(100), product=80).changed(
        override=Override(score=25, reason="sponsor left", until=TODAY)
    )
    found = scores_of(one)
    assert found["health"][1:4] == ["*25 ■", "", "━" * 4]
    assert found["product"][1] == "~80 ●"
    part, shown = ScoresPart(), shown_of(one)
    product = part.entries(shown)[1]
    assert part.cells(product, shown)[6][:3] == ("100 days ago", "amber", "100 d")
    assert "more than 90 days" in part.text(product, shown)


@pytest.mark.parametrize("part", LISTS, ids=lambda part: part.ID)
def test_every_list_declares_all_that_the_page_asks_of_it(part: type[PagePart[Any]]) -> None:
    records = with_activity(acme())
    mine = records[0].id
    more = (
        Risk(client=mine, text="no sponsor", since=TODAY),
        Forecast(client=mine, category=ForecastCategory.LIKELY, evidence="asked for the order form"),
        Renewal(client=mine, due=TODAY, closed=TODAY, outcome=Outcome.RENEWED),
    )
    one, full = part(), shown_of(*records, *more)
    entries = one.entries(full)
    assert one.entries(shown_of(client("Bolt"))) in ([], ())
    assert any(way in part.EMPTY for way in ("n adds", "t notes", "n writes", "n begins"))
    for entry in entries:
        assert len(one.cells(entry, full)) == len(part.COLUMNS)
        assert one.name(entry, full).startswith("the ")
        after = one.deleted(entry, full).apply(full.workspace)
        left = ShownClient(Row(after.clients[full.client.id], after.settings, TODAY), after, UNICODE)
        assert [one.key(each) for each in one.entries(left)] == [one.key(each) for each in entries if each != entry]
    assert entries


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"renewal_date": TODAY + timedelta(200)}, ["asked for more", "2026-09-18", "100", "likely", "75 %"]),
        (
            {"renewal_date": TODAY - timedelta(1)},
            [
                "asked for more; the decision date has passed and nothing is signed",
                "2026-03-01",
                "100",
                "at risk",
                "25 %",
            ],
        ),
        ({}, ["asked for more", UNICODE.none, "100", "likely", UNICODE.none]),
    ],
)
def test_the_next_renewal_comes_before_those_that_ended(fields: dict[str, Any], expected: list[str]) -> None:
    acme = client("Acme", acv=100, **fields)
    said = Forecast(client=acme.id, category=ForecastCategory.LIKELY, evidence="asked for more")
    first, last = (
        Renewal(client=acme.id, due=due, closed=due, acv=90, new_acv=100, outcome=Outcome.EXPANDED)
        for due in (date(2024, 2, 29), date(2025, 2, 28))
    )
    part, shown = RenewalsPart(), shown_of(acme, first, last, said)
    assert part.entries(shown) == [said, last, first]
    assert [cell.text for cell in part.cells(said, shown)] == expected
    assert [cell.text for cell in part.cells(last, shown)][:3] == ["expanded; 90 > 100", "2025-02-28", "90"]
    assert "Recorded 28 Feb 2025, health 90 days before: no data" in part.text(last, shown)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 3), "the touchpoint of 3 Feb, email"),
        (date(2025, 11, 12), "the touchpoint of 12 Nov 2025, email"),
    ],
)
def test_a_touchpoint_is_named_by_its_day_and_kind(day: date, expected: str) -> None:
    one = client("Acme")
    touchpoint = Touchpoint(client=one.id, day=day, kind="email", note="x")
    assert TouchpointsPart().name(touchpoint, shown_of(one, touchpoint)) == expected


def test_activities_count_once_for_each_of_their_clients() -> None:
    records = with_activity(acme())
    bolt = client("Bolt")
    shared = [one.changed(clients=(*one.clients, bolt.id)) if isinstance(one, Activity) else one for one in records]
    activities = next(part for part in LISTS if part.ID == "activities")()
    for first in (shared[0], bolt):
        others = [one for one in (*shared, bolt) if one.id != first.id]
        assert len(activities.entries(shown_of(first, *others))) == 1


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (client("Acme"), "No scores yet: e enters one"),
        (with_history(50), f"One snapshot, of {TODAY}; two make a chart"),
    ],
)
def test_without_two_days_to_compare_one_line_stands_for_the_chart(one: Client, expected: str) -> None:
    [line] = chart_lines(one, Workspace().settings, "health", 60, 1, UNICODE)
    assert "".join(text for text, _ in line).strip() == expected


def test_the_chart_gives_each_score_a_hue_that_is_no_bands() -> None:
    lines = chart_lines(with_history(90, 60, 30), Workspace().settings, "health", 60, 12, UNICODE)
    styles = {style for line in lines for _, style in line}
    assert styles == {"dim", "strong", "chart-1", "chart-3"}
