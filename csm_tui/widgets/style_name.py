"""What a style is called wherever something is drawn."""

StyleName = str
"""How a cell or a run looks: "" plain, "red", "amber", "green", "dim" or "strong"."""
