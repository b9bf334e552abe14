"""Messages about changes, the same on all screens."""

from collections.abc import Sequence

from csm_tui.domain.values.names import natural_key, some_names

IN_PLAN = "It is in the plan; u takes it back"
"""Where a new activity is that was made somewhere else."""

THROWN_AWAY = "Thrown away; R still has it for 30 days"
"""What became of a draft that somebody did not want."""


def deleted_message(names: Sequence[str], waiting: Sequence[str] = ()) -> str:
    """What was deleted and how to undo it: Deleted R1, R4 and 3 more; u brings them back. `waiting` no longer wait."""
    it = "it" if len(names) == 1 else "them"
    freed = (
        f", and {some_names(waiting)} no longer {'waits' if len(waiting) == 1 else 'wait'} for {it}" if waiting else ""
    )
    return f"Deleted {some_names(sorted(names, key=natural_key))}{freed}; u brings {it} back"
