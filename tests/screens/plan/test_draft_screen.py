"""The draft of a quarter, reviewed by keys: nothing enters before it is accepted, and one undo takes it back."""

from pathlib import Path

import pytest

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.planning.draft.review import Review
from csm_tui.screens.plan.draft_screen import DraftScreen
from csm_tui.screens.plan.plan_screen import PlanScreen
from csm_tui.screens.shell.resume_dialog import ResumeDialog
from csm_tui.widgets import later
from tests.support.books import unplanned_demo
from tests.support.driving import SMALL, TODAY, WIDE, User, client, fill, reread, using
from tests.support.plays import FINE
from tests.support.screens.plan_screen_driving import open_plan


def fill_unplanned(path: Path) -> None:
    demo = unplanned_demo()
    fill(path, demo.clients.values(), demo.settings)


async def open_draft(user: User) -> DraftScreen:
    await open_plan(user)
    await user.press("y")
    await user.until(lambda: isinstance(user.screen, DraftScreen) and "Drafting" not in user.shown)
    screen = user.screen
    assert isinstance(screen, DraftScreen)
    return screen


def review_of(screen: DraftScreen) -> Review:
    assert screen.review is not None
    return screen.review


def planned(user: User) -> list[Activity]:
    return [*user.session.workspace.table(Activity).records.values()]


@pytest.mark.thorough
async def test_on_a_narrow_terminal_the_rows_keep_their_room(path: Path) -> None:
    fill_unplanned(path)
    async with using(path, (60, 20)) as user:
        screen = await open_draft(user)
        assert screen.table.size.height > 5


@pytest.mark.thorough
async def test_a_draft_is_reviewed_line_by_line_and_enters_the_plan_in_one_step(path: Path) -> None:
    fill_unplanned(path)
    async with using(path, SMALL) as user:
        screen = await open_draft(user)
        assert "25 of 25 taken" in user.shown
        assert "no place left, " in user.shown
        assert "every check of the audit held" in user.shown
        assert "Renewal at risk, its first 2 of 5 activities" in user.shown
        await user.press("space")
        assert "24 of 25 taken" in user.shown
        assert "room for 1 more" in user.shown
        await user.press("g", "Z", "Z")  # the rest of the play goes, too, then all of it is back
        assert "25 of 25 taken" in user.shown
        await user.press("Z")
        assert "no retain activity for Customer 6" in user.shown
        await user.press("Z", "g", "e")
        await user.enter(description="Ask their lead first", hours="2")
        await user.press("ctrl+s")
        assert "Ask their lead first" in user.shown
        await user.press("j", "space", "escape")
        assert isinstance(user.screen, PlanScreen)
        assert planned(user) == []
        assert "kept as you left it" in user.said[-1]
        screen = await open_draft(user)
        assert "Ask their lead first" in user.shown
        assert "24 of 25 taken" in user.shown
        await user.press("y")
        await user.until(lambda: isinstance(user.screen, PlanScreen))
        found = planned(user)
        changed = next(one for one in found if one.description == "Ask their lead first")
        assert len(found) == 24
        assert (changed.hours, changed.play) == (2, "renewal-at-risk")
        assert user.said[-1] == "24 activities are in the plan; u takes all of them back"
        screen = await open_draft(user)
        assert len(review_of(screen).draft.plan.activities) == 24
        await user.press("escape", "u")
        assert planned(user) == []
        await user.saved()
        assert not user.session.drafts.all()
    assert not reread(path).table(Activity).records


@pytest.mark.thorough
async def test_what_was_left_out_can_be_taken_in_all_the_same(path: Path) -> None:
    fill_unplanned(path)
    async with using(path, WIDE) as user:
        screen = await open_draft(user)
        left = review_of(screen).draft.left_out
        await user.press("G")
        assert "space takes it in all the same" in user.shown
        await user.press("enter")
        assert f"{left[-1].row.client.name} is in the draft" in user.said[-1]
        assert len(review_of(screen).draft.left_out) == len(left) - 1
        assert "more than wanted" in user.shown
        await user.press("asterisk", "y")
        assert user.said[-1].startswith("Nothing is marked")
        await user.press("asterisk", "y")
        assert user.said[-1].startswith("27 activities are in the plan")


@pytest.mark.thorough
async def test_what_was_decided_is_offered_by_the_next_program(path: Path) -> None:
    fill_unplanned(path)
    async with using(path, SMALL) as user:
        await open_draft(user)
        await user.press("space", "1", "q")
        await user.until(lambda: user.app.return_code == 0)
    async with using(path, SMALL) as user:
        await user.until(lambda: isinstance(user.screen, ResumeDialog))
        assert "Drafted plan" in user.shown
        assert "Customer 6" in user.shown[user.shown.index("Resume what") :]
        await user.press("enter")
        await user.until(lambda: isinstance(user.screen, DraftScreen) and "24 of 25 taken" in user.shown)
        await user.press("g", "space")
        assert "25 of 25 taken" in user.shown
        assert not user.session.drafts.all(), "nothing is decided any more"


@pytest.mark.thorough
async def test_at_many_clients_the_audit_goes_on_while_keys_are_taken(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(later, "AT_ONCE", 0)
    fill_unplanned(path)
    async with using(path, SMALL) as user:
        await open_draft(user)
        await user.press("asterisk")
        await user.until(lambda: "0 of 25 taken" in user.shown and "size: 0 activities" in user.shown)
        await user.press("escape", "a")
        await user.until(lambda: "no retain activity for" in user.shown)


@pytest.mark.thorough
async def test_a_book_without_anything_to_do_says_so(path: Path) -> None:
    fine = client("Fine", **FINE)
    fill(path, [fine, Touchpoint(client=fine.id, day=TODAY, note="All is well")])
    async with using(path, SMALL) as user:
        await open_draft(user)
        assert "nobody can be asked for more now" in user.shown
        await user.press("e", "Z", "y")
        assert user.said[-1] == "Into the plan: nothing is proposed"
        await user.press("escape")
        assert isinstance(user.screen, PlanScreen)
