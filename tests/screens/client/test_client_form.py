"""The form: every field with its own message, what was typed is kept, and what is saved is what was meant."""

from datetime import date
from pathlib import Path

import pytest

from csm_tui.domain.records.client import Client, Feeling, Override, Sentiment
from csm_tui.forms.declared import fields_of
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from tests.support.driving import SMALL, TODAY, WIDE, User, client, fill, fill_demo, reread, using

_VALUES = {
    "name": "Zoë GmbH",
    "status": "onboarding",
    "owner": "Kim",
    "acv": "35,000",
    "customer_since": "2 years ago",
    "renewal_date": "in 3 months",
    "trend": "Up",
    "product": "80",
    "satisfaction": "70.5",
    "support": "",
    "sponsorship": "n/a",
    "notice_days": "90",
    "sentiment_feeling": "uneasy",
    "sentiment_why": "they answer late",
    "external_id": "0015",
    "tags": "EMEA, Key Account, emea",
    "notes": "first\nsecond",
    "override_score": "60",
    "override_reason": "sponsor left",
    "override_until": "in 6 weeks",
}


@pytest.mark.parametrize("size", [pytest.param(WIDE, id="wide", marks=pytest.mark.long), SMALL])
async def test_a_new_client_with_every_field(size: tuple[int, int], path: Path) -> None:
    assert set(_VALUES) == {field.name for field in fields_of(Client).fields}
    async with using(path, size) as user:
        await user.press("n")
        await user.enter(**_VALUES)
        assert user.wrong() == {}
        await user.press("ctrl+s")
        assert user.screen is user.app.portfolio
        await user.saved()
        assert user.under_cursor.name == "Zoë GmbH"
    new = reread(path).named("zoe gmbh")
    assert new is not None
    assert (new.owner, new.acv, new.trend, new.status) == ("Kim", 35_000, "Up", "onboarding")
    assert (new.customer_since, new.renewal_date) == (date(2024, 3, 2), date(2026, 6, 2))
    assert new.scores == (80, 70.5, None, None)
    assert new.tags == ("emea", "key-account")
    assert new.notes == "first\nsecond"
    assert (new.notice_days, new.external_id) == (90, "0015")
    assert new.sentiment == Sentiment(feeling=Feeling.UNEASY, why="they answer late")
    assert new.override == Override(score=60, reason="sponsor left", until=date(2026, 4, 13))
    assert new.history == ((TODAY, 80, 70.5, None, None),)


_BAD = {
    "acv": ("a lot", "an amount is a number"),
    "customer_since": ("03/04/2024", "day and month could change places"),
    "renewal_date": ("soon", "write 2027-03-01 or"),
    "product": ("101", "a score is a number from 0 to 100"),
    "satisfaction": ("good", "a score is a number from 0 to 100"),
    "support": ("-1", "a score is a number from 0 to 100"),
    "sponsorship": ("1e3", "a score is a number from 0 to 100"),
    "owner": ("x" * 201, "at most 200 characters"),
    "name": ("x" * 201, "at most 200 characters"),
}


@pytest.mark.thorough
async def test_each_bad_value_has_its_message_beside_it(path: Path) -> None:
    fill(path, [client("Acme", acv=5)])
    async with using(path) as user:
        await user.press("e")
        await user.enter(**{field: text for field, (text, _) in _BAD.items()})
        for field, (_, message) in _BAD.items():
            assert message in user.message(field)
        assert set(user.wrong()) == set(_BAD)
        await user.press("ctrl+s")
        assert isinstance(user.screen, RecordForm), "nothing is saved while a field is wrong"
        assert user.row("name").editor.has_focus, "the cursor goes to the first field that is wrong"
        assert "Name, Owner, ACV" in user.said[-1]
        await user.enter(
            **{field: "2024-01-01" if field in ("customer_since", "renewal_date") else "9" for field in _BAD}
        )
        assert user.wrong() == {}
    assert reread(path).named("Acme") is not None, "and nothing was saved"


@pytest.mark.thorough
async def test_an_override_is_whole_or_not_there(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await user.press("e")
        for texts, wrong in (
            ({"score": "50"}, {"reason", "until"}),
            ({"reason": "because"}, {"score", "until"}),
            ({"score": "x", "reason": "y", "until": "z"}, {"score", "until"}),
        ):
            await user.enter(**{f"override_{name}": text for name, text in texts.items()})
            assert set(user.wrong()) == {f"override_{name}" for name in wrong}, texts
            await user.enter(**{f"override_{name}": "" for name in texts})
            assert user.wrong() == {}


@pytest.mark.thorough
async def test_a_name_is_needed_and_is_another_one_than_all_others(path: Path) -> None:
    fill(path, [client("Zoë GmbH")])
    async with using(path, SMALL) as user:
        await user.press("n")
        assert user.wrong() == {}, "what is still to be typed is not yet wrong"
        await user.press("ctrl+s")
        assert "must not be empty" in user.message("name")
        for blank in ("   ", "\u200b", "\x1b"):
            await user.enter(name=blank)
            await user.press("ctrl+s")
            assert isinstance(user.screen, RecordForm), repr(blank)
            assert "name" in user.wrong(), repr(blank)
        await user.enter(name="ZOE gmbh")
        assert "another client has this name" in user.message("name")
        await user.press("ctrl+s")
        assert isinstance(user.screen, RecordForm)
    assert len(reread(path).clients) == 1


@pytest.mark.thorough
async def test_a_changed_score_makes_todays_snapshot_and_other_edits_do_not(path: Path) -> None:
    before = client("Acme", on=date(2025, 12, 1), product=50, satisfaction=60)
    fill(path, [before])
    async with using(path, SMALL) as user:
        await user.press("e")
        await user.enter(owner="Kim")
        await user.press("ctrl+s")
        assert user.under_cursor.history == before.history
        assert user.under_cursor.entered == before.entered | {"owner": TODAY}
        await user.press("e")
        await user.enter(product="55")
        await user.press("ctrl+s")
        assert user.under_cursor.history == (*before.history, (TODAY, 55, 60, None, None))
        assert user.under_cursor.entered["satisfaction"] == date(2025, 12, 1)
        await user.press("e")
        await user.enter(product="58")
        await user.press("ctrl+s")
        assert user.under_cursor.history == (*before.history, (TODAY, 58, 60, None, None)), "one snapshot a day"
        await user.saved()
        user.session.undo()
        user.session.undo()
        assert user.under_cursor.history == before.history


@pytest.mark.thorough
async def test_saving_what_is_unchanged_changes_nothing(path: Path) -> None:
    fill_demo(path)
    data = path.read_bytes()
    async with using(path, SMALL) as user:
        await user.press("e", "ctrl+s")
        assert user.screen is user.app.portfolio
        await user.saved()
        assert not user.session.can_undo
    assert path.read_bytes() == data


def _is_resumed(user: User) -> bool:
    return "resumed" in str(user.form.query_one("#record-form").border_title)


@pytest.mark.thorough
async def test_esc_keeps_what_was_typed_and_offers_it_again(path: Path) -> None:
    fill(path, [client("Acme"), client("Bolt")])
    async with using(path, SMALL) as user:
        user.go_to("Acme")
        await user.press("e")
        await user.enter(owner="Kim")
        await user.enter(acv="a lot")
        await user.press("escape")
        assert any("kept" in message for message in user.said)
        assert user.under_cursor.owner == ""
        user.go_to("Bolt")
        await user.press("e")
        assert user.row("owner").text == "", "each client has its own"
        await user.press("escape")
        user.go_to("Acme")
        await user.press("e")
        assert _is_resumed(user)
        assert (user.row("owner").text, user.row("acv").text) == ("Kim", "a lot")
        assert set(user.wrong()) == {"acv"}
        await user.press("ctrl+x", "e")
        assert (user.row("owner").text, user.row("acv").text) == ("", "")
        assert not _is_resumed(user)


@pytest.mark.thorough
async def test_what_was_kept_goes_when_it_is_saved(path: Path) -> None:
    async with using(path, SMALL) as user:
        await user.press("n")
        await user.enter(name="Acme")
        await user.press("escape", "n")
        assert user.row("name").text == "Acme"
        await user.press("ctrl+s", "n")
        assert user.row("name").text == ""
        assert not _is_resumed(user)


@pytest.mark.thorough
async def test_leaving_an_untouched_form_says_nothing(path: Path) -> None:
    async with using(path, SMALL) as user:
        await user.press("n", "escape")
        assert user.said == []


@pytest.mark.thorough
async def test_letters_and_digits_belong_to_the_field_that_has_the_cursor(path: Path) -> None:
    async with using(path, SMALL) as user:
        await user.press("n", *"qud?/1")
        assert user.row("name").text == "qud?/1"
        await user.press("tab", "tab", "7", "enter", "8")
        assert (user.row("owner").text, user.row("acv").text) == ("7", "8"), "enter goes on to the next field"


@pytest.mark.thorough
async def test_every_field_can_be_reached_in_24_lines(path: Path) -> None:
    async with using(path, SMALL) as user:
        await user.press("n")
        for field in fields_of(Client).fields:
            assert user.row(field.name).editor.has_focus, field.name
            assert user.row(field.name).editor.region in user.form.region
            await user.press("tab")


@pytest.mark.thorough
async def test_a_paste_of_several_lines_into_a_line_is_kept_whole(path: Path) -> None:
    async with using(path, SMALL) as user:
        await user.press("n")
        await user.paste("Acme\nHolding\r\nLtd\tCo\x1b[31m")
        assert user.row("name").text.split() == ["Acme", "Holding", "Ltd", "Co[31m"]
        await user.press("ctrl+s")
        assert user.under_cursor.name == "Acme Holding Ltd Co[31m"
