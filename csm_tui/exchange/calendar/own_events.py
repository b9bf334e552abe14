"""How the events of our own exports are recognised, whatever calendar they went through."""

import re
from collections.abc import Collection

OWN = "@csm-tui"
"""The end of the ids of our own events."""

_WRAPPED = OWN.encode().hex()
"""The same inside of an id of Outlook, which wraps the ids of other programs in hexadecimal digits."""

_DEADLINE = "Deadline: "
_HOURS = re.compile(r" \([\d.]+ h\)$")


def work_summary(title: str, hours: str) -> str:
    """The summary of an event for hours of an activity."""
    return f"{title} ({hours} h)"


def deadline_summary(title: str) -> str:
    """The summary of an event for a deadline."""
    return f"{_DEADLINE}{title}"


def is_own(uid: str, summary: str, titles: Collection[str]) -> bool:
    """Whether an event is one of ours: by its id, or where a program gave it another one by its summary.

    `titles` are those of the activities.
    """
    lower = uid.casefold()
    if lower.endswith(OWN) or _WRAPPED in lower:
        return True
    bare = _HOURS.sub("", summary)
    if bare != summary:
        return bare in titles
    return summary.startswith(_DEADLINE) and summary.removeprefix(_DEADLINE) in titles
