"""Patches that keep the program going and what is typed safe. They are on with every version of Textual."""
