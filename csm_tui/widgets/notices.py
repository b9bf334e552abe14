"""Messages: one at a time, shown by the key bar in place of the keys."""

from typing import NamedTuple, TypeVar

from textual import events
from textual.app import App
from textual.notifications import SeverityLevel
from textual.signal import Signal
from textual.timer import Timer

_SECONDS = 5.0

Result = TypeVar("Result")


class Notice(NamedTuple):
    """A message in plain text."""

    text: str
    severity: SeverityLevel = "information"


class NoticeApp(App[Result]):
    """Textual's messages pile up in boxes above the data; here a new message replaces the last one.

    A message disappears with the next key or click, or after five seconds; an error stays until then.
    """

    def __init__(self) -> None:
        super().__init__()
        self.notice: Notice | None = None
        self.notice_signal: Signal[Notice | None] = Signal(self, "notice")
        self._notice_timer: Timer | None = None

    def notify(
        self,
        message: str,
        *,
        title: str = "",  # noqa: ARG002
        severity: SeverityLevel = "information",
        timeout: float | None = None,  # noqa: ARG002
        markup: bool = True,  # noqa: ARG002
    ) -> None:
        """Show a message as plain text. Textual's arguments other than the severity are ignored."""
        self._show_notice(Notice(message, severity))

    async def on_event(self, event: events.Event) -> None:
        """Remove the message at the next key, paste or click."""
        if self.notice is not None and isinstance(event, events.Key | events.Paste | events.MouseDown):
            self._show_notice(None)
        await super().on_event(event)

    def _show_notice(self, notice: Notice | None) -> None:
        if self._notice_timer is not None:
            self._notice_timer.stop()
            self._notice_timer = None
        self.notice = notice
        if notice is not None and notice.severity != "error":
            self._notice_timer = self.set_timer(_SECONDS, lambda: self._show_notice(None))
        self.notice_signal.publish(notice)
