"""Whether an event takes time, by what it says of itself and of one's answer to the invitation."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from csm_tui.domain.text import clean_line, fold

_AWAY = {
    "off", "day off", "days off", "time off", "out of office", "out of the office", "ooo", "oof", "pto", "leave",
    "on leave", "annual leave", "parental leave", "vacation", "holiday", "holidays", "sick", "sick leave", "urlaub",
    "frei", "krank", "abwesend", "abwesenheit", "elternzeit",
}  # fmt: skip
"""Summaries that mean out of office."""

_BUSY_STATUS = "X-MICROSOFT-CDO-BUSYSTATUS"
_NAMES = ("X-WR-CALNAME", "X-WR-RELCALID", "X-OWNER", "X-PRIMARY-CALENDAR")
"""Properties of a calendar that may hold the address of its owner."""


class Claim(NamedTuple):
    """Whether an event takes time, and what is to be said of it."""

    counts: bool
    note: str


def claim_of(event: Any, owner: str, *, all_day: bool) -> Claim:
    """What an event says. `owner` is the address of the calendar's owner, "" if it is not known."""
    status, free = _upper(event, "STATUS"), _upper(event, "TRANSP")
    busy = _upper(event, _BUSY_STATUS)
    answers = _answers(event)
    answer = _own_answer(answers, owner)
    if status == "CANCELLED":
        return Claim(False, "cancelled")
    if answer == "DECLINED":
        return Claim(False, "declined")
    if free == "TRANSPARENT" or busy == "FREE":
        return Claim(False, "free")
    if busy == "WORKINGELSEWHERE":
        return Claim(False, "working elsewhere")
    if all_day:
        return _whole_day(free, busy, fold(clean_line(str(event.get("SUMMARY", "")))))
    if "TENTATIVE" in (status, busy, answer):
        return Claim(True, "tentative")
    if answer == "NEEDS-ACTION":
        return Claim(True, "not answered yet")
    declined = sum(one == "DECLINED" for one in answers.values()) if not owner else 0
    return Claim(True, f"declined by {declined} of {len(answers)} invited" if declined else "")


def _whole_day(free: str, busy: str, summary: str) -> Claim:
    if busy == "OOF" or summary in _AWAY:
        return Claim(True, "out of office")
    if free == "OPAQUE" or busy == "BUSY":
        return Claim(True, "all day, busy")
    return Claim(False, "all day, neither out of office nor busy")


def owner_of(properties: Mapping[str, str], events: Iterable[Any]) -> str:
    """The address of whose calendar it is: what the calendar says, or else the one whom all its invitations name, if
    there are at least two of them; "" if neither says."""
    for name in _NAMES:
        if "@" in properties.get(name, ""):
            return _address(properties[name])
    invited = [set(answers) for event in events if (answers := _answers(event))]
    counts = Counter(address for one in invited for address in one)
    everywhere = [address for address, count in counts.items() if count == len(invited) > 1]
    return everywhere[0] if len(everywhere) == 1 else ""


def _answers(event: Any) -> dict[str, str]:
    """The answers of those who are invited, by their addresses."""
    found = event.get("ATTENDEE", ())
    return {
        _address(str(one)): str(one.params.get("PARTSTAT", "")).upper()
        for one in (found if isinstance(found, list | tuple) else [found])
        if hasattr(one, "params")
    }


def _own_answer(answers: Mapping[str, str], owner: str) -> str:
    """The owner's answer. Where nobody knows who that is: what a lone guest says, or that all have declined."""
    if owner:
        return answers.get(owner, "")
    said = {*answers.values()}
    if len(answers) == 1 or said == {"DECLINED"}:
        return said.pop() if said else ""
    return ""


def _address(text: str) -> str:
    return clean_line(text).casefold().removeprefix("mailto:")


def _upper(event: Any, name: str) -> str:
    return str(event.get(name, "")).strip().upper()
