"""Amounts as they are shown on the screen and in the shell."""


def money(amount: float | None, currency: str = "") -> str:
    """The amount with thousands separators, and with cents only if it has any."""
    if amount is None:
        return "no data"
    shown = f"{amount:,}" if amount == int(amount) else f"{amount:,.2f}"
    return f"{shown} {currency}".rstrip()
