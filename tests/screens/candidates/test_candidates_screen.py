"""The list of candidates: found, told why, opened, and asked by an activity of the plan."""

from pathlib import Path
from typing import cast

import pytest

from csm_tui.commands.per_screen.candidates import CANDIDATES
from csm_tui.domain.records.activity import Activity, Category
from csm_tui.screens.candidates.candidates_screen import CandidatesScreen
from csm_tui.screens.client.client_page import ClientPage
from csm_tui.session.changes import deletion
from csm_tui.widgets import later
from csm_tui.widgets.line_pane import LinePane
from tests.support.driving import SMALL, User, fill_demo, using
from tests.support.screens.page_driving import pane_text

TRIED = {
    "candidate.open", "candidate.plan", "candidate.touch", "table.filter", "table.sort", "table.sort_further",
    "table.details", "table.legend", "table.copy", "table.copy_markdown", "back",
}  # fmt: skip
"""The commands that are pressed below."""


def test_all_commands_are_tried() -> None:
    assert {one.ID for one in CANDIDATES} == TRIED


def screen(user: User) -> CandidatesScreen:
    return cast(CandidatesScreen, user.app.front)


def listed(user: User) -> list[tuple[str, str, str]]:
    return [(one.row.client.name, str(one.category), one.blocked_by) for one in screen(user).shown]


async def test_candidates_are_told_opened_and_asked(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("dollar_sign", "v")
        assert "2 to ask for more   1 to ask to speak for us   " in user.shown
        found = listed(user)
        assert found[:2] == [("Customer 1", "expand", "ready"), ("Customer 11", "expand", "ready")]
        assert ("Customer 2", "expand", "sponsorship red") in found
        assert ("Customer 3", "advocate", "falling") in found
        beside = pane_text(screen(user).query_one("#rows-side", LinePane))
        assert "Customer 1 can be asked for more" in beside
        assert "+ no promise overdue" in beside
        await user.press("down", "y")
        assert (user.row("clients").text, user.row("category").text) == ("Customer 11", "expand")
        assert all(user.row(name).text for name in ("reference", "description", "purpose", "results", "measurement"))
        assert all(user.row(name).text for name in ("hours", "deadline", "notes"))
        await user.press("ctrl+s")
        (planned,) = user.session.workspace.table(Activity).records.values()
        assert planned.category is Category.EXPAND
        assert [user.session.workspace.clients[one].name for one in planned.clients] == ["Customer 11"]
        assert listed(user)[1] == ("Customer 11", "expand", f"in the plan: {planned.reference}")
        assert "1 to ask for more   1 to ask to speak for us   1 in the plan   " in user.shown
        assert "It is in the plan already" in pane_text(screen(user).query_one("#rows-side", LinePane))
        await user.press("slash")
        await user.type("for:expand blocked:sponsor")
        await user.press("enter", "g")
        assert listed(user)[0] == ("Customer 2", "expand", "sponsorship red")
        assert {one[1] for one in listed(user)} == {"expand"}
        await user.press("y")
        assert user.row("description").text == "Put right at Customer 2 what stands in the way: sponsorship red."
        await user.press("escape", "right", "right", "right", "s", "left", "S", "s", "g", "Y")
        assert user.app.clipboard.count("\t") == 6
        await user.press("ctrl+y")
        assert user.app.clipboard.startswith("| Client | To ask for |")
        await user.press("L")
        assert "what stands in the way" in user.shown
        await user.press("escape", "t")
        await user.enter(note="Called")
        await user.press("ctrl+s", "enter")
        assert isinstance(user.screen, ClientPage)
        await user.press("escape", "escape")
        assert len(listed(user)) == len(found)
        await user.press("escape")
        assert user.screen is user.app.portfolio


async def test_of_many_clients_they_are_found_while_keys_are_answered(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(later, "AT_ONCE", 3)
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("dollar_sign")
        await user.until(lambda: listed(user))
        before = listed(user)
        gone = user.named("Customer 1")
        user.screen.apply(deletion([gone], user.session.workspace))
        await user.until(lambda: listed(user) != before)
        assert "Customer 1" not in {name for name, _, _ in listed(user)}


@pytest.mark.thorough
@pytest.mark.parametrize("size", [(120, 40), (160, 50)], ids=["wide", "vast"])
async def test_what_blocks_them_is_read_in_full(size: tuple[int, int], path: Path) -> None:
    fill_demo(path)
    async with using(path, size) as user:
        await user.press("dollar_sign")
        await user.until(lambda: "Blocked by" in user.shown)
        await user.until(lambda: "satisfaction not amber or better" in user.shown)
