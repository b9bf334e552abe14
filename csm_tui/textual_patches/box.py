"""A container that never scrolls."""

from textual.containers import Container
from textual.geometry import Size
from textual.reactive import Reactive


class Box(Container):
    """What is in it one below the other; its styles may say otherwise.

    Textual's containers have everything laid out and painted a second time whenever what is in them changed its size,
    in case that a scrollbar comes or goes.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
