"""The rows of a table among the activities of a plan: which changes which, and what the new ones are called."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from csm_tui.domain.record import new_id
from csm_tui.domain.records.activity import Activity, Category
from csm_tui.domain.text import clean_line, fold
from csm_tui.exchange.plan.identity import RowActivity, RowIdentity, matched_activities
from csm_tui.exchange.plan.plan_row import ActivityRow
from csm_tui.planning.plan.plan import Plan, free_references


class Whose(StrEnum):
    """What the user says of a row that has nothing but its reference in common with an activity."""

    NEW = "new"
    SAME = "same"


@dataclass(frozen=True)
class PlacedRow:
    """A row, the activity that it changes, None for a new one, and that one's id and reference."""

    read: ActivityRow
    before: Activity | None
    id: str
    reference: str


@dataclass(frozen=True)
class Placing:
    """The rows that have their places.

    Attributes:
        rows: In the order of the file.
        problems: The rows that are not among them, and why.
        doubts: Those of which nobody has said whose they are, and the activities whose references they have.
    """

    rows: tuple[PlacedRow, ...]
    problems: tuple[tuple[ActivityRow, str], ...]
    doubts: tuple[tuple[ActivityRow, Activity], ...]


def place_rows(
    rows: Sequence[ActivityRow], plan: Plan, *, has_clients: bool, whose: Callable[[str], Whose | None]
) -> Placing:
    """Place the rows; `whose` gives what the user says of a reference. New rows without one get a free reference."""
    found = matched_activities([RowIdentity.of(one.values, has_clients=has_clients) for one in rows], plan)
    doubts = [(row, one.doubt) for row, one in zip(rows, found, strict=True) if one.doubt and not whose(row.reference)]
    settled = [
        RowActivity(one.doubt) if one.doubt and whose(row.reference) is Whose.SAME else one
        for row, one in zip(rows, found, strict=True)
    ]
    numbers: dict[tuple[str, str], int] = {}
    pairs: list[tuple[ActivityRow, RowActivity]] = []
    problems: list[tuple[ActivityRow, str]] = []
    for row, one in zip(rows, settled, strict=True):
        problem = _problem(row, one, numbers)
        if problem is None:
            pairs.append((row, one))
        else:
            problems.append((row, problem))
    return Placing(tuple(_placed(pairs, plan)), tuple(problems), tuple(doubts))


def ids_by_name(rows: Sequence[PlacedRow], plan: Plan) -> dict[str, str]:
    """The ids of activities by what a table may call them, folded: its own references, then ids in other tools, then
    the plan's references; and by descriptions, where those are of one alone."""
    described = [(fold(clean_line(one.read.values.get("description", ""))), one.id) for one in rows]
    described += [(fold(clean_line(one.description)), one.id) for one in plan.activities]
    ids: dict[str, set[str]] = {}
    for text, identity in described:
        ids.setdefault(text, set()).add(identity)
    return {
        **{text: found.pop() for text, found in ids.items() if text and len(found) == 1},
        **{fold(one.external_id): one.id for one in plan.activities if one.external_id},
        **{fold(one.reference): one.id for one in plan.activities},
        **{fold(one.read.values["external_id"]): one.id for one in rows if "external_id" in one.read.values},
        **{fold(one.read.reference or one.reference): one.id for one in rows},
    }


def _problem(row: ActivityRow, found: RowActivity, numbers: dict[tuple[str, str], int]) -> str | None:
    """Why a row cannot be placed; `numbers` are those of the rows before it by what is one row's alone."""
    if not (row.reference or found.before or row.values.get("description")):
        return "the reference is missing"
    alone = {
        "reference": fold(row.reference),
        "id": row.values.get("external_id", ""),
        "activity": found.before.id if found.before is not None else "",
    }
    for what, key in alone.items():
        first = numbers.setdefault((what, key), row.row.number) if key else row.row.number
        if first != row.row.number:
            return f"the same {what} as in row {first}"
    return None


def _placed(pairs: Sequence[tuple[ActivityRow, RowActivity]], plan: Plan) -> Iterator[PlacedRow]:
    taken = {fold(row.reference) for row, _ in pairs}
    free = {category: _free(category, plan, taken) for category in Category}
    for row, found in pairs:
        is_own = bool(row.reference) and plan.named(row.reference) in (None, found.before)
        if found.before is not None:
            yield PlacedRow(row, found.before, found.before.id, row.reference if is_own else found.before.reference)
        else:
            category = row.values.get("category", Category.OTHER)
            yield PlacedRow(row, None, new_id(), row.reference if is_own else next(free[category]))


def _free(category: Category, plan: Plan, taken: set[str]) -> Iterator[str]:
    return (one for one in free_references(category, plan) if fold(one) not in taken)
