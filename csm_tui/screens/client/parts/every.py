"""The lists below the scores of a client's page, in order. Add new parts here."""

from typing import Any

from csm_tui.screens.client.parts.activities import ActivitiesPart
from csm_tui.screens.client.parts.assumptions import AssumptionsPart
from csm_tui.screens.client.parts.evaluations import EvaluationsPart
from csm_tui.screens.client.parts.part import PagePart
from csm_tui.screens.client.parts.renewals import RenewalsPart
from csm_tui.screens.client.parts.risks import RisksPart
from csm_tui.screens.client.parts.stakeholders import StakeholdersPart
from csm_tui.screens.client.parts.touchpoints import TouchpointsPart

LISTS: tuple[type[PagePart[Any]], ...] = (
    TouchpointsPart,
    ActivitiesPart,
    RenewalsPart,
    RisksPart,
    StakeholdersPart,
    AssumptionsPart,
    EvaluationsPart,
)
