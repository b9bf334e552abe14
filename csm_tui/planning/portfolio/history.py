"""History from snapshots: the scores of one client, and the clients and ACV in each band for the whole book."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from csm_tui.domain.records.client import Client
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.health import COMPONENTS, Scores, Weights, overall, round_score


def component_series(client: Client, weights: Weights) -> dict[str, list[tuple[date, float]]]:
    """The points (day, score) of "health" and each of COMPONENTS, in date order, without days that have no data.

    Health is the overall score of each snapshot with today's weights, not rounded.
    """
    series: dict[str, list[tuple[date, float]]] = {name: [] for name in ("health", *COMPONENTS)}
    for snapshot in client.history:
        day, scores = snapshot[0], snapshot[1:]
        for name, score in zip(COMPONENTS, scores, strict=True):
            if score is not None:
                series[name].append((day, score))
        if (exact := overall(scores, weights)) is not None:
            series["health"].append((day, exact.points / exact.weight))
    return series


@dataclass(frozen=True)
class BookDay:
    """The number of clients in each band on a day, and their ACV."""

    day: date
    clients: Mapping[Band, int]
    acv: Mapping[Band, float]


def book_over_time(
    clients: Iterable[Client], settings: Settings, today: date, dates: Sequence[date]
) -> Sequence[BookDay]:
    """The bands, on each date in order, of all clients that are active today.

    The latest snapshot up to each date counts, with today's weights and thresholds; a client without a snapshot, or
    without data in it, is in no band. An override counts only today. The ACV is always today's, as its history is not
    stored.
    """
    days = sorted(dates)
    changes: dict[Band, list[int]] = {band: [0] * (len(days) + 1) for band in Band}
    moved: dict[Band, list[Decimal]] = {band: [Decimal(0)] * (len(days) + 1) for band in Band}
    for client in clients:
        if client.status is not ClientStatus.ACTIVE:
            continue
        amount = Decimal(repr(client.acv or 0))  # exact, so that subtracting it again leaves nothing
        for first, end, band in _stays(client, settings, today, days):
            changes[band][first] += 1
            changes[band][end] -= 1
            moved[band][first] += amount
            moved[band][end] -= amount
    return tuple(_sums(days, changes, moved))


def book_dates(clients: Iterable[Client], today: date, most: int = 60) -> list[date]:
    """At most `most` days, evenly spread from the earliest snapshot of an active client to today, both included.

    It is only today if there is no earlier snapshot, or if `most` is 1.
    """
    starts = [client.history[0][0] for client in clients if client.status is ClientStatus.ACTIVE and client.history]
    first = min(starts, default=today)
    span = (today - first).days
    steps = min(most - 1, span)
    if steps < 1:
        return [today]
    return [first + timedelta(days=span * step // steps) for step in range(steps + 1)]


def _stays(client: Client, settings: Settings, today: date, days: Sequence[date]) -> Iterator[tuple[int, int, Band]]:
    """The periods in which the client is in one band: the first index in `days`, the index after the last, the band."""
    standings = _standings(client, settings, today)
    edges = [*(bisect_left(days, day) for day, _ in standings), len(days)]
    for (_, band), (first, end) in zip(standings, pairwise(edges), strict=True):
        if band is not None and first < end:
            yield first, end, band


def _standings(client: Client, settings: Settings, today: date) -> list[tuple[date, Band | None]]:
    """The days on which the client's band changes, in date order."""
    standings = [(snapshot[0], _band(snapshot[1:], settings)) for snapshot in client.history]
    override = client.override_on(today)
    if override is None:
        return standings
    at = bisect_right(standings, today, key=lambda standing: standing[0])
    lapsed = standings[at - 1][1] if at else None
    overridden = (today, settings.thresholds.score.band(round_score(override.score)))
    return [*standings[:at], overridden, (today + timedelta(days=1), lapsed), *standings[at:]]


def _band(scores: Scores, settings: Settings) -> Band | None:
    exact = overall(scores, settings.weights)
    return None if exact is None else settings.thresholds.score.band(exact.rounded)


def _sums(
    days: Sequence[date], changes: Mapping[Band, Sequence[int]], moved: Mapping[Band, Sequence[Decimal]]
) -> Iterator[BookDay]:
    """The sums of all changes up to each day."""
    clients, acv = dict.fromkeys(Band, 0), dict.fromkeys(Band, Decimal(0))
    for index, day in enumerate(days):
        for band in Band:
            clients[band] += changes[band][index]
            acv[band] += moved[band][index]
        yield BookDay(day, dict(clients), {band: _plain(amount) for band, amount in acv.items()})


def _plain(amount: Decimal) -> float:
    """The amount as a number, an int if it is whole."""
    return int(amount) if amount == int(amount) else float(amount)
