"""The data that forms are opened on."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from csm_tui.domain.preferences import Preferences
from csm_tui.domain.workspace import Workspace

if TYPE_CHECKING:  # a sound file needs none of it
    from csm_tui.session.workspace_file.mending import ToMend


class Ground(NamedTuple):
    """The present workspace and preferences, today, and the records that break a rule."""

    workspace: Workspace
    today: date
    preferences: Preferences
    to_mend: "Sequence[ToMend]" = ()


class NotOpened(Exception):
    """The form of a draft cannot be opened; the message says why, in a few words for the user."""
