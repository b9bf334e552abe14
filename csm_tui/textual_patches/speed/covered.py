"""Speed: a covered screen paints nothing. Undo on the page of a client at 120x40: 36 -> 22 ms."""

from textual.screen import Screen, ScreenResultType

from csm_tui.textual_patches.versions import speed


class CoveredScreen(Screen[ScreenResultType]):
    """Knows when it cannot be seen."""

    if speed():

        @property
        def is_current(self) -> bool:
            """Whether it is visible. For Textual, a screen below an opaque one is visible too, and whenever it changes
            the upper one is painted again."""
            if not super().is_current:  # as while the app ends, when there is no screen in front
                return False
            front = self.app.screen
            return front is self or front.styles.background.a < 1
