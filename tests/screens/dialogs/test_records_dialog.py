"""A dialog that lists records goes on where another terminal deletes them."""

from datetime import timedelta
from pathlib import Path

from csm_tui.domain.records.person.worktime import Leave
from csm_tui.screens.calendar.leave_dialog import LeaveDialog
from csm_tui.session.changes import Change, Edit, deletion
from tests.support.driving import SMALL, TODAY, client, fill, using
from tests.support.screens.page_driving import another_terminal


async def test_rows_whose_records_others_deleted_are_blank_and_do_nothing(path: Path) -> None:
    fill(path, [client("Acme")])
    days = [Leave(first=day, last=day) for day in (TODAY + timedelta(days=each) for each in range(40))]
    kept = Change("leaves", tuple(Edit(None, one) for one in days))
    async with using(path, SMALL, lambda session: session.apply(kept)) as user:
        await user.saved()
        await user.press("4", "O")
        dialog = user.screen
        assert isinstance(dialog, LeaveDialog)
        other = another_terminal(path)
        other.apply(deletion(days[20:], other.workspace))
        user.session.look()
        await user.until(lambda: len(user.session.workspace.table(Leave).records) == 20)
        await user.press("G", "e")
        assert user.screen is dialog
        await user.press("d")
        assert len(user.session.workspace.table(Leave).records) == 20
        assert [*dialog.table.keys] == [one.id for one in days[:20]]
