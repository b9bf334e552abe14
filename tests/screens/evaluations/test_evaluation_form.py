"""The form of an evaluation: writing in place, the ways between its parts, and what is said."""

from pathlib import Path

import pytest

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.engagements.evaluation import Entry, EvaluationState, Section
from csm_tui.domain.records.engagements.matrix import Matrix, MatrixRow
from csm_tui.domain.records.engagements.prompt import Answer
from csm_tui.planning.evaluations.prompts import USUAL_PROMPTS
from csm_tui.screens.dialogs.question import YesNoDialog
from csm_tui.screens.evaluations.evaluations_screen import EvaluationsScreen
from csm_tui.session.changes import addition, deletion
from tests.support.driving import SMALL, WIDE, User, reread, using
from tests.support.evaluation_builders import entries
from tests.support.rows import first_rows
from tests.support.screens.evaluation_driving import entry, fill_evaluation, form, open_form, saved_entries
from tests.support.screens.page_driving import another_terminal, keep
from tests.support.screens.parts_driving import go_to_part

CHALLENGES, LESSONS = str(Section.CHALLENGES), str(Section.LESSONS)


def said_last(user: User) -> str:
    return user.said[-1]


async def test_entries_are_written_where_they_stand(path: Path) -> None:
    fill_evaluation(path, {Section.CHALLENGES: ["First"]})
    async with using(path, SMALL) as user:
        screen = await open_form(user)
        assert "enter Write" in user.shown
        await user.press("n")
        await user.type("Second")
        await user.press("ctrl+n")
        await user.type("Third")
        await user.press("tab")
        assert screen.pane.editor is not None, "behind the last one a new one begins"
        await user.press("tab", "ctrl+s")
        assert saved_entries(user.session.workspace) == {CHALLENGES: ["First", "Second", "Third"]}, (
            "an empty one is none"
        )
        await user.press("u")
        assert said_last(user) == 'Undone: new entry "Third"'
        assert saved_entries(user.session.workspace) == {CHALLENGES: ["First", "Second"]}
        await user.press("g", "enter")
        await user.type(" and")
        await user.press("enter")
        await user.type("below")
        await user.press("up", "end")
        await user.type(" more")
        await user.press("tab")
        assert entry(user.session.workspace, "First and more\nbelow")
        assert screen.sheet.cursor_index == 1, "tab goes on in the next one"
        await user.press("escape", "escape")
        assert isinstance(user.screen, EvaluationsScreen), "nothing was typed, so nothing is asked"


@pytest.mark.thorough
async def test_what_is_typed_and_not_saved_is_marked_and_goes_on(path: Path) -> None:
    fill_evaluation(path, {Section.CHALLENGES: ["First"]})
    async with using(path, SMALL) as user:
        screen = await open_form(user)
        await user.press("enter", "x", "escape")
        assert said_last(user) == "Not saved, but kept: open the cell again to go on"
        await user.press("n", "y", "escape")
        await go_to_part(user, LESSONS)
        await user.press("n", "z", "escape", "tab")
        assert user.shown.count("* 1") == 1
        assert user.shown.count("* 0") == 1
        await go_to_part(user, CHALLENGES)
        assert user.shown.count("typed, not saved: enter goes on") == 2
        assert "Firstx" in user.shown, "what is typed is shown, not what is saved"
        assert saved_entries(user.session.workspace) == {CHALLENGES: ["First"]}
        await user.press("enter", "ctrl+s")
        assert saved_entries(user.session.workspace) == {CHALLENGES: ["Firstx"]}
        await user.press("j", "enter", "ctrl+x")
        assert "typed, not saved" not in user.shown
        await go_to_part(user, LESSONS)
        await user.press("enter")
        await user.type("oo")
        await user.press("ctrl+s")
        assert saved_entries(user.session.workspace) == {CHALLENGES: ["Firstx"], LESSONS: ["zoo"]}
        await user.press("enter", "ctrl+u", "ctrl+s")
        assert screen.pane.editor is not None, "an entry is not emptied but deleted"
        assert said_last(user)
        assert entry(user.session.workspace, "zoo")


async def test_what_is_typed_stands_in_its_cell_of_a_matrix_and_of_a_prompt(path: Path) -> None:
    records = fill_evaluation(path)
    row = MatrixRow(engagement=records[1].id, customer="one", supplier="two", csm="three")
    answer = Answer(engagement=records[1].id, prompt=USUAL_PROMPTS[0].id, skipped=True)
    keep(path, row, answer)
    async with using(path, SMALL) as user:
        await open_form(user)
        await go_to_part(user, str(Matrix.VALUE))
        await user.press("right", "enter", "backspace")
        await user.type("iced")
        await user.press("escape")
        assert all(text in user.shown for text in ("one", "twiced", "three", "typed, not saved"))
        await go_to_part(user, "Prompts for more value")
        await user.press("enter")
        await user.type("The reports")
        await user.press("escape")
        assert "The reports" in user.shown
        assert "skipped" not in user.shown


@pytest.mark.thorough
async def test_a_final_evaluation_asks_before_it_is_written_in(path: Path) -> None:
    records = fill_evaluation(path, {Section.CHALLENGES: ["a", "b"]})
    about = records[2]
    keep(path, about.changed(state=EvaluationState.FINAL))
    async with using(path, SMALL) as user:
        screen = await open_form(user)
        for key in ("enter", "n", "e", "d", "greater_than_sign", "i", "ctrl+o"):
            await user.press(key)
            assert isinstance(user.screen, YesNoDialog), key
            assert "The evaluation is final. Make it a draft again?" in user.shown
            await user.press("escape")
        assert screen.pane.editor is None
        assert screen.shown.row.evaluation.state is EvaluationState.FINAL
        await user.press("K")
        assert entry(user.session.workspace, "a").reusable, "that is for others, not in the text"
        await go_to_part(user, str(Matrix.VALUE))
        await user.press("n", "x", "ctrl+s")
        assert user.session.workspace.table(MatrixRow).records, "the matrices are the same in all phases"
        await user.press("number_sign", "n", "y")
        await user.until(lambda: screen.pane.editor is not None)
        await user.type("c")
        await user.press("ctrl+s")
        assert saved_entries(user.session.workspace) == {CHALLENGES: ["a", "b", "c"]}
        assert "draft" in user.shown
        await user.press("u", "u")
        assert screen.shown.row.evaluation.state is EvaluationState.FINAL


async def test_entries_are_moved_deleted_and_marked(path: Path) -> None:
    fill_evaluation(path, {Section.CHALLENGES: ["a", "b"], Section.LESSONS: ["c"]})
    async with using(path, SMALL) as user:
        await open_form(user)
        await user.press("greater_than_sign")
        assert saved_entries(user.session.workspace)[CHALLENGES] == ["b", "a"]
        await user.press("greater_than_sign")
        assert said_last(user) == "It is the last already"
        await user.press("i")
        assert "enter Choose  esc Close" in user.shown
        await user.press("j", "enter")
        assert said_last(user) == "Moved to Lessons learned; u takes it back"
        assert saved_entries(user.session.workspace) == {CHALLENGES: ["b"], LESSONS: ["c", "a"]}
        await user.press("K")
        assert entry(user.session.workspace, "b").reusable
        assert "reusable" in user.shown
        await user.press("d")
        assert said_last(user) == 'Deleted the entry "b"; u takes it back'
        assert "Nothing yet: n begins" in user.shown
        await user.press("e")
        assert said_last(user).startswith("Edit entry: there is nothing under the cursor")
        await user.press("u", "tab", "d")
        assert said_last(user).startswith("Delete entry: there is nothing under the cursor"), "the list has the cursor"
        assert saved_entries(user.session.workspace)[CHALLENGES] == ["b"]


async def test_the_list_of_parts_is_at_the_left_of_the_first_column(path: Path) -> None:
    fill_evaluation(path, {Section.CHALLENGES: ["a"]})
    async with using(path, SMALL) as user:
        screen = await open_form(user)
        await user.press("h", "j")
        assert screen.part.title == LESSONS
        await user.press("enter", "left")
        assert screen.parts.has_focus
        await go_to_part(user, str(Matrix.VALUE))
        await user.press("n", "x", "ctrl+s", "l")
        assert screen.sheet.column == 1
        await user.press("left")
        assert screen.sheet.has_focus
        await user.press("left")
        assert screen.parts.has_focus
        await user.press("number_sign", "h")
        assert screen.sheet.has_focus, "beside the grid there is no list"
        assert not any("does nothing here" in said for said in user.said)


@pytest.mark.thorough
async def test_a_matrix_has_the_whole_width_and_is_written_like_a_sheet(path: Path) -> None:
    fill_evaluation(path)
    async with using(path, SMALL) as user:
        screen = await open_form(user)
        await go_to_part(user, str(Matrix.VALUE))
        assert not screen.parts.display
        assert all(title in user.shown for title in ("Customer", "Supplier", "CSM"))
        await user.press("n", "tab")
        await user.type("a reference")
        await user.press("tab")
        await user.type("a checklist")
        await user.press("shift+tab", "shift+tab")
        await user.type("less typing")
        await user.press("ctrl+s")
        (row,) = user.session.workspace.table(MatrixRow).records.values()
        assert row.texts == ("less typing", "a reference", "a checklist")
        await user.press("i")
        assert said_last(user) == "Moved to Future improvements; u takes it back"
        await user.press("u")
        await user.press("escape")
        assert screen.parts.has_focus
        assert screen.parts.display
        await user.press("escape")
        assert isinstance(user.screen, EvaluationsScreen)
        await open_form(user)
        await user.pilot.resize_terminal(*WIDE)
        await go_to_part(user, str(Matrix.VALUE))
        assert form(user).parts.display, "there is room for both"


@pytest.mark.thorough
async def test_prompts_are_answered_skipped_and_become_work(path: Path) -> None:
    fill_evaluation(path)
    async with using(path, SMALL) as user:
        screen = await open_form(user)
        await go_to_part(user, "Prompts for more value")
        assert "What they own" in user.shown
        await user.press("y")
        assert said_last(user).startswith("Make an activity of it: only an entry, a row or an answer")
        await user.press("z")
        assert "skipped" in user.shown
        await user.press("right", "enter")
        await user.type("The reports")
        await user.press("ctrl+s")
        (answer,) = user.session.workspace.table(Answer).records.values()
        assert (answer.prompt, answer.text, answer.skipped) == (USUAL_PROMPTS[0].id, "The reports", False)
        await user.press("y")
        assert user.row("description").text == "The reports"
        await user.enter(hours="2")
        await user.press("ctrl+s")
        (activity,) = user.session.workspace.table(Activity).records.values()
        assert user.session.workspace.table(Answer).records[answer.id].activities == (activity.id,)
        assert f"in the plan as {activity.reference}" in user.shown
        await user.press("d", "u", "left", "enter")
        await user.type(" And why?")
        await user.press("ctrl+s")
        assert "And why?" in user.shown
        await user.press("escape")
        assert "1 of 16" in user.shown
        assert screen.parts.has_focus


async def test_the_grid_is_the_paper_form(path: Path) -> None:
    fill_evaluation(path, {Section.CHALLENGES: ["a", "b"], Section.LESSONS: ["c"]})
    async with using(path, SMALL) as user:
        screen = await open_form(user)
        await user.press("number_sign", "j", "n")
        await user.type("d")
        await user.press("ctrl+s")
        assert saved_entries(user.session.workspace) == {CHALLENGES: ["a", "b"], LESSONS: ["c", "d"]}
        assert screen.record == entry(user.session.workspace, "d")
        await user.press("less_than_sign")
        assert saved_entries(user.session.workspace)[LESSONS] == ["d", "c"]
        assert screen.record == entry(user.session.workspace, "d")
        await user.press("right", "right", "right", "right", "enter")
        await user.type("e")
        await user.press("ctrl+s")
        assert saved_entries(user.session.workspace)[LESSONS] == ["d", "c", "e"], "a free cell is the next one"
        await user.press("escape")
        assert screen.parts.has_focus
        assert screen.part.title == CHALLENGES


async def test_words_are_found_one_after_the_other(path: Path) -> None:
    fill_evaluation(path)
    async with using(path, SMALL) as user:
        screen = await open_form(user)
        await user.press("j", "slash")
        await user.type("sponsor")
        assert user.shown.count("1 found") == 2
        assert "2 found" in user.shown
        await user.press("enter")
        assert screen.record == screen.shown.row.sections[Section.LESSONS][0], "from the cursor on"
        assert "2 of 2" in user.shown
        await user.press("slash", "enter")
        assert screen.record == screen.shown.row.sections[Section.CHALLENGES][0]
        assert "1 of 2" in user.shown
        await user.press("escape")
        assert "sponsor ·" not in user.shown
        await user.press("slash")
        await user.type("nowhere")
        await user.press("enter")
        assert said_last(user) == "Nothing has these words"


@pytest.mark.thorough
async def test_two_terminals_in_one_evaluation_keep_all(path: Path) -> None:
    records = fill_evaluation(path, {Section.LESSONS: ["c"]})
    async with using(path, SMALL) as user:
        screen = await open_form(user)
        await go_to_part(user, LESSONS)
        for number in range(5):
            await user.press("n")
            await user.type(f"mine{number}")
            theirs = entries(screen.shown.row.evaluation, {Section.LESSONS: [f"theirs{number}"]})[0].changed(
                place=number + 1
            )
            another_terminal(path).apply(addition(theirs))
            user.session.look()
            await user.press("ctrl+s")
        await user.saved()
        found = saved_entries(reread(path))[LESSONS]
        assert sorted(found) == sorted(["c", *(f"{who}{number}" for who in ("mine", "theirs") for number in range(5))])
        other = another_terminal(path)
        other.apply(deletion([records[2]], other.workspace))
        user.session.look()
        await user.until(lambda: isinstance(user.screen, EvaluationsScreen))
        assert said_last(user) == "The evaluation is no longer there"


@pytest.mark.parametrize("key", first_rows(["ctrl+s", "tab", "ctrl+n", "escape"], 1))
async def test_who_types_in_a_form_that_others_delete_stays_in_it_and_keeps_the_text(path: Path, key: str) -> None:
    records = fill_evaluation(path)
    async with using(path, SMALL) as user:
        screen = await open_form(user)
        await user.press("n")
        await user.type("half a")
        other = another_terminal(path)
        other.apply(deletion([records[2]], other.workspace))
        user.session.look()
        await user.until(lambda: "Others deleted the evaluation. What is typed here is kept" in user.said)
        await user.type(" word")
        assert screen.pane.editor is not None
        await user.press(key)
        await user.until(lambda: isinstance(user.screen, EvaluationsScreen))
        await user.saved()
        assert [one.texts["text"] for one in user.session.drafts.all()] == ["half a word"]


async def test_a_file_that_may_not_be_written_is_read_only(path: Path) -> None:
    fill_evaluation(path)
    path.chmod(0o400)
    async with using(path, SMALL) as user:
        await open_form(user)
        for key in ("n", "enter", "d", "e", "x", "ctrl+o", "K"):
            await user.press(key)
            assert "write-protected" in said_last(user), key
        assert len(user.session.workspace.table(Entry).records) == 4
