"""The plays as a list of their own: its rows, its columns, and their conditions in words."""
