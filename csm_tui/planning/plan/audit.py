"""The audit of a plan: which checks pass, and who or what is missing in the others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from csm_tui.domain.records.activity import Activity, ActivityStatus, Category
from csm_tui.domain.records.assumption import Assumption, State
from csm_tui.domain.records.client import Client
from csm_tui.domain.text import clean_line
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.names import natural_key
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.budget_use import BudgetUse, budget_use
from csm_tui.planning.plan.plan import Plan, circle
from csm_tui.planning.plan.time_budget import TimeBudget
from csm_tui.planning.portfolio.rows import Portfolio, Row
from csm_tui.planning.triage.candidates import suits_advocacy, was_asked

_WITHIN_PERCENT = 20
_DUE = " (due as seen from the quarter's start)"
_ORDER = (Category.RETAIN, Category.EXPAND, Category.ADVOCATE)
_FILLED = ("description", "purpose", "results", "measurement")
"""The fields that must be filled in. Reference and duration are never empty; an empty deadline means the end of the
quarter."""


class NewActivity(NamedTuple):
    """Fixed by adding an activity of a category for some clients, given by id."""

    category: Category
    clients: tuple[str, ...] = ()


class OpenActivity(NamedTuple):
    """Fixed by editing a field of an activity."""

    activity: str
    field: str


class OpenAssumption(NamedTuple):
    """Fixed by confirming or refuting an assumption."""

    assumption: str


class OpenSetting(NamedTuple):
    """Fixed by changing a setting of the workspace."""

    key: str


Mend = NewActivity | OpenActivity | OpenAssumption | OpenSetting


class Finding(NamedTuple):
    """One thing that is missing or wrong, and what fixes it."""

    text: str
    mend: Mend


@dataclass(frozen=True)
class Check:
    """`detail` says in one line what is in order, or who or what is missing; `findings` lists what is missing."""

    check: str
    ok: bool
    detail: str
    findings: tuple[Finding, ...] = ()


def audit(plan: Plan, workspace: Workspace, budget: TimeBudget, today: date) -> list[Check]:
    """All checks, in the order in which they are best fixed. A renewal is due as counted from the quarter's start."""
    rows = Portfolio()
    rows.update(workspace, today)
    due = _due(workspace, plan.quarter.start)
    kept = [one for one in plan.activities if one.status is not ActivityStatus.DROPPED]
    return [
        _size(kept, workspace.settings.plan.size),
        *_categories(kept),
        _covered("due clients", due.values(), kept, _DUE),
        _covered("red clients", (row.client for row in rows if row.health_band is Band.RED), kept),
        _case_study(kept, [row for row in rows if suits_advocacy(row, row.client.id in due)]),
        _fields(kept),
        _no_circle(kept),
        _order(plan, kept),
        _hours(plan, budget),
        _assumptions(kept, workspace, today),
    ]


def _size(kept: list[Activity], size: int) -> Check:
    ok = abs(len(kept) - size) * 100 <= size * _WITHIN_PERCENT
    text = f"{len(kept)} activities, about {size} are wanted"
    mend: Mend = NewActivity(Category.OTHER) if len(kept) < size else OpenSetting("plan.size")
    return Check("size", ok, text, () if ok else (Finding(text, mend),))


def _categories(kept: list[Activity]) -> Iterator[Check]:
    for category in _ORDER:
        count = sum(one.category is category for one in kept)
        text = f"{count} of {category}"
        yield Check(category, count > 0, text, () if count else (Finding(text, NewActivity(category)),))


def _due(workspace: Workspace, start: date) -> dict[str, Client]:
    rows = (Row(client, workspace.settings, start) for client in workspace.clients.values())
    return {row.client.id: row.client for row in rows if row.due}


def _covered(what: str, clients: Iterable[Client], kept: list[Activity], counted: str = "") -> Check:
    """The check that each of these clients has a retain activity; `counted` says how they were chosen."""
    retained = {key for one in kept if one.category is Category.RETAIN for key in one.clients}
    wanted = [*clients]
    missing = _by_name(client for client in wanted if client.id not in retained)
    if not wanted:
        return Check(what, True, f"there are no {what}{counted}")
    if not missing:
        return Check(what, True, f"all {len(wanted)} have a retain activity{counted}")
    findings = (
        Finding(f"no retain activity for {client.name}{counted}", NewActivity(Category.RETAIN, (client.id,)))
        for client in missing
    )
    return Check(what, False, f"no retain activity for {_names(missing)}{counted}", tuple(findings))


def _case_study(kept: list[Activity], suitable: list[Row]) -> Check:
    """The check that a suitable client is asked in this plan. Nobody is wanted who was asked lately in another one."""
    advocacy = [one for one in kept if one.category is Category.ADVOCATE]
    coming = {key for one in advocacy if one.open for key in one.clients}
    done = {key for one in advocacy for key in one.clients} - coming
    told = [
        f"{_names(found)} {said} asked"
        for ids, said in ((coming, "will be"), (done, "was"))
        if (found := _by_name(row.client for row in suitable if row.id in ids))
    ]
    suited = [row.client for row in suitable if not was_asked(row)]
    if told or not suited:
        return Check("case study", True, ", ".join(told) or "no client is suited at the moment")
    findings = (
        Finding(f"{client.name} could be asked", NewActivity(Category.ADVOCATE, (client.id,)))
        for client in _by_name(suited)
    )
    return Check("case study", False, f"ask one of these: {_names(_by_name(suited))}", tuple(findings))


def _fields(kept: list[Activity]) -> Check:
    findings = tuple(
        Finding(f"{one.reference}: {', '.join(gaps)}", OpenActivity(one.id, gaps[0]))
        for one in kept
        if (gaps := _gaps(one))
    )
    return _listed("fields", findings, "all are filled")


def _gaps(activity: Activity) -> list[str]:
    return [name for name in _FILLED if not str(getattr(activity, name) or "").strip()]


def _no_circle(kept: list[Activity]) -> Check:
    found = circle(kept)
    names = " > ".join(one.reference for one in [*found, *found[:1]])
    circles = (
        Finding(f"these wait for each other: {names}", OpenActivity(one.id, "dependencies")) for one in found[:1]
    )
    return _listed("circle", tuple(circles), "none waits for itself")


def _order(plan: Plan, kept: list[Activity]) -> Check:
    wrong = tuple(
        Finding(
            f"{one.reference} is due before {other.reference}, which it waits for", OpenActivity(one.id, "deadline")
        )
        for one in kept
        for other in plan.dependencies(one)
        if other.open and plan.deadline(other) > plan.deadline(one)
    )
    waived = [
        f"{one.reference} goes on without {other.reference}, which was dropped"
        for one in kept
        for other in plan.waived(one)
    ]
    said = [one.text for one in wrong] or ["none is due before what it waits for"]
    return Check("order", not wrong, "; ".join([*said, *waived]), wrong)


def _hours(plan: Plan, budget: TimeBudget) -> Check:
    """The check of the hours. Onboarding has its own share of them, and is mentioned only if the plan contains some."""
    own, onboard = budget_use(plan, budget)
    detail = f"{_planned_of(own)} are planned"
    if onboard.planned:
        detail += f", and {_planned_of(onboard)} for onboarding"
    ok = own.fits and onboard.fits
    return Check("hours", ok, detail, () if ok else (Finding(detail, OpenSetting("hours.week")),))


def _planned_of(use: BudgetUse) -> str:
    return f"{shown_hours(use.planned)} of {shown_hours(use.available)} h"


def _assumptions(kept: list[Activity], workspace: Workspace, today: date) -> Check:
    activities, clients = {one.id for one in kept}, {key for one in kept for key in one.clients}
    found = [
        one
        for one in workspace.table(Assumption).records.values()
        if one.state is State.OPEN and (one.activity in activities or one.client in clients)
    ]
    late = [one for one in found if one.validate_by is not None and one.validate_by < today]
    if not found:
        return Check("assumptions", True, "none is open")
    found.sort(key=lambda one: one.urgency)
    findings = tuple(Finding(f'"{clean_line(one.text)}"', OpenAssumption(one.id)) for one in found)
    texts = "; ".join(one.text for one in findings)
    return Check("assumptions", not late, f"{len(found)} open, {len(late)} overdue: {texts}", findings)


def _listed(check: str, findings: tuple[Finding, ...], held: str) -> Check:
    """A check that passes if there are no findings."""
    return Check(check, not findings, "; ".join(one.text for one in findings) or held, findings)


def _by_name(clients: Iterable[Client]) -> list[Client]:
    return sorted(clients, key=lambda client: natural_key(client.name))


def _names(clients: Iterable[Client]) -> str:
    return ", ".join(client.name for client in clients)
