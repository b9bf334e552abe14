"""What moved in the book between two days: scores split into the shares of their components, fields, bands, clients."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from csm_tui.domain.records.client import NOTED, Client
from csm_tui.domain.records.renewal import Renewal
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.health import COMPONENTS, Overall, Scores, Weights, overall
from csm_tui.domain.values.money import plain_number
from csm_tui.domain.values.names import natural_key
from csm_tui.domain.workspace import Workspace

NEW, GONE = "new", "gone"

JsonValue = int | float | str | None
"""A value as in JSON; days are ISO texts."""


@dataclass(frozen=True)
class FieldMove:
    """A field that changed. `renewal` stands for an outcome recorded, `client` for one that is new."""

    field: str
    before: JsonValue
    after: JsonValue


@dataclass(frozen=True)
class ClientMove:
    """What moved at one client.

    Attributes:
        client: As it is now.
        before, after: The overall score, not rounded, on either day by today's weights; None without data.
        shares: The points of the score's change that each of COMPONENTS brought; they sum to it. Empty if there was no
            score on one of the days.
        bands: The band of the score on either day; None without data, and where the client was not active.
        fields: What else changed.
        state: NEW or GONE if it came or left in between, else "".
    """

    client: Client
    before: Fraction | None
    after: Fraction | None
    shares: Mapping[str, Fraction]
    bands: tuple[Band | None, Band | None]
    fields: tuple[FieldMove, ...]
    state: str

    @property
    def delta(self) -> Fraction | None:
        """The points by which the score changed."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def is_any(self) -> bool:
        """Whether anything moved."""
        return bool(self.fields or self.before != self.after or any(self.shares.values()))


@dataclass(frozen=True)
class Movement:
    """What moved from the end of `since` to the end of `until`; clients at whom nothing moved are left out."""

    since: date
    until: date
    clients: tuple[ClientMove, ...]

    @property
    def shares(self) -> Mapping[str, Fraction]:
        """The sum of the shares of each component over all clients."""
        moved = [one.shares for one in self.clients if one.shares]
        return {name: sum((one[name] for one in moved), Fraction()) for name in COMPONENTS}

    @property
    def band_moves(self) -> Mapping[tuple[Band | None, Band | None], int]:
        """How many clients went from one band to another; None stands for none."""
        return Counter(one.bands for one in self.clients if one.bands[0] is not one.bands[1])

    def count(self, state: str) -> int:
        """How many clients are NEW or GONE."""
        return sum(one.state == state for one in self.clients)

    @property
    def rising(self) -> int:
        return sum(one.delta is not None and one.delta > 0 for one in self.clients)

    @property
    def falling(self) -> int:
        return sum(one.delta is not None and one.delta < 0 for one in self.clients)


def movement(workspace: Workspace, since: date, until: date) -> Movement:
    """What moved between two days; the greatest fall comes first, then who moved otherwise, by name."""
    renewals = workspace.table(Renewal)
    moves = (
        _client_move(client, renewals.of(client.id), workspace.settings, since, until)
        for client in workspace.clients.values()
    )
    return Movement(since, until, tuple(sorted((one for one in moves if one.is_any), key=_place)))


def _place(one: ClientMove) -> tuple[Fraction, str]:
    return one.delta or Fraction(), natural_key(one.client.name)


def _client_move(
    client: Client, renewals: Collection[Renewal], settings: Settings, since: date, until: date
) -> ClientMove:
    old, new = scores_on(client, since), scores_on(client, until)
    before, after = overall(old, settings.weights), overall(new, settings.weights)
    first = client.known_since
    is_new = first is not None and since < first <= until
    fields = [FieldMove("client", None, NEW)] if is_new else []
    ended = sorted((one for one in renewals if since < one.closed <= until), key=lambda one: one.closed)
    fields += [FieldMove("renewal", one.acv, f"{one.outcome}") for one in ended]
    if not is_new:
        fields += _field_moves(client, since, until)
    was, now = client.held_on("status", since), client.held_on("status", until)
    gone = now == ClientStatus.CHURNED and was != ClientStatus.CHURNED
    bands = (
        _band(before, settings) if was == ClientStatus.ACTIVE else None,
        _band(after, settings) if now == ClientStatus.ACTIVE else None,
    )
    shares = shares_of_change(old, new, settings.weights)
    state = NEW if is_new else GONE if gone else ""
    return ClientMove(client, _exact(before), _exact(after), shares, bands, tuple(fields), state)


def scores_on(client: Client, day: date) -> Scores:
    """The scores at the end of a day, by the latest snapshot until then."""
    none: Scores = (None, None, None, None)
    return next((snapshot[1:] for snapshot in reversed(client.history) if snapshot[0] <= day), none)


def _exact(score: Overall | None) -> Fraction | None:
    return None if score is None else Fraction(score.points, score.weight)


def _band(score: Overall | None, settings: Settings) -> Band | None:
    return None if score is None else settings.thresholds.score.band(score.rounded)


def shares_of_change(old: Scores, new: Scores, weights: Weights) -> Mapping[str, Fraction]:
    """The points that each component brought to the change of the overall score; they sum to it exactly.

    With p = the component's weight / the weight that has data (0 without data), the overall is the sum of p x score.
    As the p sum to 1, so is its distance from any level c the sum of p x (score - c): a component brought
    p' x (score' - c) - p x (score - c). Where the same components have data that is p x (score' - score), whatever c
    is; where data came or went, c is the middle of both overalls, so that neither day is preferred.
    """
    before, after = _exact(overall(old, weights)), _exact(overall(new, weights))
    if before is None or after is None:
        return {}
    level = (before + after) / 2
    parts = zip(_pulls(old, weights, level), _pulls(new, weights, level), strict=True)
    return dict(zip(COMPONENTS, (to - since for since, to in parts), strict=True))


def _pulls(scores: Scores, weights: Weights, level: Fraction) -> Iterator[Fraction]:
    """How far each component pulls the overall score away from a given level."""
    total = sum(part for part, score in zip(weights.parts, scores, strict=True) if score is not None)
    for part, score in zip(weights.parts, scores, strict=True):
        yield Fraction() if score is None else Fraction(part, total) * (Fraction(str(score)) - level)


def _field_moves(client: Client, since: date, until: date) -> Iterator[FieldMove]:
    """The fields of which another value was kept at the end of either day."""
    changed = {name for day, name, _ in client.former if day > since}
    for name in NOTED:
        if name in changed and (before := client.held_on(name, since)) != (after := client.held_on(name, until)):
            yield FieldMove(name, before, after)


def change_object(one: ClientMove) -> dict[str, object]:
    """What moved at a client, as a member of a JSON answer."""
    return {
        "client": one.client.name,
        "from": _number(one.before),
        "to": _number(one.after),
        "delta": _number(one.delta),
        "shares": {name: _number(share) for name, share in one.shares.items()},
        "bands": [*one.bands],
        "other": [{"field": move.field, "from": move.before, "to": move.after} for move in one.fields],
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else plain_number(value)
