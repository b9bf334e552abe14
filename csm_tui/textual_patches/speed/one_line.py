"""Speed: a key in an input lays nothing out. A key in a form: 11 -> 9 ms."""

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from csm_tui.textual_patches.versions import speed


class OneLineInput(Input):
    """An input whose width does not depend on its text. Textual lays out the whole screen again for each character, as
    the width could depend on it."""

    if speed():
        virtual_size: Reactive[Size] = Reactive(Size(0, 0))
