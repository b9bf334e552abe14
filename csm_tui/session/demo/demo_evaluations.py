"""The evaluations of the demo: what engagements with three clients taught, and how a CSM rates their own work.

They are laid as documents: a start of the demo need not wait for kinds that its first screen does not show.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import orjson

from csm_tui.domain.values.time.days import days_later
from csm_tui.domain.values.time.months import shift_months
from csm_tui.planning.usual_ids import usual_aspect_id, usual_prompt_id
from csm_tui.resources import DATA
from csm_tui.session.demo.written import day_after, written
from csm_tui.storage.documents import Document
from csm_tui.storage.store import Write

_DAYS_GONE = 8
"""How long ago the last personal evaluation was written. Others have rated the work since."""

_ENTRY = "text", "tags", "reusable", "activities"
_ROW = "customer", "supplier", "csm", "activities"
_ANSWER = "text", "activities"


def demo_evaluations(clients: Mapping[str, str], activities: Mapping[str, str], today: date) -> Iterator[Write]:
    """All of them as they stand today; `clients` are ids by name, `activities` by reference."""
    seeds = orjson.loads((DATA / "demo_evaluations.json").read_bytes())
    for seed in seeds["engagements"]:
        engagement = written("engagements", client=clients[seed["client"]], name=seed["name"], aim=seed["aim"])
        yield engagement
        for one in seed["evaluations"]:
            yield from _evaluation(one, engagement.id, activities, today)
        for matrix, rows in seed["matrices"].items():
            for place, row in enumerate(rows):
                fields = _named(_ROW, row, activities)
                yield written("matrix_rows", engagement=engagement.id, matrix=matrix, place=place, **fields)
        for name, answer in seed["answers"].items():
            fields = {"prompt": usual_prompt_id(name), "skipped": not answer}
            yield written("answers", engagement=engagement.id, **fields, **_named(_ANSWER, answer, activities))
    yield from _personal(seeds["personal"], today)


def _evaluation(seed: Document, engagement: str, activities: Mapping[str, str], today: date) -> Iterator[Write]:
    evaluation = written(
        "evaluations",
        engagement=engagement,
        phase=seed["phase"],
        day=day_after(today, -seed["days_ago"]),
        authors=seed["authors"],
        state=seed["state"],
    )
    yield evaluation
    for section, entries in seed["sections"].items():
        for place, entry in enumerate(entries):
            fields = _named(_ENTRY, entry, activities)
            yield written("entries", evaluation=evaluation.id, section=section, place=place, **fields)


def _named(names: Sequence[str], values: Sequence[Any], activities: Mapping[str, str]) -> Document:
    """The values by the names of their fields, of which the last ones may be missing; references become ids."""
    fields = dict(zip(names, values, strict=False))
    return {**fields, "activities": [activities[reference] for reference in fields.get("activities", ())]}


def _personal(seed: Document, today: date) -> Iterator[Write]:
    aspects = [usual_aspect_id(name) for name in seed["aspects"]]
    for one in seed["evaluations"]:
        day = days_later(shift_months(today, -one["months_ago"]), -_DAYS_GONE)
        notes = {usual_aspect_id(name): note for name, note in one["notes"].items()}
        evaluation = written(
            "personal_evaluations",
            csm=seed["csm"],
            period=_quarter_before(day),
            day=day.isoformat(),
            ratings=_ratings(aspects, one["points"], notes),
        )
        yield evaluation
        for rater, relation, days, points in one["others"]:
            yield written(
                "others_ratings",
                evaluation=evaluation.id,
                rater=rater,
                relation=relation,
                day=day_after(day, days),
                ratings=_ratings(aspects, points, {}),
            )


def _ratings(aspects: Sequence[str], points: Sequence[int | None], notes: Mapping[str, str]) -> list[Document]:
    return [
        {"id": aspect, "points": each, "note": notes.get(aspect, "")}
        for aspect, each in zip(aspects, points, strict=True)
    ]


def _quarter_before(day: date) -> str:
    """The quarter of the year that was over on a day: 2026 Q3."""
    before = shift_months(day, -3)
    return f"{before.year} Q{(before.month + 2) // 3}"
