"""What frames every screen: the line of the screens, and the one line in which the program says something."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from textual import events

from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.screens.shell.help import HelpScreen
from csm_tui.widgets.key_bar import KeyBar, notice_lines
from csm_tui.widgets.notices import Notice
from tests.support.driving import SMALL, TODAY, User, client, fill_demo, fill_whole_demo, using
from tests.support.screens.page_driving import keep

pytestmark = pytest.mark.thorough


def _first(user: User) -> str:
    return user.shown.splitlines()[0]


def _last(user: User) -> str:
    return user.shown.splitlines()[-1]


def _lit(user: User) -> str:
    return next(text.strip() for text, style in user.app.front.top._lines[0] if style == "column")


async def test_the_first_line_names_the_screens_and_lights_the_one_in_front(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        assert _lit(user) == "1 Portfolio"
        assert _first(user).endswith("workspace.json · saved ")
        for key, lit in (("3", "3 Plan"), ("4", "4 Calendar"), ("comma", ", Settings"), ("1", "1 Portfolio")):
            await user.press(key)
            assert _lit(user) == lit
            assert any(segment.text.strip() == lit for segment in user.app.front.top.render_line(0)), "and no more"
        await user.press("enter")
        assert _lit(user) == "1 Portfolio", "the page of a client belongs to it"


async def test_a_click_on_a_name_goes_there(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.pilot.click("TopBar", offset=(_first(user).index("Plan"), 0))
        await user.until(lambda: user.app.current_mode == "plan")
        await user.pilot.click("TopBar", offset=(_first(user).index("workspace.json"), 0))
        await user.until(lambda: user.said == ["workspace.json · saved"])


@pytest.mark.parametrize(
    ("keys", "name"),
    [(("enter",), "Portfolio"), (("4", "enter"), "Calendar"), (("5", "enter"), "Evaluations")],
    ids=["client", "week", "evaluation"],
)
async def test_a_click_on_the_name_of_the_screen_below_goes_back_to_it(
    keys: tuple[str, ...], name: str, path: Path
) -> None:
    fill_whole_demo(path)
    async with using(path) as user:
        await user.press(*keys)
        await user.until(lambda: len(user.app.screen_stack) == 2)
        for kind in (events.MouseDown, events.MouseUp):  # not by the pilot, which would wait for ever
            user.app.post_message(kind(None, _first(user).index(name), 0, 0, 0, 1, False, False, False))
        await user.until(lambda: len(user.app.screen_stack) == 1)
        await user.press("3")
        await user.until(lambda: user.app.current_mode == "plan")


async def test_what_is_overdue_is_counted(path: Path) -> None:
    acme = client("Acme")
    days = [TODAY - timedelta(days=days) for days in (0, 1, 9)]
    keep(path, acme, *(Touchpoint(client=acme.id, day=days[-1], note="called", follow_up=day) for day in days))
    async with using(path, SMALL) as user:
        await user.until(lambda: _lit(user) == "1 Portfolio 2")
        assert "  3  4" in _first(user), "nothing waits there"


async def test_a_message_takes_the_place_of_the_keys_until_the_next_key(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        keys = _last(user)
        await user.press("u")
        await user.until(lambda: "there is nothing to undo" in _last(user))
        assert len(user.app.screen.query("Toast")) == 0
        await user.press("f5")
        await user.until(lambda: "There is no view 4" in _last(user))
        assert "undo" not in _last(user), "the next one takes its place"
        await user.press("up")
        await user.until(lambda: _last(user) == keys)


@pytest.mark.parametrize(("severity", "stays"), [("information", False), ("warning", False), ("error", True)])
async def test_a_message_goes_by_itself_and_an_error_stays(
    path: Path, severity: str, stays: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("csm_tui.widgets.notices._SECONDS", 0.5)
    fill_demo(path)
    async with using(path, SMALL) as user:
        user.app.notify("[/]It is so", severity=severity)
        await user.until(lambda: "[/]It is so" in _last(user))
        if stays:
            await user.pilot.pause(0.7)
            assert "It is so" in _last(user)
            await user.press("up")
        await user.until(lambda: "It is so" not in _last(user))


@pytest.mark.parametrize(
    ("keys", "typed", "said"),
    [
        (["e"], {"owner": "Kim"}, "Saved: edit of Customer 12: owner"),
        (["n"], {"name": "Harbour Foods"}, "Saved: new client Harbour Foods"),
        (["t"], {"note": "talked"}, "Saved: new touchpoint call of 2026-03-02"),
        (["space", "space", "b"], {"owner": "Kim"}, "Saved: change of Customer 6 and Customer 12: owner"),
        (["3", "n"], {"reference": "X1", "hours": "1", "deadline": "in 2 weeks"}, "Saved: new activity X1"),
        (["4", "H"], {"hours": "3"}, "Saved: new week of 2026-03-02"),
        (["comma", "enter"], {"value": "40, 30, 15, 15"}, "Saved: setting weights"),
        (["e"], {}, "Nothing was changed"),
    ],
)
async def test_what_a_form_saved_is_said(path: Path, keys: list[str], typed: dict[str, str], said: str) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press(*keys)
        await user.enter(**typed)
        await user.press("ctrl+s")
        assert user.said == [said]
        assert said in _last(user)


async def test_what_is_said_while_a_dialog_closes_is_shown_on_the_screen_below(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("e")
        await user.enter(owner="Mara")
        await user.press("escape")
        await user.until(lambda: "Not saved, but kept" in _last(user))
        assert user.screen is user.app.portfolio


async def test_a_message_in_a_dialog_stands_in_its_own_line(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("C", "space")
        await user.until(lambda: "always shown" in _last(user))
        assert user.screen.query_one(KeyBar).size.height == 1


def test_a_long_message_wraps_to_three_lines_and_says_that_it_goes_on() -> None:
    text = "word " * 60
    lines = notice_lines(Notice(text, "warning"), 60)
    assert len(lines) == 3
    assert lines[0][0] == (" ! ", "amber"), "told by more than its colour"
    assert sum(len("".join(run for run, _ in line)) for line in lines) > 120


async def test_an_error_is_said_in_full_up_to_a_third_of_the_screen(path: Path) -> None:
    fill_demo(path)
    text = " ".join(f"word{number}" for number in range(60))
    async with using(path, SMALL) as user:
        for severity, last in (("warning", False), ("error", True)):
            user.app.notify(text, severity=severity)
            await user.until(lambda: "word0" in user.shown)
            assert ("word59" in user.shown) == last, severity
            await user.press("up")


async def test_the_keys_of_a_dialog_stand_before_those_of_all_dialogs(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("3", "W")
        assert " ".join(_last(user).split()).startswith("n New e Edit d Delete u Undo esc Close")


@pytest.mark.parametrize("keys", [("6", "C"), ("w",)], ids=["aspects", "views"])
async def test_the_way_out_is_shown_where_another_key_closes_too(keys: tuple[str, ...], path: Path) -> None:
    fill_demo(path)
    async with using(path, (120, 40)) as user:
        await user.press(*keys)
        assert "u Undo" in _last(user)
        assert "esc Close" in _last(user)


async def test_export_is_shown_where_there_is_room_behind_undo(path: Path) -> None:
    fill_demo(path)
    for size, screens, shown in ((SMALL, "1", False), ((120, 40), "134", True)):
        async with using(path, size) as user:
            await user.press("d")  # something to undo
            for screen in screens:
                await user.press(screen)
                assert ("X Export" in _last(user)) == shown, screen
                assert not shown or "u Undo" in _last(user), screen


@pytest.mark.parametrize("screen", ["1", "5", "0"])
async def test_of_what_is_typed_in_a_filter_no_key_is_shown(screen: str, path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press(screen, "slash")
        assert " ".join(_last(user).split()).startswith("enter To the table esc Clear the filter f1 Help")


async def test_of_several_keys_the_first_one_is_named(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("T")
        assert _last(user).strip().startswith("esc Close")


@pytest.mark.parametrize(
    ("keys", "first"),
    [(("3", "a"), "enter Mend it esc To the plan"), (("4",), "enter Days < Earlier")],
)
async def test_what_the_part_with_the_cursor_does_comes_first(path: Path, keys: tuple[str, ...], first: str) -> None:
    fill_whole_demo(path)
    async with using(path, SMALL) as user:
        await user.press(*keys)
        assert " ".join(_last(user).split()).startswith(first)


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_in_a_dialog_explains_that_dialog(path: Path, key: str) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        for opening, said, other in (("w", "Save this one", "Add a client"), ("T", "Close", "Add a client")):
            await user.press(opening)
            dialog = user.screen
            await user.press(key)
            assert isinstance(user.screen, HelpScreen)
            await user.until(lambda said=said: said in user.shown)
            assert other not in user.shown
            await user.press("escape")
            assert user.screen is dialog
            await user.press("escape")
        await user.press("t", "f1")
        await user.until(lambda: "In a form" in user.shown)
        assert "Here" not in user.shown


async def test_the_last_line_tells_the_place_and_only_that_changes_with_the_cursor(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        assert _last(user).endswith(" 1 of 15 ")
        await user.press("j")
        assert _last(user).endswith(" 2 of 15 ")
        await user.press("space")
        assert user.place == "1 marked"


async def test_with_marks_the_keys_are_those_that_work_on_them(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("space")
        assert " ".join(_last(user).split()) == "space Mark * All b Change d Delete esc No marks Y Copy ? Help 1 marked"
        await user.pilot.click("KeyBar", offset=(_last(user).index("No marks"), 0))
        await user.until(lambda: "e Edit" in _last(user))
        assert not user.table.marks


_IN_WORDS = [
    ("enter",), ("3", "n"), ("3", "J"), ("3", "F"), ("4", "H"), ("4", "j", "j", "percent_sign"),
    ("1", "T"), ("enter", "shift+tab", "shift+tab"),
]  # fmt: skip


async def test_dates_in_headings_and_charts_are_those_of_sentences(path: Path) -> None:
    fill_whole_demo(path)
    async with using(path, (120, 40)) as user:
        for keys in _IN_WORDS:
            await user.press("1", *keys)
            await user.until(lambda keys=keys: keys[-1] != "T" or "in each band" in user.shown)
            top, *lines = user.shown.splitlines()
            about = lines[:2] + [line for line in lines if line.startswith(("\u2500", "1 Mar")) or "May 2026  " in line]
            assert not [line for line in about if re.search(r"\d{4}-\d\d-\d\d", line)], (keys, top)
            await user.press(*() if keys[-1].startswith(("enter", "shift")) else ("escape",))


_ROW_KEYS = ("e Edit", "c Cell", "t Touch", "space Mark")
_PLACING = ("< Earlier", "> Later", "p Pin")
_BARS: dict[str, dict[tuple[str, ...], tuple[str, tuple[str, ...]]]] = {
    "empty": {
        (): ("n New", (*_ROW_KEYS, "u Undo")),
        ("3",): ("n New", ("e Edit", "t Hours", "x Done", "space Mark")),
        ("4",): ("m Level", _PLACING),
        ("dollar_sign",): ("esc Back", ("q Quit", "y Into the plan", "t Touch")),
    },
    "demo": {
        (): ("e Edit c Cell t Touch n New space Mark", ("u Undo",)),
        ("4", "f"): ("m Level", _PLACING),
        ("3", "y", "enter", "down"): ("y Into the plan space In or out * All Z Play out e Change", ("No marks",)),
        ("enter", "shift+tab", "shift+tab"): ("1 of 5", ("n New", "x Done", "q Quit")),
        ("enter", "shift+tab"): ("e Edit", ("n New", "x Done", " of 5")),
    },
}
"""By book and keys what the bar names then, and what it does not: keys that would do nothing, or the place in a table
while a text is read."""


@pytest.mark.parametrize("book", _BARS)
async def test_the_bar_names_the_keys_that_do_something(book: str, path: Path) -> None:
    if book == "demo":
        fill_whole_demo(path)
    async with using(path, (160, 40)) as user:
        for keys, (named, missing) in _BARS[book].items():
            for key in ("1", *keys):
                await user.press(key)
                if key == "y":  # the draft is derived beside the thread of the keys
                    await user.until(lambda: "left out" in user.shown)
            await user.until(lambda named=named: named in " ".join(_last(user).split()))
            assert [one for one in missing if one in _last(user)] == [], keys


async def test_keys_that_do_not_fit_are_left_out_and_the_help_stays(path: Path) -> None:
    fill_demo(path)
    async with using(path, (60, 24)) as user:
        assert "? Help" in _last(user)
        assert "q Quit" not in _last(user)
        assert _last(user).endswith(" 1 of 15 ")


@pytest.mark.parametrize("above", ["t", "L", "B", "X", "ctrl+p", "question_mark"])
async def test_a_table_below_a_dialog_is_not_lit(above: str, path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        table = user.table

        def lit() -> list[bool]:
            """Whether the title of the highlighted column and the row of the cursor are as in the focus."""
            styles = {name: table.styled(name).bgcolor for name in ("column", "cursor")}
            lines = {"column": 0, "cursor": table.cursor_index + 1}
            return [any(one.style and one.style.bgcolor == styles[name] for one in table.render_line(y))
                    for name, y in lines.items()]  # fmt: skip

        assert lit() == [True, True]
        await user.press(above)
        assert lit() == [False, False]
        await user.press("escape")
        assert lit() == [True, True]
