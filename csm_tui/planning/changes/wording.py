"""What moved, in words: the same in the shell, on the screen and in reports."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from csm_tui.domain.record import field_label
from csm_tui.domain.records.client import Client
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.health import COMPONENTS, half_up
from csm_tui.domain.values.money import money
from csm_tui.planning.changes.movement import GONE, NEW, ClientMove, FieldMove, JsonValue, Movement


def points(value: Fraction) -> str:
    """Points with their sign and at most one decimal: +4, -2.5."""
    tenths = _tenths(value)
    return f"{'+' if tenths > 0 else ''}{tenths / 10:g}"


def _tenths(value: Fraction) -> int:
    """The value in tenths, halves rounded away from zero."""
    size = half_up(abs(value.numerator) * 10, value.denominator)
    return -size if value < 0 else size


def shown_shares(shares: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
    """Shares in tenths that sum to their sum in tenths, as they are shown: what rounding leaves over goes to those that
    it moved most."""
    tenths = {name: _tenths(share) for name, share in shares.items()}
    over = sum(tenths.values()) - _tenths(sum(shares.values(), Fraction()))
    step = 1 if over > 0 else -1
    moved = sorted(shares, key=lambda name: step * (shares[name] * 10 - tenths[name]))
    for name in moved[: abs(over)]:
        tenths[name] -= step
    return {name: Fraction(share, 10) for name, share in tenths.items()}


def move_in_words(one: ClientMove) -> Iterator[str]:
    """What moved at a client, each part a phrase."""
    if one.delta is not None and one.before is not None and one.after is not None and any(one.shares.values()):
        shown = shown_shares(one.shares)
        shares = ", ".join(f"{name} {points(shown[name])}" for name in COMPONENTS if one.shares[name])
        yield f"health {_rounded(one.before)} > {_rounded(one.after)} ({shares})"
    elif one.delta is None and one.before != one.after:
        yield f"health {_rounded(one.before)} > {_rounded(one.after)}"
    yield from map(field_in_words, one.fields)


def field_in_words(move: FieldMove) -> str:
    """A field that changed: ACV 30,000 > 36,000."""
    if move.field == "client":
        return "new"
    if move.field == "renewal":
        return f"renewal {move.after}"
    label = field_label(Client, move.field)
    name = label if label.isupper() else label.lower()
    return f"{name} {_shown(move, move.before)} > {_shown(move, move.after)}"


def _shown(move: FieldMove, value: JsonValue) -> str:
    if value is None or value == "":
        return "nothing"
    return money(value) if move.field == "acv" and not isinstance(value, str) else str(value)


def _rounded(score: Fraction | None) -> str:
    return "no data" if score is None else str(half_up(score.numerator, score.denominator))


def sum_in_words(found: Movement) -> str:
    """The sums over all clients in one line."""
    return "; ".join(filter(None, [counts_in_words(found), shares_in_words(found)]))


def counts_in_words(found: Movement) -> str:
    """How many rose and fell, came and left."""
    if not found.clients:
        return "nothing moved"
    states = [f"{count:,} {state}" for state in (NEW, GONE) if (count := found.count(state))]
    return ", ".join([f"{found.rising:,} up", f"{found.falling:,} down", *states])


def shares_in_words(found: Movement) -> str:
    """The points of each component over all clients; "" if none moved."""
    shares = ", ".join(f"{name} {points(share)}" for name, share in shown_shares(found.shares).items() if share)
    return f"points in sum: {shares}" if shares else ""


def bands_in_words(found: Movement) -> Iterator[str]:
    """How many went from which band to which."""
    for (before, after), count in sorted(found.band_moves.items(), key=lambda one: -one[1]):
        yield f"{_band(before)} > {_band(after)}: {count:,}"


def _band(band: Band | None) -> str:
    return "no band" if band is None else band.value
