"""A form: what is said of a field, and how it is passed through."""

import asyncio
import signal
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from textual.widget import Widget
from textual.widgets._select import SelectCurrent

from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.forms.registry import FORMS
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.textual_patches.safety.driver import SafeLinuxDriver
from csm_tui.widgets.form.editors import ChoiceInput, LongInput
from csm_tui.widgets.form.form import Form
from tests.support.driving import SMALL, TODAY, User, client, fill, using
from tests.support.pilot import typed

pytestmark = pytest.mark.thorough


def _hint(user: User) -> str:
    return user.shown.splitlines()[-2].strip()


def _line(user: User, label: str) -> str:
    return next(line for line in user.shown.splitlines() if line.strip().startswith(label))


async def test_the_rule_of_the_field_with_the_cursor_stands_below_all(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await user.press("e")
        assert _hint(user).startswith("A name no other")
        await user.press("tab", "tab")
        assert _hint(user) == "Who looks after the client"
        assert "Who looks after" not in _line(user, "Owner")


@pytest.mark.parametrize(("keys", "field"), [("t", "note"), ("n", "name"), ("b", "add_tags")])
async def test_no_other_field_has_the_cursor_while_a_form_opens(
    path: Path, monkeypatch: pytest.MonkeyPatch, keys: str, field: str
) -> None:
    fill(path, [client("Acme")])
    focused: list[Widget | None] = []
    move = RecordForm.set_focus

    def note_it(form: RecordForm[Any], widget: Widget | None, *args: Any, **options: Any) -> None:
        focused.append(widget)
        move(form, widget, *args, **options)

    monkeypatch.setattr(RecordForm, "set_focus", note_it)
    async with using(path, SMALL) as user:
        await user.press(keys)
        editor = user.row(field).editor
        assert set(focused) == {editor}, "a key typed ahead would have gone to another one"
        assert editor.has_focus


async def test_what_must_not_be_empty_is_marked_and_said_when_it_is_saved(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await user.press("t")
        assert [line.split("*")[0].strip() for line in user.shown.splitlines() if "* " in line] == ["Date", "Note"]
        await user.press("ctrl+s")
        assert user.said == ["Not saved yet, please mend: Note"]
        assert any(line.startswith("! Note *") for line in user.shown.splitlines()), "told without colours, too"
        assert _hint(user).startswith("must not be empty")
        assert user.row("note").editor.has_focus


async def test_what_was_understood_stands_beside_at_once_and_the_rule_stays_below(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await user.press("t")
        await user.enter(follow_up="in 2 weeks")
        assert "→ Mon 16 Mar 2026, in 14 days" in _line(user, "Follow-up")
        user.form.query_one(Form).focus_field("follow_up")
        await user.pilot.pause()
        assert _hint(user).startswith("When it is due")


async def test_a_day_fits_into_its_field_on_a_narrow_terminal(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, (60, 20)) as user:
        await user.press("t")
        assert f" {TODAY} " in user.shown


async def test_the_form_keeps_its_height_while_something_is_wrong(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await user.press("t")
        before = user.form.query_one("#record-form").region
        await user.enter(day="x" * 40, follow_up="someday, when there is more time", task="call")
        assert user.wrong()
        assert user.form.query_one("#record-form").region == before


async def test_the_editor_of_a_long_text_opens_at_its_beginning_and_grows_with_it(path: Path) -> None:
    fill(path, [client("Acme", notes="first\n" + "line\n" * 4 + "last")])
    async with using(path) as user:
        await user.press("e")
        notes = user.row("notes").editor
        assert isinstance(notes, LongInput)
        assert notes.cursor_location == (0, 0)
        assert notes.size.height == 6
        user.form.query_one(Form).focus_field("notes")
        await user.press("enter")
        await user.until(lambda: notes.size.height == 7)


async def test_a_letter_goes_to_the_next_choice_that_begins_with_it(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await user.press("e", "tab")
        choice = user.row("status").editor
        assert isinstance(choice, ChoiceInput)
        await user.press("c")
        assert choice.value == ClientStatus.CHURNED
        await user.press("x")
        assert choice.value == ClientStatus.CHURNED
        await user.press("o")
        assert choice.value == ClientStatus.ONBOARDING
        assert "does nothing" not in " ".join(user.said)


@pytest.mark.parametrize("key", ["ctrl+s", "f2"])
async def test_saving_has_two_keys(path: Path, key: str) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await user.press("e")
        await user.enter(owner="Kim")
        await user.press(key)
        assert user.named("Acme").owner == "Kim"


@pytest.mark.parametrize("key", ["ctrl+x", "f3"])
async def test_throwing_away_leaves_says_so_and_keeps_it_in_the_trash(path: Path, key: str) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await user.press("e")
        await user.enter(owner="Kim")
        await user.press(key)
        assert user.screen is user.app.portfolio
        assert user.said == ["Thrown away; R still has it for 30 days"]
        await user.press("R")
        assert "trash" in user.shown
        await user.press("escape", "e")
        assert user.row("owner").text == "", "it begins again with what is saved"
        await user.press(key)
        assert user.screen is user.app.portfolio
        assert user.said.count("Thrown away; R still has it for 30 days") == 1, "nothing was typed"


async def test_keys_typed_ahead_of_a_form_that_is_thrown_away_meet_what_is_below(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        driver = SafeLinuxDriver(user.app)

        def type_ahead() -> None:
            for key in ("e", "ctrl+x", "escape", "e", "f3", "ctrl+s", "t", "H", "i"):
                driver.process_message(typed(key))

        await asyncio.to_thread(type_ahead)
        await user.pilot.pause()
        assert user.row("note").text == "Hi"
        assert not user.session.can_undo
        await user.press("ctrl+x")
        assert user.screen is user.app.portfolio


async def test_enter_in_the_last_field_that_is_typed_saves(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await user.press("t")
        await user.enter(note="talked", follow_up="in 2 weeks", task="send it")
        user.form.query_one(Form).focus_field("follow_up")
        await user.press("enter")
        assert user.row("task").editor.has_focus, "before that it goes on"
        await user.press("enter")
        await user.until(lambda: user.screen is user.app.portfolio)
        assert user.session.can_undo


async def test_only_keys_that_do_something_in_this_form_are_offered(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await user.press("t")
        last = user.shown.splitlines()[-1]
        assert " ".join(last.split()) == "^s Save esc Leave, keep it ^x Throw away ^o Editor f1 Help"


async def test_a_choice_with_the_cursor_is_lit_as_an_input_is(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await user.press("t", "shift+tab")
        choice = user.row("kind").editor
        assert choice.has_focus
        lit = choice.query_one(SelectCurrent).styles.background
        await user.press("shift+tab")
        assert user.row("day").editor.styles.background == lit
        assert choice.query_one(SelectCurrent).styles.background != lit


@pytest.mark.parametrize("place", sorted({known.dialog for known in FORMS.values() if known.dialog}))
def test_a_dialog_that_the_registry_names_is_there(place: str) -> None:
    module, name = place.split(":")
    assert issubclass(getattr(import_module(f"csm_tui.screens.dialogs.forms.{module}"), name), RecordForm)
