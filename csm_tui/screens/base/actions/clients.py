"""What can be done with clients on all screens that show them."""

from collections.abc import Awaitable, Callable, Sequence

from csm_tui.domain.records.client import Client
from csm_tui.domain.text import safe_text
from csm_tui.domain.values.names import some_names
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.cells.messages import deleted_message


async def _stay() -> None:
    """Nothing is left when they are gone."""


async def note_touchpoint(screen: WorkScreen, client: Client) -> None:
    """Open the form of a new touchpoint."""
    from csm_tui.domain.records.touchpoint import Touchpoint
    from csm_tui.forms.declared import form_of

    session, identity = screen.session, screen.unsaved("touchpoint", client.id)
    await screen.edit(form_of(Touchpoint, None, session.workspace, session.today(), identity, client))


async def delete_clients(
    screen: WorkScreen, chosen: Sequence[Client], deleted: Callable[[], Awaitable[None]] = _stay
) -> None:
    """Delete clients, and do what is to be done then; asked first if activities of a plan are for them."""
    activities = screen.session.workspace.naming({client.id for client in chosen})
    if not activities or screen.read_only is not None:
        await _delete(screen, chosen, deleted)
        return
    from csm_tui.screens.dialogs.question import YesNoDialog

    names = ", ".join(one.label for one in activities)
    what = safe_text(some_names([one.name for one in chosen]))
    it = "it" if len(chosen) == 1 else "them"
    them = "This activity is" if len(activities) == 1 else "These activities are"
    stay = "stays" if len(activities) == 1 else "stay"
    text = f"{them} for {it} and {stay} in the plan without {it}: {names}. u brings everything back."

    async def take(sure: bool | None) -> None:
        if sure:
            await _delete(screen, chosen, deleted)

    await screen.app.push_screen(YesNoDialog(f"Delete {what}?", text), take)


async def _delete(screen: WorkScreen, chosen: Sequence[Client], deleted: Callable[[], Awaitable[None]]) -> None:
    from csm_tui.session.changes import deletion

    if screen.apply(deletion(chosen, screen.session.workspace)):
        screen.app.notify(deleted_message([one.name for one in chosen]), markup=False)
        await deleted()
