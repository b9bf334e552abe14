"""Completion of commands, options and names in the shells."""

COMPLETION_VARIABLE = "_CSM_TUI_COMPLETE"
"""Set by a shell that asks for completions, or for the script with which it does; click reads it."""
