"""Which quarter is the present one: whoever reads a day need not load what a plan is made of."""

from datetime import date

from csm_tui.domain.settings import Settings
from csm_tui.domain.values.time.quarter import Quarter, monday_of
from csm_tui.domain.workspace import Workspace


def present_quarter(settings: Settings, today: date) -> Quarter:
    """The present quarter: as set in the settings, or else beginning on the Monday of this week."""
    return Quarter(settings.quarter.start or monday_of(today))


def first_monday(workspace: Workspace, today: date) -> date:
    """The Monday with which the present quarter begins: weeks such as W7 are counted from it."""
    return present_quarter(workspace.settings, today).start
