"""What others saved while somebody typed is marked and chosen between, field by field; nothing goes unasked."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.person.worktime import WorkWeek, week_id
from csm_tui.domain.settings import change_setting
from csm_tui.forms.definitions.bulk_form import bulk_form
from csm_tui.forms.definitions.client_forms import client_form
from csm_tui.forms.definitions.plan.worktime_forms import week_form
from csm_tui.forms.definitions.setting_forms import setting_form
from csm_tui.forms.draft_keeper import DraftKeeper
from csm_tui.forms.form_spec import FormSpec
from csm_tui.screens.dialogs.forms.conflict_dialog import ConflictDialog
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.screens.shell.resume_dialog import ResumeDialog
from csm_tui.session.changes import Change, addition
from csm_tui.session.opening import open_workspace
from tests.support.driving import SMALL, TODAY, WIDE, User, client, fill, now, reread, using
from tests.support.rows import first_rows
from tests.support.storage.disk import elsewhere


def acme(path: Path) -> Client:
    found = reread(path).named("Acme")
    assert found is not None
    return found


def half_typed(path: Path, form: Callable[[], FormSpec[Change]] | None = None, **texts: str) -> None:
    """Another program ends with these texts typed, in the form of Acme if no other is given."""
    session = open_workspace(path, lambda: TODAY, now)
    found = session.workspace.named("Acme")
    keeper = DraftKeeper(client_form(found, session.workspace, TODAY) if form is None else form(), session)
    keeper.typed({**keeper.texts, **texts})
    session.close()


async def resume(user: User) -> None:
    await user.until(lambda: isinstance(user.screen, ResumeDialog))
    await user.press("enter")
    await user.until(lambda: isinstance(user.screen, RecordForm))


async def ask(user: User) -> ConflictDialog:
    await user.press("ctrl+s")
    await user.until(lambda: isinstance(user.screen, ConflictDialog) and user.screen.table.keys)
    assert isinstance(user.screen, ConflictDialog)
    return user.screen


def rows(dialog: ConflictDialog) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in dialog.cells(key)) for key in dialog.table.keys]


@pytest.mark.parametrize("size", first_rows([SMALL, WIDE], 1))
async def test_what_others_saved_is_marked_and_chosen_between(path: Path, size: tuple[int, int]) -> None:
    fill(path, [client("Acme", acv=100, owner="Ines", notes="old")])
    half_typed(path, acv="222", owner="Mara", notes="typed for an hour")
    elsewhere(path, lambda one: one.changed(acv=111, owner="Kim"))
    async with using(path, size) as user:
        await resume(user)
        assert (user.row("acv").text, user.message("acv")) == ("222", "others saved: 111")
        assert (user.row("owner").text, user.message("owner")) == ("Mara", "others saved: Kim")
        assert "others saved" not in user.message("notes")
        assert "others saved: 111" in user.shown
        dialog = await ask(user)
        assert rows(dialog) == [("Owner", "mine", "Mara", "Kim"), ("ACV", "mine", "222", "111")]
        assert acme(path).acv == 111
        await user.press("enter")
        assert rows(dialog)[0] == ("Owner", "saved", "Mara", "Kim")
        await user.press("ctrl+s")
        await user.saved()
        assert user.session.drafts.all() == ()
    found = acme(path)
    assert (found.owner, found.acv, found.notes) == ("Kim", 222, "typed for an hour")


@pytest.mark.thorough
async def test_esc_keeps_all_and_the_next_save_asks_again(path: Path) -> None:
    fill(path, [client("Acme", owner="Ines")])
    half_typed(path, owner="Mara")
    elsewhere(path, lambda one: one.changed(owner="Kim"))
    async with using(path, WIDE) as user:
        await resume(user)
        await ask(user)
        await user.press("escape")
        assert user.row("owner").text == "Mara"
        await ask(user)
        await user.press("escape", "escape")
        (draft,) = user.session.drafts.all()
    async with using(path, WIDE) as user:
        await resume(user)
        assert user.message("owner") == "others saved: Kim", "also after a further start"
        await ask(user)
    assert acme(path).owner == "Kim"
    assert draft.texts == {"owner": "Mara"}


async def test_a_form_that_was_open_asks_too_and_takes_the_rest_over(path: Path) -> None:
    fill(path, [client("Acme", acv=100, owner="Ines")])
    async with using(path, WIDE) as user:
        await user.press("e")
        await user.enter(owner="Mara")
        elsewhere(path, lambda one: one.changed(owner="Kim", acv=111))
        user.session.look()
        await user.until(lambda: user.named("Acme").owner == "Kim")
        assert rows(await ask(user)) == [("Owner", "mine", "Mara", "Kim")]
        await user.press("ctrl+s")
        await user.saved()
    assert (acme(path).owner, acme(path).acv) == ("Mara", 111)


@pytest.mark.thorough
async def test_what_was_opened_on_can_be_wanted_back(path: Path) -> None:
    fill(path, [client("Acme", owner="Ines")])
    async with using(path, WIDE) as user:
        await user.press("e")
        await user.enter(owner="Mara")
        elsewhere(path, lambda one: one.changed(owner="Kim"))
        await user.press("ctrl+s")
        await user.until(lambda: isinstance(user.screen, RecordForm) and user.message("owner") == "others saved: Kim")
        await user.enter(owner="Ines")
        assert rows(await ask(user)) == [("Owner", "mine", "Ines", "Kim")]
        await user.press("ctrl+s")
        await user.saved()
    assert acme(path).owner == "Ines"


async def test_a_refused_save_opens_the_form_again_with_all_that_collided(path: Path) -> None:
    fill(path, [client("Acme", acv=100, owner="Ines")])
    async with using(path, WIDE) as user:
        await user.press("e")
        elsewhere(path, lambda one: one.changed(acv=111, owner="Kim"))
        await user.enter(acv="222", owner="Mara")
        await user.press("ctrl+s")
        await user.until(lambda: user.said and "ctrl+s lets you choose" in user.said[-1])
        assert all(word in user.said[-2] for word in ("111", "222", "Kim", "Mara")), "all that collided is named"
        await user.until(lambda: isinstance(user.screen, RecordForm))
        assert len(rows(await ask(user))) == 2
    assert (acme(path).acv, acme(path).owner) == (111, "Kim")


async def test_a_setting_that_others_changed_is_asked_for(path: Path) -> None:
    fill(path, [client("Acme")])
    session = open_workspace(path, lambda: TODAY, now)
    before = session.workspace.settings
    half_typed(path, lambda: setting_form("hours.week", before), value="30")
    after = change_setting(before, "hours.week", "36")
    session.apply(Change("elsewhere", settings=(before, after)))
    async with using(path, WIDE) as user:
        await resume(user)
        assert user.message("value") == "others saved: 36"
        await ask(user)
        assert reread(path).settings.hours.week == 36
        await user.press("ctrl+s")
        await user.saved()
    assert reread(path).settings.hours.week == 30


async def test_a_change_of_several_clients_asks_for_those_that_others_changed(path: Path) -> None:
    fill(path, [client("Acme", owner="Ines"), client("Bolt", owner="Ines"), client("Cova", owner="Ines")])
    clients = [*reread(path).clients.values()]
    half_typed(path, lambda: bulk_form(clients, TODAY), owner="Mara", add_tags="big")
    elsewhere(path, lambda one: one.changed(owner="Kim", tags=("eu",)))
    elsewhere(path, lambda one: one.changed(owner="Lee"), "Bolt")
    async with using(path, WIDE) as user:
        await resume(user)
        dialog = await ask(user)
        assert rows(dialog) == [("Owner of Acme", "mine", "Mara", "Kim"), ("Owner of Bolt", "mine", "Mara", "Lee")]
        await user.press("space", "ctrl+s")
        await user.saved()
    found = {one.name: (one.owner, one.tags) for one in reread(path).clients.values()}
    assert found == {"Acme": ("Kim", ("eu", "big")), "Bolt": ("Mara", ("big",)), "Cova": ("Mara", ("big",))}


async def test_the_hours_of_a_week_that_others_set_first_are_asked_for(path: Path) -> None:
    monday = date(2026, 3, 2)
    fill(path, [client("Acme")])
    half_typed(path, lambda: week_form(monday, reread(path), TODAY), hours="20")
    open_workspace(path, lambda: TODAY, now).apply(
        addition(WorkWeek(id=week_id(monday), start=monday, hours=30)),
    )
    async with using(path, WIDE) as user:
        await resume(user)
        assert user.message("hours") == "others saved: 30"
        await ask(user)
        assert [one.hours for one in reread(path).table(WorkWeek).records.values()] == [30]


async def test_a_day_that_others_saved_in_other_words_is_no_conflict(path: Path) -> None:
    fill(path, [client("Acme")])
    yesterday = TODAY - timedelta(days=1)
    session = open_workspace(path, lambda: yesterday, lambda: now() - timedelta(days=1))
    keeper = DraftKeeper(client_form(acme(path), session.workspace, yesterday), session)
    keeper.typed({**keeper.texts, "renewal_date": "in 2 weeks", "owner": "Kim"})
    session.close()
    elsewhere(path, lambda one: one.changed(renewal_date=yesterday + timedelta(weeks=2)))
    async with using(path, WIDE) as user:
        await resume(user)
        await user.press("ctrl+s")
        await user.saved()
        assert user.session.drafts.all() == ()
    assert (acme(path).owner, acme(path).renewal_date) == ("Kim", yesterday + timedelta(weeks=2))
