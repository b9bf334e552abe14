"""The page of a client: every command by its key, every part editable, and what others change meanwhile."""

import stat
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest
from rich.style import Style
from textual.widgets import Input

from csm_tui.commands.per_screen.client_page import CLIENT_PAGE
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.assumption import Assumption, State
from csm_tui.domain.records.client import Override, Stakeholder
from csm_tui.domain.records.engagements.evaluation import Section
from csm_tui.domain.records.touchpoint import Touchpoint, TouchpointKind
from csm_tui.domain.text import safe_text
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.screens.client import page_parts
from csm_tui.screens.client.client_page import ClientPage
from csm_tui.screens.dialogs.client_finder import ClientFinder
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.screens.dialogs.text_page import TextPage
from csm_tui.widgets.line_pane import LinePane
from tests.support.driving import SMALL, TODAY, WIDE, User, client, fill, fill_demo, fill_whole_demo, reread, using
from tests.support.evaluation_builders import evaluated
from tests.support.hostile import MARKUP, NAMES, acting
from tests.support.screens.page_driving import (
    FIRST,
    PARTS,
    acme,
    another_terminal,
    assumptions,
    changed_elsewhere,
    deleted_elsewhere,
    go_to_part,
    heading,
    keep,
    listed,
    on_page,
    open_page,
    page,
    pane_text,
    panel,
    part_in_use,
    part_of,
    parts_shown,
    squeezed,
    touchpoints,
    with_activity,
)

COMMANDS = {command.ID: command for command in CLIENT_PAGE}
Scenario = Callable[[User], Awaitable[None]]
SCENARIOS: dict[str, Scenario] = {}


def scenario(identity: str) -> Callable[[Scenario], Scenario]:
    def register(told: Scenario) -> Scenario:
        SCENARIOS[identity] = told
        return told

    return register


@scenario("entry.edit")
async def _edit(user: User) -> None:
    await user.press("e")
    assert user.form.query_one("#record-form").border_title == "Touchpoint · Acme"
    assert user.row("note").text == "budget talk\nsecond line"
    await user.press("escape", "enter")
    assert user.row("note").text == "budget talk\nsecond line", "enter opens it, too"


@scenario("entry.new")
async def _new(user: User) -> None:
    for name, field in (("touchpoints", "note"), ("stakeholders", "name"), ("assumptions", "text")):
        await go_to_part(user, name)
        await user.press("n")
        assert user.row(field).editor.has_focus
        assert user.row(field).text == ""
        await user.enter(**{field: f"new of {name}"})
        await user.press("ctrl+s")
        assert f"new of {name}" in listed(user, name)
        assert part_in_use(user) == name
        assert panel(user, name).table.cursor_index == listed(user, name).index(f"new of {name}")


@scenario("entry.delete")
async def _delete(user: User) -> None:
    for name, named in (
        ("touchpoints", "the touchpoint of 20 Feb, call"),
        ("stakeholders", "the stakeholder Ada Quill"),
        ("assumptions", 'the assumption "sponsor stays"'),
    ):
        await go_to_part(user, name)
        gone, *left = listed(user, name)
        await user.press("d")
        assert listed(user, name) == left
        assert user.said[-1] == f"Deleted {named}; u brings it back"
        await user.press("u")
        assert listed(user, name) == [gone, *left]


@scenario("entry.toggle")
async def _toggle(user: User) -> None:
    await user.press("x")
    assert touchpoints(user)[0].done
    assert "done" in user.shown


@scenario("table.report")
async def _report(user: User) -> None:
    file = user.session.path.with_name("brief.html")
    await user.press("ctrl+t")
    user.screen.query_one("#export-file", Input).value = str(file)
    await user.press("enter")
    assert user.said == [f"{file} written"]
    assert "<h1>Acme</h1>" in file.read_text()


@scenario("page.touch")
async def _touch(user: User) -> None:
    await go_to_part(user, "scores")
    await user.press("t")
    assert user.row("note").editor.has_focus
    assert user.row("day").text == "2026-03-02"
    await user.enter(note="noted from anywhere")
    await user.press("ctrl+s")
    assert listed(user, "touchpoints")[0] == "noted from anywhere"
    assert part_in_use(user) == "touchpoints"
    await user.saved()
    assert "noted from anywhere" in [one.note for one in reread(user.session.path).touchpoints(on_page(user))]


@scenario("page.edit")
async def _edit_client(user: User) -> None:
    await user.press("E")
    assert user.row("name").text == "Acme"
    await user.enter(owner="Mara")
    await user.press("ctrl+s")
    assert on_page(user).owner == "Mara"
    assert "Mara" in heading(user)[0]


@scenario("page.review")
async def _review(user: User) -> None:
    await go_to_part(user, "risks")
    await user.press("n")
    await user.enter(text="the sponsor may leave", review="2026-03-02")
    await user.press("ctrl+s", "Q")
    await user.enter(note="she stays until May")
    await user.press("ctrl+s")
    await user.saved()
    (risk,) = (one for one in reread(user.session.path).risks(on_page(user)) if one.text == "the sponsor may leave")
    assert [(one.day, one.note) for one in risk.reviews] == [(date(2026, 3, 2), "she stays until May")]
    assert risk.review is None, "the review that was due is done"
    assert "she stays until May" in user.shown


@scenario("page.override")
async def _override(user: User) -> None:
    await user.press("o")
    await user.enter(override_score="20", override_reason="sponsor left", override_until="in 6 weeks")
    await user.press("ctrl+s")
    assert on_page(user).override == Override(score=20, reason="sponsor left", until=date(2026, 4, 13))
    assert "*20 ■" in user.shown
    assert "* until 13 Apr 2026: sponsor left (computed: 69)" in user.shown


@scenario("page.delete")
async def _delete_client(user: User) -> None:
    await user.press("D")
    assert user.screen is user.app.portfolio
    assert "Acme" not in user.names
    assert user.said == ["Deleted Acme; u brings it back"], "said once"
    await user.saved()
    left = reread(user.session.path)
    assert left.named("Acme") is None
    assert all(not table.records for name, table in left.tables.items() if name != "clients")


@scenario("page.jump")
async def _jump(user: User) -> None:
    await user.press("slash")
    assert isinstance(user.screen, ClientFinder)
    await user.press(*"olt", "enter")
    assert on_page(user).name == "Bolt"


@scenario("page.next")
async def _next(user: User) -> None:
    assert user.names == ["Acme", "Bolt", "City"]
    await user.press("right_square_bracket")
    assert on_page(user).name == "Bolt"
    await user.press("right_square_bracket", "right_square_bracket")
    assert on_page(user).name == "City"
    assert user.said == ["That was the last one"]


@scenario("page.previous")
async def _previous(user: User) -> None:
    await user.press("left_square_bracket")
    assert on_page(user).name == "Acme"
    assert user.said == ["That was the first one"]
    await user.press("right_square_bracket", "left_square_bracket")
    assert on_page(user).name == "Acme"


@scenario("table.legend")
async def _legend(user: User) -> None:
    await user.press("L")
    assert isinstance(user.screen, TextPage)
    assert "0-50" in pane_text(user.screen.query_one("#lines"))
    await user.press("escape")
    assert on_page(user).name == "Acme"


@scenario("back")
async def _back(user: User) -> None:
    for key in ("q", "escape"):
        await user.press(key)
        assert user.screen is user.app.portfolio
        await user.press("enter")
    await user.press("right_square_bracket", "q")
    assert user.under_cursor.name == "Bolt", "the cursor goes along"
    assert user.app.return_value is None


_SIZES = [pytest.param(SMALL, id="small"), pytest.param(WIDE, id="wide", marks=pytest.mark.long)]


@pytest.fixture
def acmes_page(path: Path) -> Path:
    """A workspace with all of Acme; Bolt and City come after it in the portfolio."""
    keep(path, *acme(), client("Bolt", product=90), client("City", product=95))
    return path


def test_every_command_is_tried() -> None:
    assert set(SCENARIOS) == set(COMMANDS)
    assert all(command.help() and command.NAME for command in CLIENT_PAGE)


_ALONE = ("entry.new", "page.jump", "table.legend", "back")
"""What no other quick test does; the others are tried at every size in the long run."""

_BY_KEY = [
    pytest.param(name, size, id=f"{name}-{size[0]}", marks=[] if name in _ALONE and size == SMALL else pytest.mark.long)
    for size in (SMALL, WIDE)
    for name in COMMANDS
]


@pytest.mark.thorough
@pytest.mark.parametrize(("identity", "size"), _BY_KEY)
async def test_a_command_by_its_key(identity: str, size: tuple[int, int], acmes_page: Path) -> None:
    async with using(acmes_page, size) as user:
        await open_page(user)
        await SCENARIOS[identity](user)


@pytest.mark.thorough
@pytest.mark.parametrize("size", _SIZES)
async def test_a_command_that_cannot_run_says_why(size: tuple[int, int], path: Path) -> None:
    fill(path, [client("Acme", product=80), client("Bolt")])
    async with using(path, size) as user:
        await open_page(user)
        for name in ("touchpoints", "stakeholders", "assumptions") if size == WIDE else ("touchpoints",):
            await go_to_part(user, name)
            for key, command in (("e", "Edit entry"), ("d", "Delete entry")):
                await user.press(key)
                assert user.said[-1] == f"{command}: there is no entry under the cursor", name
        for name in ("scores", "notes") if size == WIDE else ("notes",):
            await go_to_part(user, name)
            await user.press("n")
            assert user.said[-1].startswith("New entry: nothing is added to scores and notes")
            await user.press("d")
            assert user.said[-1] == "Scores and notes are not deleted but emptied: e edits them"
            await user.press("x")
            assert user.said[-1].startswith("Done, or the next state: only a follow-up")
        await user.press("u")
        assert user.said[-1] == "Undo: there is nothing to undo"
        await user.press("ctrl+r")
        assert user.said[-1] == "Redo: there is nothing to redo"
        assert page(user).client.name == "Acme"


@pytest.mark.long
async def test_what_has_no_next_state_says_so(acmes_page: Path) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        await user.press("j", "x")
        assert user.said[-1].startswith("Done, or the next state: only a follow-up"), "this touchpoint has none"
        await go_to_part(user, "stakeholders")
        await user.press("x")
        assert user.said[-1].startswith("Done, or the next state: only a follow-up")
        assert not user.session.can_undo


@pytest.mark.thorough
@pytest.mark.parametrize("size", _SIZES)
async def test_a_workspace_that_may_not_be_written_says_so_on_each_changing_key(
    size: tuple[int, int], acmes_page: Path
) -> None:
    keep(acmes_page, *with_activity([reread(acmes_page).named("Acme")])[1:])
    acmes_page.chmod(stat.S_IRUSR)
    before = acmes_page.read_bytes()
    changing = {command.KEYS.split(",")[0] for command in CLIENT_PAGE if command.CHANGES}
    assert changing == {"e", "n", "d", "x", "Q", "t", "E", "o", "D"}
    async with using(acmes_page, size) as user:
        await open_page(user)
        for name in PARTS:
            await go_to_part(user, name)
            everywhere = changing if size == WIDE or name == "touchpoints" else {"e"}
            for key in sorted(everywhere | ({"enter"} if name not in ("notes", "evaluations") else set())):
                user.said.clear()
                await user.press(key)
                assert isinstance(user.screen, ClientPage), (name, key)
                assert len(user.said) == 1, (name, key)
                assert "write-protected" in user.said[0], (name, key)
        assert "read only: The file is write-protected" in user.status
    assert acmes_page.read_bytes() == before


# Activities


@pytest.mark.thorough
async def test_the_activities_of_the_quarter_are_on_the_page(path: Path) -> None:
    keep(path, *with_activity(acme()))
    async with using(path, WIDE) as user:
        await open_page(user)
        await go_to_part(user, "activities")
        assert "R1  annual review" in user.shown
        await user.press("x")
        assert "with what result" in user.shown
        await user.press("enter")
        (activity,) = user.session.workspace.table(Activity).records.values()
        assert (activity.status, activity.result) == ("done", "met")
        await user.press("x", "n")
        assert user.row("clients").text == "Acme", "a new one is for this client"
        await user.enter(reference="R2", hours="1")
        await user.press("ctrl+s")
        await user.saved()
        assert user.session.workspace.settings.quarter.start == date(2026, 3, 2)
        assert len(listed(user, "activities")) == 2


@pytest.mark.thorough
async def test_a_client_with_activities_is_deleted_only_when_asked(path: Path) -> None:
    keep(path, *with_activity(acme()))
    async with using(path, SMALL) as user:
        await open_page(user)
        await user.press("D")
        assert "This activity is for it and stays in the plan without it: R1" in " ".join(user.shown.split())
        await user.press("n")
        assert user.session.workspace.named("Acme") is not None
        await user.press("D", "y")
        await user.until(lambda: user.screen is user.app.portfolio)
        (activity,) = user.session.workspace.table(Activity).records.values()
        assert activity.clients == ()
        await user.press("u")
        assert user.session.workspace.table(Activity).records[activity.id].clients


# Touchpoints


async def test_a_touchpoint_with_all_its_fields_and_several_lines(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await open_page(user)
        await user.press("t")
        await user.enter(day="yesterday", kind="review", note="first\n\nthird", follow_up="in 2 weeks", task="send it")
        await user.press("ctrl+s")
        assert listed(user, "touchpoints") == ["first"]
        assert "14 d" in user.shown
        below = pane_text(panel(user, "touchpoints").preview)
        assert [line.strip() for line in below.splitlines()] == [
            "first", "", "third", "Follow-up 16 Mar 2026, to do: send it",
        ]  # fmt: skip
        await user.saved()
    kept = reread(path)
    [found] = kept.touchpoints(kept.named("Acme"))
    assert (found.day, found.kind, found.note) == (date(2026, 3, 1), TouchpointKind.REVIEW, "first\n\nthird")
    assert (found.follow_up, found.task, found.done) == (date(2026, 3, 16), "send it", False)


@pytest.mark.thorough
async def test_touchpoints_are_shown_newest_first_and_edits_move_them(acmes_page: Path) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        assert listed(user, "touchpoints") == ["budget talk", "greeting"]
        await user.press("j", "e")
        assert user.row("note").text == "greeting"
        await user.enter(day="today", note="greeting again\nand more")
        await user.press("ctrl+s")
        assert listed(user, "touchpoints") == ["greeting again", "budget talk"]
        assert touchpoints(user)[0].note == "greeting again\nand more"
        assert panel(user, "touchpoints").entry == touchpoints(user)[0], "the cursor stays on it"
        await user.press("u")
        assert listed(user, "touchpoints") == ["budget talk", "greeting"]


async def test_a_follow_up_is_done_and_open_again(acmes_page: Path) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        assert "1 d late" in user.shown
        assert "Follow-up 1 Mar 2026, to do: send plan" in user.shown
        await user.press("x")
        assert "1 d late" not in user.shown
        assert "Follow-up 1 Mar 2026, done: send plan" in user.shown
        await user.saved()
        assert not another_terminal(acmes_page).workspace.touchpoints(on_page(user))[0].open
        await user.press("x")
        assert touchpoints(user)[0].open
        await user.press("u", "u")
        assert touchpoints(user)[0].open
        assert not user.session.can_undo


@pytest.mark.long
async def test_what_is_typed_for_a_new_touchpoint_and_left_is_offered_again_only_for_its_client(
    acmes_page: Path,
) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        await user.press("t")
        await user.enter(note="half of it")
        await user.press("escape", "right_square_bracket", "t")
        assert user.row("note").text == ""
        await user.press("escape", "left_square_bracket", "t")
        assert user.row("note").text == "half of it"
        await user.press("ctrl+s", "t")
        assert user.row("note").text == "", "it is saved"
        await user.press("escape")
        assert listed(user, "touchpoints") == ["half of it", "budget talk", "greeting"]


@pytest.mark.long
async def test_a_task_without_a_follow_up_is_refused(acmes_page: Path) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        await user.press("t")
        await user.enter(note="x", task="send it")
        await user.press("ctrl+s")
        assert isinstance(user.screen, RecordForm)
        assert "needs the day on which the follow-up is due" in user.message("task")


# Stakeholders, assumptions, scores, notes


@pytest.mark.thorough
async def test_a_stakeholder_comes_changes_and_goes(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await open_page(user)
        await go_to_part(user, "stakeholders")
        await user.press("n")
        await user.enter(name="Ada Quill", role="Decision maker", attitude="champion", last_contact="2 weeks ago")
        await user.press("ctrl+s", "n")
        await user.enter(name="Bo Reed")
        await user.press("ctrl+s")
        assert listed(user, "stakeholders") == ["Ada Quill", "Bo Reed"]
        assert "2026-02-16" in user.shown
        await user.press("k", "e")
        await user.enter(seniority="board")
        await user.press("ctrl+s")
        assert [one.seniority for one in on_page(user).stakeholders] == ["board", ""]
        await user.press("d")
        assert listed(user, "stakeholders") == ["Bo Reed"]
        await user.press("u")
        await user.saved()
    kept = reread(path).named("Acme").stakeholders
    assert [(one.name, one.role, one.seniority, one.last_contact) for one in kept] == [
        ("Ada Quill", "Decision maker", "board", date(2026, 2, 16)), ("Bo Reed", "", "", None),
    ]  # fmt: skip


@pytest.mark.long
async def test_what_a_stakeholders_columns_cut_is_shown_whole_below(path: Path) -> None:
    role = "Project lead and account manager on our side"
    fill(path, [client("Acme").changed(stakeholders=(Stakeholder(name="Ada"), Stakeholder(name="Bo", role=role)))])
    async with using(path, SMALL) as user:
        await open_page(user)
        await go_to_part(user, "stakeholders")
        assert not panel(user, "stakeholders").preview.display
        await user.press("j")
        assert role in squeezed(user)


async def test_an_assumption_goes_from_open_to_confirmed_to_refuted_and_is_open_again(acmes_page: Path) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        await go_to_part(user, "assumptions")
        for state in (State.CONFIRMED, State.REFUTED, State.OPEN):
            await user.press("x")
            assert assumptions(user)[0].state is state
            assert state in user.shown
        await user.press("u")
        assert assumptions(user)[0].state is State.REFUTED
        await user.saved()
        assert reread(acmes_page).assumptions(on_page(user))[0].state is State.REFUTED


@pytest.mark.long
async def test_open_assumptions_come_first_and_the_cursor_stays_on_one_that_moves(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await open_page(user)
        await go_to_part(user, "assumptions")
        for text, day in (("budget stays", "in 6 weeks"), ("sponsor stays", "yesterday")):
            await user.press("n")
            await user.enter(text=text, validate_by=day)
            await user.press("ctrl+s")
        assert listed(user, "assumptions") == ["sponsor stays", "budget stays"]
        assert panel(user, "assumptions").entry.text == "sponsor stays"
        await user.press("x")
        assert listed(user, "assumptions") == ["budget stays", "sponsor stays"]
        assert panel(user, "assumptions").entry.text == "sponsor stays"


@pytest.mark.thorough
async def test_a_score_edited_on_the_page_makes_a_snapshot_of_today(acmes_page: Path) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        before = on_page(user).history
        await go_to_part(user, "scores")
        assert listed(user, "scores") == ["Health", "Product", "Satisfaction", "Support", "Sponsorship"]
        await user.press("j", "enter")
        assert [row.field.name for row in user.form.query("FieldRow")] == ["product"]
        await user.enter(product="62")
        await user.press("ctrl+s")
        assert on_page(user).history == (*before, (TODAY, 62, 60, 40, None))
        assert on_page(user).entered["product"] == TODAY
        assert on_page(user).entered["support"] == FIRST
        assert f"Product 62 ◆ {'━' * 10} ▇▁ 50 % today" in squeezed(user), "its bar, and where it went"
        assert "Health 58 ◆" in squeezed(user)
        await user.press("j", "j", "j", "e")
        await user.enter(sponsorship="101")
        await user.press("ctrl+s")
        assert "a score is a number from 0 to 100" in user.message("sponsorship")
        await user.enter(sponsorship="90")
        await user.press("ctrl+s")
        assert on_page(user).history == (*before, (TODAY, 62, 60, 40, 90)), "one snapshot a day"
        await user.press("u", "u")
        assert on_page(user).history == before


@pytest.mark.long
async def test_a_score_emptied_on_the_page_is_no_data(acmes_page: Path) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        await go_to_part(user, "scores")
        await user.press("j", "e")
        await user.enter(product="")
        await user.press("ctrl+s")
        assert on_page(user).scores == (None, 60, 40, None)
        assert "37.5 %" in user.shown


@pytest.mark.thorough
async def test_an_override_is_set_changed_and_ended_on_the_page(acmes_page: Path) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        await go_to_part(user, "scores")
        await user.press("enter")  # on the overall score
        await user.enter(override_score="20")
        await user.press("ctrl+s")
        assert set(user.wrong()) == {"override_reason", "override_until"}, "no score without its reason and end"
        await user.enter(override_reason="sponsor left", override_until="in 6 weeks")
        await user.press("ctrl+s")
        assert "*20 ■" in user.shown
        assert user.shown.count("sponsor left") == 1, "said once on a small screen"
        await user.press("o")
        await user.enter(override_score="55")
        await user.press("ctrl+s")
        assert "*55 ◆" in user.shown
        await user.press("o")
        await user.enter(override_score="", override_reason="", override_until="")
        await user.press("ctrl+s")
        assert on_page(user).override is None
        assert "69 ◆" in user.shown
        assert "*" not in user.shown


@pytest.mark.thorough
async def test_an_override_lapses_on_the_day_after_its_last(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    last = date(2026, 3, 9)
    fill(path, [client("Acme", product=80, override=Override(score=20, reason="sponsor left", until=last))])
    async with using(path, SMALL) as user:
        await open_page(user)
        for day, holds in ((last, True), (date(2026, 3, 10), False)):
            monkeypatch.setattr(user.session, "today", lambda day=day: day)
            user.app._look()
            await user.pilot.pause()
            assert ("*20 ■" in user.shown) is holds, day
            assert ("Health 80 ●" in squeezed(user)) is not holds, day


@pytest.mark.parametrize("size", _SIZES)
@pytest.mark.long
async def test_the_longest_reason_of_an_override_is_shown_whole(size: tuple[int, int], path: Path) -> None:
    reason = " ".join(f"reasonable{number:02}" for number in range(15))[:196] + " end"
    fill(path, [client("Acme", override=Override(score=20, reason=reason, until=date(2026, 12, 31)))])
    async with using(path, size) as user:
        await open_page(user)
        assert f"{reason} (computed: no data)" in squeezed(user)


async def test_notes_are_edited_on_the_page_and_keep_their_lines(acmes_page: Path) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        await go_to_part(user, "notes")
        assert "pilot notes" in user.shown
        await user.press("e")
        await user.enter(notes="one\n\nthree")
        await user.press("ctrl+s")
        assert on_page(user).notes == "one\n\nthree"
        assert [line.strip() for line in pane_text(page(user).parts.notes.text).splitlines()] == ["one", "", "three"]
        await user.press("e")
        await user.enter(notes="")
        await user.press("ctrl+s")
        assert "No notes yet: e writes some" in user.shown


async def test_the_title_of_the_notes_is_lit_only_while_keys_move_in_them(acmes_page: Path) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        title = page(user).parts.notes.query(LinePane).first()

        def is_lit() -> bool:
            first = next(iter(title.render_line(0)))
            return first.style == title.styled("header")

        assert not is_lit()
        await go_to_part(user, "notes")
        assert is_lit()
        await user.press("t")
        assert not is_lit()
        await user.press("escape")
        assert is_lit()


@pytest.mark.long
async def test_long_notes_and_long_touchpoints_can_be_read_to_their_end(path: Path) -> None:
    text = "\n".join(f"line {number}." for number in range(40))
    one = client("Acme", notes=text)
    note = text.replace("line", "word")
    keep(path, one, Touchpoint(client=one.id, day=TODAY, note=note))
    path.chmod(stat.S_IRUSR)
    async with using(path, SMALL) as user:
        await open_page(user)
        assert "word 39." not in user.shown
        await user.press("tab", "G")
        assert "word 39." in user.shown, "also where nothing can be edited"
        assert part_in_use(user) == "touchpoints"
        await go_to_part(user, "notes")
        await user.press("G")
        assert "line 39." in user.shown


@pytest.mark.long
async def test_another_entry_is_shown_from_its_beginning(path: Path) -> None:
    one = client("Acme")
    notes = ["\n".join(f"{word} {number}." for number in range(30)) for word in ("first", "other")]
    keep(path, one, *(Touchpoint(client=one.id, day=TODAY, note=note) for note in notes))
    async with using(path, SMALL) as user:
        await open_page(user)
        await user.press("tab", "G", "shift+tab", "j")
        assert "first 0." in user.shown


# The client itself


@pytest.mark.thorough
async def test_a_deleted_client_comes_back_with_all_that_belongs_to_it(acmes_page: Path) -> None:
    before = {name: dict(table.records) for name, table in reread(acmes_page).tables.items()}
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        await user.press("D")
        assert user.screen is user.app.portfolio
        assert not user.session.workspace.table(Touchpoint).records
        await user.press("u")
        assert "Undone: deletion of Acme" in user.said
        await open_page(user)
        assert listed(user, "touchpoints") == ["budget talk", "greeting"]
        assert listed(user, "assumptions") == ["sponsor stays"]
        assert listed(user, "stakeholders") == ["Ada Quill"]
        await user.saved()
    assert {name: dict(table.records) for name, table in reread(acmes_page).tables.items()} == before


@pytest.mark.thorough
async def test_keys_typed_ahead_of_a_deletion_meet_no_client_that_is_gone(acmes_page: Path) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        for key in ("D", "E", "o", "t", "e", "right_square_bracket", "D"):
            user.app.simulate_key(key)
        await user.pilot.pause()
        await user.pilot.pause()
        assert user.app.is_running
        assert "Acme" not in [one.name for one in user.session.workspace.clients.values()]


@pytest.mark.thorough
async def test_the_form_changes_the_name_and_the_page_and_the_portfolio_follow(acmes_page: Path) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        await user.press("E")
        await user.enter(name="Bolt")
        assert "another client has this name" in user.message("name")
        await user.enter(name="Apex", acv="41,000", renewal_date="in 1 month", tags="emea, key")
        await user.press("ctrl+s")
        who, money = heading(user)
        assert "Apex" in who
        assert "emea key" in who
        assert "41,000" in money
        assert "1 month ■" in money
        await user.press("q")
        assert user.under_cursor.name == "Apex"
        assert "Apex" in user.shown


@pytest.mark.thorough
async def test_a_client_without_any_data(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await open_page(user)
        assert " ".join(" ".join(heading(user)).split()) == "Acme · active ACV no data Renewal no data"
        for name, said in (
            ("touchpoints", "No touchpoint yet: t notes one"),
            ("stakeholders", "Nobody yet: n adds the decision maker"),
            ("assumptions", "None yet: n writes one down"),
            ("notes", "No notes yet: e writes some"),
            ("scores", "coverage 0 %"),
        ):
            assert said in user.shown, "all of it is seen at once"
            await go_to_part(user, name)
            rows = 7 if name == "scores" else 1  # the coverage is said in words, too
            assert part_of(user, name).size.height == rows, "what is empty takes one line"
        await user.until(lambda: "No scores yet: e enters one" in user.shown)
        await user.press("k", "k", "j", "j", "j", "j", "G", "g", "pagedown")
        assert user.said == []


# Where things are


@pytest.mark.thorough
@pytest.mark.parametrize(
    "size", [SMALL, *(pytest.param(size, marks=pytest.mark.long) for size in ((100, 30), (80, 40)))]
)
async def test_tab_reaches_every_part_and_only_one_is_open_where_there_is_little_room(
    size: tuple[int, int], acmes_page: Path
) -> None:
    async with using(acmes_page, size) as user:
        await open_page(user)
        assert part_in_use(user) == "touchpoints"
        seen, opened, parts = [], "", parts_shown(user)
        for _ in parts:
            seen.append(part_in_use(user))
            if seen[-1] not in ("scores", "activities", "renewals"):  # nothing to open: no chart, activity or renewal
                opened = seen[-1]
            heights = {name: part_of(user, name).size.height for name in parts}
            assert heights.pop("scores") == 7, "always seen, with the coverage in words"
            assert [name for name, height in heights.items() if height > 1] == [opened], heights
            bottom = part_of(user, PARTS[-1]).region.bottom
            assert bottom == page(user).keys.region.y, "no line is wasted, and none lies below the screen"
            for title in ("Scores", "Notes", "Touchpoints 2", "Activities · None", "Stakeholders 1", "Assumptions 1"):
                assert title in user.shown
            await user.press("tab")
        assert sorted(seen) == sorted(parts)
        assert ("renewals" in parts) == (size[1] >= 30)
        assert part_in_use(user) == seen[0], "round again"
        await user.press("shift+tab")
        assert part_in_use(user) == seen[-1]


@pytest.mark.thorough
@pytest.mark.parametrize("size", [WIDE, pytest.param((160, 50), marks=pytest.mark.long)])
async def test_where_there_is_room_all_parts_are_open(size: tuple[int, int], acmes_page: Path) -> None:
    async with using(acmes_page, size) as user:
        await open_page(user)
        for shown in ("budget talk", "Ada Quill", "sponsor stays", "pilot notes", "Sponsorship"):
            assert shown in user.shown
        for name in PARTS:
            await go_to_part(user, name)
            assert part_of(user, name).region.bottom <= page(user).keys.region.y


@pytest.mark.long
async def test_a_wide_but_short_screen_opens_one_part_on_each_side(acmes_page: Path) -> None:
    async with using(acmes_page, (120, 24)) as user:
        await open_page(user)
        for name in PARTS:
            await go_to_part(user, name)
            opened = [one for one in PARTS[1:] if part_of(user, one).size.height > 1]
            assert len(opened) == 2
            assert name in opened or name in ("scores", "activities"), "which have no chart and no entry"


@pytest.mark.long
async def test_the_terminal_may_change_its_size(acmes_page: Path) -> None:
    async with using(acmes_page, WIDE) as user:
        await open_page(user)
        await go_to_part(user, "scores")
        await go_to_part(user, "assumptions")
        for width, height in ((60, 15), (200, 60), (20, 5), (120, 20), SMALL):
            await user.pilot.resize_terminal(width, height)
            await user.pilot.pause()
        opened = [name for name in PARTS[1:] if part_of(user, name).size.height > 1]
        assert opened == ["assumptions"]
        assert "sponsor stays" in user.shown


@pytest.mark.thorough
async def test_stepping_follows_the_portfolio_as_it_is_sorted_and_filtered(path: Path) -> None:
    tagged = [client(name, acv=acv, tags=("emea",)) for name, acv in (("Acme", 30), ("Bolt", 10), ("City", 20))]
    fill(path, [*tagged, client("Dune", acv=15)])
    async with using(path, SMALL) as user:
        user.table.move_to_column("acv")
        await user.press("s", "slash")
        await user.paste("tag:emea")
        await user.press("enter")
        order = user.names
        assert order == ["Bolt", "City", "Acme"]
        await open_page(user, order[0])
        seen = [on_page(user).name]
        for _ in order[1:]:
            await user.press("right_square_bracket")
            seen.append(on_page(user).name)
        assert seen == order
        await user.press("right_square_bracket")
        assert user.said[-1] == "That was the last one"
        await user.press("left_square_bracket", "q")
        assert user.under_cursor.name == order[-2]
        assert user.names == order


@pytest.mark.long
async def test_help_shows_the_keys_of_the_page(acmes_page: Path) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        await user.press("question_mark")
        text = pane_text(user.screen.query_one("#lines"))
        for command in CLIENT_PAGE:
            assert command.help().split(":")[0][:40] in " ".join(text.split())


# What others change


@pytest.mark.thorough
async def test_changes_of_another_terminal_appear_on_the_open_page(acmes_page: Path) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        one = on_page(user)
        first = touchpoints(user)[0]
        other = Touchpoint(client=one.id, day=TODAY, note="from the other terminal")
        changed_elsewhere(
            acmes_page, (one, one.changed(name="Apex", notes="other notes")), (None, other),
            (first, first.changed(done=True)),
        )  # fmt: skip
        user.session.look()
        await user.until(lambda: "Apex" in heading(user)[0])
        assert listed(user, "touchpoints") == ["from the other terminal", "budget talk", "greeting"]
        assert panel(user, "touchpoints").entry.note.startswith("budget talk"), "the cursor stays on its entry"
        assert "Follow-up 1 Mar 2026, done" in user.shown
        await go_to_part(user, "notes")
        assert "other notes" in user.shown


@pytest.mark.long
async def test_edits_of_different_things_in_two_terminals_are_merged(acmes_page: Path) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        one = on_page(user)
        await user.press("E")
        changed_elsewhere(acmes_page, (one, one.changed(owner="Zed", stakeholders=())))
        await user.enter(notes="typed here")
        await user.press("ctrl+s")
        await user.saved()
        await user.until(lambda: on_page(user).owner == "Zed")
        assert on_page(user).notes == "typed here"
        assert on_page(user).stakeholders == ()


@pytest.mark.thorough
async def test_a_client_deleted_in_another_terminal_leaves_its_page(acmes_page: Path) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        deleted_elsewhere(acmes_page)
        user.session.look()
        await user.until(lambda: user.screen is user.app.portfolio)
        assert user.names == ["Bolt", "City"]
        assert any("Acme" in message and "no longer there" in message for message in user.said)
        assert not any("brings it back" in message for message in user.said), "u undoes what was done here"


_OPENERS = [
    "t",
    *(pytest.param(key, marks=pytest.mark.long) for key in ("E", "slash", "L", "question_mark", "B", "comma")),
]


@pytest.mark.thorough
@pytest.mark.parametrize("opener", _OPENERS)
async def test_a_client_deleted_in_another_terminal_while_something_is_open_above_its_page(
    opener: str, acmes_page: Path
) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        await user.press(opener)
        above = user.screen
        assert not isinstance(above, ClientPage)
        deleted_elsewhere(acmes_page)
        user.session.look()
        await user.until(lambda: len(user.session.workspace.clients) == 2)
        assert user.screen is above
        await user.press("escape")
        await user.until(lambda: user.screen is user.app.portfolio)
        assert user.names == ["Bolt", "City"]


@pytest.mark.long
async def test_what_was_typed_for_a_client_deleted_elsewhere_is_kept(acmes_page: Path) -> None:
    async with using(acmes_page, SMALL) as user:
        await open_page(user)
        await user.press("t")
        deleted_elsewhere(acmes_page)
        user.session.look()
        await user.until(lambda: len(user.session.workspace.clients) == 2)
        await user.enter(note="an hour of typing")
        await user.press("ctrl+s")
        await user.until(lambda: user.screen is user.app.portfolio)
        assert any("was deleted in another terminal" in message for message in user.said)
        await user.press("R")
        assert "New touchpoint" in user.shown
        await user.press("c")
        assert "an hour of typing" in pane_text(user.screen.query_one("#lines"))


@pytest.mark.long
async def test_undoing_the_addition_of_the_client_leaves_its_page(path: Path) -> None:
    fill(path, [client("Bolt")])
    async with using(path, SMALL) as user:
        await user.press("n")
        await user.enter(name="Acme")
        await user.press("ctrl+s")
        await open_page(user)
        await user.press("u")
        await user.until(lambda: user.screen is user.app.portfolio)
        assert user.names == ["Bolt"]
        await user.press("ctrl+r")
        assert sorted(user.names) == ["Acme", "Bolt"]


# Text that means harm

_HARM = [MARKUP[:2], *(pytest.param(NAMES[at : at + 10], marks=pytest.mark.long) for at in range(0, len(NAMES), 10))]


@pytest.mark.thorough
@pytest.mark.parametrize("texts", _HARM, ids=range(len(_HARM)))
async def test_hostile_text_is_shown_as_text_in_every_part(texts: tuple[str, ...], path: Path) -> None:
    override = Override(score=1, reason=texts[1], until=date(2027, 1, 1))
    people = tuple(Stakeholder(name=text, role=text, seniority=text, attitude=text) for text in texts)
    one = client(f"Acme {texts[1]}", owner=texts[0], tags=texts[:2], notes="\n".join(texts), override=override)
    keep(
        path,
        one.changed(stakeholders=people),
        *(Touchpoint(client=one.id, day=TODAY, note=text, follow_up=TODAY, task=text) for text in texts),
        *(Assumption(client=one.id, text=text) for text in texts),
    )
    async with using(path, WIDE) as user:
        await open_page(user, one.name)
        name = on_page(user).name
        assert safe_text(name)[:20] in heading(user)[0]
        seen = user.shown
        for part in PARTS:
            await go_to_part(user, part)
            for _ in texts:
                await user.press("j")
                seen += user.shown
            assert len(user.said) == 0
        assert acting(seen, "\n") == set()
        for text in texts if texts == MARKUP[:2] else ():
            assert seen.count(text) > 10
        for key in ("t", "E", "o", "question_mark", "L", "slash", "ctrl+p"):
            await user.press(key)
            assert acting(user.shown, "\n") == set(), key
            await user.press("escape")
        for part in ("touchpoints", "stakeholders", "assumptions"):
            await go_to_part(user, part)
            await user.press("d", "u")
            assert acting(user.shown, "\n") == set()
        await user.press("D", "u")
        assert acting(user.shown, "\n") == set()
        await user.until(lambda: user.named(name))


@pytest.mark.long
async def test_a_click_on_hostile_text_does_nothing(path: Path) -> None:
    text = MARKUP[1]
    one = client(text, notes=text, override=Override(score=1, reason=text, until=date(2027, 1, 1)))
    keep(path, one, Touchpoint(client=one.id, day=TODAY, note=text), Assumption(client=one.id, text=text))
    async with using(path, WIDE) as user:
        await open_page(user, text)
        for y, line in enumerate(user.shown.split("\n")):
            if (x := line.find("click me")) >= 0:
                await user.pilot.click(offset=(x + 1, y))
        assert user.app.return_value is None
        assert user.app.is_running


# The chart


@pytest.mark.thorough
async def test_the_chart_is_drawn_after_a_rest_and_follows_the_score_under_the_cursor(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_demo(path)
    monkeypatch.setattr(page_parts, "_REST_SECONDS", 3600.0)
    async with using(path, WIDE) as user:
        one = await open_page(user, "Customer 6")
        assert pane_text(one.parts.chart) == "", "first the page, then its chart"
        monkeypatch.setattr(page_parts, "_REST_SECONDS", 0.01)
        await go_to_part(user, "assumptions")
        await user.until(lambda: "1 Prod" in user.shown)
        for name in ("● Health", "1 Prod", "2 Sat", "3 Supp", "4 Spons"):
            assert name in user.shown
        first, last = on_page(user).history[0][0], on_page(user).history[-1][0]
        assert full_day(first) in user.shown
        assert full_day(last) in user.shown
        assert "100┤" in user.shown
        await go_to_part(user, "scores")
        await user.press("j")
        await user.until(lambda: "2 Sat" not in user.shown)
        assert "1 Prod" in user.shown
        marks = pane_text(one.parts.chart).rpartition("\n")[0].count("1")
        await user.press("k", "k", "j")
        await user.until(lambda: pane_text(one.parts.chart).rpartition("\n")[0].count("1") == marks)


@pytest.mark.long
async def test_a_new_score_appears_in_the_chart(acmes_page: Path) -> None:
    async with using(acmes_page, WIDE) as user:
        await open_page(user)
        await user.until(lambda: "One snapshot, of 2026-01-10; two make a chart" in user.shown)
        assert "2 Mar 2026" not in pane_text(page(user).parts.chart)
        await go_to_part(user, "scores")
        await user.press("j", "e")
        await user.enter(product="20")
        await user.press("ctrl+s")
        await user.until(lambda: "2 Mar 2026" in pane_text(page(user).parts.chart))


@pytest.mark.long
async def test_on_a_small_screen_the_chart_is_drawn_when_its_part_is_opened(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        one = await open_page(user, "Customer 12")
        await go_to_part(user, "scores")
        await user.until(lambda: "1 Prod" in user.shown)
        assert "┤" in pane_text(one.parts.chart)
        assert "No room" not in user.shown


@pytest.mark.parametrize("size", [SMALL, pytest.param(WIDE, marks=pytest.mark.thorough)])
async def test_the_part_in_use_stays_in_use_from_client_to_client(path: Path, size: tuple[int, int]) -> None:
    fill(path, [client("Acme"), client("Bolt")])
    async with using(path, size) as user:
        await user.press("enter")
        for part, there in (("touchpoints", "right"), ("notes", "left"), ("scores", "right")):
            await go_to_part(user, part)
            await user.press(f"{there}_square_bracket")
            assert part_in_use(user) == part
        assert on_page(user).name == "Bolt"


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_only_the_part_in_use_is_lit_and_the_others_keep_a_faint_row_mark(
    size: tuple[int, int], acmes_page: Path
) -> None:
    async with using(acmes_page, size) as user:
        await open_page(user)
        for part in ("touchpoints", "notes", "scores", "activities"):
            await go_to_part(user, part)
            lit = {name for name in PARTS if _title_style(user, name).bold}
            assert lit == {part}
            for name in {*PARTS} - {"notes", part, "activities"}:
                table = panel(user, name).table
                mark, *_ = table._painter.row(table._width, table.cursor_key, True)
                assert mark.style.color == table.styled("dim").color
                assert mark.text == "▌"


def _title_style(user: User, part: str) -> Style:
    """How the first letter of a part's title is written."""
    first = part_of(user, part).query("BandTable, LinePane").first()
    return next(piece.style for piece in first.render_line(0) if piece.text.strip())


@pytest.mark.thorough
async def test_the_chart_opens_with_the_scores_and_gives_way_to_the_next_part(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        one = await open_page(user, "Customer 6")
        assert one.parts.chart.size.height == 0
        await go_to_part(user, "scores")
        await user.until(lambda: "1 Prod" in user.shown)
        assert part_of(user, "touchpoints").size.height == 1
        await go_to_part(user, "notes")
        assert one.parts.chart.size.height == 0
        assert part_of(user, "notes").size.height > 1


async def test_a_contact_is_not_on_a_day_that_is_still_to_come(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await open_page(user, "Acme")
        await user.press("t")
        await user.enter(note="spoke to them", day="tomorrow")
        await user.press("ctrl+s")
        assert user.wrong() == {"day": "2026-03-03 is still to come"}


async def test_evaluations_of_the_client_open_their_form_and_come_back(path: Path) -> None:
    keep(path, *evaluated("Acme", {Section.LESSONS: ["one", "two"], Section.SUCCESSES: ["three"]}))
    async with using(path, SMALL) as user:
        await open_page(user)
        await go_to_part(user, "evaluations")
        assert "Lessons learned 2 · Successes to celebrate 1" in user.shown
        await user.press("x")
        assert any(line.split()[-2:] == ["final", "3"] for line in user.shown.splitlines())
        await user.press("enter")
        await user.until(lambda: user.app.front.SPEC.id == "evaluation")
        await user.press("escape")
        assert page(user).client.name == "Acme"
        await user.press("n")
        assert user.row("engagement").text == "Teamwork"
        assert user.row("phase").text == "Adoption implementation"
        await user.press("ctrl+s")
        assert listed(user, "evaluations") == ["Teamwork", "Teamwork"]
        await user.press("d")
        assert user.said[-1] == "Deleted the evaluation of Adoption implementation; u brings it back"


@pytest.mark.thorough
@pytest.mark.parametrize("size", [SMALL, (120, 40), (160, 50)], ids=["small", "wide", "vast"])
async def test_every_open_list_shows_rows_above_what_it_tells(size: tuple[int, int], path: Path) -> None:
    fill_whole_demo(path)
    async with using(path, size) as user:
        user.go_to("Customer 7")
        await user.press("enter")
        await user.until(lambda: "Touchpoints 2" in user.shown)
        page = user.screen
        assert isinstance(page, ClientPage)
        for one in page.parts.lists:
            await go_to_part(user, str(one.id))
            rows = one.table.size.height - 1
            assert one.is_empty or rows >= min(1 if size == SMALL else 2, len(one.table.keys)), one.id
            if size != SMALL and one.preview.display:
                assert rows <= len(one.table.keys), f"the text of {one.id} stands right below its rows"
