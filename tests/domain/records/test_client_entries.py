"""What is entered of a client over time, and when its scores are stale."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from csm_tui.domain.records.client import stale_components
from csm_tui.domain.records.client_entries import with_entries, with_typed
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.health import COMPONENTS, StaleLimits
from tests.support.builders import TODAY, client, one_score, some_days

LIMITS = StaleLimits().days
DAYS = st.integers(0, 12).map(lambda ago: TODAY - timedelta(days=ago))
SCORES = st.dictionaries(st.sampled_from(COMPONENTS), st.none() | one_score(), max_size=4)
OTHERS = st.fixed_dictionaries({}, optional={"acv": st.integers(0, 9), "owner": st.sampled_from(["Kim", "Lee"])})
ENTRIES = st.builds(lambda one, other: one | other, SCORES, OTHERS)


def ago(days):
    return TODAY - timedelta(days=days)


def entered(*steps):
    """A client after entries, each a number of days ago and fields."""
    found = client()
    for days, fields in steps:
        found = with_entries(found, fields, ago(days))
    return found


@given(st.lists(st.tuples(DAYS, ENTRIES), max_size=8))
def test_entries_in_any_order(steps):
    """The newest day wins in each field, on one day the last entry; the history has one snapshot a day, sorted."""
    found = client()
    newest = {}
    given_scores = {}
    for day, fields in steps:
        found = with_entries(found, fields, day)
        for name, value in fields.items():
            if name not in newest or newest[name][0] <= day:
                newest[name] = (day, value)
            if name in COMPONENTS:
                given_scores.setdefault(day, {})[name] = value
    assert found.entered == {name: day for name, (day, _) in newest.items()}
    assert {name: getattr(found, name) for name in newest} == {name: value for name, (_, value) in newest.items()}
    assert [snapshot[0] for snapshot in found.history] == sorted(given_scores)
    for day, *scores in found.history:
        by_name = dict(zip(COMPONENTS, scores, strict=True))
        assert {name: by_name[name] for name in given_scores[day]} == given_scores[day]


@given(st.lists(st.tuples(DAYS, SCORES), max_size=8))
def test_entries_in_the_order_of_their_days_keep_the_state_of_each_day(steps):
    found = client()
    state = dict.fromkeys(COMPONENTS)
    states = {}
    for day, fields in sorted(steps, key=lambda step: step[0]):
        found = with_entries(found, fields, day)
        state |= fields
        if fields:
            states[day] = tuple(state.values())
    assert {snapshot[0]: snapshot[1:] for snapshot in found.history} == states
    assert found.scores == tuple(state.values())


def test_an_entry_that_moves_nothing_still_counts():
    found = entered((40, {"product": 50}), (0, {"product": 50}))
    assert found.entered["product"] == TODAY
    assert found.history == ((ago(40), 50, None, None, None), (TODAY, 50, None, None, None))


def test_entries_without_scores_add_no_snapshot():
    found = entered((0, {"owner": "Kim", "acv": 5}))
    assert found.history == ()
    assert found.entered == {"owner": TODAY, "acv": TODAY}


def test_an_older_day_adds_history_and_overwrites_nothing_newer():
    found = entered((10, {"product": 50, "owner": "Kim"}), (40, {"product": 20, "owner": "Lee"}))
    assert (found.product, found.owner) == (50, "Kim")
    assert found.entered == {"product": ago(10), "owner": ago(10)}
    assert found.history == ((ago(40), 20, None, None, None), (ago(10), 50, None, None, None))


def test_an_older_day_completes_what_was_known_by_then():
    found = entered((40, {"product": 20, "support": 60}), (10, {"product": 50}), (30, {"support": 70}))
    assert found.history[1] == (ago(30), 20, None, 70, None)


def test_what_is_typed_with_the_clock_set_back_counts_and_keeps_the_newer_day():
    typed = with_typed(
        with_entries(client(), {"product": 60, "support": 40}, date(2026, 3, 10)), {"product": 80}, date(2026, 3, 5)
    )
    assert (typed.product, typed.support) == (80, 40)
    assert typed.history == ((date(2026, 3, 5), 80, None, None, None), (date(2026, 3, 10), 60, None, 40, None))
    again = with_typed(typed, {"support": 50}, date(2026, 3, 11))
    assert again.history == (*typed.history, (date(2026, 3, 11), 80, None, 50, None))


def test_no_data_can_be_entered():
    found = entered((5, {"support": 60}), (0, {"support": None}))
    assert found.support is None
    assert found.history[-1] == (TODAY, None, None, None, None)


def test_an_entry_that_breaks_a_rule_is_refused():
    with pytest.raises(ValidationError):
        entered((0, {"product": 101}))


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_score_is_stale_on_the_day_after_its_limit(component):
    limit = {"product": 90, "satisfaction": 200, "support": 90, "sponsorship": 365}[component]
    assert stale_components(entered((limit, {component: 50})), LIMITS, TODAY) == ()
    assert stale_components(entered((limit + 1, {component: 50})), LIMITS, TODAY) == (component,)


def test_stale_is_counted_from_the_last_entry_even_if_equal():
    old = entered((400, dict.fromkeys(COMPONENTS, 50)))
    assert stale_components(old, LIMITS, TODAY) == COMPONENTS
    assert stale_components(with_entries(old, {"support": 50}, ago(2)), LIMITS, TODAY) == (
        "product",
        "satisfaction",
        "sponsorship",
    )


def test_no_data_is_not_stale_and_a_zero_is():
    assert stale_components(entered((400, {"support": None, "product": 0})), LIMITS, TODAY) == ("product",)


@given(st.lists(st.tuples(some_days(date(2020, 1, 1), date(2021, 12, 31)), st.dictionaries(
    st.sampled_from(COMPONENTS), st.none() | one_score(), min_size=1)), max_size=12))  # fmt: skip
def test_figures_may_come_in_any_order_of_their_days(imports):
    """The score that counts is the one of the latest day, and the newest snapshot says the same as the scores."""
    found = client("Acme")
    latest = {}
    for day, scores in imports:
        found = with_entries(found, scores, day)
        for name, score in scores.items():
            if name not in latest or latest[name][0] <= day:
                latest[name] = day, score
    assert found.scores == tuple(latest.get(name, (None, None))[1] for name in COMPONENTS)
    if imports:
        assert found.history[-1][1:] == found.scores


def test_a_late_import_fills_the_past_and_changes_nothing_newer():
    first = with_entries(client("Acme"), {"product": 50}, date(2026, 1, 1))
    later = with_entries(first, {"product": 60}, date(2026, 3, 1))
    late = with_entries(later, {"product": 10, "satisfaction": 70}, date(2026, 2, 1))
    assert late.scores == (60, 70, None, None)
    assert late.history == (
        (date(2026, 1, 1), 50, None, None, None),
        (date(2026, 2, 1), 10, 70, None, None),
        (date(2026, 3, 1), 60, 70, None, None),
    )


VALUES = st.fixed_dictionaries({}, optional={"acv": st.integers(0, 3), "owner": st.sampled_from(["Kim", "Lee"])})


@given(st.lists(st.tuples(st.integers(0, 12), VALUES), min_size=1, max_size=8))
def test_what_a_field_held_on_a_day_is_known(entries):
    """Whatever was entered in the order of its days: each later day still tells what was true at its end."""
    found, states = client(), {}
    for days, fields in sorted(entries, key=lambda entry: -entry[0]):
        found = with_typed(found, fields, ago(days))
        states[ago(days)] = found.acv, found.owner
    for day, state in states.items():
        assert (found.held_on("acv", day), found.held_on("owner", day)) == state


def test_a_new_client_has_no_former_values_and_a_day_on_which_it_came():
    found = entered((30, {"acv": 5, "name": "Acme", "status": ClientStatus.ONBOARDING}), (30, {"acv": 7}))
    assert (found.former, found.added, found.known_since) == ((), ago(30), ago(30))
    assert entered((30, {"acv": 5}), (40, {"support": 5})).known_since == ago(40)
    assert client().known_since is None


def test_what_comes_and_goes_on_one_day_is_not_noted():
    assert entered((9, {"acv": 5}), (3, {"acv": 7}), (3, {"acv": 5})).former == ()
    kept = entered((9, {"acv": 5, "renewal_date": TODAY}), (3, {"acv": 7, "renewal_date": None}), (3, {"acv": 8}))
    assert kept.former == ((ago(3), "acv", 5), (ago(3), "renewal_date", TODAY.isoformat()))
