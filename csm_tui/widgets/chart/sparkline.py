"""A few values as bars one cell wide, to show in a line of text where they went."""

from collections.abc import Sequence

_STEPS = "▁▂▃▅▇"
_ASCII_STEPS = "_.-'^"


def sparkline(values: Sequence[float], width: int, span: float, *, ascii_only: bool = False) -> str:
    """The last `width` values; from the lowest to the highest of them the whole height, but no less than `span`."""
    steps = _ASCII_STEPS if ascii_only else _STEPS
    shown = values[max(len(values) - width, 0) :]
    if not shown or width < 1:
        return ""
    low, high = min(shown), max(shown)
    spare = max(span - (high - low), 0)
    low, high = low - spare / 2, high + spare / 2
    return "".join(steps[min(int((value - low) / (high - low) * len(steps)), len(steps) - 1)] for value in shown)
