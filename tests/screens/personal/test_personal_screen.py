"""The personal evaluation on the screen: what it shows, and each of its commands."""

from datetime import date
from pathlib import Path

import pytest

from csm_tui.domain.records.activity import Activity, Category
from csm_tui.domain.records.person.personal_evaluation import Aspect, OthersRating, Rating
from csm_tui.domain.text import fold
from csm_tui.forms.definitions.personal_forms import rating_name
from csm_tui.planning.personal.aspects import USUAL_ASPECTS
from csm_tui.screens.dialogs.forms.rating_form import RatingForm
from csm_tui.screens.dialogs.text_page import TextPage
from csm_tui.screens.personal.evaluation_finder import EvaluationFinder
from csm_tui.screens.personal.others_dialog import OthersDialog
from csm_tui.widgets.form.path_input import PathInput
from tests.support.driving import SMALL, WIDE, reread, using
from tests.support.evaluation_builders import by_other, personal
from tests.support.hostile import MARKUP
from tests.support.screens.personal_driving import FIRST, LATEST, RATERS, fill_personal, kept, line_with, open_personal

MIDDLE = personal((5, 7, 9, 8, 5, 5, 5, 9), date(2025, 12, 1))


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_spider_matrix_and_what_lies_behind_an_aspect(path: Path, size: tuple[int, int]) -> None:
    fill_personal(path)
    async with using(path, size) as user:
        await open_personal(user)
        assert "Robin Vale · 2026 Q1 · 30 Jan 2026 · 2 of 2" in user.shown
        assert "59 of 80 · 8 of 8 rated   ■ 1   ◆ 3   ● 4   others 3   due 30 Apr 2026" in user.shown
        assert "\u00d7 others (3)" in user.shown, "the polygon of the others is named"
        row = line_with(user, "A Time management").partition("A Time management")[2].split()
        assert row[-7 if size == WIDE else -6 :][:6] == ["7", "◆", "5", "6.5", "◆", "-0.5"], "own, last, others, gap"
        assert "+1.7" in line_with(user, "E Customer outcomes")
        await user.press(*"jjjj")
        assert "their own figures" in " ".join(user.shown.split()), "the definition"
        assert "Kim, colleague" in user.shown
        before = user.shown
        await user.press("v")
        assert "Kim, colleague" not in user.shown
        await user.press("v")
        assert user.shown == before


@pytest.mark.parametrize("size", [(54, 16), (60, 20)])
async def test_where_a_spider_has_no_room_there_are_bars(path: Path, size: tuple[int, int]) -> None:
    fill_personal(path)
    async with using(path, size) as user:
        await open_personal(user)
        assert any(line.startswith(" E ") and "4 ■" in line for line in user.shown.splitlines())


async def test_an_empty_screen_says_how_to_begin(path: Path) -> None:
    fill_personal(path, ())
    async with using(path, SMALL) as user:
        await open_personal(user)
        assert "n rates your own work" in user.shown
        await user.press("e")
        assert user.said[-1] == "Edit evaluation: there is no evaluation yet: n begins one"
        await user.press("v", "L", "escape", "n")
        assert isinstance(user.screen, RatingForm)


async def test_from_one_evaluation_to_another(path: Path) -> None:
    fill_personal(path, [LATEST, FIRST, MIDDLE, *RATERS])
    async with using(path, WIDE) as user:
        screen = await open_personal(user)
        await user.press("left_square_bracket")
        assert screen.shown.evaluation == MIDDLE
        await user.press("left_square_bracket", "left_square_bracket")
        assert (screen.shown.evaluation, user.said[-1]) == (FIRST, "This is the oldest one")
        await user.press("right_square_bracket", "slash")
        assert isinstance(user.screen, EvaluationFinder)
        assert "2026-01-30 59 of 80 1 ■ 3" in " ".join(user.shown.split())
        await user.type("2026-01")
        await user.press("enter")
        assert screen.shown.evaluation == LATEST
        await user.press("F", "down", "enter")
        assert "○ 1 Sep 2025" in user.shown, "laid over it"
        assert screen.shown.last == FIRST, "and compared with it"
        await user.press("F")
        assert "○ 1 Sep 2025" not in user.shown


async def test_an_evaluation_is_deleted_with_its_raters_and_comes_back(path: Path) -> None:
    fill_personal(path)
    async with using(path, SMALL) as user:
        screen = await open_personal(user)
        await user.press("d")
        await user.saved()
        assert screen.shown.evaluation == FIRST
        assert not reread(path).table(OthersRating).records
        await user.press("u")
        await user.saved()
        assert screen.shown.evaluation == LATEST
    assert kept(path) == [FIRST, LATEST]
    assert len(reread(path).table(OthersRating).records) == 3


@pytest.mark.thorough
async def test_an_aspect_to_improve_becomes_an_activity(path: Path) -> None:
    fill_personal(path)
    async with using(path, WIDE) as user:
        screen = await open_personal(user)
        screen.table.move_to(USUAL_ASPECTS[4].id)
        await user.press("y")
        assert user.row("description").text == "Improve: Customer outcomes"
        await user.enter(hours="4")
        await user.press("escape", "y")
        assert user.row("hours").text == "4", "what was begun of it goes on"
        await user.press("ctrl+s")
        await user.saved()
        assert user.said[-1] == "Saved: new activity X1. It is in the plan; u takes it back"
        assert "in the plan as X1" in user.shown
        await user.press("u")
        assert "in the plan as X1" not in user.shown
        await user.press("ctrl+r", "3", "v")
        await user.until(lambda: "aspect of one's own work: Customer outcomes" in " ".join(user.shown.split()))
        await user.saved()
    (made,) = reread(path).table(Activity).records.values()
    assert reread(path).table(Aspect).records[USUAL_ASPECTS[4].id].activities == (made.id,)
    assert made.category is Category.OTHER
    assert made.purpose == "From the personal evaluation of 2026 Q1 · 2026-01-30: rated 4 of 10."


async def test_all_evaluations_go_to_a_file(path: Path, tmp_path: Path) -> None:
    fill_personal(path)
    async with using(path, SMALL) as user:
        await open_personal(user)
        await user.press("X")
        user.screen.query_one(PathInput).value = str(tmp_path / "own.md")
        await user.press("enter")
        assert user.said[-1] == f"{tmp_path / 'own.md'}: 2 personal evaluations written"
    assert "Robin Vale" in (tmp_path / "own.md").read_text()


async def test_progress_tells_what_moved_and_whether_all_will_be_green(path: Path) -> None:
    fill_personal(path, [FIRST, MIDDLE, LATEST])
    async with using(path, WIDE) as user:
        await open_personal(user)
        await user.press("T")
        assert isinstance(user.screen, TextPage)
        for told in (
            "Customer outcomes 4",
            "no forecast: Customer outcomes: does not rise",
            "48 of 80 in Sep 2025, 53 of 80 in Dec 2025, 59 of 80 in Jan 2026",
            "Thu 30 Apr 2026",
        ):
            assert told in user.shown
        (course,) = (line for line in user.shown.splitlines() if line.startswith("   A Time management"))
        assert course.split()[3:7] == ["5", "7", "◆", "+2"]
        await user.press("escape")


@pytest.mark.thorough
async def test_of_many_evaluations_the_latest_totals_are_told_and_all_are_drawn(path: Path) -> None:
    fill_personal(path, [personal(day=date(2000 + number // 4, 1 + number % 4, 1)) for number in range(100)])
    async with using(path, SMALL) as user:
        await open_personal(user)
        await user.press("T")
        assert "59 of 80 in Apr 2024; 92 before" in " ".join(user.shown.split())
        assert "1 Jan 2000" in user.shown


@pytest.mark.thorough
async def test_others_are_typed_in_and_deleted(path: Path) -> None:
    fill_personal(path, [LATEST, by_other(LATEST, (5,) * 8, "")])
    async with using(path, WIDE) as user:
        screen = await open_personal(user)
        assert "others 1" in user.shown
        assert screen.shown.others[USUAL_ASPECTS[0].id].average is None, "one who is anonymous stays so"
        await user.press("at")
        assert isinstance(user.screen, OthersDialog)
        assert "40 of 80" not in user.shown
        await user.press("enter")
        assert user.said[-1] == "It is anonymous and is not opened; d deletes it"
        for name, points in (("Kim", "6"), ("Sam", "8")):
            await user.press("n")
            await user.enter(rater=name, relation="manager")
            user.form._form.focus_field(rating_name(USUAL_ASPECTS[0].id))
            await user.press(points, "ctrl+s")
            await user.saved()
        assert "Sam" in user.shown
        await user.press("escape")
        assert screen.shown.others[USUAL_ASPECTS[0].id][:3] == (3, 7, 2)
        assert "7.0" in line_with(user, "A Time management")
        assert "1 anonymous, from 3 on they count" in user.shown
        await user.press("at", "d", "escape")
        await user.saved()
        assert len(screen.shown.raters) == 2
    assert {fold(one.rater) for one in reread(path).table(OthersRating).records.values()} < {"", "kim", "sam"}


@pytest.mark.thorough
async def test_text_that_looks_like_markup_is_shown_as_it_is(path: Path) -> None:
    aspects = [Aspect(name=text, definition=text, place=20 + place) for place, text in enumerate(MARKUP[:12])]
    gone = [one.changed(retired=True) for one in USUAL_ASPECTS]
    rated = tuple(Rating(id=one.id, points=5, note=f"note {one.name}") for one in aspects)
    own = LATEST.changed(csm=MARKUP[0], period=MARKUP[1], ratings=rated)
    other = OthersRating(evaluation=own.id, rater=MARKUP[2], day=own.day, ratings=rated)
    fill_personal(path, [*aspects, *gone, own, other])
    async with using(path, WIDE) as user:
        screen = await open_personal(user)
        for one in aspects:
            screen.table.move_to(one.id)
            await user.pilot.pause()
            assert user.shown.count(one.name) >= 3, "in the matrix, as definition and in the note"
            assert f"{MARKUP[2]}, colleague: note" in user.shown
        for key in ("T", "at", "C", "slash"):
            await user.press(key)
            assert MARKUP[2 if key == "at" else 0] in user.shown, key
            await user.press("escape")
        await user.press("enter")
        assert all(one.name[:24] in user.shown for one in aspects)
        await user.press("escape", "d")
        assert user.app.is_running
