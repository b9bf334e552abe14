"""Settings as a person changes them, and what is said of values that break a rule."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.records.client import Client, Override
from csm_tui.domain.settings import Settings, all_settings, change_setting
from csm_tui.domain.values.health import COMPONENTS, Weights
from tests.support.builders import some_weights

USUAL = Settings()


def problems(model, **fields):
    with pytest.raises(ValidationError) as caught:
        model.model_validate(fields)
    return explain(model, caught.value)


def test_the_defaults_are_those_of_the_field():
    values = {setting.key: setting.value for setting in all_settings(USUAL)}
    assert values == {
        "weights.product": 50,
        "weights.satisfaction": 25,
        "weights.support": 12.5,
        "weights.sponsorship": 12.5,
        "thresholds.score.amber": 51,
        "thresholds.score.green": 75,
        "thresholds.renewal.red": 3,
        "thresholds.renewal.amber": 6,
        "stale.product": 90,
        "stale.satisfaction": 200,
        "stale.support": 90,
        "stale.sponsorship": 365,
        "trend.days": 30,
        "trend.points": 2,
        "quarter.start": None,
        "hours.week": 40,
        "hours.onboarding_share": 50,
        "hours.begin": "9:00",
        "hours.end": "18:00",
        "plan.size": 25,
        "plan.style": "asap",
        "holidays.country": "",
        "decision.notice_days": 0,
        **{
            f"points.{name}": points
            for name, points in {
                "decision_soon": 40,
                "decision_near": 25,
                "decision_ahead": 15,
                "promise": 20,
                "followup": 10,
                "health_red": 30,
                "health_amber": 5,
                "falling": 15,
                "component_red": 10,
                "trap": 15,
                "no_data": 5,
                "stale": 5,
                "champion_gone": 20,
                "weak_sponsor": 5,
                "risk": 10,
                "at_odds": 10,
                "silence": 10,
                "nothing_planned": 10,
                "large": 5,
            }.items()
        },
        "plays.enterprise": 1.5,
        "plays.enterprise_acv": 0,
        "plays.first_contact": 1.4,
        "plays.most": 2.5,
        "forecast.commit": 95,
        "forecast.likely": 75,
        "forecast.possible": 50,
        "forecast.at_risk": 25,
        "forecast.lost": 0,
        "personal.every_months": 3,
        "currency": "",
    }
    assert all(setting.meaning and setting.value == setting.default for setting in all_settings(USUAL))


@pytest.mark.parametrize(
    "text",
    ["40,30,20,10", "40 30 20 10", "40/30/20/10", "sponsorship=10 product=40 support=20 satisfaction=30"],
)
def test_weights_are_changed_together(text):
    changed = change_setting(USUAL, "weights", text)
    assert changed.weights.shares == (40, 30, 20, 10)
    assert USUAL.weights.shares == (50, 25, 12.5, 12.5)


@pytest.mark.parametrize(
    ("key", "text", "says"),
    [
        ("weights", "50,25,12.5,12", "the four weights must sum to 100, these sum to 99.5"),
        ("weights", "50,50", "four weights, like 50,25,12.5,12.5: product, satisfaction, support, sponsorship"),
        ("weights", "", "four weights, like"),
        ("weights", "product=50 other=50", "name all four weights: product=25"),
        ("weights", "a,b,c,d", "must be a number"),
        ("weights", "-10,50,30,30", "must be 0 or more"),
        ("weights", "nan,25,12.5,12.5", "must be"),
        ("weights.product", "40", "the four weights must sum to 100, these sum to 90"),
        ("thresholds.score.amber", "76", "the amber threshold of scores must not lie above the green one"),
        ("thresholds.renewal.red", "7", "the red threshold of renewals must not lie above the amber one"),
        ("thresholds.score.amber", "x", "must be a whole number"),
        ("stale.product", "0", "must be 1 or more"),
        ("trend.points", "-1", "must be 0 or more"),
        ("currency", "EURO5", "a sign or code of up to four characters"),
    ],
)
def test_what_breaks_a_rule_is_refused_with_the_rule(key, text, says):
    with pytest.raises(ValueError) as caught:
        change_setting(USUAL, key, text)
    assert str(caught.value).startswith(says)


@pytest.mark.parametrize("key", ["nope", "thresholds", "thresholds.score", "stale.nope", "weights.product.x", ""])
def test_there_is_no_such_setting(key):
    with pytest.raises(KeyError):
        change_setting(USUAL, key, "1")


def test_one_setting_is_changed_and_the_others_stay():
    changed = change_setting(USUAL, "thresholds.score.amber", " 60 ")
    assert changed.thresholds.score.amber == 60
    assert changed.thresholds.score.green == 75
    assert changed.thresholds.renewal == USUAL.thresholds.renewal
    assert change_setting(changed, "thresholds.score.amber", "51") == USUAL
    assert change_setting(USUAL, "currency", " \u20ac ").currency == "\u20ac"
    differing = [one.key for one in all_settings(changed) if one.value != one.default]
    assert differing == ["thresholds.score.amber"]


def test_fields_of_a_newer_program_are_kept():
    newer = Settings.model_validate({"later": {"size": 25}})
    assert change_setting(newer, "stale.product", "60").model_dump()["later"] == {"size": 25}


@given(some_weights())
def test_weights_that_sum_to_a_hundred_come_back_as_typed(weights):
    typed = ",".join(f"{share:g}" if share == float(f"{share:g}") else repr(share) for share in weights.shares)
    assert change_setting(USUAL, "weights", typed).weights == weights


@given(st.lists(st.integers(0, 100), min_size=4, max_size=4))
def test_weights_are_right_only_when_they_sum_to_a_hundred(shares):
    fields = dict(zip(COMPONENTS, shares, strict=True))
    if sum(shares) == 100:
        assert Weights.model_validate(fields).shares == tuple(shares)
    else:
        assert "must sum to 100" in problems(Weights, **fields)[""]


def test_decimal_weights_are_summed_as_they_are_written():
    assert Weights(product=33.3, satisfaction=33.3, support=33.3, sponsorship=0.1).shares[3] == 0.1


@pytest.mark.parametrize(
    ("fields", "messages"),
    [
        ({}, {"name": "must not be empty: a name no other client has"}),
        ({"name": ""}, {"name": "must not be empty: a name no other client has"}),
        ({"name": " \u200b "}, {"name": "must not be empty: a name no other client has"}),
        ({"name": "x" * 201}, {"name": "at most 200 characters"}),
        ({"name": "x" * 10_000}, {"name": "at most 200 characters"}),
        ({"name": "a", "product": 101}, {"product": "0 to 100, or empty: no data"}),
        ({"name": "a", "support": "x"}, {"support": "0 to 100, or empty: no data"}),
        ({"name": "a", "sponsorship": float("nan")}, {"sponsorship": "0 to 100, or empty: no data"}),
        ({"name": "a", "status": "gone"}, {"status": "onboarding, active or churned"}),
        ({"owner": "x" * 201, "product": -1}, {
            "name": "must not be empty: a name no other client has",
            "owner": "at most 200 characters",
            "product": "0 to 100, or empty: no data",
        }),
    ],
)  # fmt: skip
def test_each_field_has_one_message(fields, messages):
    assert problems(Client, **fields) == messages


def test_every_field_that_can_be_typed_has_a_message():
    wrong = {"acv": -1, "customer_since": "x", "renewal_date": "x", "trend": "x", "tags": 1, "notes": 1}
    messages = problems(Client, name="a", **wrong)
    assert messages == {name: Client.model_fields[name].description for name in wrong}


def test_messages_of_an_override():
    assert problems(Override, score=101, reason="  ", until=date(2026, 1, 1)) == {
        "score": "0 to 100, in place of the computed health",
        "reason": "must not be empty: why the computed score is wrong",
    }


def test_a_line_may_be_longer_before_it_is_cleaned():
    assert Client(name="  " + "x" * 200 + "\n" * 50).name == "x" * 200
