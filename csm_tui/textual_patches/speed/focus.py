"""Speed: a moved focus paints two widgets, and not the screen. Tab in a form: 18 -> 14 ms."""

from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from csm_tui.textual_patches.versions import speed


class QuietFocusScreen(Screen[ScreenResultType]):
    """Its widgets show by themselves whether they have the focus."""

    if speed():
        focused: Reactive[Widget | None] = Reactive(None, repaint=False)
