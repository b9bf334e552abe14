"""The legend, the help and the palette: each is made from what is declared, so it cannot be out of date."""

from pathlib import Path

import pytest

from csm_tui.commands.anywhere import ANYWHERE
from csm_tui.commands.base import Numbered
from csm_tui.commands.per_screen.portfolio import PORTFOLIO
from csm_tui.domain.settings import Settings, change_setting
from csm_tui.planning.plan.query import PLAN_FILTER
from csm_tui.planning.portfolio.query import PORTFOLIO_FILTER
from csm_tui.screens.calendar.calendar_screen import CalendarScreen
from csm_tui.screens.dialogs.text_page import TextPage
from csm_tui.screens.plan.plan_screen import PlanScreen
from csm_tui.screens.portfolio.portfolio_screen import PortfolioScreen
from csm_tui.screens.settings.settings_screen import SettingsScreen
from csm_tui.screens.shell.help import HelpScreen, help_lines, help_sections
from csm_tui.session.changes import Change
from csm_tui.session.opening import open_workspace
from csm_tui.widgets.line_pane import LinePane
from csm_tui.widgets.table.band_table import BandTable
from tests.support.driving import SMALL, TODAY, WIDE, fill_demo, now, using
from tests.support.screens.page_driving import open_page, pane_text
from tests.support.screens.plan_screen_driving import open_plan

pytestmark = pytest.mark.thorough

COMMANDS = (*PORTFOLIO, *ANYWHERE)


@pytest.mark.thorough
async def test_the_legend_shows_the_settings_in_force_also_after_they_changed(path: Path) -> None:
    fill_demo(path)
    async with using(path) as user:
        await user.press("L")
        for said in ("50 %: number of logins", "12.5 %: seniority", "0-50", "51-74", "75-100", "to 3 months", "to 6 "):
            assert said in user.shown
        await user.press("escape")
        settings = Settings()
        for key, value in (
            ("weights", "10,20,30,40"), ("thresholds.score.green", "80"), ("thresholds.score.amber", "45"),
            ("thresholds.renewal.amber", "9"), ("thresholds.renewal.red", "2"), ("trend.days", "33"),
        ):  # fmt: skip
            settings = change_setting(settings, key, value)
        other = open_workspace(path, lambda: TODAY, now)
        other.apply(Change("settings", settings=(other.workspace.settings, settings)))
        user.session.look()
        await user.until(lambda: user.session.workspace.settings == settings)
        await user.press("L")
        shown = " ".join(user.shown.replace("│", " ").split())
        for said in ("10 %: number of logins", "40 %: seniority", "0-44", "45-79", "80-100", "to 2 months", "to 9 ",
                     "at least 33 days"):  # fmt: skip
            assert said in shown


def _help_text(search: str, width: int = 100) -> str:
    sections = help_sections(PORTFOLIO, ANYWHERE, {}, "portfolio")
    return "\n".join("".join(text for text, _ in line) for line in help_lines(sections, search, width))


def test_the_help_lists_every_command_every_table_key_and_every_filter_field() -> None:
    table = [binding for binding in BandTable.BINDINGS if not isinstance(binding, tuple)]
    for width in (60, 100):
        lines = _help_text("", width).splitlines()
        for command in COMMANDS:
            assert any(command.shown_keys({}) in line and command.help().split()[0] in line for line in lines), command
        text = " ".join(" ".join(lines).split())
        for command in COMMANDS:
            assert command.help() in text
        for binding in table:
            assert binding.description in text
        assert "To the next or the previous part of the screen" in text
        for example in PORTFOLIO_FILTER.examples.values():
            assert example in text


def test_the_help_begins_with_the_tasks_of_its_screen_and_ends_with_those_of_everywhere() -> None:
    titles = [line.strip() for line in _help_text("").splitlines() if line.startswith(" ") and line[1] != " "]
    assert titles[:2] == ["Clients", "Several at once"]
    assert titles.index("Find and sort") < titles.index("Go, everywhere") < titles.index("Moving in the table")


@pytest.mark.parametrize(
    ("search", "found", "left_out"),
    [
        ("undo", "Undo. Take the last change back", "Add a client"),
        ("export", "Export to a file", "Add a client"),
        ("take back", "Take the last change back", "Add a client"),
        ("TOUCHPOINT note", "Note a touchpoint", "Add a client"),
        ("ctrl+r", "Make the change again", "Take the last change back"),
        (",", "Go to the settings", "Show only the rows that fit"),
        ("T", "The book over time", "Note a touchpoint"),
        ("no such thing", "Nothing has that in it", "Add a client"),
    ],
)
def test_the_help_is_searched_by_words_keys_and_tasks(search: str, found: str, left_out: str) -> None:
    assert found in _help_text(search)
    assert left_out not in _help_text(search)


async def test_what_is_typed_in_the_help_is_searched_for_and_q_closes_it_while_nothing_is(path: Path) -> None:
    async with using(path, SMALL) as user:
        await user.press("question_mark")
        assert isinstance(user.screen, HelpScreen)
        await user.type("a quince")
        await user.until(lambda: "Nothing has that" in user.shown)
        assert isinstance(user.screen, HelpScreen), "q belongs to the word"
        await user.press("escape")
        for key in ("q", "question_mark", "f1", "enter"):
            await user.press("question_mark", key)
            assert user.screen is user.app.portfolio, key


async def test_the_help_explains_the_filter_of_the_screen_in_front_and_no_other(path: Path) -> None:
    fill_demo(path)
    async with using(path) as user:

        async def helped() -> str:
            await user.press("question_mark")
            text = " ".join(pane_text(user.screen.query_one("#lines", LinePane)).split())
            await user.press("escape")
            return text

        on_portfolio = await helped()
        await open_plan(user)
        on_plan = await helped()
        assert all(example in on_plan for example in PLAN_FILTER.examples.values())
        for example in ("health<=50", "tag:emea", "names and tags"):
            assert example in on_portfolio
            assert example not in on_plan
        assert "category:retain" not in on_portfolio
        for key, screen in (("4", CalendarScreen), ("comma", SettingsScreen)):
            await user.press(key)
            await user.until(lambda screen=screen: isinstance(user.app.front, screen) and user.app.front.ready.is_set())
            assert "Filtering" not in await helped()


@pytest.mark.thorough
@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
async def test_the_help_scrolls_to_its_end_and_no_line_is_cut(size: tuple[int, int], path: Path) -> None:
    async with using(path, size) as user:
        await user.press("f1")
        assert isinstance(user.screen, HelpScreen)
        seen = user.shown
        for _ in range(7):
            await user.press("pagedown")
            seen += user.shown
        await user.press("end")
        seen = " ".join((seen + user.shown).split())
        assert "throw away what was typed" in seen
        assert "…" not in seen
        await user.press("q")
        assert user.screen is user.app.portfolio


@pytest.mark.thorough
async def test_each_usual_key_closes_what_is_read(path: Path) -> None:
    async with using(path, SMALL) as user:
        for key in ("escape", "q", "enter", "question_mark", "L"):
            await user.press("L", key)
            assert user.screen is user.app.portfolio, key
        assert user.said == []


async def test_a_page_to_read_is_scrolled_by_half_with_the_keys_of_tables(path: Path) -> None:
    async with using(path, SMALL) as user:
        await user.press("L")
        pane = user.screen.query_one("#lines", LinePane)
        for key, place in (("ctrl+d", pane.size.height // 2), ("ctrl+u", 0)):
            await user.press(key)
            assert pane.scroll_offset.y == place
        assert user.said == []


async def test_the_palette_offers_every_command_with_its_help_and_key(path: Path) -> None:
    async with using(path) as user:
        offered = {command.title: command for command in user.app.get_system_commands(user.screen)}
        assert "Recall a view" not in offered, "which one is chosen in the list of views"
        for command in COMMANDS:
            if issubclass(command, Numbered):
                continue
            assert command.help() in offered[command.NAME].help
            assert f"({command.shown_keys({})})" in offered[command.NAME].help


@pytest.mark.thorough
async def test_the_palette_runs_a_command_and_tells_the_reason_when_it_cannot(path: Path) -> None:
    async with using(path) as user:
        await user.press("ctrl+p")
        await user.paste("undo")
        await user.until(lambda: "Take the last change back" in user.shown)
        await user.press("enter")
        await user.until(lambda: user.said)
        assert user.said == ["Undo: there is nothing to undo"]
        await user.press("ctrl+p")
        await user.paste("Legend")
        await user.until(lambda: "Explain columns" in user.shown)
        await user.press("enter")
        await user.until(lambda: isinstance(user.screen, TextPage))


async def test_the_legend_fits_into_80_columns(path: Path) -> None:
    async with using(path, SMALL) as user:
        await user.press("L")
        assert "…" not in user.shown
        pane = user.screen.query_one("#lines", LinePane)
        assert pane.virtual_size.width <= pane.size.width


async def test_the_help_lists_no_key_that_the_screen_uses_otherwise(path: Path) -> None:
    fill_demo(path)
    async with using(path) as user:
        await user.press("question_mark")
        assert "leave the program" in pane_text(user.screen.query_one("#lines", LinePane))
        await user.press("escape")
        await open_page(user, "Customer 7")
        await user.press("question_mark")
        shown = pane_text(user.screen.query_one("#lines", LinePane))
        assert "Back to where you came from" in shown
        assert "from the first screen leave the program" in " ".join(shown.split()), "q goes back from here"


async def test_the_palette_finds_a_theme_and_keeps_it(path: Path) -> None:
    async with using(path, SMALL) as user:
        await user.press("comma", "ctrl+p")
        await user.paste("theme light")
        await user.until(lambda: "Theme csm-light" in user.shown)
        await user.press("enter")
        await user.until(lambda: user.app.theme == "csm-light")
        settings = user.screen.query_one(BandTable)
        assert settings.move_to(next(key for key in settings.keys if "theme" in str(key)))
        await user.pilot.pause()
        assert "csm-light" in user.shown, "the settings show what counts"
    async with using(path, SMALL) as user:
        assert user.app.theme == "csm-light", "at the next start, too"


@pytest.mark.parametrize(("screen", "language"), [(PortfolioScreen, PORTFOLIO_FILTER), (PlanScreen, PLAN_FILTER)])
def test_the_line_of_the_filter_hints_at_what_can_be_typed_there(screen, language) -> None:
    words, *terms = screen.FILTER_HINT.split(", ")
    assert words == "words"
    for term in terms:
        assert language.parse(term).tests
        assert term.lstrip("-").split(":")[0].split("<")[0] in language.examples


async def test_the_palette_finds_a_command_by_the_words_of_its_explanation(path: Path) -> None:
    fill_demo(path)
    async with using(path, WIDE) as user:
        await user.press("ctrl+p")
        await user.paste("owner")
        await user.until(lambda: "Change marked clients" in user.shown)
        await user.press("escape")


@pytest.mark.parametrize(
    ("word", "found"),
    [("audit", "In the plan (3)"), ("split", "In the calendar (4)"), ("weights", "In the settings (,)")],
)
async def test_the_help_finds_what_other_screens_do(word: str, found: str, path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("question_mark")
        assert found not in user.shown
        await user.type(word)
        assert found in user.shown
        assert "Nothing has that in it" not in user.shown
