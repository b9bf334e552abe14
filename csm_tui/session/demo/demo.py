"""The demo: fifteen made-up clients with all that belongs to them, their dates laid relative to today.

It is laid as documents: a start of the demo need not wait for kinds that its first screen does not show, nor check
twice what it shows.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import orjson

from csm_tui.domain.record import new_id
from csm_tui.domain.settings import SETTINGS_ID
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.domain.values.time.days import days_later
from csm_tui.domain.values.time.months import shift_months
from csm_tui.domain.values.time.quarter import monday_of
from csm_tui.domain.workspace import Workspace
from csm_tui.resources import DATA
from csm_tui.session.demo.demo_evaluations import demo_evaluations
from csm_tui.session.demo.demo_renewals import demo_renewals
from csm_tui.session.demo.demo_roadmaps import demo_roadmaps
from csm_tui.session.demo.written import day_after, written
from csm_tui.session.workspace_file.mending import SETTINGS_TABLE
from csm_tui.session.workspace_file.workspace_documents import load
from csm_tui.storage.documents import Document
from csm_tui.storage.store import Write

_WEEKS_GONE = 4
"""How much of the demo's quarter is over."""

_SOMETIMES = ("external_id", "notice_days", "sentiment")
"""Fields that some of the clients have."""

_FIELDS = ("acv", "renewal_date", "customer_since", "trend", "owner", "tags", "notes", *COMPONENTS)


def demo_workspace(today: date) -> Workspace:
    """The demo as it stands today."""
    tables: dict[str, dict[str, Document]] = {}
    for write in demo_writes(today):
        tables.setdefault(write.table, {})[write.id] = write.document or {}
    return load(tables).workspace


def demo_writes(today: date) -> list[Write]:
    """The documents of the demo as it stands today; the history of each client reproduces the trend."""
    seeds = orjson.loads((DATA / "demo.json").read_bytes())
    clients = [written("clients", **_client(seed, today)) for seed in seeds]
    ids = {seed["name"]: client.id for seed, client in zip(seeds, clients, strict=True)}
    quarter = monday_of(days_later(today, -7 * _WEEKS_GONE))
    plan = orjson.loads((DATA / "demo_plan.json").read_bytes())
    references = {seed["reference"]: new_id() for seed in plan}
    return [
        *clients,
        *(write for seed in seeds for write in _belongings(seed, ids[seed["name"]], today)),
        *_views(),
        *(_activity(seed, references, ids, quarter, today) for seed in plan),
        Write(SETTINGS_TABLE, SETTINGS_ID, {"quarter": {"start": quarter.isoformat()}}),
        *demo_evaluations(ids, references, today),
        *demo_roadmaps(ids, today),
        *demo_renewals(clients, today),
    ]


def _client(seed: Document, today: date) -> Document:
    history = [[day_after(today, -ago), *scores] for ago, *scores in seed["snapshots"]]
    newest, *scores = history[-1]
    entered = dict.fromkeys((*_FIELDS, *(name for name in _SOMETIMES if name in seed)), newest)
    if "satisfaction_days_ago" in seed:
        entered["satisfaction"] = day_after(today, -seed["satisfaction_days_ago"])
    since = shift_months(today, -12 * seed["term_years"])
    return {
        **{name: seed[name] for name in ("name", "owner", "acv", "trend", "tags", "notes")},
        **dict(zip(COMPONENTS, scores, strict=True)),
        "customer_since": day_after(since, -seed["since_extra_days"]),
        "renewal_date": day_after(shift_months(today, seed["renewal_months"]), seed["renewal_extra_days"]),
        "stakeholders": [_stakeholder(one, today) for one in seed.get("stakeholders", ())],
        "override": _override(seed.get("override"), today),
        "external_id": seed.get("external_id", ""),
        "notice_days": seed.get("notice_days"),
        "sentiment": _sentiment(seed.get("sentiment")),
        "entered": entered,
        "history": history,
    }


def _stakeholder(seed: list[Any], today: date) -> Document:
    """A person; behind the days since the last contact may stand that they are a champion, or have left."""
    name, role, seniority, attitude, days_ago, *marks = seed
    return {
        "id": new_id(),
        "name": name,
        "role": role,
        "seniority": seniority,
        "attitude": attitude,
        "last_contact": day_after(today, -days_ago),
        "champion": "champion" in marks,
        "left": "left" in marks,
    }


def _override(seed: Document | None, today: date) -> Document | None:
    if seed is None:
        return None
    return {"score": seed["score"], "reason": seed["reason"], "until": day_after(today, seed["days_left"])}


def _sentiment(seed: list[str] | None) -> Document | None:
    return None if seed is None else dict(zip(("feeling", "why"), seed, strict=True))


def _belongings(seed: Document, client: str, today: date) -> Iterator[Write]:
    """What belongs to a client, by its id: touchpoints, assumptions and risks."""
    for days_ago, kind, note, due_in, task, done, *marks in seed.get("touchpoints", ()):
        yield written(
            "touchpoints", client=client, day=day_after(today, -days_ago), kind=kind, note=note,
            follow_up=None if due_in is None else day_after(today, due_in), task=task, done=done,
            promise="promise" in marks,
        )  # fmt: skip
    for text, days, state in seed.get("assumptions", ()):
        yield written("assumptions", client=client, text=text, validate_by=day_after(today, days), state=state)
    for kind, text, days_ago, impact, action, days in seed.get("risks", ()):
        since, review = day_after(today, -days_ago), day_after(today, days)
        yield written(
            "risks", client=client, kind=kind, text=text, since=since, impact=impact, action=action, review=review
        )


def _views() -> Iterator[Write]:
    yield written("views", name="At risk", filter="risk:yes", sort=[["renewal", False], ["acv", True]], place=0)
    yield written("views", name="Slipping", filter="trend:down", sort=[["health", False]], place=1)
    follow = ["client", "acv", "renewal", "health", "owner", "touched", "followup"]
    yield written(
        "views", name="Follow-ups", filter="followup<=14", sort=[["followup", False]], columns=follow, place=2
    )


def _activity(
    seed: Document, references: Mapping[str, str], clients: Mapping[str, str], quarter: date, today: date
) -> Write:
    """An activity of the quarter; its deadline is given as the week and its day, hours spent as days from today."""
    week, day = seed["deadline"]
    earliest = seed["earliest"]
    fields = {
        **seed,
        "quarter": quarter.isoformat(),
        "clients": [clients[name] for name in seed["clients"]],
        "dependencies": [references[reference] for reference in seed["dependencies"]],
        "deadline": day_after(quarter, 7 * (week - 1) + day),
        "earliest": None if earliest is None else day_after(quarter, 7 * (earliest - 1)),
        "log": [
            {"id": new_id(), "day": day_after(today, ago), "hours": hours, "note": note}
            for ago, hours, note in seed["log"]
        ],
    }
    return Write("activities", references[seed["reference"]], fields)
