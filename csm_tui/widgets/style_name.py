"""How everything that is drawn is described: the names of styles, and text in them."""

from collections.abc import Sequence

StyleName = str
"""How a cell or a run looks: "" plain, "red", "amber", "green", "dim" or "strong"."""

Run = tuple[str, StyleName]
"""A piece of text and how it looks: "", "red", "amber", "green", "dim", "strong" or "title"."""

Line = Sequence[Run]
