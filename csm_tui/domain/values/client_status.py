"""The stages of a client: onboarding, active, churned."""

from enum import StrEnum


class ClientStatus(StrEnum):
    ONBOARDING = "onboarding"
    ACTIVE = "active"
    CHURNED = "churned"
