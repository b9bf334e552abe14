"""Changes made, taken back, and replayed where another terminal changed something too."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.records.client import Override
from csm_tui.domain.records.client_entries import with_entries
from csm_tui.domain.settings import Settings, change_setting
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.domain.workspace import Workspace
from csm_tui.session.changes import Change, Edit, between
from csm_tui.session.merging import Conflict, merge
from tests.support.builders import TODAY, client, one_score, some_days

YESTERDAY = TODAY - timedelta(days=1)
LONG_AGO = TODAY - timedelta(days=100)

BASE = with_entries(
    client("Acme", owner="Kim", acv=1000, tags=["emea"]),
    {"product": 50, "satisfaction": 60, "support": 70},
    LONG_AGO,
)

VALUES = {
    "owner": st.sampled_from(["Lee", "Max", ""]),
    "acv": st.none() | st.integers(0, 10**6),
    "notes": st.text("abc\n", max_size=5),
    "tags": st.lists(st.sampled_from(["a", "b", "c"]), max_size=3),
    "status": st.sampled_from(["onboarding", "active", "churned"]),
    "renewal_date": st.none() | some_days(),
    "override": st.none() | st.builds(Override, score=st.integers(0, 100), reason=st.just("x"), until=st.just(TODAY)),
    **{component: st.none() | one_score() for component in COMPONENTS},
}


@st.composite
def two_disjoint_edits(draw):
    """What two terminals enter into different fields."""
    fields = draw(st.permutations(sorted(VALUES)))
    cut = draw(st.integers(0, len(fields)))
    size = draw(st.integers(cut, len(fields)))
    return ({name: draw(VALUES[name]) for name in part} for part in (fields[:cut], fields[cut:size]))


def workspace(*clients):
    return Workspace().with_records(clients)


def edited(before, **fields):
    """A change of some fields of a client."""
    return Change("edit", (Edit(before, before.changed(**fields)),))


def only(found):
    (one,) = found.clients.values()
    return one


def shown(one, names):
    return {name: getattr(one, name) for name in names}


@given(two_disjoint_edits())
def test_edits_of_different_fields_both_survive(edits):
    mine, theirs = edits
    ours = with_entries(BASE, mine, TODAY)
    other = with_entries(BASE, theirs, YESTERDAY)
    merged = merge(BASE, ours, other, "Acme")
    assert shown(merged, mine) == shown(ours, mine)
    assert shown(merged, theirs) == shown(other, theirs)
    untouched = set(VALUES) - set(mine) - set(theirs)
    assert shown(merged, untouched) == shown(BASE, untouched)
    assert merged.entered == BASE.entered | dict.fromkeys(theirs, YESTERDAY) | dict.fromkeys(mine, TODAY)
    days = {LONG_AGO}
    days |= {TODAY} if set(mine) & set(COMPONENTS) else set()
    days |= {YESTERDAY} if set(theirs) & set(COMPONENTS) else set()
    assert [snapshot[0] for snapshot in merged.history] == sorted(days)


@given(two_disjoint_edits())
def test_scores_that_both_entered_on_one_day_make_one_snapshot(edits):
    mine, theirs = edits
    ours, other = with_entries(BASE, mine, TODAY), with_entries(BASE, theirs, TODAY)
    merged = merge(BASE, ours, other, "Acme")
    if set(COMPONENTS) & {*mine, *theirs}:
        assert [snapshot[0] for snapshot in merged.history] == [LONG_AGO, TODAY]
        assert merged.history[-1][1:] == merged.scores
    else:
        assert merged.history == BASE.history


@given(two_disjoint_edits())
def test_taking_an_edit_back_restores_its_fields_and_keeps_those_of_another_terminal(edits):
    mine, theirs = edits
    start = workspace(BASE)
    ours = with_entries(BASE, mine, TODAY)
    change = Change("edit", (Edit(BASE, ours),))
    made = change.apply(start)
    assert only(made) == ours
    assert only(change.inverse().apply(made)) == BASE

    other = with_entries(only(made), theirs, YESTERDAY)
    back = only(change.inverse().apply(workspace(other)))
    assert shown(back, mine) == shown(BASE, mine)
    assert shown(back, theirs) == shown(other, theirs)
    assert back.entered == BASE.entered | dict.fromkeys(theirs, YESTERDAY)
    days = [LONG_AGO, YESTERDAY] if set(theirs) & set(COMPONENTS) else [LONG_AGO]
    assert [snapshot[0] for snapshot in back.history] == days
    again = only(change.apply(workspace(back)))
    assert shown(again, mine) == shown(ours, mine)
    assert shown(again, theirs) == shown(other, theirs)


@given(st.sampled_from(sorted(VALUES)), st.data())
def test_one_field_in_two_ways_collides_and_in_one_way_does_not(name, data):
    was = getattr(BASE, name)
    wanted, found = data.draw(VALUES[name]), data.draw(VALUES[name])
    ours, other = BASE.changed(**{name: wanted}), BASE.changed(**{name: found})
    now = [getattr(one, name) for one in (ours, other)]
    if was not in now and now[0] != now[1]:
        with pytest.raises(Conflict, match=f"Acme: {name} was set to"):
            merge(BASE, ours, other, "Acme")
    else:
        assert getattr(merge(BASE, ours, other, "Acme"), name) in now


def test_a_conflict_shows_both_values():
    with pytest.raises(Conflict, match='acv was set to "3000" in another terminal; you wanted "2000"'):
        edited(BASE, acv=2000).apply(workspace(BASE.changed(acv=3000)))


def test_an_undo_that_would_overwrite_another_terminal_collides():
    change = edited(BASE, acv=2000)
    made = change.apply(workspace(BASE))
    with pytest.raises(Conflict):
        change.inverse().apply(workspace(only(made).changed(acv=3000)))


def test_an_undo_takes_its_own_snapshot_back_and_leaves_the_other_days():
    ours = with_entries(BASE, {"product": 90}, YESTERDAY)
    other = with_entries(ours, {"support": 10}, TODAY)
    back = merge(ours, BASE, other, "Acme")
    assert [snapshot[0] for snapshot in back.history] == [LONG_AGO, TODAY]
    assert (back.product, back.support) == (50, 10)


def test_an_undo_leaves_the_snapshot_of_a_day_on_which_another_terminal_entered_scores():
    ours = with_entries(BASE, {"product": 90}, TODAY)
    other = with_entries(ours, {"support": 10}, TODAY)
    back = merge(ours, BASE, other, "Acme")
    assert back.history == (*BASE.history, (TODAY, 50, 60, 10, None))


def test_the_newest_snapshot_holds_the_scores_of_both_terminals():
    ours = with_entries(BASE, {"product": 90}, TODAY)
    other = with_entries(BASE, {"support": 10}, YESTERDAY)
    merged = merge(BASE, ours, other, "Acme")
    assert merged.history[-1] == (TODAY, 90, 60, 10, None)


def test_an_older_import_of_both_terminals_keeps_the_later_days():
    ours = with_entries(BASE, {"product": 40}, date(2025, 10, 1))
    other = with_entries(BASE, {"product": 45}, date(2025, 9, 1))
    merged = merge(BASE, ours, other, "Acme")
    assert [snapshot[:2] for snapshot in merged.history] == [
        (date(2025, 9, 1), 45),
        (date(2025, 10, 1), 40),
        (LONG_AGO, 50),
    ]
    assert merged.product == 50


def test_the_same_models_are_not_made_anew():
    ours = BASE.changed(acv=5)
    assert merge(BASE, ours, BASE, "Acme") is ours


def test_fields_of_a_newer_program_are_kept():
    newer = BASE.merged({"mood": "sunny"})
    merged = merge(BASE, BASE.changed(acv=5), newer, "Acme")
    assert (merged.acv, merged.mood) == (5, "sunny")
    assert newer.changed(mood="cloudy").mood == "cloudy"


def test_a_field_that_there_is_not_is_refused():
    with pytest.raises(TypeError, match="Client has no field 'ownr'"):
        BASE.changed(ownr="Kim")


def test_a_client_is_added_and_removed_again():
    new = client("New")
    change = Change("add", (Edit(None, new),))
    made = change.apply(workspace(BASE))
    assert set(made.clients) == {BASE.id, new.id}
    assert dict(change.inverse().apply(made).clients) == {BASE.id: BASE}


def test_a_client_is_removed_and_comes_back():
    change = Change("delete", (Edit(BASE, None),))
    gone = change.apply(workspace(BASE))
    assert not gone.clients
    assert only(change.inverse().apply(gone)) == BASE
    assert not change.apply(gone).clients  # another terminal removed it as well


def test_what_another_terminal_did_to_a_client_is_not_lost_silently():
    with pytest.raises(Conflict, match="Acme was deleted in another terminal"):
        edited(BASE, acv=5).apply(workspace())
    with pytest.raises(Conflict, match="Acme was changed in another terminal"):
        Change("delete", (Edit(BASE, None),)).apply(workspace(BASE.changed(acv=5)))
    added = Change("add", (Edit(None, BASE),))
    with pytest.raises(Conflict, match="Acme was changed in another terminal"):
        added.inverse().apply(workspace(BASE.changed(acv=5)))


def test_no_two_clients_get_one_name():
    other = client("ACM\u00c9")
    with pytest.raises(Conflict, match="there is a client named ACM\u00c9 by now"):
        Change("add", (Edit(None, BASE),)).apply(workspace(other))
    with pytest.raises(Conflict, match="there is a client named ACM\u00c9 by now"):
        Change("undelete", (Edit(BASE, None),)).inverse().apply(workspace(other))
    third = client("Third")
    with pytest.raises(Conflict, match="there is a client named ACM\u00c9 by now"):
        edited(third, name="acme").apply(workspace(third, other))
    assert only(edited(BASE, name="ACME").apply(workspace(BASE))).name == "ACME"


def test_a_change_of_several_clients_is_taken_back_as_one():
    one, two, three = client("One"), client("Two"), client("Three")
    edits = (Edit(one, one.changed(acv=1)), Edit(two, None), Edit(None, three))
    start = workspace(one, two, BASE)
    change = Change("import", edits)
    made = change.apply(start)
    assert {found.name: found.acv for found in made.clients.values()} == {"One": 1, "Acme": 1000, "Three": None}
    assert dict(change.inverse().apply(made).clients) == dict(start.clients)
    assert dict(start.clients) == {one.id: one, two.id: two, BASE.id: BASE}


def test_a_conflict_in_one_client_stops_the_whole_change():
    one = client("One")
    start = workspace(one, BASE.changed(acv=3000))
    change = Change("import", (Edit(one, one.changed(acv=1)), Edit(BASE, BASE.changed(acv=2000))))
    with pytest.raises(Conflict):
        change.apply(start)
    assert start.clients[one.id] is one


def test_settings_of_two_terminals_are_merged_by_section():
    usual = Settings()
    wanted = change_setting(usual, "stale.product", "60")
    other = Workspace().with_settings(change_setting(usual, "weights", "40,30,20,10"))
    change = Change("set", settings=(usual, wanted))
    made = change.apply(other).settings
    assert (made.stale.product, made.weights.shares) == (60, (40, 30, 20, 10))
    assert change.inverse().apply(Workspace().with_settings(made)).settings == other.settings


def test_one_setting_in_two_ways_collides():
    usual = Settings()
    change = Change("set", settings=(usual, change_setting(usual, "currency", "EUR")))
    with pytest.raises(Conflict, match='currency was set to "CHF" in another terminal; you wanted "EUR"'):
        change.apply(Workspace().with_settings(change_setting(usual, "currency", "CHF")))


def test_between_tells_what_was_really_met_and_made():
    other = BASE.changed(notes="theirs")
    change = edited(BASE, acv=5)
    before = workspace(other)
    after = change.apply(before)
    made = between(change, before, after)
    assert made.edits == (Edit(other, other.changed(acv=5)),)
    assert made.settings is None
    assert only(made.inverse().apply(after)) == other
