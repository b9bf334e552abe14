"""Amounts: their exact sums, and how they are shown on the screen and in the shell."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

UNITS = ((10**12, "tn"), (10**9, "bn"), (10**6, "M"), (10**3, "k"))
"""The sizes of short amounts with their signs, the largest first."""


def exact_sum(amounts: Iterable[float]) -> float:
    """The exact decimal sum: 0.1 + 0.2 is 0.3. It is an int if it is whole."""
    found = [*amounts]
    whole = sum(found)
    if isinstance(whole, int):
        return whole
    total = sum((Decimal(repr(amount)) for amount in found), Decimal())
    return int(total) if total == int(total) else float(total)


def plain_number(amount: Fraction) -> float:
    """The amount as a number, an int if it is whole."""
    return int(amount) if amount.denominator == 1 else float(amount)


def money(amount: float | None, currency: str = "") -> str:
    """The amount with thousands separators, and with cents only if it has any."""
    if amount is None:
        return "no data"
    shown = f"{amount:,}" if amount == int(amount) else f"{amount:,.2f}"
    return f"{shown} {currency}".rstrip()


def short_money(amount: float) -> str:
    """The amount in few characters, 1.2M; "" of one that is short in full."""
    return next((f"{amount / size:.1f}{letter}" for size, letter in UNITS if amount >= size), "")
