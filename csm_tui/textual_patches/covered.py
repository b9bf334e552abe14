"""Speed: a covered screen paints nothing. Undo on the page of a client at 120x40: 36 -> 22 ms."""

from textual.screen import Screen, ScreenResultType

from csm_tui.textual_patches.versions import speed


class CoveredScreen(Screen[ScreenResultType]):
    """Knows when it cannot be seen."""

    if speed():

        @property
        def is_current(self) -> bool:
            """Whether it can be seen. Textual also takes a screen for visible that an opaque one covers, and paints
            all of that one again with whatever changes in the covered one."""
            front = self.app.screen
            return super().is_current and (front is self or front.styles.background.a < 1)
