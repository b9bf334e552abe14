"""The workspaces that are measured, always the same ones, and their rows for the yardstick's table."""

import json
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import xlsxwriter

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.evaluation import Entry, Evaluation, Section
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.bands import Band, Trend
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.portfolio.columns import BY_KEY, SPECS, USUAL_COLUMNS, in_order
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.schedule.scheduler import Task
from csm_tui.session.workspace_file.workspace_documents import writes
from csm_tui.storage.file.database import Database

TODAY = date(2027, 1, 15)
MANY, BANDED_CLIENTS = 10_000, 400
_FIRST = ("Acme", "Borealis", "Cobalt", "Dunmore", "Elbe", "Fjord", "Granite", "Harbour", "Ionic", "Juniper")
_LAST = ("Analytics", "Bank", "Clinics", "Energy", "Foods", "Freight", "Insurance", "Media", "Robotics", "Systems")
_OWNERS = ("Kim Berg", "Ana Costa", "Jo Lund", "Sam Okafor")
_TAGS = ("emea", "apac", "pilot", "reference", "strategic", "nordics")
_PLAIN = ("deputy", "sponsor", "weekly", "half", "hour", "kept", "with", "short", "demos", "of", "their", "own", "data")
_ACCENTED = ("frühe", "Übungen", "für", "größere", "Gruppen", "mit", "André", "wöchentlich", "geprüfte", "Zahlen")
_SHOWN = [BY_KEY[key] for key in USUAL_COLUMNS]
_COLOURS = {Band.RED: "#ff5f5f", Band.AMBER: "#ffaf00", Band.GREEN: "#5fd75f", None: ""}


def many_clients(count: int = MANY) -> Workspace:
    """Clients with four snapshots each, a few of them without some of the data."""
    chance = random.Random(count)
    return Workspace().with_records(_client(number, chance) for number in range(count))


def workbook_of_clients() -> bytes:
    """An .xlsx file of many clients, with their scores and dates."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        header = (
            "Client",
            "Customer since",
            "ACV",
            "Renewal",
            "Status",
            "Owner",
            "Tags",
            *map(str.capitalize, COMPONENTS),
        )
        sheet.write_row(0, 0, header)
        for at, one in enumerate(many_clients().clients.values(), 1):
            cells = one.name, one.customer_since, one.acv, one.renewal_date, one.status, one.owner, ", ".join(one.tags)
            sheet.write_row(at, 0, [*cells, *("n/a" if score is None else score for score in one.scores)])
    return stream.getvalue()


def banded_clients() -> Workspace:
    """Clients whose seven banded cells all have another band than the cell before."""
    chance = random.Random(BANDED_CLIENTS)
    return Workspace().with_records(_banded(number, chance) for number in range(BANDED_CLIENTS))


def lessons(evaluations: int = 500, entries: int = MANY) -> Workspace:
    """Evaluations of 100 clients at most, with so many entries in all, every third of them with accents."""
    chance = random.Random(entries)
    clients = [Client(id=_identity(chance), name=_name(number)) for number in range(min(evaluations, 100))]
    work = [Engagement(id=_identity(chance), client=client.id, name="Rollout") for client in clients]
    written = [
        Evaluation(
            id=_identity(chance), engagement=work[number % len(work)].id, phase=f"Phase {number // len(work)}",
            day=TODAY - timedelta(days=number % 700),
        )
        for number in range(evaluations)
    ]  # fmt: skip
    texts = [_entry(written[number % evaluations].id, number // evaluations, chance) for number in range(entries)]
    return Workspace().with_records([*clients, *work, *written, *texts])


def _entry(evaluation: str, place: int, chance: random.Random) -> Entry:
    words = chance.choices(_ACCENTED if place % 3 == 0 else _PLAIN, k=chance.randrange(8, 35))
    return Entry(
        id=_identity(chance), evaluation=evaluation, section=chance.choice([*Section]), place=place,
        text=" ".join(words), tags=tuple(chance.sample(_TAGS, chance.randrange(3))),
        reusable=chance.random() < 0.1,
    )  # fmt: skip


def keep(workspace: Workspace, path: Path) -> None:
    """Save the workspace as the program does."""
    Database(path, lambda: datetime.now(UTC)).save(lambda _: writes(Workspace(), workspace))


def keep_rows(workspace: Workspace, path: Path) -> None:
    """What the portfolio shows of the workspace, as a file for the yardstick: values and the colour of each."""
    unsorted = (Row(client, workspace.settings, TODAY) for client in workspace.clients.values())
    rows = in_order(unsorted, [("health", False)])
    shown = [[spec.value(row) for spec in _SHOWN] for row in rows]
    colours = [[_COLOURS[None if spec.band is None else spec.band(row)] for spec in _SHOWN] for row in rows]
    titles = [name.capitalize() for name in USUAL_COLUMNS]
    path.write_text(json.dumps({"columns": titles, "rows": shown, "colours": colours}))


def _identity(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


def _name(number: int) -> str:
    return f"{_FIRST[number % 10]} {_LAST[number // 10 % 10]} {number}"


def _client(number: int, chance: random.Random) -> Client:
    days = [TODAY - timedelta(days=chance.randint(1, 80) + 90 * age) for age in (3, 2, 1, 0)]
    history = tuple((day, *_scores(chance)) for day in days)
    current = dict(zip(COMPONENTS, history[-1][1:], strict=True))
    return Client.model_validate(
        {
            "id": _identity(chance),
            "name": _name(number),
            "owner": chance.choice(_OWNERS),
            "customer_since": TODAY - timedelta(days=chance.randint(30, 4000)),
            "acv": chance.randint(10, 2000) * 100,
            "renewal_date": TODAY + timedelta(days=chance.randint(-20, 700)),
            **current,
            "tags": chance.sample(_TAGS, chance.randint(0, 3)),
            "entered": dict.fromkeys(("acv", "renewal_date", *COMPONENTS), days[-1]),
            "history": history,
        }
    )


def _scores(chance: random.Random) -> Iterator[int | float | None]:
    for _ in COMPONENTS:
        lot = chance.random()
        yield None if lot < 0.05 else chance.randint(20, 99) + 0.5 if lot < 0.15 else chance.randint(20, 100)


def _banded(number: int, chance: random.Random) -> Client:
    while True:
        client = Client.model_validate(
            {
                "id": _identity(chance),
                "name": _name(number),
                "customer_since": TODAY - timedelta(days=chance.randint(400, 4000)),
                "acv": chance.randint(10, 2000) * 100,
                "renewal_date": TODAY + timedelta(days=chance.randint(20, 400)),
                "trend": chance.choice(list(Trend)),
                **{component: chance.randint(20, 100) for component in COMPONENTS},
            }
        )
        if _all_differ(spec.band(Row(client, Settings(), TODAY)) for spec in SPECS if spec.band is not None):
            return client


def _all_differ(bands: Iterable[Any]) -> bool:
    found = list(bands)
    return None not in found and all(one is not other for one, other in pairwise(found))


def level_tasks(count: int) -> tuple[list[Task], list[int]]:
    """Activities of one to eight hours that can all be done in time, and days of four hours: a quarter for each 25."""
    chance = random.Random(count)
    days = 91 * count // 25
    room = [0 if day % 7 > 4 else 16 for day in range(days)]
    tasks = []
    for number in range(count):
        release = chance.randrange(days - 61)
        tasks.append(Task(f"T{number}", chance.randint(4, 32), release, release + chance.randint(30, 60)))
    return tasks, room


def many_tasks(count: int) -> tuple[list[Task], list[int]]:
    """Activities of 1-8 quarter-hours with dependencies, and the days that have just enough for them in a quarter."""
    chance = random.Random(count)
    room = [0 if day % 7 > 4 else max(16, count // 8) for day in range(91)]
    tasks = []
    for number in range(count):
        release = chance.randrange(60)
        after = tuple(f"T{chance.randrange(number)}" for _ in range(2) if number and chance.random() < 0.4)
        tasks.append(
            Task(f"T{number}", chance.randint(1, 8), release, min(90, release + chance.randint(20, 60)), after)
        )
    return tasks, room
