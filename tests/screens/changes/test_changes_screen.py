"""The list of what changed: since several days, by shares, filtered and opened."""

from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest

from csm_tui.commands.per_screen.changes import CHANGES
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.client_entries import with_typed
from csm_tui.planning.changes.movement import ClientMove
from csm_tui.screens.base.later_screen import Known, LaterScreen
from csm_tui.screens.changes.changes_screen import ChangesScreen
from csm_tui.screens.client.client_page import ClientPage
from csm_tui.widgets import later
from csm_tui.widgets.line_pane import LinePane
from tests.support.driving import SMALL, TODAY, User, fill, using
from tests.support.screens.page_driving import pane_text

TRIED = {
    "change.open", "change.since", "change.earlier", "change.later", "change.touch",
    "table.filter", "table.clear", "table.sort", "table.sort_further", "table.details", "table.legend",
    "table.copy", "table.copy_markdown",
}  # fmt: skip
"""The commands that are pressed below."""


def test_all_commands_are_tried() -> None:
    assert {one.ID for one in CHANGES} == TRIED


def screen(user: User) -> ChangesScreen:
    return cast(ChangesScreen, user.app.front)


def listed(user: User) -> list[str]:
    return [one.client.name for one in screen(user).shown]


def moved(name: str, *scores: tuple[int, int], **fields: object) -> Client:
    """A client with product scores some days ago, and other fields that were entered with the last one."""
    found = Client(name=name)
    for ago, score in scores:
        found = with_typed(found, {"product": score, "acv": 10}, TODAY - timedelta(days=ago))
    return with_typed(found, fields, TODAY - timedelta(days=scores[-1][0])) if fields else found


async def test_what_moved_is_told_since_any_day(path: Path) -> None:
    fill(path, [
        moved("Fell", (60, 80), (10, 40), acv=25), moved("Rose", (60, 60), (20, 90)), moved("Still", (60, 60)),
        moved("Long ago", (300, 60), (100, 80)), moved("New", (3, 60)),
    ])  # fmt: skip
    async with using(path, SMALL) as user:
        await user.press("9", "v")
        assert listed(user) == ["Fell", "New", "Rose"]
        assert "30 days: 1 up, 1 down, 1 new" in user.shown
        assert "1 became red, 1 became green, points in sum: product -10" in user.shown
        beside = pane_text(screen(user).query_one("#rows-side", LinePane))
        assert "health 80 > 40 (product -40)" in beside
        assert "ACV 10 > 25" in beside
        await user.press("left_square_bracket", "left_square_bracket")
        assert "182 days" in user.shown
        assert listed(user) == ["Fell", "New", "Rose", "Still", "Long ago"]
        await user.press(*["left_square_bracket"] * 2)
        assert "365 days ago is the last step" in user.shown
        await user.press(*["right_square_bracket"] * 4)
        assert listed(user) == ["New"]
        await user.press("e")
        await user.enter(since="2026-02-01", until="2026-02-15")
        await user.press("ctrl+s")
        assert listed(user) == ["Rose"]
        assert "1 Feb 2026 to 15 Feb 2026, 14 days" in user.shown
        assert user.session.drafts.all() == ()
        await user.press("right_square_bracket", "left_square_bracket", "slash")
        await user.type("change<=-5")
        await user.press("enter")
        assert listed(user) == ["Fell"]
        await user.press("escape", "right", "s", "right", "S", "Y")
        assert user.app.clipboard.count("\t") == 8
        await user.press("ctrl+y")
        assert user.app.clipboard.startswith("| Client | From | To |")
        await user.press("L")
        assert "the four sum to the change" in " ".join(user.shown.split())
        await user.press("escape", "t")
        await user.enter(note="Called")
        await user.press("ctrl+s", "enter")
        assert isinstance(user.screen, ClientPage)


async def test_while_other_days_are_compared_the_rows_of_before_can_be_asked_about(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path, [moved("Fell", (60, 80), (10, 40))])
    async with using(path, SMALL) as user:
        await user.press("9")
        monkeypatch.setattr(later, "AT_ONCE", 0)  # found in a thread, as in a large book
        known: list[Known | None] = []
        monkeypatch.setattr(LaterScreen, "__setattr__", lambda one, name, value: _note(one, name, value, known))
        await user.press("left_square_bracket", "left_square_bracket")
        await user.until(lambda: "182 days" in user.shown)
        assert len(known) == 2
        assert None not in known, "the thread reads it at any time"


def _note(one: LaterScreen[ClientMove], name: str, value: object, known: list[object]) -> None:
    if name == "known":
        known.append(value)
    super(LaterScreen, one).__setattr__(name, value)


async def test_a_first_day_after_the_last_is_refused(path: Path) -> None:
    fill(path, [moved("Still", (60, 60))])
    async with using(path, SMALL) as user:
        await user.press("9", "e")
        await user.enter(since="2026-02-15", until="2026-02-01")
        await user.press("ctrl+s")
        assert "must not be after 2026-02-01" in user.shown
        assert date(2026, 2, 15) not in screen(user).span
