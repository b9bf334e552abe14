"""What a form is opened on."""

from datetime import date
from typing import NamedTuple

from csm_tui.domain.preferences import Preferences
from csm_tui.domain.workspace import Workspace


class Ground(NamedTuple):
    """All that the forms are about, as it is now, and the day."""

    workspace: Workspace
    today: date
    preferences: Preferences
