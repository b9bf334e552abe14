"""The library of lessons: found, looked at, marked, tagged, planned and exported."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import pytest
from textual.widgets import Input

from csm_tui.commands.per_screen.engagements.lessons import LESSONS
from csm_tui.domain.record import Entity
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.engagements.evaluation import Entry, Section
from csm_tui.screens.evaluations.evaluation_screen import EvaluationScreen
from csm_tui.screens.lessons.lessons_screen import LessonsScreen
from csm_tui.screens.lessons.recurring_dialog import RecurringDialog
from csm_tui.session.changes import Change, Edit
from csm_tui.widgets.lighting import FOUND
from csm_tui.widgets.line_pane import LinePane
from tests.support.driving import SMALL, User, reread, using
from tests.support.evaluation_builders import evaluated
from tests.support.hostile import NAMES, acting
from tests.support.screens.page_driving import pane_text

LIBRARY = (
    *evaluated(
        "Customer 1",
        {Section.LESSONS: ["Name a Députy early", "Ask again\nand write it down"], Section.TOOLS: ["A checklist"]},
        tags=("sponsor",),
    ),
    *evaluated("Customer 2", {Section.CHALLENGES: ["The deputy kept it alive"]}, tags=("sponsor", "pilot")),
    *evaluated("Customer 10", {Section.SUCCESSES: ["Two sites in one night"]}),
)  # fmt: skip
TRIED = {
    "lesson.open", "lesson.edit", "lesson.reusable", "lesson.plan", "lesson.tags", "lesson.recurring", "table.mark",
    "table.mark_all", "table.filter", "table.clear", "table.sort", "table.sort_further", "table.details",
    "table.legend", "table.copy", "table.copy_markdown", "table.export",
}  # fmt: skip
"""The commands that are pressed below."""


@asynccontextmanager
async def library(
    path: Path, size: tuple[int, int] = (160, 40), records: Sequence[Entity] = LIBRARY
) -> AsyncIterator[User]:
    """A user before the library, with these records in it."""
    add = Change("library", tuple(Edit(None, one) for one in records))
    async with using(path, size, lambda session: session.apply(add)) as user:
        await user.press("0")
        assert isinstance(user.screen, LessonsScreen)
        yield user


def screen(user: User) -> LessonsScreen:
    return cast(LessonsScreen, user.app.front)


def texts(user: User) -> list[str]:
    return [one.entry.text for one in screen(user).shown]


def entry(user: User, text: str) -> Entry:
    return next(one for one in user.session.workspace.table(Entry).records.values() if one.text.startswith(text))


def side(user: User) -> str:
    return pane_text(screen(user).query_one("#rows-side", LinePane))


def lit(user: User) -> list[str]:
    """What is lit in the rows and in the pane, from the top to the bottom of each."""
    at = screen(user)
    table, pane = at.table, at.query_one("#rows-side", LinePane)
    found = []
    for widget in (table, pane):
        style = widget.styled(FOUND)
        for y in range(widget.size.height):
            found += [one.text for one in widget.render_line(y) if one.style and one.style.bgcolor == style.bgcolor]
    return found


def test_every_command_is_tried() -> None:
    assert {command.ID for command in LESSONS} == TRIED


async def test_words_are_looked_for_and_lit(path: Path) -> None:
    async with library(path) as user:
        assert texts(user) == [
            "Name a Députy early", "Ask again\nand write it down", "A checklist", "The deputy kept it alive",
            "Two sites in one night",
        ]  # fmt: skip
        assert "5 entries   3 clients   0 reusable" in user.shown
        await user.press("j")
        assert "Ask again and write it down" in user.shown
        assert side(user).splitlines()[:2] == [" Ask again", " and write it down"]
        assert "Also in Lessons learned\n - Name a Députy early" in side(user)

        await user.press("slash")
        await user.type("DEPUTY")
        assert texts(user) == ["Name a Députy early", "The deputy kept it alive"]
        assert lit(user)[:2] == ["Députy", "deputy"]
        assert "2 of 5 entries   2 clients" in user.shown
        await user.enter_filter("customer tag:pilot -section:lessons")
        assert texts(user) == ["The deputy kept it alive"]
        assert lit(user) == ["Customer", "Customer"]
        await user.enter_filter("date>=soon")
        assert '"soon" is no date' in user.shown
        await user.press("escape")
        assert len(texts(user)) == 5

        await user.press("s", "s", "l", "S")
        assert texts(user)[0] == "Two sites in one night"
        await user.press("v")
        assert not screen(user).query_one("#rows-side").display
        await user.press("L")
        assert "whether others should use it again" in user.shown


@pytest.mark.thorough
async def test_marked_entries_are_changed_at_once_and_back(path: Path) -> None:
    async with library(path) as user:
        await user.press("space", "space", "K")
        assert [one.entry.reusable for one in screen(user).shown] == [True, True, False, False, False]
        assert user.said[-1] == "Now 2 entries reusable; u takes it back"
        await user.press("K", "u")
        assert [one.entry.reusable for one in screen(user).shown] == [True, True, False, False, False]
        assert "2 reusable" in user.shown

        await user.press("asterisk", "b")
        await user.enter(add_tags="Spring Review", remove_tags="sponsor")
        await user.press("ctrl+s")
        assert [one.entry.tags for one in screen(user).shown] == [
            ("spring-review",), ("spring-review",), ("spring-review",), ("pilot", "spring-review"), ("spring-review",),
        ]  # fmt: skip
        assert user.said[-1] == "Saved: tags of 5 entries"
        await user.press("u", "escape")
        assert entry(user, "The deputy").tags == ("sponsor", "pilot")
        assert not screen(user).table.marks

        await user.press("g", "e")
        await user.enter(text="Name a deputy in the first week")
        await user.press("ctrl+s")
        assert texts(user)[0] == "Name a deputy in the first week"
        await user.saved()
        assert "Name a deputy in the first week" in {one.text for one in reread(path).table(Entry).records.values()}


@pytest.mark.thorough
async def test_an_entry_is_opened_where_it_stands_and_becomes_an_activity(path: Path) -> None:
    async with library(path) as user:
        await user.press("j", "j", "enter")
        assert isinstance(user.screen, EvaluationScreen)
        assert user.screen.part.title == "Tools or templates"
        assert user.screen.record == entry(user, "A checklist")
        await user.press("escape")
        assert isinstance(user.screen, LessonsScreen)

        await user.press("k", "y")
        assert user.row("description").text == "Ask again\nand write it down"
        assert user.row("clients").text == "Customer 1"
        assert user.row("category").text == "retain"
        await user.enter(hours="2", deadline="in 2 weeks")
        await user.press("ctrl+s")
        (activity,) = user.session.workspace.table(Activity).records.values()
        assert entry(user, "Ask again").activities == (activity.id,)
        assert user.said[-1] == "Saved: new activity R1. It is in the plan; u takes it back"
        assert "In the plan\n R1 Ask again" in side(user)
        await user.press("u")
        assert not user.session.workspace.table(Activity).records
        assert not entry(user, "Ask again").activities


async def test_what_recurs_narrows_the_library(path: Path) -> None:
    async with library(path, SMALL) as user:
        await user.press("equals_sign")
        assert isinstance(user.screen, RecurringDialog)
        assert "enter Choose  esc Close" in user.shown
        assert [cell.text for key in user.screen.rows() for cell in user.screen.cells(key)] == [
            "sponsor", "tag", "4", "2", "Customer 1 and Customer 2",
            "deputy", "word", "2", "2", "Customer 1 and Customer 2",
        ]  # fmt: skip
        await user.press("enter")
        assert len(texts(user)) == 4
        await user.press("equals_sign", "j", "enter")
        assert screen(user).filter_text == "tag:sponsor deputy"
        assert texts(user) == ["Name a Députy early", "The deputy kept it alive"]
        await user.press("equals_sign", "escape", "escape")
        assert len(texts(user)) == 5


async def test_what_is_shown_is_exported_and_copied(path: Path) -> None:
    async with library(path) as user:
        await user.press("Y")
        assert user.app.clipboard.startswith("Name a Députy early\tLessons learned\tCustomer 1\tAdoption planning")
        await user.press("ctrl+y")
        assert "| Name a Députy early | Lessons learned | Customer 1 |" in user.app.clipboard
        file = path.with_name("lessons.csv")
        await user.press("slash")
        await user.type("sponsor")
        await user.press("enter", "X")
        user.screen.query_one("#export-file", Input).value = str(file)
        await user.press("enter")
        assert user.said[-1] == f"{file}: 4 entries written"
        lines = file.read_text().splitlines()
        assert lines[0] == "Entry,Section,Client,Engagement,Phase,Date,Tags,Reusable"
        assert lines[-1].startswith("The deputy kept it alive,Challenges solved,Customer 2,Teamwork,Adoption planning,")
        assert lines[-1].endswith(',2026-03-02,"sponsor;pilot",no')


@pytest.mark.thorough
async def test_names_and_texts_are_shown_as_they_are(path: Path) -> None:
    records = [
        one
        for number, name in enumerate(NAMES)
        for one in evaluated(f"{number} {name}", {Section.LESSONS: [f"Text {name}", f"{name} again"]}, tags=(name,))
    ]
    async with library(path, (160, 60), records) as user:
        seen = user.shown
        for key in screen(user).table.keys:
            screen(user).table.move_to(key)
            await user.pilot.pause()
            seen += user.shown
        await user.press("slash")
        for name in NAMES:
            await user.enter_filter(name)
            seen += user.shown
        await user.press("escape", "K", "equals_sign")
        seen += user.shown
        await user.press("escape", "asterisk", "b")
        seen += user.shown
        await user.press("escape", "enter")
        assert isinstance(user.screen, EvaluationScreen)
        assert acting(seen, allowed="\n") == set()


async def test_an_empty_library_says_where_lessons_come_from(path: Path) -> None:
    async with library(path, SMALL, ()) as user:
        assert "5 leads to the evaluations" in user.shown
        for key in ("enter", "e", "K", "b", "y", "Y", "equals_sign"):
            await user.press(key)
        reasons = {said.partition(": ")[2] for said in user.said}
        assert reasons == {"there is no entry under the cursor", "there is no row under the cursor"}
