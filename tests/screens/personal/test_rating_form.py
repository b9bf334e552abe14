"""Rating by single keys, with everything beside it live; what is typed is kept, and what is wrong is said there."""

from pathlib import Path

import pytest
from textual import events

from csm_tui.domain.records.person.personal_evaluation import Aspect, OthersRating, Relation
from csm_tui.exchange.personal.rating_answers import form_export
from csm_tui.exchange.personal.rating_form import rating_form
from csm_tui.forms.definitions.personal_forms import note_name, rating_name
from csm_tui.planning.personal.aspects import USUAL_ASPECTS, letter
from csm_tui.screens.dialogs.forms.rating_form import RatingForm
from csm_tui.screens.dialogs.question import YesNoDialog
from csm_tui.screens.shell.resume_dialog import ResumeDialog
from csm_tui.session.changes import edition
from tests.support.driving import SMALL, TODAY, WIDE, User, reread, using
from tests.support.evaluation_builders import OWN, ratings
from tests.support.rows import first_rows
from tests.support.screens.personal_driving import (
    FIRST,
    LATEST,
    fill_personal,
    kept,
    line_with,
    open_personal,
    points_in_order,
)

pytestmark = pytest.mark.thorough

A, B, C, *_, H = USUAL_ASPECTS


async def _begin(user: User) -> None:
    """A new evaluation, with the cursor at the first rating."""
    await open_personal(user)
    await user.press("n")
    assert isinstance(user.screen, RatingForm)
    await user.enter(csm="Robin Vale", period="2026 Q1")
    user.form._form.focus_field(rating_name(A.id))


def _at(user: User) -> str:
    """The name of the field with the cursor."""
    return user.form._form.place


@pytest.mark.parametrize("size", [SMALL, pytest.param(WIDE, marks=pytest.mark.thorough)])
async def test_all_is_rated_by_single_keys_and_seen_at_once(path: Path, size: tuple[int, int]) -> None:
    fill_personal(path, ())
    async with using(path, size) as user:
        await _begin(user)
        assert "0 of 0" in user.shown
        await user.press("7", "8", "t", "9", "4")
        assert "38 of 50 · 5 of 8 rated" in user.shown
        assert "■ 1   ◆ 1   ● 3" in user.shown, "the bands"
        assert line_with(user, "E Customer outcomes").count("■") >= 1
        spider = sum(user.shown.count(sign) for sign in "■◆●")
        await user.press("6", "6", "9")
        assert "59 of 80 · 8 of 8 rated" in user.shown
        assert sum(user.shown.count(sign) for sign in "■◆●") > spider, "the points of the spider"
        assert _at(user) == rating_name(H.id), "the last one keeps the cursor"
        await user.press("n", *"better", "tab")
        await user.press("ctrl+s")
        await user.saved()
        assert "59 of 80" in user.shown
    (made,) = kept(path)
    assert (made.csm, made.period, made.day, points_in_order(made)) == ("Robin Vale", "2026 Q1", TODAY, [*OWN])
    assert {one.id: one.note for one in made.ratings if one.note} == {H.id: "better"}


async def test_keys_typed_faster_than_they_are_handled_all_count(path: Path) -> None:
    fill_personal(path)
    async with using(path, SMALL) as user:
        await open_personal(user)
        await user.press("enter")
        for key in "01t23456":
            user.app.post_message(events.Key(key, key))
        await user.until(lambda: user.row(rating_name(H.id)).text == "6")
        await user.press("ctrl+s")
        await user.saved()
    assert points_in_order(kept(path)[-1]) == [0, 1, 10, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("count", [3, pytest.param(12, marks=pytest.mark.thorough)])
async def test_as_many_aspects_as_there_may_be_fit_the_smallest_terminal(path: Path, count: int) -> None:
    usual = [one.changed(retired=place >= count) for place, one in enumerate(USUAL_ASPECTS)]
    more = [Aspect(name=f"Further {number} \u8a55\u4fa1", place=20 + number) for number in range(count - len(usual))]
    fill_personal(path, [LATEST, *usual, *more])
    async with using(path, SMALL) as user:
        await open_personal(user)
        await user.press("enter", *"t" * count)
        assert f"{10 * count} of {10 * count} · {count} of {count} rated" in user.shown
        assert all(f" {letter(place)} " in user.shown for place in range(count))
        assert not user.form._form.max_scroll_y, "all of it is seen"
        await user.press("ctrl+s")
        assert f"{10 * count} of {10 * count}" in user.shown


@pytest.mark.thorough
async def test_a_long_definition_is_shown_in_full_and_the_note_below_it_while_it_is_typed(path: Path) -> None:
    words = [f"word{number}" for number in range(90)]
    fill_personal(path, [A.changed(definition=" ".join(words))])
    async with using(path, SMALL) as user:
        await _begin(user)
        await user.press("n")
        await user.type("seen")
        await user.until(lambda: "seen" in user.shown)
        above = user.shown.splitlines()
        assert words[-1] in above[next(number for number, line in enumerate(above) if "seen" in line) - 1]
        assert words[60] in user.shown


async def test_keys_that_move_empty_and_lead_to_the_note(path: Path) -> None:
    fill_personal(path)
    async with using(path, SMALL) as user:
        await open_personal(user)
        await user.press("j", "enter")
        assert _at(user) == rating_name(B.id), "it begins at the aspect under the cursor"
        await user.press("backspace", "j", "-", "k", "k", "up", "n")
        assert _at(user) == note_name(A.id)
        assert A.definition.split(";")[0] in user.shown
        await user.press(*"j7", "tab")
        assert _at(user) == rating_name(B.id), "from a note to the next rating"
        await user.press("enter", "shift+tab")
        assert _at(user) == rating_name(B.id), "and back"
        await user.press("ctrl+s")
        await user.saved()
    *_, after = kept(path)
    assert points_in_order(after) == [7, None, None, *OWN[3:]]
    assert after.ratings[0].note == "j7", "in a note digits and letters are text"


@pytest.mark.parametrize("text", first_rows(["7.5", "11", "-1", "x"], 1))
async def test_a_wrong_rating_is_said_beside_it_and_stays(path: Path, text: str) -> None:
    fill_personal(path)
    async with using(path, WIDE) as user:
        await open_personal(user)
        await user.press("enter")
        await (user.press(text) if len(text) == 1 else _paste_over(user, text))
        assert "0 to 10; - is not rated" in line_with(user, "A Time management")
        await user.enter(csm="")
        await user.press("ctrl+s")
        assert isinstance(user.screen, RatingForm), "nothing is saved"
        assert {"csm", rating_name(A.id)} == {*user.wrong()}
        assert user.row(rating_name(A.id)).text == text
        await user.press("escape", "enter")
        assert user.row(rating_name(A.id)).text == text, "it is kept"
    assert kept(path)[-1] == LATEST


async def _paste_over(user: User, text: str) -> None:
    await user.press("backspace")
    await user.paste(text)


async def test_a_form_that_was_cut_is_gone_on_with(path: Path) -> None:
    fill_personal(path, [FIRST])
    async with using(path, SMALL) as user:
        await _begin(user)
        await user.press("7", "8", "n", *"and words", "tab", "3")
        user.session.drafts.flush(1.0)  # the line is cut here: nothing is closed, nothing saved
    async with using(path, SMALL) as user:
        await user.until(lambda: isinstance(user.screen, ResumeDialog))
        assert "rating-" not in user.shown, "fields are called by their names"
        await user.press("enter")
        await user.until(lambda: isinstance(user.screen, RatingForm))
        assert [user.row(rating_name(one.id)).text for one in USUAL_ASPECTS[:4]] == ["7", "8", "", "3"]
        assert user.row(note_name(C.id)).text == "and words"
        assert "18 of 30" in user.shown
        await user.press("ctrl+s")
        await user.saved()
    *_, made = kept(path)
    assert points_in_order(made)[:4] == [7, 8, None, 3]


async def test_what_others_saved_of_the_same_rating_meanwhile_is_asked(path: Path) -> None:
    fill_personal(path)
    async with using(path, WIDE) as user:
        await open_personal(user)
        await user.press("enter", "3", "4")
        other = LATEST.changed(ratings=ratings((9, *OWN[1:7], 2)))
        user.session.apply(edition(LATEST, other))
        await user.press("ctrl+s")
        assert "Changed by others" in user.shown
        assert "Time management" in user.shown
        await user.press("ctrl+s")
        await user.saved()
    assert points_in_order(kept(path)[-1]) == [3, 4, *OWN[2:7], 2]


@pytest.mark.thorough
async def test_thrown_away_it_is_as_it_was(path: Path) -> None:
    fill_personal(path)
    async with using(path, SMALL) as user:
        await open_personal(user)
        await user.press("enter", "0", "0", "0", "ctrl+x")
        assert "59 of 80" in user.shown
        assert user.session.drafts.all() == ()
    assert kept(path)[-1] == LATEST


@pytest.mark.parametrize("no_color", [False, True])
async def test_what_is_wrong_or_red_is_the_brightest_without_colours(
    path: Path, monkeypatch: pytest.MonkeyPatch, no_color: bool
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    fill_personal(path)
    async with using(path, WIDE) as user:
        await open_personal(user)
        await user.press("enter", "x")
        strips = user.screen._compositor.render_strips()
        segments = [one for strip in strips for one in strip if "0 to 10" in one.text]
        (said, *_) = [one.style for one in segments if one.style is not None]
        assert said.bold
        assert said.color is not None
        red, green, blue = said.color.get_truecolor()
        assert (min(red, green, blue) > 200) == no_color


async def test_a_form_that_somebody_filled_in_comes_in_from_any_screen(path: Path) -> None:
    fill_personal(path)
    workspace = reread(path)
    asked = rating_form(kept(path)[-1], workspace, "Kim Berg", Relation.COLLEAGUE)
    file = path.with_name("kim.md")
    file.write_text(form_export(asked).texts[".md"].replace("Rating (0-10):", "Rating (0-10): 7"), encoding="utf-8")
    here = "This answer is here already"
    async with using(path, SMALL) as user:
        for said in ("8 aspects rated by Kim Berg", ""):
            await user.press("I")
            await user.enter(file=str(file))
            await user.press("ctrl+s")
            await user.until(lambda: isinstance(user.screen, YesNoDialog) or user.said[-1:] == [here])
            assert said in " ".join(user.shown.split())
            await user.press(*(["y"] if said else []))
        made = user.session.workspace.table(OthersRating).records[asked.id]
        assert (made.rater, {*made.points.values()}) == ("Kim Berg", {7})
        assert user.said == ["Taken in; u takes it all back", "This answer is here already"]
        assert user.session.drafts.all() == ()
        file.write_text(file.read_text(encoding="utf-8").replace(": 7", ": 17"), encoding="utf-8")
        await user.press("I")
        await user.enter(file=str(file))
        await user.press("ctrl+s")
        await user.until(lambda: "kim.md: line " in user.said[-1])
