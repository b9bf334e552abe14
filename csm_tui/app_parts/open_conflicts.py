"""Conflicts that somebody has to decide: the app opens the form of each by itself, but under nobody's hands."""

from typing import TYPE_CHECKING

from textual import events
from textual.timer import Timer

from csm_tui.app_parts.navigation import Navigation

if TYPE_CHECKING:
    from csm_tui.session.drafts.draft import Draft

QUIET_SECONDS = 1.0
"""How long nothing is typed before a form opens by itself."""


class OpenConflicts(Navigation):
    """The conflicts of what was typed with what others saved, each until its form was opened.

    Whoever saves a cell types on, in the next one. A form that opened at once would take those keys in place of the
    text that was refused, and the next cell would never get them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._conflicts: list[Draft] = []
        self._quiet: Timer | None = None

    def ask_when_quiet(self, draft: "Draft") -> None:
        """Open the form of a draft as soon as nobody types, if others have changed the same by then."""
        others = [one for one in self._conflicts if (one.form, one.record) != (draft.form, draft.record)]
        self._conflicts = [*others, draft]
        if self._quiet is None:
            self._listen()

    def ask_now(self) -> bool:
        """Open the form of the first draft that is in conflict still; whether there was any."""
        while self._conflicts:
            if self.front.take_back(self._conflicts.pop(0)):
                return True
        return False

    async def on_event(self, event: events.Event) -> None:
        """Begin to wait anew with each key, paste and click."""
        if self._quiet is not None and isinstance(event, events.Key | events.Paste | events.MouseDown):
            self._quiet.reset()
        await super().on_event(event)

    def _listen(self) -> None:
        self._quiet = self.set_timer(QUIET_SECONDS, self._is_quiet) if self._conflicts else None

    def _is_quiet(self) -> None:
        if self.screen is self.front and not self.is_typed_in:
            self.ask_now()
        self._listen()

    @property
    def is_typed_in(self) -> bool:
        """Whether the cursor is in an editor, which takes each key for text."""
        return self.focused is not None and self.focused.check_consume_key("question_mark", "?")
