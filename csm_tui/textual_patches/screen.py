"""Textual's screens with all the patches for screens."""

from textual.binding import Binding
from textual.screen import ModalScreen, ScreenResultType

from csm_tui.textual_patches.safety.closing import ClosesOnce
from csm_tui.textual_patches.speed.covered import CoveredScreen
from csm_tui.textual_patches.speed.focus import QuietFocusScreen
from csm_tui.textual_patches.speed.paint_once import PaintOnceScreen


class PatchedScreen(
    ClosesOnce[ScreenResultType],
    PaintOnceScreen[ScreenResultType],
    CoveredScreen[ScreenResultType],
    QuietFocusScreen[ScreenResultType],
):
    """Stands in the terminal by itself."""


class PatchedDialog(PatchedScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """Stands above another screen. What works in all of them has to be bound here: Textual's dialogs are cut off from
    the keys of the app. The ids let the user's own keys hold here, too."""

    BINDINGS = [
        Binding("question_mark,f1", "app.perform('help')", "Help", show=False),
        Binding("ctrl+l", "app.perform('redraw')", "Redraw the screen", show=False, id="redraw"),
        Binding("ctrl+q", "app.perform('quit.unsaved')", "Leave the program", show=False, id="quit.unsaved"),
    ]
