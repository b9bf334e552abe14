"""The last writes of a program that a signal ends: what was typed and is not on the disk yet."""

from csm_tui.session.drafts.drafts import Drafts
from csm_tui.storage.drafts.last_write import write_plainly


def write_before_the_end(drafts: Drafts) -> None:
    """Write what is not on the disk yet, for a signal handler that ends the program right after.

    It may interrupt any line, also in mid-write of the same draft: it takes no lock and uses files of its own names.
    """
    for name, data in drafts.last_writes():
        for folders in drafts.last_write_folders:
            if write_plainly(name, data, folders):
                break
