"""The columns of the plan. The first one is always shown in the first place."""

from collections.abc import Mapping

from csm_tui.domain.records.activity import ActivityStatus, Category
from csm_tui.domain.text import fold
from csm_tui.planning.columns import ColumnKind, ColumnSpec
from csm_tui.planning.filter_term import Term, Test, one_of, yes_or_no
from csm_tui.planning.plan.rows import PlanRow, number_runs


def _of_client(wanted: str) -> Test[PlanRow]:
    return lambda row: any(wanted in fold(name) for name in row.clients)


def _text(key: str, title: str, short: str, meaning: str) -> ColumnSpec[PlanRow]:
    return ColumnSpec(key, title, short, 24, 20, ColumnKind.TEXT, lambda row: getattr(row.activity, key), meaning)


SPECS: tuple[ColumnSpec[PlanRow], ...] = (
    ColumnSpec(
        "reference", "Activity", "Activity", 200, 30, ColumnKind.TEXT, lambda row: row.activity.reference,
        "its reference, and what is done",
    ),
    ColumnSpec(
        "category", "Category", "Cat", 8, 8, ColumnKind.CHOICE, lambda row: row.activity.category,
        "retain, expand, advocate, onboard or other",
        terms=(Term("category", "category:retain", choices=one_of(Category, lambda row: row.activity.category)),),
    ),
    ColumnSpec(
        "clients", "Client", "Client", 16, 14, ColumnKind.TEXT, lambda row: ", ".join(row.clients), "for whom it is",
        terms=(Term("client", 'client:"customer 7"', word=_of_client),),
    ),
    ColumnSpec(
        "hours", "Hours", "Hours", 5, 5, ColumnKind.HOURS, lambda row: row.activity.hours, "all hours to diarise",
    ),
    ColumnSpec(
        "remaining", "Left", "Left", 5, 5, ColumnKind.HOURS, lambda row: row.activity.remaining,
        "hours still to be worked",
    ),
    ColumnSpec(
        "deadline", "Deadline", "Deadline", 10, 10, ColumnKind.DATE, lambda row: row.activity.deadline,
        "by when it is to be done; end: by the quarter's end", sort=lambda row: row.plan.deadline(row.activity),
    ),
    ColumnSpec(
        "weeks", "Weeks", "Weeks", 7, 6, ColumnKind.COUNT, lambda row: number_runs(row.weeks),
        "the weeks of the quarter in which it is to be worked on", sort=lambda row: next(iter(row.weeks), None),
    ),
    ColumnSpec(
        "status", "Status", "Status", 9, 9, ColumnKind.CHOICE, lambda row: row.activity.status,
        "planned, doing, done or dropped; of what is done the result",
        terms=(
            Term("status", "status:planned", choices=one_of(ActivityStatus, lambda row: row.activity.status)),
            Term("open", "open:yes", choices=yes_or_no(lambda row: row.activity.open)),
        ),
    ),
    ColumnSpec(
        "logged", "Logged", "Logged", 6, 6, ColumnKind.HOURS, lambda row: row.activity.logged, "hours spent so far",
    ),
    ColumnSpec(
        "dependencies", "Depends on", "After", 14, 12, ColumnKind.TEXT,
        lambda row: ", ".join(row.plan.references(row.activity.dependencies)), "what is to be finished first",
    ),
    _text("purpose", "Purpose", "Purpose", "which challenge it helps to solve"),
    _text("results", "Results", "Results", "the intended outcome"),
    _text("measurement", "Measurement", "Measure", "how the result will be judged"),
    ColumnSpec(
        "earliest", "Earliest", "From", 10, 10, ColumnKind.DATE, lambda row: row.activity.earliest,
        "not before this day",
    ),
    _text("notes", "Notes", "Notes", "anything worth knowing"),
)  # fmt: skip

BY_KEY: Mapping[str, ColumnSpec[PlanRow]] = {spec.key: spec for spec in SPECS}
