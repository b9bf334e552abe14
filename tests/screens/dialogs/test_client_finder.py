"""Going to any client by a part of its name: the picker of a page, and the palette."""

from pathlib import Path

import pytest
from textual.command import CommandPalette

from csm_tui.domain.records.person.view import View
from csm_tui.domain.workspace import Workspace
from csm_tui.screens.client.client_page import ClientPage
from csm_tui.screens.dialogs.client_finder import ClientFinder, found_clients
from csm_tui.session.changes import addition
from tests.support.driving import SMALL, WIDE, User, client, fill, using
from tests.support.hostile import MARKUP, NAMES, TERMINAL, acting
from tests.support.screens.page_driving import deleted_elsewhere, on_page, open_page

CLIENTS = [client("Acme North"), client("Zoë GmbH", tags=("rail",)), client("North Star"), client("Client 10"),
           client("Client 9")]  # fmt: skip


def found(text: str) -> list[str]:
    return [one.name for one in found_clients(Workspace().with_records(CLIENTS), text)]


def test_any_part_of_a_name_finds_it_whatever_its_case_and_accents() -> None:
    assert found("zoe") == ["Zoë GmbH"]
    assert found("ORTH") == ["Acme North", "North Star"]
    assert found("gmbh zo") == ["Zoë GmbH"], "all words, in any order"
    assert found("rail") == ["Zoë GmbH"], "tags count"
    assert found("nobody") == []


def test_names_that_begin_with_the_text_come_first_and_numbers_count_as_such() -> None:
    assert found("north") == ["North Star", "Acme North"]
    assert found("client") == ["Client 9", "Client 10"]
    assert len(found("")) == 5


async def test_without_clients_it_says_where_one_is_added(path: Path) -> None:
    fill(path, [])
    async with using(path, SMALL) as user:
        await user.press("5", "n")
        assert "No client yet: 1 leads to the portfolio, n adds one there" in user.shown
        await user.press("escape", "6")
        assert "the next time it shows what moved" in " ".join(user.shown.split()), "it is not cut"


async def picking(user: User) -> ClientFinder:
    await open_page(user, "Acme North")
    await user.press("slash")
    assert isinstance(user.screen, ClientFinder)
    return user.screen


async def test_what_was_typed_is_there_again_after_leaving_and_gone_after_a_choice(path: Path) -> None:
    fill(path, CLIENTS)
    async with using(path, SMALL) as user:
        await picking(user)
        await user.type("north")
        await user.press("escape", "slash")
        assert isinstance(user.screen, ClientFinder)
        assert (user.screen.text, len(user.screen.table.keys)) == ("north", 2)
        await user.type("zo")
        assert (user.screen.text, len(user.screen.table.keys)) == ("zo", 1), "typing takes its place"
        await user.press("enter")
        assert on_page(user).name == "Zoë GmbH"
        await user.press("slash")
        assert isinstance(user.screen, ClientFinder)
        assert user.screen.text == ""


@pytest.mark.parametrize("size", [SMALL, pytest.param(WIDE, marks=pytest.mark.long)])
async def test_typing_narrows_the_list_and_enter_opens_the_page(size: tuple[int, int], path: Path) -> None:
    fill(path, CLIENTS)
    async with using(path, size) as user:
        picker = await picking(user)
        assert len(picker.table.keys) == 5
        await user.type("north")
        assert [user.session.workspace.clients[str(key)].name for key in picker.table.keys] == [
            "North Star",
            "Acme North",
        ]
        await user.press("down", "down", "up", "enter")
        assert on_page(user).name == "North Star"
        await user.press("q")
        assert user.under_cursor.name == "North Star"


@pytest.mark.long
async def test_esc_stays_and_nothing_found_says_so(path: Path) -> None:
    fill(path, CLIENTS)
    async with using(path, SMALL) as user:
        picker = await picking(user)
        await user.type("xyz")
        assert "No client has that in its name" in user.shown
        await user.press("enter")
        assert user.screen is picker
        assert user.said == ["No client has that in its name"]
        await user.press("escape")
        assert on_page(user).name == "Acme North"


@pytest.mark.long
async def test_a_client_deleted_elsewhere_meanwhile_is_not_opened(path: Path) -> None:
    fill(path, CLIENTS)
    async with using(path, SMALL) as user:
        await picking(user)
        await user.type("star")
        deleted_elsewhere(path, "North Star")
        user.session.look()
        await user.until(lambda: len(user.session.workspace.clients) == 4)
        await user.press("enter")
        await user.until(lambda: user.screen is user.app.portfolio)
        assert any("no longer there" in message for message in user.said)


@pytest.mark.thorough
async def test_hostile_names_in_the_picker_are_text(path: Path) -> None:
    names = (*TERMINAL[:5], *MARKUP)
    fill(path, [client("Acme North"), *(client(name, tags=(name,)) for name in names)])
    async with using(path, WIDE) as user:
        picker = await picking(user)
        assert acting(user.shown, "\n") == set()
        assert all(name[:30] in user.shown for name in MARKUP)
        for name in NAMES[::5]:
            await user.paste(name)
            assert acting(user.shown, "\n") == set()
            picker.query_one("LineInput").clear()
        await user.paste("[@click=app.quit]")
        await user.press("enter")
        assert on_page(user).name == MARKUP[1]
        assert MARKUP[1] in user.shown.splitlines()[1]


# The palette


async def search(user: User, text: str) -> list[str]:
    """Type into the palette; the titles that it offers, in order."""
    await user.press("ctrl+p")
    assert isinstance(user.screen, CommandPalette)
    await user.paste(text)
    await user.until(lambda: user.screen.query_one("CommandList").option_count)
    await user.pilot.pause(0.1)
    options = user.screen.query_one("CommandList")._options
    return [str(option.prompt).splitlines()[0] for option in options]


@pytest.mark.thorough
async def test_the_palette_offers_clients_and_opens_their_page(path: Path) -> None:
    fill(path, CLIENTS)
    async with using(path, SMALL) as user:
        assert (await search(user, "orth"))[:2] == ["Acme North", "North Star"]
        await user.press("down", "enter")
        await user.until(lambda: isinstance(user.screen, ClientPage))
        assert on_page(user).name == "North Star"
        await search(user, "zoe")
        await user.press("enter")
        await user.until(lambda: isinstance(user.screen, ClientPage) and on_page(user).name == "Zoë GmbH")
        await user.press("q")
        assert user.screen is user.app.portfolio, "a page takes the place of another"


@pytest.mark.thorough
async def test_the_palette_offers_saved_views_and_shows_them_from_anywhere(path: Path) -> None:
    fill(path, [client("Acme", owner="Kim"), client("Bolt")])
    view = View(name="Those of [b]Kim", filter="owner:kim")
    async with using(path, SMALL, lambda session: session.apply(addition(view))) as user:
        await user.press("3")
        assert (await search(user, "kim"))[0] == "View: Those of [b]Kim"
        await user.press("enter")
        await user.until(lambda: user.screen is user.app.portfolio and user.names == ["Acme"])
        assert user.said[-1] == "View: Those of [b]Kim"


@pytest.mark.thorough
async def test_commands_that_hold_what_was_typed_come_before_clients_and_others_after(path: Path) -> None:
    fill(path, [client("Sorting Hats"), client("Customer 1")])
    async with using(path, SMALL) as user:
        offered = await search(user, "sort")
        assert offered.index("Sort by the highlighted column") < offered.index("Sorting Hats")
        await user.press("escape", "escape")
        assert (await search(user, "custo"))[0] == "Customer 1"


@pytest.mark.thorough
@pytest.mark.parametrize("command", ["Delete client", pytest.param("Next client", marks=pytest.mark.long)])
async def test_commands_of_a_page_work_from_the_palette(command: str, path: Path) -> None:
    fill(path, CLIENTS)
    async with using(path, SMALL) as user:
        await open_page(user, "Acme North")
        await search(user, command)
        await user.press("enter")
        if command == "Delete client":
            await user.until(lambda: user.screen is user.app.portfolio)
            assert "Acme North" not in user.names
        else:
            await user.until(lambda: isinstance(user.screen, ClientPage) and on_page(user).name != "Acme North")


@pytest.mark.long
async def test_hostile_names_in_the_palette_are_text(path: Path) -> None:
    names = (*TERMINAL[:5], *MARKUP)
    fill(path, [client(f"zzz {name}") for name in names])
    async with using(path, WIDE) as user:
        offered = await search(user, "zzz")
        assert acting(user.shown, "\n") == set()
        assert acting("".join(offered)) == set()
        for name in MARKUP:
            assert f"zzz {name}" in offered
        await user.press(*["down"] * offered.index(f"zzz {MARKUP[1]}"), "enter")
        await user.until(lambda: isinstance(user.screen, ClientPage))
        assert on_page(user).name == f"zzz {MARKUP[1]}"
