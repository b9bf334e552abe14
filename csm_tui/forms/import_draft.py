"""The names of what is kept of a file on its way in: its form, and what stands in the draft beside its fields."""

IMPORT = "import"
DECIDED = "decided in the file"
"""All that was decided about the rows and columns of the file."""
