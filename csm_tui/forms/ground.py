"""The data that forms are opened on."""

from datetime import date
from typing import NamedTuple

from csm_tui.domain.preferences import Preferences
from csm_tui.domain.workspace import Workspace


class Ground(NamedTuple):
    """The present workspace and preferences, and today."""

    workspace: Workspace
    today: date
    preferences: Preferences
