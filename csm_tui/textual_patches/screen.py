"""Textual's screens with all the patches for screens."""

from textual.screen import ModalScreen, ScreenResultType

from csm_tui.textual_patches.covered import CoveredScreen
from csm_tui.textual_patches.focus import QuietFocusScreen
from csm_tui.textual_patches.paint_once import PaintOnceScreen


class PatchedScreen(
    PaintOnceScreen[ScreenResultType],
    CoveredScreen[ScreenResultType],
    QuietFocusScreen[ScreenResultType],
):
    """Stands in the terminal by itself."""


class PatchedDialog(PatchedScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """Stands above another screen."""
