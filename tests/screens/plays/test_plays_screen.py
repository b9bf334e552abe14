"""The list of plays: found, opened with the clients they are for, and one's own written in an editor."""

import re
from pathlib import Path
from typing import cast

import pytest
from textual.app import App

from csm_tui.commands.per_screen.plays import PLAYS
from csm_tui.domain.records.activity import Activity
from csm_tui.screens.client.client_page import ClientPage
from csm_tui.screens.dialogs.text_page import TextPage
from csm_tui.screens.plays import own_plays
from csm_tui.screens.plays.play_dialog import PlayDialog
from csm_tui.screens.plays.plays_screen import PlaysScreen
from csm_tui.session.changes import addition, edition
from csm_tui.widgets.line_pane import LinePane
from tests.support.driving import SMALL, User, fill_demo, using
from tests.support.plays import BOOK
from tests.support.screens.page_driving import pane_text

TRIED = {
    "play.open", "plays.editor", "plays.problems", "table.filter", "table.sort", "table.sort_further", "table.details",
    "table.legend", "table.copy", "table.copy_markdown", "back",
}  # fmt: skip
"""The commands that are pressed below."""

OWN = """
[[play]]
id = "silence"
title = "Quiet {[b]}"
when = "status:active"

[[play]]
id = "unhappy"
off = true

[[play]]
id = "low-use"
titel = "x"

[[play]]
id = "low-usee"
"""


def test_all_commands_are_tried() -> None:
    assert {one.ID for one in PLAYS} == TRIED


def screen(user: User) -> PlaysScreen:
    return cast(PlaysScreen, user.app.front)


def plays(user: User) -> list[str]:
    return [one.play.id for one in screen(user).shown]


async def opened(user: User) -> None:
    await user.press("semicolon")
    assert isinstance(user.app.front, PlaysScreen)
    await user.until(lambda: screen(user).shown)


@pytest.mark.thorough
async def test_plays_are_found_and_opened_with_whom_they_are_for(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await opened(user)
        assert len(plays(user)) == len(BOOK.plays)
        assert plays(user)[:2] == ["last-thirty-days", "renewal-at-risk"]
        await user.press("slash")
        await user.type("for:")
        await user.type('"customer 11" category:advocate')
        await user.press("enter")
        assert plays(user) == ["case-study"]
        await user.press("v")
        beside = pane_text(screen(user).query_one("#rows-side", LinePane))
        assert "can be asked to speak for us" in beside
        assert "{client}" in beside
        await user.press("enter")
        assert isinstance(user.screen, PlayDialog)
        told = pane_text(user.screen.query_one("#play-text", LinePane))
        assert "Customer 11" in told
        assert "{" not in told
        assert re.search(r"A1 .*1\.5 h, by (Mon|Tue|Wed|Thu|Fri) \d+ ... 2026", told, re.DOTALL)
        await user.press("y")
        assert user.said[-1] == "In the plan: Case study for Customer 11: 5 activities; u takes it back"
        planned = user.session.workspace.table(Activity).records.values()
        assert [one.play for one in planned] == ["case-study"] * 5
        await user.press("y")
        assert user.said[-1] == "For Customer 11 it is in the plan already: A1, A2 and 3 more"
        assert "A5 " in pane_text(user.screen.query_one("#play-text", LinePane))
        await user.press("u")
        assert not user.session.workspace.table(Activity).records
        await user.press("enter")
        assert isinstance(user.screen, ClientPage)
        assert user.screen.client.name == "Customer 11"
        await user.press("escape", "escape")
        assert len(plays(user)) == len(BOOK.plays), "the first esc shows all again"
        await user.press("right", "right", "s", "s", "left", "S", "g", "Y")
        assert plays(user)[0] == "renewal-at-risk"
        assert user.app.clipboard.startswith("Renewal at risk\tretain\t15\t5\tbuilt in\t4\tCustomer 5, Customer 6")
        await user.press("ctrl+y")
        assert user.app.clipboard.startswith("| Play | ")
        await user.press("L")
        assert "to how many clients it applies now" in user.shown
        await user.press("escape", "escape")
        assert user.screen is user.app.portfolio


async def test_an_open_play_follows_what_others_change(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await opened(user)
        screen(user).table.move_to("case-study")
        await user.press("enter", "y")
        one = next(iter(user.session.workspace.table(Activity).records.values()))
        other = Activity(quarter=one.quarter, reference="Own", hours=1)
        user.session.apply(addition(other))
        user.session.apply(edition(one, one.changed(deadline=None, dependencies=(other.id,))))
        await user.pilot.pause()
        assert "by the quarter's end" in pane_text(user.screen.query_one("#play-text", LinePane))
        (suited,) = (row for row in screen(user).row.clients)
        user.session.apply(edition(suited.client, suited.client.changed(satisfaction=20)))
        await user.until(lambda: "It applies to nobody now" in user.shown)
        await user.press("pageup")  # a key takes the message from the place of the keys
        await user.until(lambda: "esc Close" in user.shown)
        assert "Into the plan" not in user.shown
        user.session.undo()
        await user.until(lambda: "Customer 11" in user.shown and "y Into the plan" in user.shown)
        (path.parent / "playbooks.toml").write_text('[[play]]\nid = "case-study"\ntitle = "Told [again]"\n')
        user.app.look_at_plays()
        await user.until(lambda: "Told [again]" in pane_text(user.screen.query_one("#play-text", LinePane)))


async def test_ones_own_plays_are_written_in_the_editor_and_their_mistakes_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_demo(path)
    file = path.parent / "playbooks.toml"
    seen: list[str] = []

    def editor(_app: App[object], opened_path: Path) -> bool:
        assert opened_path == file
        seen.append(file.read_text())
        if len(seen) > 1:
            file.write_text(OWN)
        return True

    monkeypatch.setattr(own_plays, "opened_in_editor", editor)
    async with using(path, SMALL) as user:
        await opened(user)
        await user.press("exclamation_mark", "ctrl+o")
        assert user.said == [f"Nothing is wrong in {file}", f"Your own plays: {file}"]
        assert seen[0].startswith("# Your own plays.")
        assert not file.exists(), "nothing was written into it"
        await user.press("ctrl+o")
        await user.until(lambda: "silence" in plays(user) and plays(user)[-1] == "unhappy")
        assert user.said[-1].startswith(
            'playbooks.toml: line 13: play low-use: no entry "titel"; did you mean title?, '
        )
        rows = {one.play.id: one.source for one in screen(user).shown}
        assert (rows["silence"], rows["unhappy"], rows["low-use"]) == ("changed", "off", "built in")
        assert "Quiet {[b]}" in user.shown
        assert "line 13: play low-use" in user.shown
        await user.press("exclamation_mark")
        assert isinstance(user.screen, TextPage)
        assert "line 15: play low-usee: lacks title, category" in " ".join(user.shown.split())
        await user.press("escape")
        file.write_text("")
        screen(user).app.look_at_plays()  # type: ignore[attr-defined]  # as every second
        await user.until(lambda: plays(user)[-1] != "unhappy")
        assert "line 13" not in user.shown
