"""The phases of an engagement."""

from collections.abc import Container

from csm_tui.domain.text import fold

PHASES = (
    "Onboarding",
    "Adoption planning",
    "Adoption implementation",
    "Value realization year 1",
    "Value realization year 2",
    "Value realization year 3",
    "Value realization year 4",
)
"""The usual phases in order; an evaluation may name one of its own."""

FIRST_ENGAGEMENT = "First engagement"
"""The name of the engagement that is made where none is named."""


def phase_place(phase: str) -> tuple[int, str]:
    """A sort key: the usual phases in their order, then the others by name."""
    return (PHASES.index(phase), "") if phase in PHASES else (len(PHASES), phase.casefold())


def next_phase(phase: str, taken: Container[str] = ()) -> str:
    """The first usual phase after this one whose folded name is not taken; "" if there is none."""
    after = PHASES.index(phase) + 1 if phase in PHASES else len(PHASES)
    return next((each for each in PHASES[after:] if fold(each) not in taken), "")
