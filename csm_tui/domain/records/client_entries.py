"""What is entered of a client over time: each entry counts from its day, and what was before it is kept."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from csm_tui.domain.records.client import NOTED, Client, as_noted
from csm_tui.domain.values.health import COMPONENTS, Score, Scores, Snapshot
from csm_tui.domain.values.time.months import shift_months, whole_months, whole_years


def with_entries(client: Client, fields: Mapping[str, Any], day: date) -> Client:
    """The client with fields as they were entered or imported on a day; scores add the day's snapshot.

    Values that are newer than the day stay. A day before the newest snapshot only adds to the history.

    Raises:
        pydantic.ValidationError: a value breaks its field's rule.
    """
    current = {name: value for name, value in fields.items() if not client.knows_newer(name, day)}
    changes = {**current, "entered": client.entered | dict.fromkeys(current, day)}  # all at once: each change validates
    given = {name: fields[name] for name in COMPONENTS if name in fields}
    if given:
        changes["history"] = _with_snapshot(client, given, current.keys(), day)
    if client.known_since is None:
        changes["added"] = day
    return _with_former(client, client.changed(**changes), day)


def with_typed(client: Client, fields: Mapping[str, Any], today: date) -> Client:
    """The client with fields as a person enters them now. They count even if a clock that ran ahead, or another time
    zone, left a later day behind; the history notes them on the day that the clock says, and keeps later snapshots.

    Raises:
        pydantic.ValidationError: a value breaks its field's rule.
    """
    days = [client.entered[name] for name in fields if name in client.entered]
    given = {name: fields[name] for name in COMPONENTS if name in fields}
    if client.history and given:
        days.append(client.history[-1][0])
    after = with_entries(client, fields, max(today, *days) if days else today)
    if given and client.history and today < client.history[-1][0]:
        return after.changed(history=_with_snapshot(client, given, (), today))
    return after


def since_from_term(stored: date | None, years: int, as_of: date) -> date:
    """The date since which somebody is a customer, given the number of whole years on `as_of`.

    A stored exact date is kept if it agrees.
    """
    if stored is not None and max(0, whole_years(stored, as_of)) == years:
        return stored
    return shift_months(as_of, -12 * years)


def renewal_from_months(stored: date | None, months: int, as_of: date) -> date:
    """The renewal date, given the number of whole months left on `as_of`. A stored date that agrees is kept."""
    if stored is not None and whole_months(as_of, stored) == months:
        return stored
    return shift_months(as_of, months)


def _with_former(before: Client, after: Client, day: date) -> Client:
    """`after` with what `before` held until that day; what came and went on the same day is not noted."""
    if before.known_since is None or day <= before.known_since:  # nothing was before
        return after
    noted = [one for one in before.former if one[0] != day]
    today = {name: value for since, name, value in before.former if since == day}
    for name in NOTED:
        was = today.get(name, as_noted(getattr(before, name)))
        if was != as_noted(getattr(after, name)):
            noted.append((day, name, was))
    return after if tuple(noted) == before.former else after.changed(former=tuple(noted))


def _with_snapshot(
    client: Client, given: Mapping[str, Score | None], current: Collection[str], day: date
) -> tuple[Snapshot, ...]:
    """The history with the day's snapshot; what is not given is as it was last known on that day.

    Later snapshots only carried along what was last entered on an earlier day: what is current shows in them, too.
    """
    newest = client.history[-1][0] if client.history else date.min
    if day >= newest:
        known: Scores = client.scores
    else:
        before = [snapshot for snapshot in client.history if snapshot[0] <= day]
        known = before[-1][1:] if before else (None, None, None, None)
    days = {snapshot[0]: snapshot for snapshot in client.history}
    days[day] = (day, *_with(known, given))
    carried = {name: score for name, score in given.items() if name in current}
    return tuple(
        (when, *_with(snapshot[1:], carried)) if when > day else snapshot for when, snapshot in sorted(days.items())
    )


def _with(scores: Scores, given: Mapping[str, Score | None]) -> Scores:
    product, satisfaction, support, sponsorship = map(given.get, COMPONENTS, scores)
    return product, satisfaction, support, sponsorship
