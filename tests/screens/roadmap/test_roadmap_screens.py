"""The table of roadmaps and the page of one: writing in place, what follows from it, and the ways between the parts."""

from pathlib import Path

import pytest
from pptx import Presentation
from textual.widgets import Input

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.roadmap import CashQuarter, Kpi, NextStep, Phase, Roadmap
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.planning.roadmap.briefings import editions_of
from csm_tui.screens.matching.match_dialog import MatchDialog
from csm_tui.screens.roadmap.presentation.present_screen import PresentScreen
from csm_tui.screens.roadmap.roadmap_finder import RoadmapFinder
from csm_tui.screens.roadmap.roadmaps_screen import RoadmapsScreen
from csm_tui.session.user_files.presentation_file import PresentationFile, SlidePlace
from tests.support.driving import SMALL, TODAY, WIDE, User, fill_whole_demo, reread, using
from tests.support.screens.parts_driving import go_to_part
from tests.support.screens.roadmap_driving import open_page, open_roadmaps, page


def incomes(user: User) -> dict[int, object]:
    """The actual income by quarter of the roadmap in front."""
    quarters = user.session.workspace.table(CashQuarter).of(page(user).roadmap_id)
    return {one.number: one.actual_income for one in quarters if one.actual_income is not None}


async def test_nothing_is_cut_before_it_says_how_it_stands(path: Path) -> None:
    fill_whole_demo(path)
    async with using(path, SMALL) as user:
        await open_roadmaps(user)
        assert "due in 1 month" in user.shown
        await user.press("enter", "j", "j", "j")
        assert "after 36 months" in user.shown
        assert "145 better so far" in user.shown
        await user.press("v")
        below = " ".join(user.shown.splitlines()[-3:-1])
        assert all(name in below for name in ("break-even", "actual", "re-forecast", "estimated", "zero"))
        await user.press("n")
        assert "Estimated expenditure" in user.shown


async def test_a_roadmap_is_written_part_by_part(path: Path) -> None:
    fill_whole_demo(path)
    async with using(path, SMALL) as user:
        screen = await open_page(user)
        assert "Customer 8 · Branches · month 10 of 60 · ahead · One view in every branch" in user.shown
        assert "tab Other side" in user.shown, "it leads to the rows as well as back"

        await go_to_part(user, "Financial performance")
        assert "break-even re-forecast year 3 Q4, after 36 months" in user.shown
        await user.press("j", "j", "l", "l", "l", "enter")
        await user.type("210")
        await user.press("enter")
        await user.type("soon")
        await user.press("enter")
        assert user.said[-1].startswith("an amount is a number")
        await user.press("ctrl+x")
        assert incomes(user) == {1: 45, 2: 145, 3: 210}
        await user.paste("1\t\n-\t\n(3)\n")
        assert user.said[-1] == "Nothing was pasted: 2 columns do not fit into 1"
        await user.paste("1\n-\n(3)\n")
        await user.until(lambda: "Quarters 5 to 6 have not begun" in user.shown)
        await user.press("n")
        assert incomes(user) == {1: 45, 2: 145, 3: 210}, "who says no has changed nothing"
        await user.paste("1\n-\n(3)\n")
        await user.until(lambda: "Quarters 5 to 6 have not begun" in user.shown)
        await user.press("y")
        assert incomes(user) == {1: 45, 2: 145, 3: 210, 4: 1, 5: 0, 6: -3}
        await user.press("j", "j", "r", "y")
        assert len(incomes(user)) == 20
        assert incomes(user)[20] == -3
        await user.press("u", "u", "enter")
        await user.paste("7\n8\n")
        await user.until(lambda: "Quarters 6 to 7 have not begun" in user.shown)
        await user.press("y")
        assert incomes(user) == {1: 45, 2: 145, 3: 210, 6: 7, 7: 8}
        await user.press("l", "enter", "G", "enter")
        assert user.said[-1] == "This follows from the other cells; e edits all of the row"
        await user.press("g", *"llllllll")
        (second,) = (line for line in user.shown.splitlines() if "Y1 Q2" in line)
        assert second.split()[-6:] == ["55", "5.4", "%", "45", "45", "%"], "the variances"
        await user.press("v")
        assert "re-forecast" in user.shown
        assert "zero" in user.shown

        await go_to_part(user, "Roadmap")
        assert "now: month 10" in user.shown
        await user.press("j", "j", "x")
        (done, *_) = user.session.workspace.table(Phase).of(screen.roadmap_id)
        assert [one.actual for one in done.milestones] == [0, 5, 10]
        await user.press("less_than_sign", "n")
        await user.enter(name="Second look", planned="20")
        await user.press("ctrl+s")
        (done, *_) = user.session.workspace.table(Phase).of(screen.roadmap_id)
        assert [(one.name, one.planned) for one in done.milestones][2:] == [("Targets met", 15), ("Second look", 20)]

        await go_to_part(user, "Business initiative")
        await user.press("plus")
        await user.enter(value="30")
        await user.press("ctrl+s")
        kpi = next(one for one in user.session.workspace.table(Kpi).of(screen.roadmap_id) if one.place == 0)
        assert [(one.month, one.value) for one in kpi.measures][-1] == (10, 30)
        assert "own course" in user.shown
        assert "Decision asked today" in user.shown, "what an executive is to see stands first on the page, too"
        assert "ahead by" in user.shown

        await go_to_part(user, "Solution")
        await user.press("n")
        await user.enter(name="home market")
        await user.press("ctrl+s")
        assert user.message("name") == "another phase has this name"
        await user.press("escape")

        await go_to_part(user, "Next steps")
        await user.press("y")
        await user.enter(hours="2")
        await user.press("ctrl+s")
        step = next(one for one in user.session.workspace.table(NextStep).of(screen.roadmap_id) if one.place == 0)
        made = user.session.workspace.table(Activity).records[step.activities[0]]
        assert made.description == step.item
        assert f"in the plan as {made.reference}" in user.shown.replace("\n", " ")

        await user.press("j", "t", "ctrl+s")
        touched = [one for one in user.session.workspace.table(Touchpoint).records.values() if one.follow_up]
        assert "Name the team of the overseas branches" in [one.task for one in touched]

        await user.press("escape", "escape")
        assert isinstance(user.screen, RoadmapsScreen)
        await user.saved()
    assert reread(path).table(NextStep).records[step.id].activities == step.activities


@pytest.mark.thorough
async def test_roadmaps_are_begun_filtered_and_deleted(path: Path) -> None:
    fill_whole_demo(path)
    async with using(path, WIDE) as user:
        screen = await open_roadmaps(user)
        assert "ahead" in user.shown
        await user.press("slash")
        await user.type("course:behind")
        await user.press("enter")
        assert [row.client.name for row in screen.shown] == ["Customer 14"]
        await user.press("escape", "n")
        await user.type("customer 5")
        await user.press("enter")
        await user.enter(title="Second site", first_month="2 months ago")
        await user.press("ctrl+s")
        await user.until(lambda: page(user).ready.is_set() if user.screen is not screen else False)
        assert "Customer 5 · First engagement · month 2 of 60 · on track · Second site" in user.shown
        assert "No KPI yet: n adds one" in user.shown
        await user.press("left_square_bracket", "left_square_bracket")
        assert user.said[-1] == "There is no roadmap before this one"
        await user.press("escape", "d")
        assert len(user.session.workspace.table(Roadmap).records) == 2
        assert len(user.session.workspace.table(Engagement).records) == 6, "the engagement stays"
        await user.press("u", "g", "j", "plus")
        await user.type("customer 2")
        await user.press("enter", "ctrl+s")
        await user.until(lambda: user.screen is not screen and page(user).ready.is_set())
        assert "Customer 2 · First engagement" in user.shown
        copied = user.session.workspace.table(Phase).of(page(user).roadmap_id)
        assert [len(one.milestones) for one in copied] == [3, 3, 3]
        assert incomes(user) == {}


@pytest.mark.thorough
async def test_a_cash_flow_is_taken_in_from_a_file(path: Path) -> None:
    fill_whole_demo(path)
    file = path.with_name("flow.csv")
    file.write_text(";Y1 Q3;Y1 Q4;Y2 Q1\nCosts (actual);-700;;\nBenefit (actual);45;;50\n", encoding="utf-8")
    async with using(path, SMALL) as user:
        screen = await open_page(user)
        await bring_in(user, file)
        assert "1 actual is of a quarter that has not begun" in " ".join(user.shown.split())
        await user.press("2")
        await user.until(lambda: "0 added, 1 updated, 2 unchanged" in user.shown)
        await user.press("y")
        await user.until(lambda: user.screen is screen)
        quarters = {one.number: one for one in user.session.workspace.table(CashQuarter).of(screen.roadmap_id)}
        assert (quarters[3].actual_expenditure, quarters[3].actual_income, quarters[5].actual_income) == (700, 45, None)

        await user.press("1")
        file.write_text("Quarter,Plan cost\nY1 Q1,5\n", encoding="utf-8")
        await bring_in(user, file)
        await user.until(lambda: isinstance(user.screen, RoadmapFinder))
        await user.type("plants")
        await user.press("enter")
        await user.until(lambda: isinstance(user.screen, MatchDialog) and user.screen.is_ready)
        assert "cash flow of Three plants, one plan" in user.shown


async def bring_in(user: User, file: Path) -> None:
    """Name a file, and see it read."""
    await user.press("I")
    await user.enter(file=str(file))
    await user.press("ctrl+s")
    await user.until(lambda: isinstance(user.screen, RoadmapFinder) or getattr(user.screen, "is_ready", False))


@pytest.mark.thorough
async def test_a_roadmap_is_presented_and_kept_as_an_edition(path: Path) -> None:
    fill_whole_demo(path)
    async with using(path, SMALL) as user:
        screen = await open_page(user)
        await user.press("ampersand")
        await user.until(lambda: isinstance(user.screen, PresentScreen))
        assert "1 / 6" in user.shown
        assert "3.1 hours a week for each adviser in the first region" in user.shown
        assert "Help" not in user.shown, "there is no bar of keys"
        await user.press("right", "space")
        assert "Solution" in user.shown
        file = PresentationFile(path)
        assert file.place() == SlidePlace(screen.roadmap_id, 2)
        await user.press("3", "enter")
        await user.until(lambda: "Where we are now" in user.shown)
        await user.press("end")
        await user.until(lambda: "Two days on" in user.shown)
        await user.press("escape", "4")
        assert "Break-even year 3 Q4, after 36 months" in user.shown
        assert "zero" in user.shown
        await user.press("G", "right", "escape", "y")
        await user.enter(audience="The board")
        await user.press("ctrl+s")
        (edition,) = editions_of(user.session.workspace, screen.shown.roadmap)
        assert (edition.audience, edition.day) == ("The board", TODAY)
        await go_to_part(user, "Roadmap")
        await user.press("j", "j", "x", "T", "enter")
        assert "Home market: Targets met: reached in month 10" in user.shown
        await user.press("escape", "escape", "X")
        deck = path.parent / "board.pptx"
        user.screen.query_one("#export-file", Input).value = str(deck)
        await user.press("f3")
        assert "without the financial part" in user.shown
        await user.press("enter")
        await user.until(lambda: user.said and user.said[-1] == f"{deck}: 1 roadmap written")
        titles = [slide.shapes.title.text_frame.text for slide in Presentation(str(deck)).slides]
        assert "Roadmap: timeline" in titles
        assert not [one for one in titles if one.startswith("Financial")]
        await user.press("ampersand", "escape")
        assert user.screen is screen, "who saw but one slide is not asked"
        await user.until(lambda: file.place() is None)
