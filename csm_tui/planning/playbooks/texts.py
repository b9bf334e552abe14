"""The texts of a play for a client: what its templates may name, and filling them in."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial

from csm_tui.domain.records.client import Stakeholder
from csm_tui.domain.text import counted
from csm_tui.domain.values.bands import Band, Trend
from csm_tui.domain.values.health import COMPONENTS, lost_points
from csm_tui.domain.values.money import money
from csm_tui.domain.values.names import some_names
from csm_tui.domain.values.time.shown_days import day_in_words
from csm_tui.planning.playbooks.dates import working_day
from csm_tui.planning.playbooks.wording import BY_COMPONENT, FALLING, RISING, STOPPED, TroubleWords, UseWords
from csm_tui.planning.portfolio.rows import Row

_NAME = re.compile(r"\{([^{}]*)\}")
_NO_DATA = "no data"
_STEP_UP = 10
"""How many points a score is to rise."""

_LOOK_BACK = timedelta(days=300)
"""How far back a fall is looked for."""


def filled(template: str, row: Row) -> str:
    """The text for a client, with a capital first. Only known names stand for something, so nothing in a playbook can
    reach further."""
    text = _named(template, row)
    return text[:1].upper() + text[1:]


def _named(template: str, row: Row) -> str:
    return _NAME.sub(lambda match: FIELDS[match[1]](row) if match[1] in FIELDS else match[0], template)


# Scores


def _score(row: Row, component: str) -> str:
    score = getattr(row.client, component)
    return _NO_DATA if score is None else f"{score:g}"


def _red(row: Row) -> list[str]:
    return [name for name in COMPONENTS if row.band(name) is Band.RED]


def _reds(row: Row) -> str:
    return some_names([f"{name} {_score(row, name)}" for name in _red(row)], most=4) or "no component red"


def _trouble(row: Row) -> str:
    """What is bad: the red components, a falling score, or else the health."""
    falling = ["a falling score"] if row.trend is Trend.DOWN else []
    found = [*(f"{name} {_score(row, name)}" for name in _red(row)), *falling]
    return some_names(found, most=5) or f"health {_standing(row)}"


def _main(row: Row) -> str | None:
    """The component to begin with: the red one that costs most points; None if the score falls without a red one."""
    if red := _red(row):
        lost = dict(lost_points(row.client.scores, row.settings.weights))
        return max(red, key=lost.__getitem__)
    return None if row.trend is Trend.DOWN else row.worst_driver


def _word(name: str, row: Row) -> str:
    """What is said of the component with which to begin."""
    return _named(getattr(BY_COMPONENT.get(_main(row) or "", FALLING), name), row)


def _of_use(name: str, row: Row) -> str:
    """What is said of a use that is low."""
    return _named(getattr(RISING if row.trend is Trend.UP else STOPPED, name), row)


def _weakest(row: Row) -> str:
    """The lowest score of what they get from us."""
    known = [(score, name) for name in COMPONENTS[:3] if (score := getattr(row.client, name)) is not None]
    return f"{min(known)[1]} at {min(known)[0]:g}" if known else "what nobody has measured yet"


def _aim(row: Row) -> str:
    main = _main(row)
    return f"{main} at {_up(row, main)} or more" if main is not None else "the score no longer falling"


def _up(row: Row, component: str) -> str:
    """The score ten points up."""
    return f"{min(100, (getattr(row.client, component) or 0) + _STEP_UP):g}"


def _fall(row: Row) -> str:
    """Which component fell most, from where and since when."""
    found = [one for one in row.client.history if row.today - one[0] <= _LOOK_BACK]
    if len(found) > 1:
        (first, *before), (_, *after) = found[0], found[-1]
        pairs = zip(COMPONENTS, before, after, strict=True)
        falls = [(old - new, name, old, new) for name, old, new in pairs if old is not None and new is not None]
        if falls and (worst := max(falls, key=lambda one: one[0]))[0] > 0:
            _, name, old, new = worst
            return f"{name} has gone from {old:g} to {new:g} since {_day(first)}"
    return "nothing says yet which part of it falls"


def _use(row: Row) -> str:
    """The product score as it is, and as it was."""
    now = _score(row, "product")
    then = next(((day, one) for day, one, *_ in row.client.history if one is not None), None)
    if then is None or then[1] == row.client.product:
        return now
    return f"{now} ({then[1]:g} on {_day(then[0])})"


def _standing(row: Row) -> str:
    return _NO_DATA if row.standing is None else str(row.standing)


_TREND_WORDS = {Trend.DOWN: "falling", Trend.LEVEL: "level", Trend.UP: "rising"}

# Days


def _days(row: Row) -> str:
    if row.decides is None:
        return "an unknown time"
    return counted(row.decides, "day") if row.decides >= 0 else f"{counted(-row.decides, 'day')} past"


def _deciding(row: Row) -> str:
    if row.decision is None or row.decides is None:
        return "the day of their decision is not known"
    if row.decides > 0:
        return f"they decide in {counted(row.decides, 'day')}, on {_day(row.decision)}"
    return "they decide today" if not row.decides else f"their decision is {counted(-row.decides, 'day')} overdue"


def _before(row: Row) -> str:
    """The last workday up to 30 days before the decision, if that is still to come."""
    day = None if row.decision is None else working_day(row.decision - timedelta(days=29), -1)
    return _day(day) if day is not None and day > row.today else "the day of their decision"


def _term(row: Row) -> str:
    return counted(row.term, "year") if row.term else "less than a year"


# People


def _person(row: Row, *kinds: Callable[[Stakeholder], bool], stand_in: str) -> str:
    """The first person of the first kind of which there is one, who has not left and is not of our own house."""
    there = [one for one in row.client.stakeholders if not one.left and "account manager" not in one.role.casefold()]
    return next((one.name for kind in kinds for one in there if kind(one)), stand_in)


def _is_sponsor(one: Stakeholder) -> bool:
    return "decision" in one.role.casefold()


def _is(attitude: str) -> Callable[[Stakeholder], bool]:
    return lambda one: one.attitude.casefold() == attitude


def _champion(row: Row) -> str:
    """Whoever speaks for us there, or at least with us."""
    kinds = (lambda one: one.champion, _is("champion"), _is("supporter"), lambda _: True)
    return _person(row, *kinds, stand_in="your contact")


def _gone(row: Row) -> str:
    return next((one.name for one in row.client.stakeholders if one.left), "your contact")


FIELDS: Mapping[str, Callable[[Row], str]] = {
    "client": lambda row: row.client.name,
    "term": _term,
    "acv": lambda row: "contract" if row.client.acv is None else money(row.client.acv, row.settings.currency),
    "keep": lambda row: "90 % of the contract" if row.client.acv is None else _nine_tenths(row),
    "renewal": lambda row: _day(row.client.renewal_date),
    "decision": lambda row: _day(row.decision),
    "deciding": _deciding,
    "before": _before,
    "days": _days,
    "health": _standing,
    "trend": lambda row: "of unknown trend" if row.trend is None else _TREND_WORDS[row.trend],
    "reds": _reds,
    "trouble": _trouble,
    **{name: partial(_word, name) for name in TroubleWords._fields},
    **{name: partial(_of_use, name) for name in UseWords._fields},
    "weakest": _weakest,
    "aim": _aim,
    "fall": _fall,
    "worst": lambda row: row.worst_driver or "its score",
    "worst_score": lambda row: _NO_DATA if row.worst_driver is None else _score(row, row.worst_driver),
    **{name: partial(_score, component=name) for name in COMPONENTS},
    "use": _use,
    "use_aim": lambda row: _up(row, "product"),
    "sponsor": lambda row: _person(row, _is_sponsor, stand_in="the decision maker"),
    "champion": _champion,
    "gone": _gone,
    "last": lambda row: "never" if row.touched is None else f"{counted(row.touched, 'day')} ago",
    "quiet": lambda row: "as long as anybody remembers" if row.touched is None else counted(row.touched, "day"),
}
"""What a template may name, and what it says of a client."""


def _nine_tenths(row: Row) -> str:
    return money(round(row.acv * 0.9), row.settings.currency)


def _day(day: date | None) -> str:
    """The day in words: 9 Dec 2026."""
    return "a day that is not known" if day is None else day_in_words(day).partition(" ")[2]
