"""The person's settings as they are changed."""

import pytest
from pydantic import ValidationError

from csm_tui.domain.preferences import Details, Preferences, all_preferences, change_preference, choices
from csm_tui.domain.problems import explain
from tests.support.hostile import SURROGATE

USUAL = Preferences.usual()


def test_the_defaults_are_those_that_need_no_file():
    values = {one.key: one.value for one in all_preferences(USUAL)}
    assert values == {
        "theme": "csm-dark", "signs": "auto", "details": "auto", "animation": "auto", "start": "portfolio",
    }  # fmt: skip
    assert USUAL.keys == {}
    assert all(one.meaning and one.value == one.default for one in all_preferences(USUAL))
    assert [choices(one.key)[0] for one in all_preferences(USUAL)] == list(values.values())


@pytest.mark.parametrize("key", ["theme", "signs", "details", "animation", "start"])
def test_every_choice_can_be_typed(key):
    for choice in choices(key):
        changed = change_preference(USUAL, key, f" {choice} ")
        differing = {one.key: one.value for one in all_preferences(changed) if one.value != one.default}
        assert differing == ({} if choice == choices(key)[0] else {key: choice})


def test_a_changed_preference_is_one_of_the_named_choices():
    assert change_preference(USUAL, "details", "open").details is Details.OPEN
    assert USUAL.details is Details.AUTO


@pytest.mark.parametrize(
    ("key", "text", "says"),
    [
        ("theme", "nord", "must be csm-dark, csm-light or csm-clear"),
        ("signs", "", "must be auto, unicode or ascii"),
        ("details", "yes", "must be auto, open or closed"),
        ("animation", "auto on", "must be auto, on or off"),
    ],
)
def test_what_is_no_choice_is_refused_with_the_choices(key, text, says):
    with pytest.raises(ValueError) as caught:
        change_preference(USUAL, key, text)
    assert str(caught.value) == says


@pytest.mark.parametrize("key", ["keys", "keys.portfolio.sort", "look", "look.signs", "newer", ""])
def test_there_is_no_such_preference(key):
    with pytest.raises(KeyError):
        change_preference(Preferences.model_validate({"newer": "x"}), key, "auto")


def test_keys_are_kept_by_their_textual_names():
    assert USUAL.changed(keys={"portfolio.filter": " / , Ctrl+F,esc,S "}).keys == {
        "portfolio.filter": "slash,ctrl+f,escape,S"
    }


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"portfolio.sort": "s t"}, "portfolio.sort: s t is not a key"),
        ({"portfolio.sort": ""}, "portfolio.sort: at least one key is needed"),
        ({"[/]": "s"}, "[/] is not the id of a command"),
        ({SURROGATE: "s"}, "lone\ufffdsurrogate is not the id of a command"),
    ],
)
def test_preferences_hold_no_keys_that_cannot_be_pressed(keys, says):
    with pytest.raises(ValidationError) as caught:
        USUAL.changed(keys=keys)
    assert explain(Preferences, caught.value)["keys"].startswith(says)
