"""Lines with a name to the left and a text to the right of it that wraps below itself."""

from collections.abc import Iterator
from textwrap import wrap

from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table_layout import Tone


def explained(name: str, text: str, width: int, indent: int, tones: tuple[Tone, Tone] = ("", "dim")) -> Iterator[Line]:
    """The lines for a width in cells; the text begins `indent` cells from the left."""
    first, *others = wrap(text, max(20, width - indent - 1)) or [""]
    yield [(f"   {name:{indent - 4}} ", tones[0]), (first, tones[1])]
    for part in others:
        yield [(" " * indent, ""), (part, tones[1])]
