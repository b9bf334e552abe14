"""The keys for moving in tables, as plain data, so that asking for used keys does not load Textual."""

from typing import NamedTuple


class Move(NamedTuple):
    """Textual's names of the keys, separated by commas; the table's action; what it does."""

    keys: str
    action: str
    meaning: str


MOVES = (
    Move("up,k", "cursor_up", "One row up"),
    Move("down,j", "cursor_down", "One row down"),
    Move("pageup,ctrl+b", "page_up", "One page up"),
    Move("pagedown,ctrl+f", "page_down", "One page down"),
    Move("ctrl+u", "half_page(-1)", "Half a page up"),
    Move("ctrl+d", "half_page(1)", "Half a page down"),
    Move("home,g", "cursor_first", "First row"),
    Move("end,G", "cursor_last", "Last row"),
    Move("left,h", "column_left", "Highlight the column to the left"),
    Move("right,l", "column_right", "Highlight the column to the right"),
    Move("enter", "open", "Open the row"),
)
