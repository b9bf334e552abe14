"""What a session tells its owner."""

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from csm_tui.session.changes import Change

if TYPE_CHECKING:
    from csm_tui.session.drafts.draft import Draft


class Saving(StrEnum):
    """How far the changes are saved."""

    SAVED = "saved"
    SAVING = "saving"
    NOT_SAVED = "not saved"


class Announcement(NamedTuple):
    """News for the owner of a session: the workspace may be another one, and a message if a person should know.

    `refused` is a change that was in conflict with another terminal's and was taken out again, `draft` what was typed
    for it.
    """

    message: str = ""
    problem: bool = False
    refused: Change | None = None
    draft: "Draft | None" = None
