"""How the file of an open workspace is: whether it can be read and written, and what is wrong with it."""

from typing import TYPE_CHECKING

from csm_tui.session.workspace_file.saver import Saver
from csm_tui.session.workspace_file.trouble import Trouble
from csm_tui.storage.store import Store

if TYPE_CHECKING:
    from csm_tui.session.workspace_file.mending import ToMend


class FileState:
    """What is known of the file, as it was last met.

    Args:
        store: Where the workspace is kept.
        saver: Writes it.
    """

    def __init__(self, store: Store, saver: Saver) -> None:
        """No trouble was seen yet."""
        self._store = store
        self._saver = saver
        self.seen = Trouble()
        """The trouble with the file; set by the session, when the saver reports."""

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever saved."""
        return not self._store.exists

    @property
    def read_only(self) -> str | None:
        """Why nothing can be changed, None if it can."""
        return self.seen.shrunk or self._store.read_only

    @property
    def faults(self) -> tuple[str, ...]:
        """The faults of the file as last read, a line each."""
        return self._store.faults

    @property
    def to_mend(self) -> "tuple[ToMend, ...]":
        """The records that break a rule, and what of them."""
        return self._saver.loaded.to_mend

    @property
    def trouble(self) -> str:
        """Why the file is not what is shown; "" while it is, as far as that was seen."""
        return self.seen.why

    @property
    def brief(self) -> str:
        """The trouble in two or three words."""
        return self.seen.brief

    @property
    def kept(self) -> str:
        """Where the content that is shown was kept while there is trouble; "" if there is none."""
        return self.seen.kept

    @property
    def why_not_saved(self) -> str:
        """Why the last change is not in the file yet, "" if it is, or if it was not tried yet."""
        return self.seen.why_not_saved
