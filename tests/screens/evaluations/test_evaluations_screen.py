"""The table of evaluations: beginning, copying, finishing and deleting them, and the way from phase to phase."""

from pathlib import Path

from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.evaluation import Entry, Evaluation, EvaluationState, Section
from tests.support.driving import SMALL, client, fill, fill_whole_demo, reread, using
from tests.support.screens.evaluation_driving import evaluations, fill_evaluation, form, open_evaluations
from tests.support.screens.page_driving import squeezed


async def test_an_evaluation_is_begun_with_its_engagement_and_opens(path: Path) -> None:
    fill(path, [client("Acme"), client("Bolt")])
    async with using(path, SMALL) as user:
        await open_evaluations(user)
        assert "No evaluation yet: n begins one" in user.shown
        await user.press("n")
        assert "New evaluation: of which client?" in user.shown
        await user.type("bolt")
        await user.press("enter")
        assert user.row("engagement").text == "First engagement"
        await user.press("ctrl+s")
        await user.until(lambda: user.app.front.SPEC.id == "evaluation")
        assert "Bolt · First engagement · Onboarding · draft · 2 Mar 2026" in user.shown
        await user.press("n")
        await user.type("First words")
        await user.press("ctrl+s", "escape")
        assert squeezed(user).count("Bolt First engagement Onboarding 2026-03-02 draft 1") == 1
        await user.press("u", "u")
        assert user.said[-1] == "Undone: new evaluation of Onboarding"
        assert not user.session.workspace.table(Engagement).records, "it was made with it"


async def test_a_phase_is_copied_finished_and_deleted_and_all_is_taken_back(path: Path) -> None:
    fill_evaluation(path)
    async with using(path, SMALL) as user:
        await open_evaluations(user)
        await user.press("plus")
        assert user.row("phase").text == "Adoption implementation"
        await user.enter(phase="Adoption planning")
        await user.press("ctrl+s")
        assert user.said[-1].startswith("Not saved yet, please mend")
        await user.enter(phase="Wind-down")
        await user.press("ctrl+s")
        assert evaluations(user).row.evaluation.phase == "Wind-down", "the cursor is on the copy"
        workspace = user.session.workspace
        assert [len(workspace.table(Entry).of(one)) for one in workspace.table(Evaluation).records] == [4, 4]
        await user.press("x")
        assert user.said[-1] == "Now final; u takes it back"
        await user.press("enter")
        await user.until(lambda: user.app.front.SPEC.id == "evaluation")
        assert "Wind-down · final" in user.shown
        await user.press("right_square_bracket")
        assert user.said[-1].startswith("There is no evaluation of another phase that way")
        await user.press("left_square_bracket")
        assert "Adoption planning · draft" in user.shown
        await user.press("x")
        assert form(user).shown.row.evaluation.state is EvaluationState.FINAL
        await user.press("E")
        await user.enter(authors="Kim")
        await user.press("ctrl+s", "escape", "asterisk", "d")
        assert (
            user.said[-1] == "Deleted evaluation of Adoption planning and evaluation of Wind-down; u brings them back"
        )
        assert not user.session.workspace.table(Entry).records
        await user.press("u")
        await user.saved()
        found = reread(path)
        assert len(found.table(Entry).records) == 8
        assert {one.authors for one in found.table(Evaluation).records.values()} == {"Kim", ""}


async def test_room_beside_the_pane_goes_to_what_needs_it(path: Path) -> None:
    fill_whole_demo(path)
    async with using(path, (160, 50)) as user:
        await open_evaluations(user)
        assert "Robin Vale, Tariq" in user.shown
        await user.press("7")
        assert "due in 1 month, Northern branches: First value" in user.shown


async def test_for_a_copy_the_next_phase_without_an_evaluation_is_proposed(path: Path) -> None:
    fill_evaluation(path)
    async with using(path, SMALL) as user:
        await open_evaluations(user)
        await user.press("plus", "ctrl+s", "g", "plus")
        assert user.row("phase").text == "Value realization year 1"
        assert not user.wrong()


async def test_the_list_finds_words_in_all_entries(path: Path) -> None:
    fill_evaluation(path, {Section.LESSONS: ["A deputy for every sponsor"]})
    async with using(path, SMALL) as user:
        await open_evaluations(user)
        await user.press("slash")
        await user.type("deputy")
        assert "1 of 1 evaluations" in user.shown
        await user.enter_filter("phase:onboarding")
        assert "0 of 1 evaluations" in user.shown
        await user.press("escape", "v")
        assert "- A deputy for every sponsor" in user.shown
        await user.press("V")
        assert user.app.front.SPEC.id == "client"
