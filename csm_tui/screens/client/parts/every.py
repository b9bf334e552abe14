"""The lists of a client's page below its scores, in their order. What joins the page is added here."""

from typing import Any

from csm_tui.screens.client.parts.activities import Activities
from csm_tui.screens.client.parts.assumptions import Assumptions
from csm_tui.screens.client.parts.part import Part
from csm_tui.screens.client.parts.stakeholders import Stakeholders
from csm_tui.screens.client.parts.touchpoints import Touchpoints

LISTS: tuple[type[Part[Any]], ...] = (Touchpoints, Activities, Stakeholders, Assumptions)
