"""Speed: a key in an input lays nothing out. A key in a form: 11 -> 9 ms."""

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from csm_tui.textual_patches.versions import speed


class OneLineInput(Input):
    """An input as wide as its place, however long its text is. Textual has the whole screen laid out again for each
    character, in case that the width depends on the text."""

    if speed():
        virtual_size: Reactive[Size] = Reactive(Size(0, 0))
