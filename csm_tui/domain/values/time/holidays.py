"""Public holidays by country, from the holidays library."""

from datetime import date


def public_holidays(country: str, first: date, last: date) -> dict[date, str]:
    """The holidays of a country or region ("DE", "DE-BY") from `first` to `last` inclusive; none for "".

    Raises:
        ValueError: there is no such country; the message is for the user.
    """
    if not country:
        return {}
    import holidays

    code, _, part = country.partition("-")
    try:
        found = holidays.country_holidays(code, subdiv=part or None, years=range(first.year, last.year + 1))
    except NotImplementedError:
        raise ValueError("a country's code such as DE, GB, US, or with a part of it, such as DE-BY") from None
    return {day: name for day, name in sorted(found.items()) if first <= day <= last}
