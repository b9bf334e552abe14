"""Any edits in a text of several lines, undone and made again in any order: it stands, and the text is right."""

from pathlib import Path
from random import Random

import pytest
from textual.app import App, ComposeResult
from textual.document._wrapped_document import WrappedDocument
from textual.widgets import TextArea

from csm_tui.widgets.form.editors import LongInput
from tests.support.driving import User, fill_demo, using
from tests.support.rows import first_rows

_SIX = "one\ntwo\nthree\nfour\nfive\nsix"
_PASTES = (
    _SIX, "\n\n\n", "x", "wide \u6f22\u5b57 and long " * 12, "tab\there\n", "\u2028 and \u2029", "a\rb\r\nc",
    "pile" + "\u0301" * 9, "\x0b\x0c\x1c\x85", "", "last\n",
)  # fmt: skip
_KEYS = (
    *("ctrl+z",) * 8, *("ctrl+y",) * 5, "enter", "enter", "backspace", "delete", "a", "space", "left", "up", "down",
    "home", "end", "shift+up", "shift+down", "shift+left", "shift+end", "ctrl+u", "ctrl+k", "ctrl+w", "ctrl+x", "f7",
    "f6", "ctrl+v", "ctrl+c", "pageup", "pagedown", "ctrl+left", "ctrl+shift+left", "tab", "shift+tab",
)  # fmt: skip


class _Editor(App[None]):
    def compose(self) -> ComposeResult:
        yield LongInput("first\nsecond", tab_behavior="focus")


def _wrapping(area: TextArea) -> tuple[object, ...]:
    """How an editor holds its lines as they are wrapped."""
    wrapped = area.wrapped_document
    return wrapped._wrap_offsets, wrapped._line_index_to_offsets, wrapped._offset_to_line_info


def _anew(area: TextArea) -> tuple[object, ...]:
    """How it had to hold them."""
    wrapped = WrappedDocument(area.document, tab_width=area.indent_width)
    wrapped.wrap(area.wrap_width, area.indent_width)
    return wrapped._wrap_offsets, wrapped._line_index_to_offsets, wrapped._offset_to_line_info


async def _notes(user: User) -> TextArea:
    """The notes of a client, with the cursor in them."""
    await user.press("e")
    area = user.row("notes").editor
    assert isinstance(area, TextArea)
    area.focus()
    await user.pilot.pause()
    return area


async def test_a_paste_of_several_lines_is_undone_and_made_again(path: Path) -> None:
    fill_demo(path)
    async with using(path) as user:
        area = await _notes(user)
        before = area.text
        for _ in range(3):
            await user.paste(_SIX)
        after = area.text
        await user.press(*["ctrl+z"] * 6)
        assert area.text == before
        await user.press(*["ctrl+y"] * 6)
        assert area.text == after
        assert user.session.drafts.all()[0].texts["notes"] == after, "what is undone or made again is kept as well"


@pytest.mark.parametrize("seed", first_rows(range(8), 3))
async def test_random_edits(seed: int) -> None:
    chance = Random(seed)
    app = _Editor()
    async with app.run_test(size=(chance.choice((20, 44, 80)), 12)) as pilot:
        area = app.query_one(LongInput)
        area.focus()
        for _ in range(60):
            if chance.random() < 0.25:
                area.replace(chance.choice(_PASTES), *area.selection)
            elif chance.random() < 0.05:
                area.text = chance.choice(_PASTES)
            else:
                await pilot.press(chance.choice(_KEYS))
                area.focus()
            assert _wrapping(area) == _anew(area)
        text = area.text
        area.history.checkpoint()
        steps = len(area.history.undo_stack)
        await pilot.press(*["ctrl+z"] * steps)
        assert not area.history.undo_stack
        await pilot.press(*["ctrl+y"] * steps)
        assert area.text == text
        assert _wrapping(area) == _anew(area)
