"""What the program says: one message at a time, shown by the bar of keys in front in place of the keys."""

from typing import NamedTuple, TypeVar

from textual import events
from textual.app import App
from textual.notifications import SeverityLevel
from textual.signal import Signal
from textual.timer import Timer

_SECONDS = 5.0

Result = TypeVar("Result")


class Notice(NamedTuple):
    text: str
    severity: SeverityLevel = "information"


class NoticeApp(App[Result]):
    """Textual's messages lie in boxes over the data and pile up; here the next one takes the place of the last.

    A message goes with the next key or click, or after five seconds; an error stays until a key.
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
        """Show a message as plain text. What Textual asks for besides its severity is the same for all."""
        self._show_notice(Notice(message, severity))

    async def on_event(self, event: events.Event) -> None:
        """Whoever types or clicks has read what was said."""
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
