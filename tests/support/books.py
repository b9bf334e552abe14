"""Made-up books of clients, the same ones every time."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from random import Random

from csm_tui.domain.record import Entity
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.client import Client
from csm_tui.domain.settings import QuarterRule
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.domain.workspace import Workspace
from csm_tui.session.demo.demo import demo_workspace
from tests.support.builders import TODAY

Score = Callable[[Random], int | None]


def any_score(random: Random) -> int | None:
    return random.randint(20, 100)


def green_score(random: Random) -> int | None:
    return random.randint(76, 100)


def red_score(random: Random) -> int | None:
    return random.randint(0, 50)


def score_or_none(random: Random) -> int | None:
    return any_score(random) if random.random() < 0.5 else None


def made_up_book(number: int, score: Score = any_score, seed: int = 1, today: date = TODAY) -> Workspace:
    """So many clients; those with no bad score do not fall."""
    random = Random(seed)
    return Workspace().with_records(_client(place, score, random, today) for place in range(number))


def _client(place: int, score: Score, random: Random, today: date) -> Client:
    half = score is score_or_none
    return Client(
        name=f"Client {place + 1}",
        status="onboarding" if random.random() < 0.1 else "active",
        acv=None if half and random.random() < 0.5 else random.randint(1, 90) * 1000,
        customer_since=today - timedelta(days=random.randint(0, 2000)),
        renewal_date=None if half and random.random() < 0.5 else today + timedelta(days=random.randint(-10, 400)),
        trend="Up" if score is green_score else random.choice(["Up", "Level", "Down", None]),
        **{name: score(random) for name in COMPONENTS},
    )


def unplanned_demo(today: date = TODAY, more: Iterable[Entity] = ()) -> Workspace:
    """The fifteen clients of the demo with nothing planned, at the beginning of a quarter."""
    demo = demo_workspace(today)
    book = demo.with_records(more, demo.table(Activity).records.values())
    return book.with_settings(book.settings.changed(quarter=QuarterRule(start=today)))
