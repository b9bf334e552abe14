"""Where a presentation is: told by the program that shows the slides to one on a second terminal."""

from pathlib import Path
from typing import NamedTuple

import orjson

from csm_tui.storage.disk.atomic_write import write_atomically

_ENDING = ".presenting"


class SlidePlace(NamedTuple):
    """A slide of a roadmap, counted from 0, by the id of the roadmap."""

    roadmap: str
    slide: int


class PresentationFile:
    """The small file beside the workspace that holds the place. It is there only while something is presented."""

    def __init__(self, workspace: Path) -> None:
        self.path = workspace.with_name(f".{workspace.name}{_ENDING}")

    def tell(self, place: SlidePlace) -> None:
        """Say which slide is shown.

        Raises:
            NotSaved: the file cannot be written.
        """
        write_atomically(self.path, orjson.dumps(place._asdict()))

    def end(self) -> None:
        """Say that nothing is presented any more. Raises OSError if the file stays."""
        self.path.unlink(missing_ok=True)

    def place(self) -> SlidePlace | None:
        """The slide that is shown; None if nothing is presented, or what the file says cannot be read."""
        try:
            found = orjson.loads(self.path.read_bytes())
            return SlidePlace(str(found["roadmap"]), int(found["slide"]))
        except (OSError, ValueError, LookupError, TypeError):  # it may be gone, or be anything, at any moment
            return None
