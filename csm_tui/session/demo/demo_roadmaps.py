"""The roadmaps of the demo: one in its tenth month that pays for itself sooner than was meant, and one that is behind.

They are laid as documents, as the evaluations are: a start of the demo need not wait for their kinds.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import orjson

from csm_tui.domain.record import fixed_id, new_id
from csm_tui.domain.values.time.months import shift_months
from csm_tui.resources import DATA
from csm_tui.session.demo.written import day_after, written
from csm_tui.storage.documents import Document
from csm_tui.storage.store import Write

if TYPE_CHECKING:
    from csm_tui.session.edits.roadmap_changes import Structure

_TEXTS = (
    "title", "months", "currency", "unit", "goal_months", "strategy", "outcomes", "adoption", "value_realization",
    "headline", "headline_by", "fell_short", "decision", "notes",
)  # fmt: skip
_CELLS = "estimated_expenditure", "actual_expenditure", "estimated_income", "actual_income"


def demo_roadmaps(clients: Mapping[str, str], today: date) -> Iterator[Write]:
    """All of them as they stand today, each with its engagement; `clients` are ids by name."""
    for seed in _seeds():
        engagement = written("engagements", client=clients[seed["client"]], name=seed["engagement"], aim=seed["aim"])
        first = shift_months(today.replace(day=1), -seed["months_ago"])
        texts = {name: seed[name] for name in _TEXTS}
        roadmap = written("roadmaps", engagement=engagement.id, first_month=first.isoformat(), **texts)
        yield from (engagement, roadmap, *_parts(seed, roadmap.id, today))


def example_structure() -> "Structure":
    """What the first of them is built of: the worked example, for a roadmap that begins like it."""
    from csm_tui.domain.records.engagements.roadmap import Kpi, Phase
    from csm_tui.session.edits.roadmap_changes import Structure

    seed, *_ = _seeds()
    kpis = (Kpi.model_validate({"id": one.id, **(one.document or {})}) for one in _kpis(seed, ""))
    phases = (Phase.model_validate({"id": one.id, **(one.document or {})}) for one in _phases(seed, ""))
    return Structure([*kpis], [*phases])


def _seeds() -> list[Document]:
    found: list[Document] = orjson.loads((DATA / "demo_roadmaps.json").read_bytes())
    return found


def _kpis(seed: Document, roadmap: str) -> Iterator[Write]:
    for place, (name, baseline, target, unit, due, measures, course) in enumerate(seed["kpis"]):
        yield written(
            "kpis", roadmap=roadmap, place=place, name=name, baseline=baseline, target=target, unit=unit, due_month=due,
            measures=_values(measures), course=_values(course),
        )  # fmt: skip


def _phases(seed: Document, roadmap: str) -> Iterator[Write]:
    for place, (name, part, milestones) in enumerate(seed["phases"]):
        yield written("phases", roadmap=roadmap, place=place, name=name, csm_part=part,
                       milestones=[_milestone(*one) for one in milestones])  # fmt: skip


def _parts(seed: Document, roadmap: str, today: date) -> Iterator[Write]:
    yield from (*_kpis(seed, roadmap), *_phases(seed, roadmap))
    for number, amounts in enumerate(seed["quarters"], 1):
        fields = {"roadmap": roadmap, "number": number, **dict(zip(_CELLS, amounts, strict=True))}
        yield Write("cash_quarters", fixed_id(f"quarter {number} of {roadmap}"), fields)
    for place, (item, owner, days, implication, agreed) in enumerate(seed["steps"]):
        yield written(
            "next_steps", roadmap=roadmap, place=place, item=item, owner=owner, implication=implication,
            day=day_after(today, days),
            agreed=None if agreed is None else day_after(today, -agreed),
        )  # fmt: skip


def _values(found: Sequence[tuple[int, float]]) -> list[Document]:
    return [{"id": new_id(), "month": month, "value": value} for month, value in found]


def _milestone(name: str, planned: int, actual: int | None, activities: str) -> Document:
    return {"id": new_id(), "name": name, "planned": planned, "actual": actual, "activities": activities}
