"""Plays in words: their conditions and days, for people who do not know the filter language."""

from collections.abc import Mapping

from csm_tui.domain.text import fold
from csm_tui.planning.filter_language import Token, tokens
from csm_tui.planning.playbooks.dates import read_due
from csm_tui.planning.playbooks.play import Play

_SIGNS: Mapping[str, str] = {
    "<": "below ", "<=": "at most ", ">": "above ", ">=": "at least ", "=": "", ":": "", "!=": "not ",
}  # fmt: skip
_NAMES: Mapping[str, str] = {
    "acv": "ACV", "band": "health", "decides": "days to the decision", "dropped": "points that product fell in 90 days",
    "followup": "days to the follow-up", "promise": "our promise", "reds": "red components",
    "renewal": "months to the renewal", "reviewed": "days since the last review", "since": "days as a customer",
    "term": "years as a customer", "touched": "days since the last touchpoint",
}  # fmt: skip
_WHOLE: Mapping[str, str] = {
    "advocate:yes": "can be asked to speak for us", "due:yes": "due", "due:no": "not due",
    "endangered:yes": "due, and red, falling or with a red component", "expand:yes": "can be asked for more",
    "gone:yes": "the decision maker or a champion has left",
    "handed:yes": "a new owner who has not talked to them yet",
    "shrunk:yes": "renewed for four fifths of the ACV or less", "stalled:yes": "the onboarding does not get on",
    "planned:any": "something is in the plan", "planned:none": "nothing is in the plan",
    "silent:yes": "no touchpoint for too long", "touched:none": "never a touchpoint",
}  # fmt: skip


def condition_words(text: str) -> list[str]:
    """The terms of a condition, each in words: "days to the decision at most 30", "support red"."""
    return [f"not: {_said(one)}" if one.negated else _said(one) for one in tokens(text)]


def _said(token: Token) -> str:
    term = token.term
    if term is None:
        return f'"{token.text}" in the name or a tag'
    name, sign, value = fold(term[1]), term[2], term[3].strip()
    if (whole := _WHOLE.get(f"{name}:{fold(value)}")) is not None and sign in (":", "="):
        return whole
    match name:
        case "planned":
            return f"something to {value} is in the plan"
        case "risk":
            return f"an open risk: {value}"
        case "stale":
            return f"{value} is stale"
    if fold(value) == "none":
        value = "no data"
    return f"{_NAMES.get(name, name)} {_SIGNS[sign]}{value}"


def applies_when(play: Play) -> list[str]:
    """When a play applies, a line for each kind of condition."""
    parts = (
        ("", condition_words(play.when), ", "), ("and one of: ", condition_words(play.need), ", "),
        ("but not if: ", condition_words(play.unless), " or "),
    )  # fmt: skip
    found = [f"{lead}{between.join(words)}" for lead, words, between in parts if words]
    return found or ["always"]


def day_words(text: str) -> str:
    """The day of an activity in words: "in 5 working days", "45 days before the decision", "7 days after call"."""
    due = read_due(text)
    unit = ("working day" if due.working else "day") + ("" if abs(due.number) == 1 else "s")
    size = f"{abs(due.number)} {unit}"
    if due.base == "T":
        return f"in {size}" if due.number else "today"
    base = "the decision" if due.from_decision else due.base
    if not due.number:
        return f"at {base}" if due.from_decision else f"with {base}"
    return f"{size} {'before' if due.number < 0 else 'after'} {base}"
