"""One cell edited where it stands: it reads as the form does, says its rule, and goes on to the next row."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, Select

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.person.view import View
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.planning.portfolio.columns import ALL_COLUMNS
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.screens.portfolio.cell_bar import CellBar
from csm_tui.session.changes import addition
from csm_tui.widgets.form.form import FieldRow
from csm_tui.widgets.table.band_table import BandTable
from tests.support.driving import SMALL, TODAY, WIDE, User, client, fill, reread, using
from tests.support.screens.page_driving import changed_elsewhere, deleted_elsewhere

EARLIER = date(2025, 12, 1)
_SIZES = [pytest.param(SMALL, id="small"), pytest.param(WIDE, id="wide", marks=pytest.mark.long)]


@pytest.fixture
def book(path: Path) -> Path:
    """Four clients; the table shows them in this order."""
    fill(
        path,
        [
            client("Acme", on=EARLIER, product=10, satisfaction=11, owner="Ines"),
            client("Bolt", on=EARLIER, product=20),
            client("City", on=EARLIER, product=30),
            client("Dune", on=EARLIER, product=40),
        ],
    )
    return path


def _show_all_columns(user: User) -> None:
    user.app.portfolio._show_columns(ALL_COLUMNS)


async def _edit(user: User, name: str, column: str) -> None:
    user.go_to(name)
    user.table.move_to_column(column)
    await user.press("c")


def _bar(user: User) -> FieldRow:
    return user.screen.query_one(CellBar).query_one(FieldRow)


def _is_open(user: User) -> bool:
    return bool(user.screen.query(CellBar))


def _message(user: User) -> str:
    return _bar(user).message


_READ = [
    ("client", "name", "  Zoë GmbH ", "Zoë GmbH"),
    ("owner", "owner", "Kim", "Kim"),
    ("acv", "acv", "35,000", 35_000),
    ("acv", "acv", "n/a", None),
    ("term", "customer_since", "2 years ago", date(2024, 3, 2)),
    ("renewal", "renewal_date", "in 3 months", date(2026, 6, 2)),
    ("product", "product", "80.5", 80.5),
    ("satisfaction", "satisfaction", "no data", None),
    ("support", "support", "0", 0),
    ("sponsorship", "sponsorship", "-", None),
    ("notice", "notice_days", "90", 90),
    ("id", "external_id", " 0015 ", "0015"),
    ("tags", "tags", "EMEA, Key Account, emea", ("emea", "key-account")),
]


@pytest.mark.thorough
async def test_each_column_is_read_as_the_form_reads_it(book: Path) -> None:
    async with using(book, SMALL) as user:
        _show_all_columns(user)
        identity = user.named("Acme").id
        for column, field, typed, value in _READ:
            user.table.move_to(identity)
            user.table.move_to_column(column)
            await user.press("c")
            await user.paste(typed)
            await user.press("enter")
            assert not _is_open(user), column
            assert user.table.has_focus
            assert getattr(user.session.workspace.clients[identity], field) == value, column
            assert user.table.cursor_key == identity, column
        assert user.under_cursor.entered["acv"] == TODAY
        await user.saved()
    assert reread(book).clients[identity] == user.session.workspace.clients[identity]


@pytest.mark.parametrize("size", _SIZES)
async def test_it_shows_what_stands_there_and_the_rule(size: tuple[int, int], book: Path) -> None:
    async with using(book, size) as user:
        await _edit(user, "Acme", "product")
        editor = _bar(user).editor
        assert isinstance(editor, Input)
        assert editor.has_focus
        assert (editor.value, editor.selected_text) == ("10", "10"), "typing replaces it"
        assert _message(user) == "0 to 100, or empty: no data"
        shown = next(line for line in user.shown.split("\n") if "0 to 100, or empty: no data" in line)
        assert shown.startswith("  Product ")
        assert "Save, next row" in user.shown
        assert all(name in user.shown for name in user.names), "the table can still be seen"


@pytest.mark.thorough
async def test_a_wrong_score_is_said_and_nothing_is_saved(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _edit(user, "Acme", "product")
        await user.type("101")
        rule = "a score is a number from 0 to 100, or empty: no data"
        assert _message(user) == rule, "while it is typed"
        for key in ("enter", "down", "up", "ctrl+s"):
            user.said.clear()
            await user.press(key)
            assert user.said == [rule], key
            assert _bar(user).editor.has_focus, key
            assert _bar(user).text == "101", key
        assert user.named("Acme").product == 10
        assert not user.session.can_undo
        await user.press("backspace")
        assert _message(user) == "0 to 100, or empty: no data"
        await user.press("enter")
        assert user.named("Acme").product == 10
        assert user.named("Acme").entered["product"] == TODAY


async def test_a_name_of_another_client_is_refused(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _edit(user, "Acme", "client")
        await user.paste("BOLT")
        await user.press("enter")
        assert user.said == ["another client has this name"]
        await _replace(user, "")
        await user.press("enter")
        assert "must not be empty" in user.said[-1]
        assert user.names == ["Acme", "Bolt", "City", "Dune"]
        assert not user.session.can_undo


async def _replace(user: User, text: str) -> None:
    editor = _bar(user).editor
    assert isinstance(editor, Input)
    editor.select_all()
    await user.press("backspace")
    if text:
        await user.paste(text)


async def test_down_and_up_go_on_in_the_order_in_which_the_rows_stood(book: Path) -> None:
    """Sorted by the health that the scores change, the rows would be others before the last one is typed."""
    async with using(book, SMALL) as user:
        await _edit(user, "Acme", "product")
        for score, name in (("25", "Bolt"), ("95", "City"), ("5", "Dune")):
            await user.type(score)
            await user.press("down")
            assert (user.under_cursor.name, _bar(user).editor.has_focus) == (name, True), "it can be typed at once"
        assert user.names == ["Acme", "Bolt", "City", "Dune"]
        await user.type("45")
        await user.press("up")
        assert (user.under_cursor.name, _bar(user).text) == ("City", "5")
        await user.press("down", "down")
        assert not _is_open(user), "there is no row below"
        assert user.names == ["City", "Acme", "Dune", "Bolt"], "sorted by health"
        assert user.under_cursor.name == "Dune"
        assert [user.named(name).product for name in user.names] == [5, 25, 45, 95]
        await user.press("u", "u", "u", "u")
        assert [user.named(name).product for name in user.names] == [10, 20, 30, 40], "each cell is a step of its own"


async def test_the_cursor_stays_with_a_client_that_its_new_score_moves(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _edit(user, "Acme", "product")
        await user.type("99")
        await user.press("enter")
        assert user.names[-1] == user.under_cursor.name == "Acme"
        assert user.table.has_focus


@pytest.mark.thorough
async def test_a_row_that_its_new_value_takes_out_of_the_filter(book: Path) -> None:
    async with using(book, SMALL) as user:
        await user.press("slash")
        await user.enter_filter("product<=20")
        await user.press("enter")
        await _edit(user, "Acme", "product")
        await user.type("60")
        await user.press("down")
        assert user.names == ["Acme", "Bolt"]
        assert (user.under_cursor.name, _bar(user).text) == ("Bolt", "20")
        await user.type("70")
        await user.press("down")
        assert user.names == []
        assert not _is_open(user)


async def test_esc_leaves_the_cell_as_it_was(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _edit(user, "Acme", "product")
        await user.type("77")
        await user.press("escape")
        assert not _is_open(user)
        assert user.table.has_focus
        assert user.named("Acme").product == 10
        assert not user.session.can_undo
        assert user.session.drafts.all() == ()
        assert [draft.texts for draft in user.session.drafts.trashed()] == [{"product": "77"}], "not lost, either"
        await user.press("c")
        assert _bar(user).text == "10"


async def test_a_computed_column_says_why_it_cannot_be_typed(book: Path) -> None:
    whys = {
        "coverage": "Coverage is the share of the weight that has data",
        "touched": "Touched follows from the touchpoints; t notes one",
        "followup": "Follow-up follows from the touchpoints",
        "decides": "Decides follows from the renewal and the notice period",
        "risks": "Risks follows from the risks",
        "promise": "Promise follows from the touchpoints",
    }
    typed = {column for column, *_ in _READ} | {"status", "trend", "health", "sentiment"}
    assert typed | set(whys) == set(ALL_COLUMNS), "of each column it is known"
    async with using(book, SMALL) as user:
        _show_all_columns(user)
        for column, why in whys.items():
            user.said.clear()
            await _edit(user, "Acme", column)
            assert not _is_open(user), column
            assert len(user.said) == 1
            assert user.said[0].startswith(why)


async def test_health_is_never_typed_but_overridden(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _edit(user, "Acme", "health")
        assert [row.field.name for row in user.form.query(FieldRow)] == [
            "override_score",
            "override_reason",
            "override_until",
        ]
        await user.enter(override_score="80", override_reason="a new sponsor", override_until="in 6 weeks")
        await user.press("ctrl+s")
        await user.saved()
        override = user.named("Acme").override
        assert override is not None
        assert (override.score, override.reason, override.until) == (80, "a new sponsor", date(2026, 4, 13))


@pytest.mark.thorough
async def test_the_same_score_again_makes_todays_snapshot(book: Path) -> None:
    async with using(book, SMALL) as user:
        before = user.named("Acme").history
        for keys in (("enter",), ("1", "0", "enter"), ("1", "0", "down", "escape")):
            await _edit(user, "Acme", "product")
            await user.press(*keys)
            assert user.named("Acme").history == (*before, (TODAY, 10, 11, None, None)), keys
            assert user.named("Acme").entered["product"] == TODAY
            assert user.named("Acme").entered["satisfaction"] == EARLIER
            await user.press("u")
            assert user.named("Acme").history == before


@pytest.mark.thorough
async def test_a_cell_that_is_only_passed_or_empty_is_not_entered(book: Path) -> None:
    async with using(book, SMALL) as user:
        _show_all_columns(user)
        before = user.session.workspace.clients
        await _edit(user, "Acme", "product")
        await user.press("down", "down", "down", "up", "escape")
        await _edit(user, "Bolt", "support")
        await user.press("enter")
        await _edit(user, "Acme", "owner")
        await user.press("enter")
        assert user.session.workspace.clients == before
        assert not user.session.can_undo


@pytest.mark.thorough
@pytest.mark.parametrize("size", _SIZES)
async def test_choices_work_from_the_keyboard(size: tuple[int, int], book: Path) -> None:
    async with using(book, size) as user:
        _show_all_columns(user)
        await _edit(user, "Acme", "trend")
        assert all(word in user.shown for word in ("Up", "Level", "Down")), "all that can be chosen"
        await user.press("down", "enter")
        assert not _is_open(user)
        assert user.table.has_focus
        assert user.under_cursor.trend == "Down"
        await user.press("c", "down", "enter")
        assert user.under_cursor.trend == "Level"
        await user.press("c", "up", "up", "enter")
        assert user.under_cursor.trend is None, "and nothing"
        user.table.move_to_column("status")
        await user.press("c", "o", "enter")
        assert user.under_cursor.status is ClientStatus.ONBOARDING, "by its first letter"
        await user.press("c", "end", "enter")
        assert user.under_cursor.status is ClientStatus.CHURNED
        steps = len(user.session._history._undo)
        await user.press("c", "enter", "c", "up", "escape", "c", "escape")
        assert user.under_cursor.status is ClientStatus.CHURNED
        assert len(user.session._history._undo) == steps == 5, "what was chosen already, or left, is no step"
        assert not _is_open(user)
        assert [message.split(": ")[0] for message in user.said] == ["Saved"] * steps
    assert reread(book).named("Acme").status is ClientStatus.CHURNED


@pytest.mark.thorough
async def test_a_choice_that_was_refused_is_not_made_by_looking_at_it_again(book: Path) -> None:
    async with using(book, SMALL) as user:
        _show_all_columns(user)
        await _edit(user, "Acme", "trend")
        acme = user.named("Acme")
        changed_elsewhere(book, (acme, acme.changed(trend="Up")))
        await user.press("d", "enter")
        await user.until(lambda: user.named("Acme").trend == "Up")
        await user.press("c", "escape")
        assert user.named("Acme").trend == "Up"
        assert not user.session.can_undo


async def test_letters_in_a_choice_are_no_commands(book: Path) -> None:
    async with using(book, SMALL) as user:
        _show_all_columns(user)
        await _edit(user, "Acme", "trend")
        await user.press("d")
        editor = _bar(user).editor
        assert isinstance(editor, Select)
        assert editor.expanded
        assert len(user.names) == 4, "d is for Down and not for deleting"
        await user.press("enter")
        assert user.under_cursor.trend == "Down"


@pytest.mark.thorough
async def test_what_is_typed_is_kept_when_the_table_is_clicked(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _edit(user, "Acme", "product")
        await user.type("77")
        await user.pilot.click(BandTable, offset=(5, 2))
        await user.pilot.pause()
        assert not _is_open(user)
        assert user.under_cursor.name == "Bolt"
        assert user.named("Acme").product == 10
        assert user.said == ["Not saved, but kept: c on this cell goes on"]
        await _edit(user, "Bolt", "product")
        assert _bar(user).text == "20", "each client has its own"
        await user.press("tab")
        assert user.table.has_focus
        await user.press("tab")
        assert _bar(user).editor.has_focus, "tab goes there and back"
        await user.press("tab", "l")
        assert not _is_open(user)
        assert len(user.said) == 1, "nothing was typed"
        await _edit(user, "Acme", "product")
        assert _bar(user).text == "77"
        await user.press("enter")
        assert user.named("Acme").product == 77
        await user.saved()
        assert user.session.drafts.all() == ()


@pytest.mark.thorough
async def test_what_is_typed_is_kept_when_a_view_is_recalled(book: Path) -> None:
    async with using(book, SMALL) as user:
        user.session.apply(addition(View(name="emea", filter="acme")))
        await _edit(user, "Acme", "product")
        await user.type("77")
        await user.press("f2")
        assert not _is_open(user)
        assert user.said == ["Not saved, but kept: c on this cell goes on", "View: emea"]
        await user.press("c")
        assert _bar(user).text == "77"


@pytest.mark.thorough
async def test_what_was_typed_in_a_cell_is_offered_at_the_next_start(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _edit(user, "Acme", "product")
        await user.type("77")
    async with using(book, SMALL) as user:
        await user.until(lambda: "Acme: Product" in user.shown)
        await user.press("enter")
        assert [row.field.name for row in user.form.query(FieldRow)] == ["product"]
        assert user.row("product").text == "77"
        await user.press("ctrl+s")
        assert user.named("Acme").product == 77


async def _collide(user: User, book: Path, change: Any) -> None:
    await _edit(user, "Acme", "owner")
    change(book, user.named("Acme"))
    await user.paste("Mara")
    await user.press("enter")


def _gone(book: Path, _: Client) -> None:
    deleted_elsewhere(book)


def _changed(book: Path, acme: Client) -> None:
    changed_elsewhere(book, (acme, acme.changed(owner="Zed")))


@pytest.mark.thorough
async def test_a_cell_that_another_terminal_changed_too_is_refused_and_kept(book: Path) -> None:
    async with using(book, SMALL) as user:
        _show_all_columns(user)
        await _collide(user, book, _changed)
        await user.until(lambda: any("Zed" in message and "Mara" in message for message in user.said))
        assert user.named("Acme").owner == "Zed"
        assert not user.session.can_undo
        await user.until(lambda: isinstance(user.screen, RecordForm))
        assert (user.row("owner").text, user.message("owner")) == ("Mara", "others saved: Zed")
        await user.press("escape")
        await _edit(user, "Acme", "owner")
        assert _bar(user).text == "Mara"
        await user.press("enter")
        await user.until(lambda: isinstance(user.screen, RecordForm))
        assert user.named("Acme").owner == "Zed", "what was told once is not overruled without a choice"


async def test_a_cell_of_a_client_that_another_terminal_deleted(book: Path) -> None:
    async with using(book, SMALL) as user:
        _show_all_columns(user)
        await _collide(user, book, _gone)
        await user.until(lambda: any("was deleted in another terminal" in message for message in user.said))
        assert user.names == ["Bolt", "City", "Dune"]
        assert not _is_open(user)


async def test_a_client_that_goes_while_its_cell_is_edited(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _edit(user, "Dune", "product")
        deleted_elsewhere(book, "Dune")
        user.session.look()
        await user.until(lambda: len(user.names) == 3)
        await user.type("7")
        await user.press("down")
        assert any("deleted" in message for message in user.said)
        assert [user.named(name).product for name in user.names] == [10, 20, 30]


@pytest.mark.parametrize(
    ("keys", "cursor"), [(("escape",), "Bolt"), (("7", "down", "escape"), "Dune"), (("7", "tab", "tab", "g"), "Acme")]
)
async def test_rows_stay_where_they_are_while_a_cell_is_edited(keys: tuple[str, ...], cursor: str, book: Path) -> None:
    """Another terminal enters scores meanwhile, by which one row goes down and the next one out of the filter."""
    async with using(book, SMALL) as user:
        await user.press("slash")
        await user.enter_filter("product<=60")
        await user.press("enter")
        await _edit(user, "Bolt", "product")
        before = {name: user.named(name) for name in ("Acme", "City")}
        scores = {"Acme": 50, "City": 90}
        changed_elsewhere(book, *((one, one.changed(product=scores[name])) for name, one in before.items()))
        user.session.look()
        await user.until(lambda: user.named("City").product == 90)
        assert user.names == ["Acme", "Bolt", "City", "Dune"]
        assert "90" in user.shown
        await user.press(*keys)
        assert user.names == ["Bolt", "Acme", "Dune"]
        assert user.under_cursor.name == cursor


async def test_a_long_label_and_text_fit_into_80_columns(book: Path) -> None:
    async with using(book, SMALL) as user:
        await _edit(user, "Acme", "term")
        await user.paste("03/04/2024 or so, as far as anybody remembers")
        assert "day and month could change places" in " ".join(user.shown.split()) or "write" in user.shown
        assert user.screen.query_one(CellBar).region.right <= 80
