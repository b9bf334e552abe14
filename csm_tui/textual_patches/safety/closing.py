"""Safety: a screen is closed once. Textual's takes the next one away when it is closed twice, and ends at the last."""

from asyncio import sleep

from textual import messages
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import Screen, ScreenResultType


class ClosesOnce(Screen[ScreenResultType]):
    """Is deaf once it is closed: to keys and clicks on their way to it, and to what its widgets tell of them."""

    _was_dismissed = False

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close it with a result; nothing happens if it is closed already, or not in front."""
        if self._was_dismissed or self.app.screen is not self:
            return AwaitComplete(sleep(0))
        self._was_dismissed = True
        return super().dismiss(result)

    async def _dispatch_message(self, message: Message) -> None:
        if not (self._was_dismissed and _is_told(message)):
            await super()._dispatch_message(message)


def _is_told(message: Message) -> bool:
    """Whether it comes from hands or from a widget; what Textual needs to close a screen does not."""
    return message.bubble and type(message).__module__ != messages.__name__
