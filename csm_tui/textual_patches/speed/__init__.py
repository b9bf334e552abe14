"""Patches that save time. They are off with a version of Textual that was not tried."""
