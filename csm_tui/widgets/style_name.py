"""The names of styles for everything that is drawn."""

StyleName = str
"""How a cell or a run looks: "" plain, "red", "amber", "green", "dim" or "strong"."""
