"""The settings: all of them with meaning and default, changed at once, and never written over what is broken."""

import stat
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from csm_tui.commands.per_screen.client_page import Touch
from csm_tui.commands.per_screen.portfolio import Columns, Views
from csm_tui.commands.per_screen.settings import SETTINGS
from csm_tui.commands.table import Back, Clear, Sort
from csm_tui.domain.preferences import Preferences, all_preferences
from csm_tui.domain.settings import Settings, all_settings
from csm_tui.forms.definitions.setting_forms import commands_with_keys, keys_beside, keys_form, with_keys
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.screens.settings.settings_screen import SettingsScreen
from csm_tui.session.changes import Change
from csm_tui.widgets.table.band_table import BandTable
from tests.support.driving import SMALL, WIDE, User, client, fill, reread, using
from tests.support.hostile import NAMES, acting
from tests.support.screens.page_driving import (
    another_terminal,
    change_setting,
    go_to_setting,
    on_settings,
    open_page,
    pane_text,
    settings,
    squeezed,
)

COMMANDS = {command.ID: command for command in SETTINGS}
Scenario = Callable[[User], Awaitable[None]]
SCENARIOS: dict[str, Scenario] = {}


def scenario(identity: str) -> Callable[[Scenario], Scenario]:
    def register(told: Scenario) -> Scenario:
        SCENARIOS[identity] = told
        return told

    return register


@pytest.fixture
def config(path: Path) -> Path:
    """The person's settings file, beside a workspace with one client."""
    fill(path, [client("Acme", product=60, satisfaction=80)])
    return path.parent / "config.toml"


def cells(user: User, whose: str, key: str) -> list[str]:
    return [cell.text for cell in on_settings(user)._cells((whose, key))]


@scenario("setting.change")
async def _change(user: User) -> None:
    go_to_setting(user, "workspace", "currency")
    for key in ("e", "enter"):
        await user.press(key)
        assert user.row("value").editor.has_focus
        await user.press("escape")
    await user.press("e")
    await user.enter(value="EUR")
    await user.press("ctrl+s")
    assert user.session.workspace.settings.currency == "EUR"
    assert cells(user, "workspace", "currency")[2] == "EUR"
    await user.saved()
    assert reread(user.session.path).settings.currency == "EUR"


@scenario("setting.reset")
async def _reset(user: User) -> None:
    for key in ("d", "delete", "backspace"):
        user.session.apply(change_of(user.session.workspace.settings, "currency", "EUR"))
        go_to_setting(user, "workspace", "currency")
        await user.press(key)
        assert user.session.workspace.settings.currency == "", key
        assert user.said[-1] == "Saved: currency has its default"
    await user.press("d")
    assert user.said[-1] == "currency has its default"
    await user.press("u")
    assert user.session.workspace.settings.currency == "EUR"
    assert "Undone: setting currency" in user.said


@scenario("back")
async def _back(user: User) -> None:
    for key in ("q", "escape"):
        await user.press(key)
        assert user.screen is user.app.portfolio
        await settings(user)


def change_of(before: Settings, key: str, text: str) -> Change:
    from csm_tui.domain.settings import change_setting as changed

    return Change(f"setting {key}", settings=(before, changed(before, key, text)))


@scenario("table.copy")
async def _copy(user: User) -> None:
    await settings(user)
    await user.press("Y")
    assert user.app.clipboard.startswith("weights.product\tworkspace\t50\t50\t")


@scenario("table.copy_markdown")
async def _copy_markdown(user: User) -> None:
    await settings(user)
    await user.press("ctrl+y")
    assert user.app.clipboard.startswith("| Setting |")


_SIZES = [pytest.param(SMALL, id="small"), pytest.param(WIDE, id="wide", marks=pytest.mark.long)]


def test_every_command_is_tried() -> None:
    assert set(SCENARIOS) == set(COMMANDS)


@pytest.mark.thorough
@pytest.mark.parametrize("size", _SIZES)
@pytest.mark.parametrize("identity", COMMANDS)
async def test_a_command_by_its_key(identity: str, size: tuple[int, int], config: Path, path: Path) -> None:
    async with using(path, size) as user:
        await settings(user)
        await SCENARIOS[identity](user)
    assert not config.exists(), "what belongs to the workspace is kept there"


@pytest.mark.thorough
async def test_every_setting_is_listed_with_its_meaning_and_default(config: Path, path: Path) -> None:
    async with using(path, SMALL) as user:
        screen = await settings(user)
        known = [("workspace", one) for one in all_settings(Settings())]
        known += [("own", one) for one in all_preferences(Preferences.usual())]
        for whose, one in known:
            default = "" if one.default is None else str(one.default)
            key, of, value, shown, meaning = cells(user, whose, one.key)
            assert (key, of, meaning) == (one.key, whose, one.meaning)
            assert value == shown == (default or "\u2013")
        for name, command in commands_with_keys().items():
            assert cells(user, "keys", name)[4] == command.help()
        assert len(screen.table.keys) == len(known) + len(commands_with_keys())
        for row in screen.table.keys:
            screen.table.move_to(row)
            await user.pilot.pause(0)
            text = pane_text(screen._meaning)
            assert len(text.splitlines()) <= screen._meaning.size.height, row
            assert on_settings(user)._settings[row].meaning in " ".join(text.split())
    assert not config.exists()


@pytest.mark.thorough
@pytest.mark.parametrize("size", _SIZES)
async def test_every_value_can_be_read(size: tuple[int, int], config: Path, path: Path) -> None:  # noqa: ARG001
    async with using(path, size) as user:
        screen = await settings(user)
        user.session.apply(change_of(user.session.workspace.settings, "quarter.start", "2026-01-26"))
        for row in screen.table.keys:
            screen.table.move_to(row)
            await user.pilot.pause(0)
            value, default = cells(user, *row)[2:4]
            line = next(line for line in user.shown.splitlines() if line.startswith(f"▌{row[1]} "))
            told = " ".join(pane_text(screen._meaning).split())
            assert f" {value} " in line or f"Now {value};" in told, row
            assert f" {default} " in line or f"default {default}." in told, row


@pytest.mark.long
@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_all_rows_can_be_seen(size: tuple[int, int], config: Path, path: Path) -> None:  # noqa: ARG001
    async with using(path, size) as user:
        screen = await settings(user)
        await user.press("G")
        last = screen.table.keys[-1][1]
        assert last in user.shown
        await user.press("g")
        assert "weights.product" in user.shown
        await user.press("comma")
        assert user.screen is screen, "they are open already"


# The workspace's


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("key", "text", "rule"),
    [
        pytest.param("thresholds.score.amber", "90", "amber", marks=pytest.mark.long),
        pytest.param("thresholds.score.green", "x", "must be a whole number", marks=pytest.mark.long),
        pytest.param("stale.product", "-1", "or more", marks=pytest.mark.long),
        pytest.param("currency", "EURO2", "up to four characters", marks=pytest.mark.long),
        ("weights.product", "50, 25, 12.5, 10", "100"),
        pytest.param("weights.support", "50, 25", "four weights, like", marks=pytest.mark.long),
    ],
)
async def test_a_value_against_its_rule_is_refused_with_the_rule(
    key: str,
    text: str,
    rule: str,
    config: Path,  # noqa: ARG001
    path: Path,
) -> None:
    async with using(path, SMALL) as user:
        await settings(user)
        await change_setting(user, "workspace", key, text)
        assert isinstance(user.screen, RecordForm)
        assert rule in user.message("value")
        assert user.session.workspace.settings == Settings()
        await user.press("escape")
        assert isinstance(user.screen, SettingsScreen)
        assert not user.session.can_undo


@pytest.mark.thorough
async def test_the_four_weights_are_typed_and_reset_together(config: Path, path: Path) -> None:  # noqa: ARG001
    async with using(path, SMALL) as user:
        await settings(user)
        go_to_setting(user, "workspace", "weights.support")
        await user.press("e")
        assert user.row("value").text == "50, 25, 12.5, 12.5"
        await user.enter(value="10, 20, 30, 40")
        await user.press("ctrl+s")
        assert [cells(user, "workspace", f"weights.{name}")[2] for name in (
            "product", "satisfaction", "support", "sponsorship",
        )] == ["10", "20", "30", "40"]  # fmt: skip
        await user.press("q")
        assert user.app.portfolio._portfolio[str(user.table.cursor_key)].health == 73, "and all is computed anew"
        await settings(user)
        go_to_setting(user, "workspace", "weights.product")
        await user.press("d")
        assert user.session.workspace.settings == Settings()
        await user.press("u", "u")
        assert not user.session.can_undo
        assert user.session.workspace.settings == Settings()


@pytest.mark.thorough
async def test_each_setting_can_be_put_back_to_its_default(config: Path, path: Path) -> None:  # noqa: ARG001
    changed = {
        "thresholds.score.amber": "40", "thresholds.score.green": "90", "stale.support": "7", "trend.days": "33",
        "currency": "EUR", "quarter.start": "2026-01-05", "holidays.country": "DE", "plan.style": "level",
    }  # fmt: skip
    async with using(path, SMALL) as user:
        await settings(user)
        for key, text in changed.items():
            user.session.apply(change_of(user.session.workspace.settings, key, text))
        for key, text in changed.items():
            assert cells(user, "workspace", key)[2] == text
            go_to_setting(user, "workspace", key)
            await user.press("d")
            assert user.said[-1].endswith(" its default"), key
        assert user.session.workspace.settings == Settings()
        await user.press("d")
        assert user.session.workspace.settings == Settings()


@pytest.mark.long
async def test_a_default_that_does_not_go_with_the_others_is_refused(config: Path, path: Path) -> None:  # noqa: ARG001
    async with using(path, SMALL) as user:
        await settings(user)
        for key, text in (("thresholds.score.amber", "20"), ("thresholds.score.green", "40")):
            user.session.apply(change_of(user.session.workspace.settings, key, text))
        go_to_setting(user, "workspace", "thresholds.score.amber")
        await user.press("d")
        assert len(user.said) == 1
        assert user.said[0].startswith("thresholds.score.amber: ")
        assert user.session.workspace.settings.thresholds.score.amber == 20


@pytest.mark.long
async def test_what_another_terminal_sets_appears(config: Path, path: Path) -> None:  # noqa: ARG001
    async with using(path, SMALL) as user:
        await settings(user)
        go_to_setting(user, "workspace", "currency")
        other = another_terminal(path)
        other.apply(change_of(other.workspace.settings, "currency", "CHF"))
        user.session.look()
        await user.until(lambda: "CHF" in user.shown)


@pytest.mark.thorough
async def test_a_workspace_that_may_not_be_written_says_so_and_ones_own_settings_still_work(
    config: Path, path: Path
) -> None:
    path.chmod(stat.S_IRUSR)
    async with using(path, SMALL) as user:
        await settings(user)
        go_to_setting(user, "workspace", "currency")
        for key in ("e", "enter", "d", "delete", "backspace"):
            user.said.clear()
            await user.press(key)
            assert isinstance(user.screen, SettingsScreen), key
            assert "write-protected" in "".join(user.said), key
        await change_setting(user, "own", "theme", "csm-light")
        assert user.app.theme == "csm-light"
    assert 'theme = "csm-light"' in config.read_text()


# One's own


@pytest.mark.thorough
async def test_the_theme_takes_effect_is_kept_and_found_again_after_a_restart(config: Path, path: Path) -> None:
    async with using(path, SMALL) as user:
        await settings(user)
        before = user.screen.styles.background
        await change_setting(user, "own", "theme", "csm-light")
        assert user.app.theme == "csm-light"
        assert user.screen.styles.background != before
        assert cells(user, "own", "theme")[2:4] == ["csm-light", "csm-dark"]
        assert 'theme = "csm-light"' in config.read_text()
        assert not user.session.can_undo, "it is no change of the workspace"
    async with using(path, SMALL) as user:
        assert user.app.theme == "csm-light"
        await settings(user)
        go_to_setting(user, "own", "theme")
        await user.press("d")
        assert user.app.theme == "csm-dark"
    async with using(path, SMALL) as user:
        assert user.app.theme == "csm-dark"


@pytest.mark.long
async def test_what_waits_for_the_next_start_says_so(config: Path, path: Path) -> None:  # noqa: ARG001
    async with using(path, SMALL) as user:
        await settings(user)
        await change_setting(user, "own", "details", "open")
        assert "at the next start" in squeezed(user)
        await change_setting(user, "own", "signs", "ascii")
        go_to_setting(user, "own", "theme")
        await user.pilot.pause()
        assert "at the next start" not in squeezed(user)
    async with using(path, SMALL) as user:
        assert user.screen.query_one("#detail").display
        assert user.app.glyphs.is_ascii


@pytest.mark.thorough
async def test_a_settings_file_that_cannot_be_written_is_said_and_what_was_typed_is_kept(
    config: Path, path: Path
) -> None:
    config.write_text('# mine\ntheme = "csm-clear"\n')
    config.chmod(stat.S_IRUSR)
    async with using(path, SMALL) as user:
        assert user.app.theme == "csm-clear"
        await settings(user)
        await change_setting(user, "own", "theme", "csm-light")
        assert "write-protected" in user.said[-1]
        assert user.app.theme == "csm-clear"
        assert cells(user, "own", "theme")[2] == "csm-clear"
        go_to_setting(user, "own", "theme")
        await user.press("d")
        assert user.app.theme == "csm-clear"
        await user.press("e")
        assert user.row("value").text == "csm-light"
    assert config.read_text() == '# mine\ntheme = "csm-clear"\n'


@pytest.mark.thorough
async def test_a_broken_settings_file_is_said_at_the_start_and_never_overwritten(config: Path, path: Path) -> None:
    broken = 'theme = "csm-clear\n[keys]\n# by hand\n'
    config.write_text(broken)
    async with using(path, SMALL) as user:
        await user.until(lambda: user.said)
        assert "line 1" in user.said[0]
        assert "The usual settings are used" in user.said[0]
        assert user.app.theme == "csm-dark"
        await settings(user)
        await change_setting(user, "own", "theme", "csm-light")
        assert user.said[-1].startswith("Not saved to")
        assert user.app.theme == "csm-dark"
        await change_setting(user, "keys", Sort.ID, "f12")
        assert user.said[-1].startswith("Not saved to")
    assert config.read_text() == broken


@pytest.mark.long
async def test_what_is_wrong_in_the_settings_file_is_said_and_the_rest_counts(config: Path, path: Path) -> None:
    config.write_text('theme = "\\u001b[31m"\n[keys]\n"table.sort" = "f12"\n"portfolio.views" = "no key"\n')
    async with using(path, SMALL) as user:
        (said,) = user.said
        assert [" must be " in said, "is not a key" in said] == [True, True], "all of it as one message"
        assert "\x1b" not in user.shown + "".join(user.said)
        await user.press("h", "f12")
        assert user.app.portfolio.view_state.sort[0][0] == "trend"


@pytest.mark.long
async def test_comments_and_other_entries_of_the_settings_file_stay(config: Path, path: Path) -> None:
    config.write_text('# mine\ntheme = "csm-clear" # for my eyes\nother = 7\n')
    async with using(path, SMALL) as user:
        await settings(user)
        await change_setting(user, "own", "theme", "csm-light")
    assert config.read_text() == '# mine\ntheme = "csm-light" # for my eyes\nother = 7\n'


@pytest.mark.thorough
@pytest.mark.parametrize("text", ["\x1b[31m[/]", *(pytest.param(name, marks=pytest.mark.long) for name in NAMES[::4])])
async def test_hostile_text_is_refused_as_text(text: str, config: Path, path: Path) -> None:
    async with using(path, SMALL) as user:
        await settings(user)
        for whose, key in (("workspace", "currency"), ("workspace", "weights.product"), ("keys", Sort.ID)):
            await change_setting(user, whose, key, text)
            assert acting(user.shown, "\n") == set()
            if isinstance(user.screen, RecordForm):
                await user.press("escape")
            assert isinstance(user.screen, SettingsScreen)
        assert acting(user.shown, "\n") == set()
        assert acting("".join(user.said)) == set()
    assert not config.exists()


# Keys


@pytest.mark.thorough
async def test_other_keys_work_at_once_are_shown_and_go_back(config: Path, path: Path) -> None:
    async with using(path, SMALL) as user:
        await settings(user)
        await change_setting(user, "keys", Sort.ID, "f12, f11")
        assert cells(user, "keys", Sort.ID)[2:4] == ["f12 f11", "s"]
        await user.press("q")
        assert " f12 Sort " in user.shown
        user.table.move_to_column("acv")
        await user.press("s")
        assert user.app.portfolio.view_state.sort[0][0] == "health", "the old key does nothing"
        await user.press("f12")
        assert user.app.portfolio.view_state.sort == (("acv", False),)
        await user.press("f11")
        assert user.app.portfolio.view_state.sort == (("acv", True),)
        await user.press("question_mark")
        assert f"f12 f11 {Sort.help()[:30]}" in " ".join(pane_text(user.screen.query_one("#lines")).split())
        await user.press("escape")
        assert f"({Sort.shown_keys(user.app.preferences.keys)})" in next(
            one.help for one in user.app.get_system_commands(user.screen) if one.title == Sort.NAME
        )
        await settings(user)
        go_to_setting(user, "keys", Sort.ID)
        await user.press("d")
        await user.press("q", "f12")
        assert user.app.portfolio.view_state.sort == (("acv", True),)
        await user.press("s")
        assert user.app.portfolio.view_state.sort == (("acv", False),)
        assert " s Sort " in user.shown
    assert "table.sort" not in config.read_text()


@pytest.mark.long
async def test_keys_of_a_page_and_of_everywhere_work_at_once_and_after_a_restart(config: Path, path: Path) -> None:  # noqa: ARG001
    async with using(path, SMALL) as user:
        await settings(user)
        await change_setting(user, "keys", Touch.ID, "T")
        await change_setting(user, "keys", "go.settings", "f10")
        await change_setting(user, "keys", Back.ID, "b")
        await user.press("b")
        assert user.screen is user.app.portfolio
        await open_page(user)
        assert " T Touch " in user.shown
        await user.press("T")
        assert isinstance(user.screen, RecordForm)
        await user.press("escape", "t")
        assert not isinstance(user.screen, RecordForm)
    async with using(path, SMALL) as user:
        await user.press("comma")
        assert user.screen is user.app.portfolio
        await user.press("f10")
        assert isinstance(user.screen, SettingsScreen)


@pytest.mark.parametrize(
    ("command", "keys", "why"),
    [
        pytest.param(Sort.ID, "e", "e is already the key of client.edit", marks=pytest.mark.long),
        pytest.param(Sort.ID, "f12,u", "u is already the key of undo", marks=pytest.mark.long),
        (Sort.ID, "j", "j is already the key of moving in the table"),
        pytest.param(Touch.ID, "tab", "tab is already the key of the next part", marks=pytest.mark.long),
        pytest.param(Sort.ID, "", "at least one key is needed", marks=pytest.mark.long),
        pytest.param(Sort.ID, "sss", "is not a key", marks=pytest.mark.long),
        pytest.param("undo", "x", "x is already the key of entry.toggle", marks=pytest.mark.long),
    ],
)
async def test_a_key_that_is_taken_on_the_same_screen_is_refused(
    command: str, keys: str, why: str, config: Path, path: Path
) -> None:
    async with using(path, SMALL) as user:
        await settings(user)
        await change_setting(user, "keys", command, keys)
        assert isinstance(user.screen, RecordForm)
        assert why in user.message("value")
    assert not config.exists()


def test_a_key_may_be_anothers_on_another_screen_and_one_that_both_have_by_default_stays() -> None:
    usual = Preferences.usual()
    page_t = with_keys(usual, commands_with_keys()["page.touch"], "s")
    assert page_t.keys == {"page.touch": "s"}, "s sorts in the portfolio"
    assert with_keys(usual, Back, "escape,b").keys == {"back": "escape,b"}, "esc clears a filter, too"
    assert with_keys(usual, commands_with_keys()["quit"], "q,f12").keys == {"quit": "q,f12"}
    assert with_keys(usual, Clear, "escape").keys == {}
    with pytest.raises(ValueError, match="q is already the key of quit"):
        with_keys(usual, Sort, "q")


def test_the_form_of_keys_shows_them_as_people_type_them() -> None:
    usual = Preferences.usual()
    shown = {command.ID: keys_form(command, usual).first["value"] for command in commands_with_keys().values()}
    assert (shown["page.next"], shown["go.settings"]) == ("]", "comma")
    assert not any("_" in keys for keys in shown.values())


def test_the_usual_keys_of_all_commands_go_together() -> None:
    for command in commands_with_keys().values():
        assert with_keys(Preferences.usual(), command, command.KEYS) == Preferences.usual()
        assert command.ID in keys_beside(command, {})


@pytest.mark.long
async def test_a_default_key_that_was_given_away_is_not_taken_back(config: Path, path: Path) -> None:
    config.write_text(f'[keys]\n"{Views.ID}" = "C"\n"{Columns.ID}" = "w"\n')
    async with using(path, SMALL) as user:
        await settings(user)
        go_to_setting(user, "keys", Views.ID)
        await user.press("d")
        assert user.said == [f"{Views.ID}: w is already the key of {Columns.ID}"]
        assert cells(user, "keys", Views.ID)[2] == "C"


@pytest.mark.long
async def test_a_form_of_a_setting_that_was_left_is_resumed(config: Path, path: Path) -> None:  # noqa: ARG001
    async with using(path, SMALL) as user:
        await settings(user)
        go_to_setting(user, "workspace", "currency")
        await user.press("e")
        await user.enter(value="EUR")
        await user.press("escape", "q", "R", "enter")
        await user.until(lambda: isinstance(user.screen, RecordForm))
        assert user.row("value").text == "EUR"
        await user.press("ctrl+s")
        assert user.session.workspace.settings.currency == "EUR"
        assert isinstance(user.screen, SettingsScreen)
        await user.saved()
        assert user.session.drafts.all() == ()


async def test_a_setting_is_found_by_any_of_its_words_and_esc_shows_all_again(path: Path) -> None:
    async with using(path, SMALL) as user:
        await settings(user)
        every = len(user.screen.query_one(BandTable).keys)
        await user.press("slash")
        await user.type("currency")
        assert [key for _, key in user.screen.query_one(BandTable).keys] == ["currency"]
        assert f"1 of {every} settings" in user.shown
        await user.press("enter", "escape")
        assert len(user.screen.query_one(BandTable).keys) == every
        assert user.screen is not user.app.portfolio, "esc first shows all again"
        await user.press("escape")
        assert user.screen is user.app.portfolio


@scenario("table.filter")
async def _filter(user: User) -> None:
    await settings(user)
    await user.press("slash")
    await user.type("onboarding_share")
    assert len(user.screen.query_one(BandTable).keys) == 1


@scenario("table.sort")
async def _sort(user: User) -> None:
    await settings(user)
    table = user.screen.query_one(BandTable)
    for keys, descending in (("s", False), ("s", True)):
        await user.press(keys)
        names = [key for _, key in table.keys]
        assert names == sorted(names, key=str.casefold, reverse=descending)


@scenario("table.sort_further")
async def _sort_further(user: User) -> None:
    await settings(user)
    table = user.screen.query_one(BandTable)
    table.move_to_column("of")
    await user.press("s")
    table.move_to_column("setting")
    await user.press("S")
    assert [*table.keys] == sorted(table.keys)
