"""Columns of a table that comes in: which field each is, and for each kind of cell how the whole column is read."""
