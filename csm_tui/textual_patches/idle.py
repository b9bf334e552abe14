"""Not a patch, but needed by some: waiting until messages have had their effect, which Textual does not do."""

import asyncio

from textual.app import App
from textual.message_pump import MessagePump

_ROUNDS = 3


async def wait_until_idle(app: App[object]) -> None:
    """Wait until what was typed has had its effect.

    A key goes to the widget with the focus, up to the app and to its action, which may send messages of its own along
    the same way and move the focus. Each round waits for all that is in the queues on that way.
    """
    for _ in range(_ROUNDS):
        if not app.screen_stack:
            return  # it is ending
        start = app.focused or app.screen
        for pump in (*start.ancestors_with_self, app):
            await _passed(pump)


async def _passed(pump: MessagePump) -> None:
    """Wait until a pump has handled everything that is in its queue now."""
    passed = asyncio.Event()
    if pump.call_later(passed.set):
        await passed.wait()
