"""What would change if weights, thresholds or scores were others: nobody moves for nothing, and no ACV is lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.records.client import Client
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.bands import Band, Thresholds
from csm_tui.domain.values.health import COMPONENTS, Weights
from csm_tui.planning.portfolio.rows import Portfolio, Row
from csm_tui.planning.portfolio.what_if import Trial, effect_of, scaled_weights
from csm_tui.session.demo.demo import demo_workspace
from tests.support.builders import TODAY, client

DEMO = demo_workspace(TODAY)


def demo_rows() -> list[Row]:
    portfolio = Portfolio()
    portfolio.update(DEMO, TODAY)
    return [*portfolio]


ROWS = demo_rows()


def settings(**changed: Any) -> Settings:
    return DEMO.settings.changed(**changed)


def thresholds(**edges: int) -> Thresholds:
    parts: dict[str, dict[str, int]] = {"score": {"green": 75, "amber": 51}, "renewal": {"red": 3, "amber": 6}}
    for name, value in edges.items():
        part, edge = name.split("_")
        parts[part][edge] = value
    return Thresholds.model_validate(parts)


@pytest.mark.parametrize(
    ("tried", "moved", "acv"),
    [
        (settings(), {}, 0),
        (settings(thresholds=thresholds(score_green=85)), {
            "Customer 1": "amber", "Customer 3": "amber", "Customer 7": "amber", "Customer 11": "amber",
        }, 123_000),
        (settings(thresholds=thresholds(score_green=74)), {"Customer 15": "green"}, 21_000),
    ],
)  # fmt: skip
def test_who_changes_band(tried: Settings, moved: dict[str, str], acv: float) -> None:
    effect = effect_of(ROWS, Trial(tried))
    assert {one.after.client.name: one.after.health_band for one in effect.moved} == moved
    assert effect.acv_moved == acv
    amounts = [one.after.acv for one in effect.moved]
    assert amounts == sorted(amounts, reverse=True)


def test_a_renewal_threshold_moves_who_is_due_and_with_it_what_is_at_risk() -> None:
    effect = effect_of(ROWS, Trial(settings(thresholds=thresholds(renewal_red=4))))
    assert (effect.before.due.clients, effect.before.due.acv) == (5, 120_000)
    newly = [one for one in effect.moved if one.after.due and not one.before.due]
    assert effect.after.due.clients == 5 + len(newly) > 5
    assert effect.after.at_risk.acv > effect.before.at_risk.acv == 165_000
    assert not any(one.changes_band for one in effect.moved)
    assert (effect.acv_moved, effect.scores) == (0, 0)


def test_a_score_of_one_client_moves_that_one_alone() -> None:
    six = next(row for row in ROWS if row.client.name == "Customer 6")
    better = six.client.changed(product=100, satisfaction=100, support=100)
    effect = effect_of(ROWS, Trial(DEMO.settings, better))
    (moved,) = effect.moved
    assert (moved.before.health_band, moved.after.health_band) == (Band.RED, Band.GREEN)
    assert effect.scores == 1
    assert effect.acv_moved == moved.after.acv == 36_000


_SCORE = st.none() | st.integers(0, 100)


@st.composite
def clients(draw: st.DrawFn) -> Client:
    return client(
        draw(st.uuids()).hex, acv=draw(st.none() | st.integers(0, 10**6)),
        status=draw(st.sampled_from(["active", "onboarding", "churned"])),
        **{name: draw(_SCORE) for name in COMPONENTS},
    )  # fmt: skip


@st.composite
def weights(draw: st.DrawFn) -> Weights:
    cuts = sorted(draw(st.lists(st.integers(0, 200), min_size=3, max_size=3)))
    shares = (cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], 200 - cuts[2])
    return Weights.model_validate({name: share / 2 for name, share in zip(COMPONENTS, shares, strict=True)})


@given(st.lists(clients(), max_size=12), weights(), st.integers(0, 101), st.integers(0, 101))
def test_nobody_moves_for_nothing_and_no_acv_is_lost(found: list[Client], tried: Weights, one: int, other: int) -> None:
    before = Settings()
    rows = [Row(each, before, TODAY) for each in found]
    still = effect_of(rows, Trial(before.changed(currency="EUR")))
    assert (still.moved, still.scores, still.before) == ((), 0, still.after)
    amber, green = sorted((one, other))
    effect = effect_of(
        rows, Trial(before.changed(weights=tried, thresholds=thresholds(score_amber=amber, score_green=green)))
    )
    assert sum(then - now for now, then in effect.bands().values()) == 0
    assert effect.before.acv == effect.after.acv
    assert all(each.before.is_present for each in effect.moved)
    assert len({each.after.id for each in effect.moved}) == len(effect.moved) <= len(rows)


@given(
    st.dictionaries(st.sampled_from(COMPONENTS), st.integers(0, 10_000).map(lambda n: n / 100), min_size=4),
    st.sets(st.sampled_from(COMPONENTS)),
)
def test_scaled_weights_sum_to_100_and_keep_what_is_to_stay(given_: dict[str, float], kept: set[str]) -> None:
    if not any(given_.values()) and len(kept) in (0, 4):
        with pytest.raises(ValueError, match="one weight at least"):
            scaled_weights(given_, kept)
        return
    scaled = scaled_weights(given_, kept)
    if sum(given_[name] for name in kept) <= 100 and len(kept) < 4:
        assert {name: getattr(scaled, name) for name in kept} == {name: given_[name] for name in kept}


@pytest.mark.parametrize(
    ("given_", "kept", "shares"),
    [
        ((60, 25, 12.5, 12.5), ["product"], (60, 20, 10, 10)),
        ((100, 25, 12.5, 12.5), ["product"], (100, 0, 0, 0)),
        ((50, 50, 50, 50), [*COMPONENTS], (25, 25, 25, 25)),
        ((40, 0, 0, 0), ["product"], (40, 20, 20, 20)),
        ((70, 70, 12.5, 12.5), ["product", "satisfaction"], (42.42, 42.42, 7.58, 7.58)),
    ],
)
def test_weights_are_scaled_in_proportion(
    given_: tuple[float, ...], kept: list[str], shares: tuple[float, ...]
) -> None:
    assert scaled_weights(dict(zip(COMPONENTS, given_, strict=True)), kept).shares == shares
