"""What would change if weights, thresholds or the scores of a client were others. Nothing of it is kept."""

from collections.abc import Collection, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from csm_tui.domain.records.client import Client
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.health import Weights
from csm_tui.domain.values.money import exact_sum
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.portfolio.totals import Totals, totals

_WHOLE = Decimal(100)
_STEP = Decimal("0.01")


class Trial(NamedTuple):
    """What is tried: other settings, and a client with other scores if there is one."""

    settings: Settings
    client: Client | None = None


class Moved(NamedTuple):
    """A client that has another band of its health, or of its renewal, than before."""

    before: Row
    after: Row

    @property
    def changes_band(self) -> bool:
        """Whether the band of its health is another one."""
        return self.before.health_band is not self.after.health_band


class Effect(NamedTuple):
    """The totals before and after, who moves, those with most ACV first, and how many scores change."""

    before: Totals
    after: Totals
    moved: tuple[Moved, ...] = ()
    scores: int = 0

    @property
    def acv_moved(self) -> float:
        """The ACV of the clients whose health gets another band."""
        return exact_sum(one.after.acv for one in self.moved if one.changes_band)

    def bands(self) -> Mapping[Band | None, tuple[float, float]]:
        """The ACV in each band of the health before and after; None stands for clients without a band."""
        found: dict[Band | None, tuple[float, float]] = {
            band: (self.before.health[band].acv, self.after.health[band].acv) for band in Band
        }
        before, after = (
            total.acv - exact_sum(one.acv for one in total.health.values()) for total in (self.before, self.after)
        )
        return found | {None: (before, after)}


def effect_of(rows: Sequence[Row], trial: Trial) -> Effect:
    """What a trial would change of the portfolio as it is."""
    same = bool(rows) and rows[0].settings == trial.settings
    after = [_tried(row, trial, same) for row in rows]
    pairs = [Moved(*pair) for pair in zip(rows, after, strict=True) if _moves(*pair)]
    scores = sum(one.standing != other.standing for one, other in zip(rows, after, strict=True))
    moved = sorted(pairs, key=lambda one: (not one.changes_band, -one.after.acv, one.after.place))
    return Effect(totals(rows), totals(after), tuple(moved), scores)


def _tried(row: Row, trial: Trial, same: bool) -> Row:
    """The row with what is tried. `same`: the settings are those that it has."""
    client = trial.client if trial.client is not None and trial.client.id == row.id else row.client
    if client is row.client and same:
        return row
    return Row(client, trial.settings, row.today, row.touchpoints, row.risks, row.asked)


def _moves(before: Row, after: Row) -> bool:
    return before.is_present and (
        before.health_band is not after.health_band
        or before.renewal_band is not after.renewal_band
        or before.due is not after.due
    )


def scaled_weights(weights: Mapping[str, float], kept: Collection[str]) -> Weights:
    """The weights with the others in proportion, so that they sum to 100. Those that are kept stay as they are, unless
    they leave no room or nothing else: then all are scaled. In hundredths; what is over goes to the largest.

    Raises:
        ValueError: all are 0.
    """
    exact = {name: Decimal(repr(weight)) for name, weight in weights.items()}
    fixed = sum((exact[name] for name in kept), Decimal())
    others = [name for name in exact if name not in kept]
    if fixed > _WHOLE or not others:
        fixed, others = Decimal(), [*exact]
    share = sum((exact[name] for name in others), Decimal())
    if not share:
        if others == [*exact]:
            raise ValueError("one weight at least must be more than 0")
        exact |= dict.fromkeys(others, Decimal(1))
        share = Decimal(len(others))
    room = _WHOLE - fixed
    found = exact | {name: (exact[name] * room / share).quantize(_STEP, ROUND_HALF_UP) for name in others}
    largest = max(others, key=lambda name: found[name])
    found[largest] += _WHOLE - sum(found.values(), Decimal())
    return Weights.model_validate({name: float(weight) for name, weight in found.items()})
