"""Textual's screens with all the patches for screens."""

from textual.screen import ModalScreen, ScreenResultType

from csm_tui.textual_patches.covered import CoveredScreen
from csm_tui.textual_patches.focus import QuietFocus
from csm_tui.textual_patches.opening import OpensAtOnce


class PatchedScreen(
    OpensAtOnce[ScreenResultType],
    CoveredScreen[ScreenResultType],
    QuietFocus[ScreenResultType],
):
    """Stands in the terminal by itself."""


class PatchedDialog(PatchedScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """Stands above another screen."""
