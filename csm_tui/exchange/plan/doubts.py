"""What a table of activities leaves in doubt, as questions with the answers that settle them."""

from collections.abc import Iterator, Mapping, Sequence

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.text import shortened
from csm_tui.domain.values.names import some_names
from csm_tui.domain.values.time.hours import read_hours
from csm_tui.exchange.plan.columns import UNITS
from csm_tui.exchange.plan.placing import Whose
from csm_tui.exchange.plan.plan_cells import is_plain
from csm_tui.exchange.plan.plan_row import ActivityRow
from csm_tui.exchange.plan.plan_sheet import PlanSheet
from csm_tui.exchange.reading.answers import Choice, Question, WrongAnswer
from csm_tui.exchange.reading.columns.choice_column import choice_column

_EVERY = "*"
_WEEK_OF_HOURS = 40
"""More hours than this are hardly those of one activity."""

_QUARTER_OF_HOURS = 520
_USUAL_HOURS = ("1", "2", "4")
_SAMPLES = 3


def about_unit(sheet: PlanSheet) -> Iterator[Question]:
    """A question if durations without a unit are too large for hours."""
    cells = [cell for cell in sheet.column("hours") if is_plain(cell)] if not sheet.unit else []
    if not cells or max(map(_number, cells)) <= _WEEK_OF_HOURS or sheet.has("unit"):
        return
    header = sheet.header("hours")
    units = [unit for unit in ("hours", "minutes", "seconds") if all(_is_duration(cell, unit) for cell in cells)]
    choices = tuple(Choice(unit, "map", f"{header}=duration:{unit}") for unit in units or UNITS)
    why = f"nothing says in what unit durations are, and up to {max(cells, key=_number)} would be long in hours"
    yield Question(header, "hours", why, _samples(cells), choices)


def about_words(sheet: PlanSheet) -> Iterator[Question]:
    """A question for each word for a status or a category that is none of ours."""
    for field in ("status", "category"):
        if sheet.has(field):
            yield from choice_column(sheet.whole_column(field)).questions


def about_days(sheet: PlanSheet, could_be_two: Mapping[str, Sequence[str]]) -> Iterator[Question]:
    """A question for each column of days in which day and month of some could change places, by field."""
    for field, cells in could_be_two.items():
        column = sheet.whole_column(field)
        choices = (
            column.as_unit("the day comes first", "day-first"), column.as_unit("the month comes first", "month-first"),
        )  # fmt: skip
        yield column.question("day and month could change places", cells, choices)


def about_hours(sheet: PlanSheet) -> Question:
    """The question how long everything takes, where no column says it."""
    header = sheet.header("hours")
    usual = (Choice(f"{hours} h each", "value", f"{header}:={hours}") for hours in _USUAL_HOURS)
    other = Choice("another time each", "value", f"{header}:=", "1h30")
    return Question("", "hours", "no column says how long each activity takes", (), (*usual, other))


def about_activities(sheet: PlanSheet, doubts: Sequence[tuple[ActivityRow, Activity]]) -> Question:
    """The question whether rows that have only references in common with activities are about these."""
    header = sheet.header("reference")
    samples = tuple(
        f"{ours.reference} is {_short(row.values.get('description', ''))} there, {_short(ours.description)} here"
        for row, ours in doubts[:_SAMPLES]
    )
    agree = "row agrees" if len(doubts) == 1 else "rows agree"
    names = some_names([ours.reference for _, ours in doubts])
    why = f"{len(doubts)} {agree} with activities of the plan in nothing but the reference: {names}"
    choices = (
        Choice("others: they get references of their own", "value", f"{header}:{_EVERY}={Whose.NEW}"),
        Choice("the same: they overwrite what is there", "value", f"{header}:{_EVERY}={Whose.SAME}"),
    )
    return Question(header, "reference", why, samples, choices)


def whose_is(sheet: PlanSheet, reference: str) -> Whose | None:
    """What the user says of a row with the reference of an activity with which it does not agree; None for nothing.

    Raises:
        WrongAnswer: it is something else.
    """
    header = sheet.header("reference")
    said = sheet.answers.value(header, reference) or sheet.answers.value(header, _EVERY)
    if said is None or said.lower() in [*Whose]:
        return None if said is None else Whose(said.lower())
    raise WrongAnswer(f"a row with a reference that is there already is new or the same, not {said}")


def _short(text: str) -> str:
    return f'"{shortened(text, 60)}"' if text.strip() else "without a description"


def _number(cell: str) -> float:
    return float(cell.replace(",", "."))


def _is_duration(cell: str, unit: str) -> bool:
    """Whether a number is quarter-hours in a unit, and not longer than a quarter's work."""
    try:
        return 0 < read_hours(f"{cell} {UNITS[unit]}") <= _QUARTER_OF_HOURS
    except ValueError:
        return False


def _samples(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cells))[:_SAMPLES]
