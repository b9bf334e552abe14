"""Safety: a crash prints where the program failed and ends with the exit code of a fault. Textual's report shows local
variables, and so customers' text; its exit code is that of a plain no.
"""

import traceback
from pathlib import Path

from rich.segment import Segment, Segments
from textual.app import App, ReturnType

from csm_tui.domain.text import safe_text
from csm_tui.ending import INTERNAL_ERROR


class PrivateCrashApp(App[ReturnType]):
    """Ends on an error with one line, in which nothing of the data stands."""

    def panic(self, *_: object) -> None:
        """Stop the app. What an error says of itself is not shown either."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        self._return_code = INTERNAL_ERROR
        self.bell()
        self._exit_renderables.append(Segments([Segment(crash_report(self._exception) + "\n")]))
        self._close_messages_no_wait()


def crash_report(error: BaseException | None) -> str:
    """Where the program failed, in one line, and nothing of the data it failed on."""
    return f"csm-tui stopped: {place_of(error)}"


def place_of(error: BaseException | None) -> str:
    """The kind of an error and the last steps to it, the last one first."""
    frames = traceback.extract_tb(error.__traceback__) if error is not None else []
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-6:]]
    return safe_text(f"{type(error).__name__} at {' < '.join(reversed(places))}")
