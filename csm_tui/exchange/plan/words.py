"""The usual words of other tools for what we have words of our own for."""

import re
from collections.abc import Iterable

from csm_tui.domain.records.activity import ActivityStatus, Category
from csm_tui.domain.text import clean_line, fold
from csm_tui.domain.values.reading.readers import is_no_data, read_choice, read_number

_STATUS = {
    ActivityStatus.PLANNED: ("to do", "todo", "not started", "open", "new", "backlog", "scheduled", "pending"),
    ActivityStatus.DOING: ("in progress", "started", "ongoing", "under way", "in review", "active", "wip"),
    ActivityStatus.DONE: ("complete", "completed", "closed", "finished", "resolved"),
    ActivityStatus.DROPPED: ("cancelled", "canceled", "abandoned", "won't do", "wont do", "rejected", "deleted"),
}
_CATEGORY = {
    Category.RETAIN: ("retention", "renewal", "renewals"),
    Category.EXPAND: ("expansion", "upsell", "upsells", "growth"),
    Category.ADVOCATE: ("advocacy", "advocates"),
    Category.ONBOARD: ("onboarding",),
    Category.OTHER: ("others", "misc", "miscellaneous"),
}
_ALL = frozenset({"all", *(f"{every} {who}" for every in ("all", "all active") for who in ("clients", "customers"))})
_YES = frozenset({"yes", "true", "y", "x", "\u2713", "\u2714", "done"})
_NO = frozenset({"no", "false", "n"})
_DATED = re.compile(r"\b\d{1,4}[-/. ]\s?\w{1,9}[-/., ]\s?\d{1,4}")
"""A day, in whatever order its parts stand."""

_BY_STATUS_WORD = {word: status for status, words in _STATUS.items() for word in words}
_BY_CATEGORY_WORD = {word: category for category, words in _CATEGORY.items() for word in words}


def read_activity_status(text: str) -> ActivityStatus:
    """A status by its name or a usual word for it. Raises ValueError: it is none; the message names ours."""
    return _BY_STATUS_WORD.get(_word(text)) or read_choice(ActivityStatus, text)


def read_category(text: str) -> Category:
    """A category by its name or a usual word for it. Raises ValueError: it is none; the message names ours."""
    return _BY_CATEGORY_WORD.get(_word(text)) or read_choice(Category, text)


def means_all(text: str) -> bool:
    """Whether a cell of clients says that all are meant."""
    return _word(text) in _ALL


def is_share(cells: Iterable[str]) -> bool:
    """Whether a column of progress holds shares of 1, not percentages."""
    numbers = [number for cell in cells if (number := _number(cell)) is not None]
    return all(0 <= number <= 1 for number in numbers) and not any("%" in cell for cell in cells)


def read_progress(text: str, share: bool) -> ActivityStatus | None:
    """The status that a cell of progress tells: a percentage, or a share of 1; yes and no; a word for a status; or the
    day of completion. None for no, as it may be under way.

    Raises:
        ValueError: it is none of these.
    """
    word = _word(text)
    if is_no_data(text) or word in _NO:
        return None
    if word in _YES:
        return ActivityStatus.DONE
    number = _number(text)
    if number is None:
        return ActivityStatus.DONE if _DATED.match(word) else read_activity_status(text)
    whole = 1 if share else 100
    if not 0 <= number <= whole:
        raise ValueError("a percentage from 0 to 100, yes or no, or the day of completion")
    return ActivityStatus.PLANNED if not number else ActivityStatus.DONE if number == whole else ActivityStatus.DOING


def _word(text: str) -> str:
    return fold(clean_line(text))


def _number(text: str) -> int | float | None:
    try:
        return read_number(text)
    except ValueError:
        return None
