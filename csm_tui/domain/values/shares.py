"""Shares of a whole, and how they are shown."""

from csm_tui.domain.values.health import half_up


def percent(share: float | None) -> str:
    """A share of 0-1 in percent, with one decimal: 93.8 %; n/a where there was nothing to divide by."""
    return "n/a" if share is None else f"{half_up(round(share * 10**9), 10**6) / 10:g} %"
