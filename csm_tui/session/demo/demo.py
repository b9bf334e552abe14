"""The demo: fifteen made-up clients with all that belongs to them, their dates laid relative to today."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import orjson

from csm_tui.domain.record import Entity, new_id
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.client import Client, Feeling, Override, Sentiment
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.records.view import View
from csm_tui.domain.settings import QuarterRule, Settings
from csm_tui.domain.values.days import days_later
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.domain.values.months import shift_months
from csm_tui.domain.values.quarter import monday_of
from csm_tui.domain.workspace import Workspace
from csm_tui.resources import DATA
from csm_tui.session.demo.demo_evaluations import demo_evaluations
from csm_tui.session.demo.demo_renewals import demo_renewals
from csm_tui.session.demo.demo_roadmaps import demo_roadmaps
from csm_tui.session.workspace_file.workspace_documents import load, writes
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
    records: list[Entity] = []
    for seed in seeds:
        client = _client(seed, today)
        records += [client, *_touchpoints(seed, client, today)]
        records += [*_assumptions(seed, client, today), *_risks(seed, client, today)]
    quarter = monday_of(days_later(today, -7 * _WEEKS_GONE))
    clients = {one.label: one.id for one in records if isinstance(one, Client)}
    plan = [*_activities(orjson.loads((DATA / "demo_plan.json").read_bytes()), clients, quarter, today)]
    settings = Settings.usual().changed(quarter=QuarterRule(start=quarter))
    book = Workspace(settings=settings).with_records([*records, *_views(), *plan])
    references = {one.reference: one.id for one in plan}
    return [
        *writes(Workspace(), book),
        *demo_evaluations(clients, references, today),
        *demo_roadmaps(clients, today),
        *demo_renewals([one for one in records if isinstance(one, Client)], today),
    ]


def _client(seed: dict[str, Any], today: date) -> Client:
    history = tuple((days_later(today, -ago), *scores) for ago, *scores in seed["snapshots"])
    newest, *scores = history[-1]
    entered = dict.fromkeys((*_FIELDS, *(name for name in _SOMETIMES if name in seed)), newest)
    if "satisfaction_days_ago" in seed:
        entered["satisfaction"] = days_later(today, -seed["satisfaction_days_ago"])
    return Client.model_validate(
        {
            "name": seed["name"],
            "owner": seed["owner"],
            "customer_since": days_later(shift_months(today, -12 * seed["term_years"]), -seed["since_extra_days"]),
            "acv": seed["acv"],
            "renewal_date": days_later(shift_months(today, seed["renewal_months"]), seed["renewal_extra_days"]),
            "trend": seed["trend"],
            **dict(zip(COMPONENTS, scores, strict=True)),
            "tags": seed["tags"],
            "notes": seed["notes"],
            "stakeholders": [_stakeholder(one, today) for one in seed.get("stakeholders", ())],
            "override": _override(seed.get("override"), today),
            "external_id": seed.get("external_id", ""),
            "notice_days": seed.get("notice_days"),
            "sentiment": _sentiment(seed.get("sentiment")),
            "entered": entered,
            "history": history,
        }
    )


def _stakeholder(seed: list[Any], today: date) -> dict[str, Any]:
    """A person; behind the days since the last contact may stand that they are a champion, or have left."""
    name, role, seniority, attitude, days_ago, *marks = seed
    return {
        "name": name,
        "role": role,
        "seniority": seniority,
        "attitude": attitude,
        "last_contact": days_later(today, -days_ago),
        "champion": "champion" in marks,
        "left": "left" in marks,
    }


def _sentiment(seed: list[str] | None) -> Sentiment | None:
    if seed is None:
        return None
    feeling, why = seed
    return Sentiment(feeling=Feeling(feeling), why=why)


def _touchpoints(seed: dict[str, Any], client: Client, today: date) -> Iterator[Touchpoint]:
    for days_ago, kind, note, due_in, task, done, *marks in seed.get("touchpoints", ()):
        yield Touchpoint(
            client=client.id,
            day=days_later(today, -days_ago),
            kind=kind,
            note=note,
            follow_up=None if due_in is None else days_later(today, due_in),
            task=task,
            done=done,
            promise="promise" in marks,
        )


def _assumptions(seed: dict[str, Any], client: Client, today: date) -> Iterator[Assumption]:
    for text, days, state in seed.get("assumptions", ()):
        yield Assumption(client=client.id, text=text, validate_by=days_later(today, days), state=state)


def _risks(seed: dict[str, Any], client: Client, today: date) -> Iterator[Risk]:
    for kind, text, days_ago, impact, action, days in seed.get("risks", ()):
        since, review = days_later(today, -days_ago), days_later(today, days)
        yield Risk(client=client.id, kind=kind, text=text, since=since, impact=impact, action=action, review=review)


def _views() -> Iterator[View]:
    yield View(name="At risk", filter="risk:yes", sort=(("renewal", False), ("acv", True)), place=0)
    yield View(name="Slipping", filter="trend:down", sort=(("health", False),), place=1)
    follow = ("client", "acv", "renewal", "health", "owner", "touched", "followup")
    yield View(name="Follow-ups", filter="followup<=14", sort=(("followup", False),), columns=follow, place=2)


def _activities(
    seeds: list[dict[str, Any]], clients: Mapping[str, str], quarter: date, today: date
) -> Iterator[Activity]:
    """The plan of the quarter; deadlines are given as the week and its day, hours spent as days from today."""
    ids = {seed["reference"]: new_id() for seed in seeds}
    for seed in seeds:
        week, day = seed["deadline"]
        earliest = seed["earliest"]
        log = [{"day": days_later(today, ago), "hours": hours, "note": note} for ago, hours, note in seed["log"]]
        yield Activity.model_validate(
            {
                **seed,
                "id": ids[seed["reference"]],
                "quarter": quarter,
                "clients": [clients[name] for name in seed["clients"]],
                "dependencies": [ids[reference] for reference in seed["dependencies"]],
                "deadline": days_later(quarter, 7 * (week - 1) + day),
                "earliest": None if earliest is None else days_later(quarter, 7 * (earliest - 1)),
                "log": log,
            }
        )


def _override(seed: dict[str, Any] | None, today: date) -> Override | None:
    if seed is None:
        return None
    return Override(score=seed["score"], reason=seed["reason"], until=days_later(today, seed["days_left"]))
