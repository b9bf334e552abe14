"""Amounts as they are shown, on the screen and in the shell alike."""


def money(amount: float | None, currency: str = "") -> str:
    """An amount with thousands separated, to the cent only if it has cents."""
    if amount is None:
        return "no data"
    shown = f"{amount:,}" if amount == int(amount) else f"{amount:,.2f}"
    return f"{shown} {currency}".rstrip()
