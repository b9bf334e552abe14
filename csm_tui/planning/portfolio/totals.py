"""The totals of a portfolio: clients and ACV, by band and at risk."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.money import exact_sum
from csm_tui.planning.portfolio.rows import Row


class Sum(NamedTuple):
    """A number of clients and their ACV per year."""

    clients: int = 0
    acv: float = 0


class NamedSum(NamedTuple):
    """A sum with what it is called, and its band if it is that of one."""

    name: str
    sum: Sum
    band: Band | None = None


class Totals(NamedTuple):
    clients: int
    acv: float
    at_risk: Sum
    due: Sum
    health: Mapping[Band, Sum]
    renewal: Mapping[Band, Sum]

    @property
    def sums(self) -> Sequence[NamedSum]:
        """All sums in the order in which they are listed."""
        return [
            NamedSum("all", Sum(self.clients, self.acv)),
            NamedSum("at risk", self.at_risk),
            NamedSum("due", self.due),
            *(NamedSum(f"health {band}", one, band) for band, one in self.health.items()),
            *(NamedSum(f"renewal {band}", one, band) for band, one in self.renewal.items()),
        ]


def totals(rows: Iterable[Row]) -> Totals:
    """The totals of all clients that have not churned.

    The ACV at risk is that of clients that are due or have a red health. A client that is onboarding counts among
    clients and due ones, but in no band.
    """
    present: list[float] = []
    at_risk: list[float] = []
    due: list[float] = []
    health: dict[Band, list[float]] = {band: [] for band in Band}
    renewal: dict[Band, list[float]] = {band: [] for band in Band}
    for row in rows:
        if not row.is_present:
            continue
        amount = row.acv
        present.append(amount)
        if row.due:
            due.append(amount)
        band = row.health_band
        if row.due or band is Band.RED:
            at_risk.append(amount)
        if band is not None:
            health[band].append(amount)
        if (near := row.renewal_band) is not None:
            renewal[near].append(amount)
    return Totals(
        clients=len(present),
        acv=exact_sum(present),
        at_risk=_sum(at_risk),
        due=_sum(due),
        health={band: _sum(amounts) for band, amounts in health.items()},
        renewal={band: _sum(amounts) for band, amounts in renewal.items()},
    )


def _sum(amounts: list[float]) -> Sum:
    return Sum(len(amounts), exact_sum(amounts))
