"""A file that is read as somebody decides, and anew with each answer."""

from collections.abc import Callable

from csm_tui.exchange.file_kinds import FileKind
from csm_tui.screens.matching.decisions import Decisions
from csm_tui.screens.matching.looked import Looked
from csm_tui.screens.matching.outcome import ReadFile
from csm_tui.screens.matching.reader import Progress, Reader, Unread


class DecidedFile:
    """A file, what was decided about it, and what was found in it.

    Attributes:
        name: The name of the file.
        decisions: What counts.
        looked: What was found when it was read last; None before that.
    """

    def __init__(self, name: str, read: ReadFile, decisions: Decisions, keep: Callable[[Decisions], None]) -> None:
        """A file that was not read yet. `keep` is called with each decision."""
        self.name = name
        self.decisions = self._before = decisions
        self.looked: Looked | None = None
        self._read = read
        self._keep = keep
        self._reader: Reader[Looked | FileKind] | None = None

    @property
    def progress(self) -> Progress | None:
        """How far it is read; None while it is not being read."""
        return None if self._reader is None else self._reader.progress

    @property
    def is_being_read(self) -> bool:
        return self._reader is not None

    def begin(self) -> None:
        """Begin to read it as is decided; `result` waits for what comes of it."""
        answers = self.decisions.answers
        self._reader = Reader(self.name, lambda watch: self._read(answers, watch))

    def stop(self) -> None:
        """Stop the reading, if it is being read."""
        if self._reader is not None:
            self._reader.stop()

    async def result(self) -> Looked | FileKind | Unread:
        """What was read since `begin`, or why nothing was."""
        assert self._reader is not None
        result = await self._reader.result()
        self._reader = None
        if isinstance(result, Looked):
            self.looked, self._before = result, self.decisions
        return result

    def decide(self, decisions: Decisions) -> None:
        """Let other answers count; it has to be read once more."""
        self._before, self.decisions = self.decisions, decisions
        self._keep(decisions)

    def tick(self, rows: frozenset[str]) -> None:
        """Let the rows with these keys stay out, or come in again."""
        self.decisions = self._before = self.decisions.toggled(rows)
        self._keep(self.decisions)

    def can_go_back(self, unread: Unread) -> bool:
        """Whether, after it could not be read, what was decided before can count again."""
        return self.looked is not None or (unread.is_wrong_answer and bool(self.decisions.said))

    def go_back(self) -> None:
        """Forget the last answer, or, where it was never read, all answers."""
        self.decisions = Decisions(self.decisions.out) if self.looked is None else self._before
        self._keep(self.decisions)
