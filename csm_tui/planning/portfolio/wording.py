"""What is known of a client in words: the same in the shell and in reports."""

from collections.abc import Iterator
from datetime import date

from csm_tui.domain.records.client import Client, Stakeholder
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.settings import Settings
from csm_tui.domain.text import counted
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.domain.values.money import money
from csm_tui.domain.values.time.shown_days import distance
from csm_tui.planning.portfolio.rows import Row


def health_in_words(row: Row) -> str:
    """The computed health, and the override while one holds: until when, and why. The band is that of what counts."""
    shown = "no data" if row.health is None else str(row.health)
    if row.override is not None:
        shown += f", overridden by {row.standing}"
    if row.health_band is not None:
        shown += f" {row.health_band}"
    return shown if row.override is None else f"{shown} until {row.override.until}: {row.override.reason}"


def facts_in_words(row: Row) -> Iterator[tuple[str, str]]:
    """The facts of a client by name: contract, health with its components, sentiment."""
    client = row.client
    yield "Status", f"{client.status}, at risk" if row.at_risk else f"{client.status}"
    yield "Owner", client.owner or "none"
    if client.external_id:
        yield "External id", client.external_id
    yield "Customer since", _since(row)
    yield "ACV", money(client.acv, row.settings.currency) if client.acv is not None else "no data"
    yield "Renewal", _renewal(row)
    yield "Decision", _decision(row)
    yield "Sentiment", _sentiment(client)
    yield "Trend", row.trend or "no data"
    yield "Health", health_in_words(row)
    for component in COMPONENTS:
        yield component.capitalize(), _score(row, component)
    yield "Coverage", f"{row.coverage * 100:.4g} % of the weight has data"
    yield "Worst driver", row.worst_driver or "none"
    yield "Tags", ", ".join(client.tags) or "none"


def _since(row: Row) -> str:
    return "no data" if row.term is None else f"{row.client.customer_since}, {counted(row.term, 'year')}"


def _renewal(row: Row) -> str:
    if row.renewal is None:
        return "no data"
    left = f"{counted(row.renewal, 'month')} left" if row.renewal >= 0 else "overdue" if row.due else "past"
    return ", ".join(filter(None, (str(row.client.renewal_date), left, row.renewal_band)))


def _decision(row: Row) -> str:
    if row.decision is None:
        return "no data"
    return ", ".join(filter(None, (str(row.decision), distance(row.decision, row.today))))


def _sentiment(client: Client) -> str:
    one = client.sentiment
    if one is None:
        return "not noted"
    day = client.entered.get("sentiment")
    return ", ".join(filter(None, (str(one.feeling), one.why, "" if day is None else f"entered {day}")))


def _score(row: Row, component: str) -> str:
    score, entered = getattr(row.client, component), row.client.entered.get(component)
    shown = "no data" if score is None else f"{score} {row.band(component)}"
    if entered is not None:
        shown += f", entered {entered}"
    return f"{shown}, stale" if component in row.stale else shown


def stakeholder_in_words(one: Stakeholder) -> str:
    """Who somebody is and how they stand to us."""
    met = "" if one.last_contact is None else f"last contact {one.last_contact}"
    standing = "has left" if one.left else "champion" if one.champion else ""
    said = dict.fromkeys((one.name, one.role, one.seniority, one.attitude, standing, met))  # a champion by either
    return ", ".join(filter(None, said))


def what_follows_in_words(one: Touchpoint, today: date) -> str:
    """What follows from a touchpoint, and by when; "" if nothing does."""
    if one.follow_up is None:
        return one.task and f"to do: {one.task}"
    late = ", overdue" if one.open and one.follow_up < today else ""
    task = f": {one.task}" if one.task else ""
    what = "promise" if one.promise else "follow-up"
    return f"{what} {'done, was ' if one.done else ''}due {one.follow_up}{late}{task}"


def risk_in_words(one: Risk, settings: Settings) -> str:
    """Since when a risk is there, its kind and state, what is at stake, and when it is looked at again."""
    impact = "" if one.impact is None else f"{money(one.impact, settings.currency)} at stake"
    review = "" if one.review is None else f"review {one.review}"
    return ", ".join(filter(None, (f"{one.since} {one.kind}", str(one.state), impact, review)))
