"""No patch, but what some of them need: waiting for the effect of a message, which Textual hands on before that."""

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
        start = app.focused or app.screen
        for pump in (*start.ancestors_with_self, app):
            await _passed(pump)


async def _passed(pump: MessagePump) -> None:
    """Wait until a pump has worked off what is in its queue now."""
    passed = asyncio.Event()
    if pump.call_later(passed.set):
        await passed.wait()
