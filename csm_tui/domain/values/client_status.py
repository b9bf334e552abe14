"""Where a client stands in its life as one."""

from enum import StrEnum


class ClientStatus(StrEnum):
    ONBOARDING = "onboarding"
    ACTIVE = "active"
    CHURNED = "churned"
