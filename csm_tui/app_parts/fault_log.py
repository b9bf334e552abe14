"""Faults that did not end the program: they are told when it has ended, as a crash is."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from csm_tui.textual_patches.safety.crash import place_of


class FaultLog(logging.Handler):
    """Keeps where the program failed, each place once, and nothing of the data it failed on."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.places: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the place of an error that was logged."""
        if record.exc_info:
            self.places[place_of(record.exc_info[1])] = None


@contextmanager
def fault_log() -> Iterator[FaultLog]:
    """Listen to the program's own log for a while."""
    log, found = logging.getLogger("csm_tui"), FaultLog()
    log.addHandler(found)
    try:
        yield found
    finally:
        log.removeHandler(found)
