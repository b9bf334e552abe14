"""The aspects that are rated: eight usual ones, and those in use."""

from collections.abc import Iterable
from string import ascii_uppercase

from csm_tui.domain.records.person.personal_evaluation import Aspect
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.editable_set import all_members, members_in_use
from csm_tui.planning.usual_ids import usual_aspect_id

FEWEST, MOST = 3, 12
"""How many aspects a set may have."""

_USUAL = (
    ("time-management", "Time management", "The week goes to what matters most; what was promised is ready in time."),
    ("productivity", "Productivity / efficiency", "Much gets done for the hours spent; what recurs is prepared once."),
    ("quality", "Quality of output", "What is handed over is right, complete and easily understood."),
    ("customer-experience", "Customer experience", "Customers like to work with me and say so unasked."),
    ("customer-outcomes", "Customer outcomes", "Customers reach what they set out to reach, in their own figures."),
    ("our-outcomes", "Our outcomes", "Renewals, growth and references come from my accounts as planned."),
    ("technical-skills", "Technical skills", "I know the product and its field well enough to advise at once."),
    ("soft-skills", "Soft skills", "I listen, ask, explain and settle differences well."),
)

USUAL_ASPECTS: tuple[Aspect, ...] = tuple(
    Aspect(id=usual_aspect_id(key), name=name, definition=definition, place=place)
    for place, (key, name, definition) in enumerate(_USUAL)
)


def aspects_in_use(workspace: Workspace) -> tuple[Aspect, ...]:
    """The aspects that are rated, in order."""
    return members_in_use(USUAL_ASPECTS, workspace.table(Aspect).records)


def all_aspects(workspace: Workspace) -> dict[str, Aspect]:
    """All aspects by id, the retired ones, too, for the ratings they got."""
    return all_members(USUAL_ASPECTS, workspace.table(Aspect).records)


def letter(place: int) -> str:
    """The letter of an aspect by its position among those in use: A for the first, and again after Z."""
    return ascii_uppercase[place % len(ascii_uppercase)]


def distinct_names(aspects: Iterable[Aspect]) -> dict[str, str]:
    """A name for each of these aspects by id: its own, numbered where one before it has the same name."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for one in aspects:
        numbered = (one.name, *(f"{one.name} ({number})" for number in range(2, len(taken) + 2)))
        names[one.id] = next(name for name in numbered if name not in taken)
        taken.add(names[one.id])
    return names
