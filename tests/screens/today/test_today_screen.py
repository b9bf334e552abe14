"""The day from the first line to the last: each thing is dealt with by one key and taken back by another."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from textual.widgets import Input

from csm_tui.commands.per_screen.today import TODAY as COMMANDS
from csm_tui.domain.record import Entity
from csm_tui.domain.records.activity import Activity, ActivityOutcome
from csm_tui.domain.records.assumption import Assumption, State
from csm_tui.domain.records.person.personal_evaluation import PersonalEvaluation
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.records.snooze import Snooze
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.screens.client.client_page import ClientPage
from csm_tui.screens.dialogs.choice_dialog import ChoiceDialog
from csm_tui.screens.today.plays_dialog import PlaysDialog
from csm_tui.screens.today.today_screen import TodayScreen
from csm_tui.session.changes import Change, Edit
from csm_tui.widgets.line_pane import LinePane
from tests.support.driving import SMALL, TODAY, WIDE, User, client, fill, using
from tests.support.hostile import MARKUP, NAMES, acting
from tests.support.plan_driving import activity
from tests.support.screens.page_driving import pane_text

TRIED = {
    "today.open", "today.done", "today.take_in", "today.later", "today.touch", "today.new", "today.instead",
    "today.take_back", "today.edit", "table.mark", "table.mark_all", "table.filter", "table.clear", "table.sort",
    "table.sort_further", "table.details", "table.legend", "table.copy", "table.copy_markdown", "table.export",
    "table.report",
}  # fmt: skip
"""The commands that are pressed below, and the report where those of all screens are written."""


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


RED = client("Red Mill", acv=50_000, product=30, satisfaction=40, support=60, renewal_date=day(200))
DUE = client("Due Works", acv=20_000, product=80, satisfaction=80, support=80, sponsorship=80, renewal_date=day(45))
CALM = client("Calm Yard", acv=10_000, product=90, satisfaction=70, support=80, sponsorship=55, renewal_date=day(400))
MET = [Touchpoint(client=one.id, day=day(-3), note="met") for one in (RED, DUE, CALM)]
BOOK: tuple[Entity, ...] = (
    RED, DUE, CALM, *MET,
    Touchpoint(client=RED.id, day=day(-20), note="Asked for figures", follow_up=day(-5), task="Send them",
               promise=True),
    activity("R1", 4, clients=(DUE.id,), description="Recap", deadline=day(-1), category="retain"),
    Assumption(client=CALM.id, text="They stay", validate_by=TODAY),
    Risk(client=DUE.id, kind="sponsor", text="New buyer", since=day(-30), review=day(2)),
    PersonalEvaluation.model_validate({"csm": "Kim", "period": "Q4", "day": day(-85)}),
)  # fmt: skip


@asynccontextmanager
async def at_today(path: Path, records: Sequence[Entity] = BOOK, size: tuple[int, int] = WIDE) -> AsyncIterator[User]:
    """A user before the day with these records in it."""
    fill(path, records)
    async with using(path, size) as user:
        await press(user, "2")
        yield user


def screen(user: User) -> TodayScreen:
    return cast(TodayScreen, user.app.front)


async def press(user: User, *keys: str) -> None:
    """Type keys, each when the day is that of the present workspace."""
    for key in keys:
        await user.press(key)
        await user.until(lambda: not isinstance(user.app.front, TodayScreen) or screen(user).settled.is_set())


def lines(user: User) -> list[tuple[str, str]]:
    """Where each line stands, and what it is."""
    return [(one.group, one.kind) for one in screen(user).shown]


def names(user: User) -> list[str]:
    """The clients of the queue in their order."""
    return [one.client_names for one in screen(user).shown if one.queued is not None]


def here(user: User) -> str:
    """The line under the cursor."""
    line = screen(user).line
    assert line is not None
    return line.text if line.dated is not None else line.client_names


def heading(user: User) -> str:
    return pane_text(screen(user).query_one("#rows-heading", LinePane))


def side(user: User) -> str:
    return " ".join(pane_text(screen(user).query_one("#rows-side", LinePane)).split())


def keys_named(user: User) -> str:
    return user.shown.splitlines()[-1]


def test_every_command_is_tried() -> None:
    assert {command.ID for command in COMMANDS} == TRIED


@pytest.mark.thorough
async def test_what_is_dated_is_ticked_off_put_off_and_taken_back(path: Path) -> None:
    async with at_today(path) as user:
        assert lines(user)[:5] == [
            ("overdue", "promise"), ("overdue", "activity"), ("today", "assumption"), ("next 7 days", "risk"),
            ("next 7 days", "evaluation"),
        ]  # fmt: skip
        assert names(user) == ["Red Mill", "Due Works", "Calm Yard"]
        assert heading(user) == " Mon 2 Mar · 2 overdue · 3 to do today · 3 clients, 2 unplanned · 4 h planned"
        assert "2 Today 2" in user.shown.splitlines()[0]
        assert side(user).startswith("promise · Wed 25 Feb, 5 days late Send them Said: Asked for figures")
        assert " x Done " in keys_named(user)
        assert " y Take in " not in keys_named(user)

        await press(user, "x")
        assert user.said[-1] == "Done: Send them; u takes it back"
        assert here(user) == "4 h R1 Recap"
        assert heading(user) == " Mon 2 Mar · 1 overdue · 2 to do today · 3 clients, 2 unplanned · 4 h planned"

        await press(user, "x")
        assert isinstance(user.screen, ChoiceDialog)
        await press(user, "j", "enter")
        (done,) = user.session.workspace.table(Activity).records.values()
        assert done.result is ActivityOutcome.PARTLY
        assert here(user) == "They stay"

        await press(user, "x", "j", "enter")
        assert user.said[-1] == "Now refuted: They stay; u takes it back"
        (assumption,) = user.session.workspace.table(Assumption).records.values()
        assert assumption.state is State.REFUTED

        assert here(user) == "sponsor: New buyer"
        await press(user, "x")
        await user.enter(note="Met her")
        await press(user, "ctrl+s")
        (risk,) = user.session.workspace.table(Risk).records.values()
        assert [one.note for one in risk.reviews] == ["Met her"]
        await press(user, "u", "u", "u", "u")
        assert lines(user)[:4] == [
            ("overdue", "promise"), ("overdue", "activity"), ("today", "assumption"), ("next 7 days", "risk"),
        ]  # fmt: skip

        await press(user, "g", "z")
        await user.enter(follow_up="+2d")
        assert "Wed 4 Mar 2026, in 2 days" in user.shown
        await press(user, "ctrl+s")
        assert ("next 7 days", "promise") in lines(user)
        assert here(user) == "4 h R1 Recap"
        for key, field in (("j", "validate_by"), ("j", "review")):
            await press(user, key, "z")
            await user.enter(**{field: "in 3 weeks"})
            await press(user, "ctrl+s")
        assert ("today", "assumption") not in lines(user)
        await press(user, "u", "u", "u")
        assert lines(user)[0] == ("overdue", "promise")

        await press(user, "g", "space", "space", "space", "space", "space", "z")
        assert "are put off together" in user.said[-1], "an evaluation comes on a day of its own"
        await press(user, "k", "space", "z")
        await user.enter(day="yesterday")
        await press(user, "ctrl+s")
        assert "must be today or later" in user.shown
        await user.enter(day="in 3 weeks")
        assert "Mon 23 Mar 2026, in 21 days" in user.shown
        await press(user, "ctrl+s")
        assert user.said[-1] == "Saved: 4 lines put off until 23 Mar 2026"
        assert [kind for _, kind in lines(user)][:2] == ["activity", "evaluation"], "the hours are planned for today"
        assert not screen(user).table.marks
        await press(user, "u")
        assert lines(user)[:2] == [("overdue", "promise"), ("overdue", "activity")]

        await press(user, "g", "j", "t")
        await user.enter(hours="1h")
        await press(user, "ctrl+s")
        assert here(user) == "3 h R1 Recap"
        await press(user, "e")
        assert user.form.query_one("#record-form").border_title == "Activity · R1"
        await press(user, "escape", "enter")
        assert isinstance(user.screen, ClientPage)
        assert user.screen.client == DUE
        await press(user, "escape", "G")
        screen(user).table.move_to(next(one.key for one in screen(user).shown if one.kind == "evaluation"))
        await press(user, "z")
        assert "personal.every_months" in user.said[-1]
        await press(user, "x")
        assert user.app.current_mode == "personal"


@pytest.mark.parametrize("at_once", [500, pytest.param(0, marks=pytest.mark.thorough)])
async def test_clients_are_turned_to_one_after_the_other(
    at_once: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("csm_tui.widgets.later.AT_ONCE", at_once)
    async with at_today(path, (RED, DUE, CALM, *MET), (160, 50)) as user:
        assert heading(user) == " Mon 2 Mar · 3 clients, 3 unplanned"
        assert names(user) == ["Red Mill", "Due Works", "Calm Yard"]
        pane = screen(user).query_one("#rows-side", LinePane)
        assert pane.virtual_size.height == pane.size.height, "a row with more to say lays nothing out anew"
        line = screen(user).shown[0]
        assert line.points == sum(one.points for one in line.queued.reasons)  # type: ignore[union-attr]
        assert f"{line.points} points" in side(user)
        play, *others = [*screen(user).proposals(line)]
        assert f"\u2192 {play.in_short}. y takes it in, i " in side(user)
        assert all(key in keys_named(user) for key in (" y Take in ", " z Put off ", " t Touch ", " n Activity "))
        assert " x Done " not in keys_named(user)
        await press(user, "x")
        assert "y takes the proposed play in" in user.said[-1]

        await press(user, "y")
        count = len(play.activities)
        assert user.said[-1] == f"In the plan: Low use for Red Mill: {count} activities; u takes it back"
        assert len(user.session.workspace.table(Activity).records) == count
        assert " · 3 clients, 2 unplanned" in heading(user)
        assert here(user) == "Due Works", "the next one, although the first one has gone down"
        await press(user, "u")
        assert not user.session.workspace.table(Activity).records

        screen(user).table.move_to(RED.id)
        await press(user, "i")
        assert isinstance(user.screen, PlaysDialog)
        await press(user, "j", "enter")
        found = {one.play for one in user.session.workspace.table(Activity).records.values()}
        assert found == {others[0].play.id}
        await press(user, "u")

        screen(user).table.move_to(RED.id)
        await press(user, "z")
        await user.enter(until="+2d", reason="Their buyer is away")
        await press(user, "ctrl+s")
        assert user.said[-1] == "Saved: low use of Red Mill put off until 4 Mar 2026"
        assert names(user) == ["Red Mill", "Due Works", "Calm Yard"], "another play is offered"
        screen(user).table.move_to(RED.id)
        await press(user)
        await user.pilot.pause()
        assert "Low use put off until 4 Mar 2026: Their buyer is away" in side(user)
        assert f"\u2192 {others[0].in_short}" in side(user)
        await press(user, "d")
        await user.pilot.pause()
        assert f"\u2192 {play.in_short}" in side(user)
        await press(user, "u", "j")
        waiting = [Snooze(client=RED.id, play=one.play.id, until=day(8), reason="x", since=TODAY) for one in others]
        user.session.apply(Change("snoozes", tuple(Edit(None, one.changed(band="red")) for one in waiting)))
        await press(user)
        await user.until(lambda: lines(user)[-1][0] == "put off")
        assert names(user) == ["Due Works", "Calm Yard", "Red Mill"]
        assert heading(user).endswith(" · 2 clients, 2 unplanned · 1 put off")
        assert here(user) == "Due Works"
        assert screen(user).table.scroll_y == 0, "the list stays where it was"
        await press(user, "z", "ctrl+s")
        assert "Due Works" in here(user)
        await press(user, "escape", "G")
        assert "Low use put off until 4 Mar 2026: Their buyer is away" in side(user)
        assert " d Back now " in keys_named(user)
        await press(user, "enter")
        assert "Low use put off until 4 Mar 2026: Their buyer is away" in user.shown
        await press(user, "escape", "z")
        assert user.row("reason").text == "Their buyer is away"
        await user.enter(until="+9d")
        await press(user, "ctrl+s")
        snoozes = user.session.workspace.table(Snooze).records.values()
        assert sorted(one.until for one in snoozes) == [*[day(8)] * len(others), day(9)]
        screen(user).table.move_to(RED.id)
        await press(user, "d")
        assert names(user) == ["Red Mill", "Due Works", "Calm Yard"]
        await press(user, "u")
        assert names(user)[-1] == "Red Mill"
        await press(user, "u", "u", "u")
        assert not user.session.workspace.table(Snooze).records

        screen(user).table.move_to(DUE.id)
        await press(user, "t")
        await user.enter(note="They will sign")
        await press(user, "ctrl+s")
        assert here(user) == "Due Works"
        await press(user, "n")
        assert (user.row("reference").text, user.row("clients").text) == ("E1", "Due Works")
        await user.enter(hours="2", description="Bring the contract")
        await press(user, "ctrl+s")
        assert user.said[-1] == "Saved: new activity E1. It is in the plan; u takes it back"
        screen(user).table.move_to(DUE.id)
        await press(user, "enter", "right_square_bracket")
        assert isinstance(user.screen, ClientPage)
        assert user.screen.client == CALM, "the next one of the queue"
        await press(user, "escape")
        assert here(user) == "Calm Yard"


@pytest.mark.thorough
async def test_the_list_is_filtered_sorted_marked_copied_and_exported(path: Path) -> None:
    async with at_today(path, size=SMALL) as user:
        await press(user, "slash")
        await user.type("due works")
        assert [one.client_names for one in screen(user).shown] == ["Due Works"] * 3
        assert "3 of 8 lines" in heading(user)
        for text, found in (
            ("when:overdue", 2), ("kind:promise", 1), ("kind:retain left:yes", 1), ("points>=30", 2), ("due<0", 2),
            ("health<50 acv>=50k", 2), ("when:queue -points>=30", 1),
        ):  # fmt: skip
            await user.enter_filter(text)
            assert len(screen(user).shown) == found, text
        await press(user, "escape", "l", "l", "l", "s")
        assert names(user) == ["Calm Yard", "Due Works", "Red Mill"]
        assert lines(user)[0][0] in ("overdue", "today"), "what is dated stays in front"
        await press(user, "g", "space", "space", "x")
        assert user.said[-1].startswith("Only follow-ups are ticked off together")
        await press(user, "escape", "g")
        screen(user).table.move_to(next(one.key for one in screen(user).shown if one.kind == "promise"))
        await press(user, "space", "x")
        assert user.said[-1] == "Done: 1 follow-up; u takes it back"
        await press(user, "u")
        for one in (RED, CALM):
            screen(user).table.move_to(one.id)
            await press(user, "space")
        assert " y Take in " in keys_named(user)
        await press(user, "y")
        activities = len(user.session.workspace.table(Activity).records)
        said = f"In the plan: plays for Calm Yard and Red Mill: {activities - 1} activities; u takes it back"
        assert user.said[-1] == said
        await press(user, "u")
        assert len(user.session.workspace.table(Activity).records) == 1
        await press(user, "s", "S", "Y")
        assert user.app.clipboard.count("\t") == 6
        await press(user, "ctrl+y")
        assert user.app.clipboard.count("\n") == 2
        await press(user, "asterisk", "space", "escape")
        assert not screen(user).table.marks
        await press(user, "X")
        file = path.with_name("day.csv")
        user.screen.query_one("#export-file", Input).value = str(file)
        await press(user, "enter")
        assert file.read_text().startswith("When,What or why,Client,ACV,Due,Health,Kind")
        assert len(file.read_text().splitlines()) == 9
        await press(user, "v")
        assert not screen(user).query_one("#rows-side").display
        await press(user, "L")
        assert "of a client in the queue its points" in user.shown


async def test_without_anything_to_do_one_calm_line_says_so(path: Path) -> None:
    async with at_today(path, [client("Gone", status="churned")], SMALL) as user:
        assert "Nothing is dated and nobody is in the queue" in user.shown
        assert heading(user) == " Mon 2 Mar · nothing left"
        await press(user, "x", "y", "z", "enter")
        assert screen(user).line is None


@pytest.mark.thorough
async def test_text_that_means_harm_is_only_shown(path: Path) -> None:
    texts = (*MARKUP, *NAMES[:6])
    clients = [client(f"{number} {text}", product=20) for number, text in enumerate(texts)]
    records = [
        record
        for one, text in zip(clients, texts, strict=True)
        for record in (
            Touchpoint(client=one.id, day=day(-9), note=f"note {text}", follow_up=day(-1), task=f"do {text}"),
            Snooze(client=one.id, play="low-use", until=day(4), reason=f"as {text}", since=TODAY, band="red"),
        )
    ]
    async with at_today(path, [*clients, *records], (160, 50)) as user:
        seen = user.shown
        for key in screen(user).table.keys:
            screen(user).table.move_to(key)
            await user.pilot.pause()
            seen += user.shown
        assert "as [/]" in seen
        assert acting(seen, allowed="\n") == set()


@pytest.mark.thorough
async def test_a_preference_makes_it_the_first_screen(path: Path) -> None:
    fill(path, BOOK)
    path.with_name("config.toml").write_text('[look]\nstart = "today"\n')
    async with using(path) as user:
        await user.until(lambda: isinstance(user.app.front, TodayScreen) and screen(user).settled.is_set())
        assert here(user) == "Send them"
        await press(user, "1", "2", "enter", "escape", "q")
        assert user.app.return_code == 0
    async with using(path.with_name("new.json"), welcome=True) as user:
        await user.press("enter")
        assert user.app.front is user.app.portfolio, "a spreadsheet is brought in there"
