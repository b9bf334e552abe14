"""Textual's screens with all the patches for screens."""

from textual.binding import Binding
from textual.screen import ModalScreen, ScreenResultType

from csm_tui.textual_patches.closing import ClosesOnce
from csm_tui.textual_patches.covered import CoveredScreen
from csm_tui.textual_patches.focus import QuietFocusScreen
from csm_tui.textual_patches.paint_once import PaintOnceScreen


class PatchedScreen(
    ClosesOnce[ScreenResultType],
    PaintOnceScreen[ScreenResultType],
    CoveredScreen[ScreenResultType],
    QuietFocusScreen[ScreenResultType],
):
    """Stands in the terminal by itself."""


class PatchedDialog(PatchedScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """Stands above another screen. What works in all of them has to be bound here: Textual's dialogs are cut off from
    the keys of the app."""

    BINDINGS = [Binding("question_mark,f1", "app.perform('help')", "Help", show=False)]
