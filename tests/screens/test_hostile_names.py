"""Text that means harm, in every place that shows or takes it: shown literally or by stand-ins, never acting."""

from datetime import date
from pathlib import Path

import pytest
from textual.content import Content
from textual.widgets import TextArea

from csm_tui.domain.records.client import Client, Override
from csm_tui.domain.text import clean_line, safe_text
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.definitions.client_forms import client_form
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.widgets.form.line_input import one_line
from tests.support.driving import SMALL, TODAY, User, client, fill, using
from tests.support.hostile import LONG, MARKUP, NAMES, SURROGATE, acting
from tests.support.storage.raw_files import fill_raw

_GROUPS = [NAMES[start : start + 13] for start in range(0, len(NAMES), 13)]


def _as_shown(name: str) -> str:
    return safe_text(clean_line(name))


@pytest.mark.thorough
@pytest.mark.parametrize("names", _GROUPS, ids=range(len(_GROUPS)))
async def test_in_the_table_the_pane_the_form_and_the_messages(names: tuple[str, ...], path: Path) -> None:
    fill_raw(path, [{"name": one, "owner": one, "tags": [one], "notes": one, "status": "active"} for one in names])
    async with using(path, (120, 60)) as user:
        seen = user.shown
        assert len(user.names) == len(names)
        await user.press("v")
        for key in list(user.table.keys):
            user.table.move_to(key)
            await user.pilot.pause()
            name = user.under_cursor.name
            assert not acting(name)
            seen += user.shown
            assert _as_shown(name)[:8] in user.shown, name
        await user.press("e")
        title = user.form.query_one("#record-form")._border_title
        assert title is not None
        assert title.plain == f"Client · {user.under_cursor.name}"
        assert not [span for span in title.spans if "@click" in str(span.style) or "link" in str(span.style)]
        assert user.row("name").text == user.under_cursor.name
        seen += user.shown
        await user.press("escape", "d")
        assert user.said[-1].startswith("Deleted ")
        assert "Deleted " in user.shown
        seen += user.shown
        await user.press("question_mark")
        seen += user.shown
        await user.press("escape")
        assert acting(seen, allowed="\n") == set()


async def test_markup_is_shown_as_it_is_everywhere(path: Path) -> None:
    day = date(2027, 1, 1)
    fill(path, [client(one, notes=one, override=Override(score=1, reason=one, until=day)) for one in MARKUP])
    async with using(path, (120, 50)) as user:
        await user.press("v")
        for name in MARKUP:
            user.go_to(name)
            await user.pilot.pause()
            assert user.shown.count(name) >= 2, user.shown
        await user.press("e")
        for name in MARKUP:
            await user.enter(renewal_date=name, notes=name, name=name)
            assert user.shown.count(name) >= 2, user.shown
        await user.press("escape", "slash")
        for name in MARKUP:
            await user.enter_filter(f'tag>="{name}"')
            assert name in user.shown
        await user.press("escape")
        for name in MARKUP:
            user.go_to(name)
            await user.press("d")
            await user.until(lambda name=name: f"Deleted {name}" in user.shown)


async def test_a_click_on_markup_does_nothing(path: Path) -> None:
    name = "[@click=app.quit]click me[/]"
    fill(path, [client(name, notes=name)])
    async with using(path, (120, 40)) as user:
        await user.press("v", "d", "u")
        await user.pilot.pause()
        lines = user.shown.split("\n")
        for y, line in enumerate(lines):
            x = line.find("click me")
            if x >= 0:
                await user.pilot.click(offset=(x + 1, y))
        assert user.app.return_value is None
        assert user.app.is_running


async def _typed_and_saved(user: User, name: str) -> None:
    await user.press("n")
    await user.paste(name)
    await user.enter(owner=name, tags=name, notes=name)
    assert acting(user.shown, "\n") == set()
    assert acting(user.row("name").text) == set(), name
    user.form.action_save()
    await user.until(lambda: user.screen is user.app.portfolio)
    new = user.session.workspace.named(name.strip()) or user.under_cursor
    assert new.name == clean_line(name), name
    assert acting(new.owner + "".join(new.tags)) == set()
    assert acting(new.notes, "\n\t") == set()


@pytest.mark.thorough
async def test_two_typed_into_the_form_and_saved(path: Path) -> None:
    async with using(path, SMALL) as user:
        for name in (NAMES[8], MARKUP[1]):
            await _typed_and_saved(user, name)


@pytest.mark.long
async def test_all_typed_into_the_form_and_saved(path: Path) -> None:
    async with using(path, SMALL) as user:
        for name in NAMES:
            await _typed_and_saved(user, name)


@pytest.mark.thorough
async def test_typed_into_the_filter(path: Path) -> None:
    async with using(path, SMALL) as user:
        await user.press("slash")
        for name in NAMES[::3]:
            await user.enter_filter(name)
            assert acting(user.shown, "\n") == set()


@pytest.mark.parametrize("name", [*NAMES, SURROGATE])
def test_what_the_form_makes_of_them_is_clean(name: str) -> None:
    spec = client_form(None, Workspace(), TODAY)
    texts = {**spec.first, "name": one_line(name), "owner": name, "tags": name, "notes": name}
    change, problems = spec.read(texts, ())
    assert change is not None, problems
    new = change.edits[0].after
    assert isinstance(new, Client)
    assert new.name == clean_line(name)
    assert acting(new.name + new.owner + "".join(new.tags)) == set()
    assert acting(new.notes, "\n\t") == set()
    new.model_dump_json()


@pytest.mark.thorough
async def test_a_lone_surrogate_and_a_very_long_name(path: Path) -> None:
    async with using(path, SMALL) as user:
        await user.press("n")
        await user.paste(SURROGATE)
        editor = user.row("notes").editor
        assert isinstance(editor, TextArea)
        editor.text = SURROGATE
        await user.press("ctrl+s")
        await user.saved()
        assert user.under_cursor.name == "lonesurrogate"
        assert user.under_cursor.notes == "lonesurrogate"
        await user.press("n")
        await user.paste(LONG)
        assert user.row("name").text == LONG, "nothing of it is cut while it is typed"
        assert "at most 200 characters" in user.message("name"), "whatever the model looks at first"
        await user.press("ctrl+s")
        assert isinstance(user.screen, RecordForm)


async def test_a_document_that_cannot_be_read_is_named_without_acting(path: Path) -> None:
    fill_raw(
        path,
        [
            {"name": "sound"},
            {"name": LONG},
            {"name": "bad entry", "entered": {"\x1b]0;title\x07[/]": "no date"}},
            {"name": "bad score", "product": "\x1b[31m"},
        ],
    )
    async with using(path, SMALL) as user:
        assert len(user.names) == 4
        assert len(user.session.file.to_mend) == 3
        assert [message for message in user.said if "breaks a rule" in message] != []
        assert not any("damaged" in message for message in user.said)
        assert acting(user.shown, "\n") == set()
        assert not any(isinstance(message, Content) for message in user.said)
        user.go_to("sound")
        await user.press("d")
        await user.saved()
    assert "bad entry" in path.read_text(), "what is not understood stays in the file"
