"""What somebody decided about a file before it is taken in, kept in the draft of its form."""

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Decisions:
    """The keys of the rows that are to stay out."""

    out: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything was decided."""
        return bool(self.out)

    def toggled(self, key: str) -> "Decisions":
        """The same with one row the other way."""
        return Decisions(self.out ^ {key})

    def written(self) -> str:
        """A text that `read_decisions` reads back to the same."""
        return json.dumps({"out": sorted(self.out)}, ensure_ascii=False) if self else ""


def read_decisions(text: str) -> Decisions:
    """What such a text says; nothing where it was written by another program."""
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return Decisions()
    out = found.get("out") if isinstance(found, dict) else None
    return Decisions(frozenset(one for one in out if isinstance(one, str)) if isinstance(out, list) else frozenset())
