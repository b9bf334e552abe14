"""What keeps the file from holding what is shown, and how that is told."""

from dataclasses import dataclass, replace

from csm_tui.session.workspace_file.saver import Failed, Unseen
from csm_tui.storage.errors import Damaged, ReadOnly, Shrunk, StorageError, Unreadable


@dataclass(frozen=True)
class Trouble:
    """The trouble with the file, as far as it was seen; each text is "" while there is none.

    Attributes:
        why_not_saved: Why the last change is not in the file yet.
        why: Why the file is not what is shown, for longer than a moment.
        brief: The same in two or three words.
        kept: Where the content that is shown was kept.
        shrunk: Why nothing may be written, where the file holds less than what is shown.
    """

    why_not_saved: str = ""
    why: str = ""
    brief: str = ""
    kept: str = ""
    shrunk: str = ""

    def over(self) -> "Trouble":
        """The file was read; a change that could not be saved still waits."""
        return Trouble(self.why_not_saved)

    def without_failure(self) -> "Trouble":
        """The change that could not be saved waits no longer."""
        return replace(self, why_not_saved="")

    def failed(self, report: Failed) -> "Trouble":
        """A change could not be saved."""
        error, why = report.error, _reason(report.error)
        brief = _brief(error)
        return Trouble(
            why_not_saved=why,
            why=why if brief else self.why,
            brief=brief or self.brief,
            kept=report.kept or self.kept,
            shrunk=str(error) if isinstance(error, Shrunk) else self.shrunk,
        )

    def unseen(self, report: Unseen) -> "Trouble":
        """The file could not be taken in: for a moment only, unless it is damaged, unreadable or holds less."""
        error, brief = report.error, _brief(report.error)
        return replace(
            self,
            why=unseen_in_words(report) if brief else "",
            brief=brief,
            kept=report.kept,
            shrunk=str(error) if isinstance(error, Shrunk) else "",
        )


def unseen_in_words(report: Unseen) -> str:
    """Why what is in the file was not taken in, as a sentence without its stop."""
    error = report.error
    if isinstance(error, Shrunk):
        return str(error)
    what = "The workspace is damaged" if isinstance(error, Damaged) else "The file cannot be read at the moment"
    return f"{what}: {_reason(error).rstrip('.')}"


def _brief(error: Exception) -> str:
    """What is wrong with the file in two or three words, "" for what is only in its way for a moment."""
    match error:
        case Shrunk():
            return "less than shown"
        case Damaged():
            return "damaged"
        case Unreadable():
            return "cannot be read"
        case ReadOnly():
            return "read only"
    return ""


def _reason(error: Exception) -> str:
    """Why something failed, for the user. Of an unexpected error only its kind is said, as its text may hold data."""
    return str(error) if isinstance(error, StorageError) else f"internal error: {type(error).__name__}"
