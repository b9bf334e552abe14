"""What the dialog of an import is given to read with, and what it ends with."""

from collections.abc import Callable
from dataclasses import dataclass

from csm_tui.exchange.file_kinds import FileKind
from csm_tui.exchange.reading.answers import Answers
from csm_tui.exchange.watching import Watch
from csm_tui.screens.matching.looked import Looked
from csm_tui.screens.matching.reader import Unread

ReadFile = Callable[[Answers, Watch], Looked | FileKind]
"""Reads a file as the answers say; what it is, if that is no table."""


@dataclass(frozen=True)
class Taken:
    """What is to be taken in: all of a file but the rows with the keys in `out`."""

    looked: Looked
    out: frozenset[str]


class ChooseAgain:
    """The file is to be chosen again."""


MatchOutcome = Taken | Unread | FileKind | ChooseAgain
"""What a dialog is dismissed with: also why the file was not read, or what it is, if that is no table."""
