"""Plans as other tools and other people write them: one function for each dialect, which gives the text of a file.

They take a plan and the `draw` of hypothesis, and tell all but what `seen` leaves out.
"""

import csv
from datetime import date
from io import StringIO

from hypothesis import strategies as st

from csm_tui.domain.records.activity import ActivityStatus, Category
from csm_tui.domain.text import clean_line
from csm_tui.domain.values.time.calendar_names import WEEKDAYS
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.exchange.plan.fields import HEADERS
from csm_tui.exchange.plan.plan_table import plan_csv
from csm_tui.planning.plan.plan import Plan
from tests.support.builders import client
from tests.support.plan_builders import activity

TODAY = date(2026, 11, 25)
QUARTER = Quarter(date(2026, 11, 23))
CLIENTS = [client(name) for name in ("Fjord", "Harbour & Sons", "Lake, Inc.", "Moor and More")]
NAMES = {one.id: one.name for one in CLIENTS}
days = st.dates(QUARTER.start, QUARTER.end)
words = st.text("abcdefghijk lmno-\u00e9", min_size=3, max_size=20).map(clean_line).filter(lambda text: len(text) > 2)


@st.composite
def plans(draw):
    """A plan of activities that are told apart by their descriptions, each waiting for some before it."""
    found = []
    for number, text in enumerate(draw(st.lists(words, min_size=1, max_size=5, unique=True)), 1):
        found.append(
            activity(
                f"T{number}",
                quarter=QUARTER.start,
                description=f"{text} {number}",
                notes=draw(st.just("") | words),
                clients=draw(st.lists(st.sampled_from([*NAMES]), unique=True)),
                after=[one.id for one in found if draw(st.booleans())],
                hours=draw(st.integers(1, 80)) / 4,
                category=draw(st.sampled_from([one for one in Category if one is not Category.OTHER])),
                deadline=draw(days),
                earliest=draw(st.none() | days),
                status=draw(st.sampled_from([one for one in ActivityStatus if one is not ActivityStatus.DROPPED])),
            )
        )
    return Plan(QUARTER, tuple(found), {one.id: one for one in CLIENTS})


def written(rows, delimiter=","):
    text = StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def names(one):
    return [NAMES[key] for key in one.clients]


def weekday(day, form="%d/%m/%y"):
    return "" if day is None else f"{WEEKDAYS[day.weekday()]} {day.strftime(form)}"


def own(plan, draw):
    """Our own export in another order of columns, below a title, with a total and a footer."""
    rows = [*csv.reader(StringIO(plan_csv(plan)))]
    order = draw(st.permutations(range(len(HEADERS))))
    table = [[row[at] for at in order] for row in rows]
    total = ["" for _ in order]
    total[order.index(2)] = "Total"
    total[order.index(6)] = shown_hours(sum(one.hours for one in plan.activities))
    return written([["Our plan"], [], *table, total, [], ["Copyright by nobody"]])


def central_european(plan, draw):
    rows = [["Ref.", "Kunden", "Activity", "Hours", "Due", "After", "Comments", "Category", "Start", "State"]]
    for one in plan.activities:
        rows.append(
            [
                one.reference,
                draw(st.sampled_from(["; ", ", ", " / ", " and ", "\n"])).join(names(one)),
                one.description,
                shown_hours(one.hours).replace(".", ","),
                f"{one.deadline:%d.%m.%Y}",
                ", ".join(plan.references(one.dependencies)),
                one.notes,
                one.category.upper(),
                "" if one.earliest is None else f"{one.earliest:%d.%m.%y}",
                one.status.title(),
            ]
        )
    return written(rows, ";")


def project(plan, draw):
    ids = {one.id: number for number, one in enumerate(plan.activities, 1)}
    share = {"planned": "0%", "doing": "40%", "done": "100%"}
    rows = [["ID", "Task Name", "Work", "Start", "Finish", "Predecessors", "% Complete", "Bucket", "Notes", "Customer"]]
    for one in plan.activities:
        hours = f"{one.hours / 8:g} days" if one.hours % 2 == 0 else f"{one.hours:g} hrs"
        links = ";".join(
            f"{ids[key]}{draw(st.sampled_from(['', 'FS', 'FS+1 day', 'SS-2 days']))}" for key in one.dependencies
        )
        rows.append(
            [
                ids[one.id],
                one.description,
                hours,
                weekday(one.earliest),
                weekday(one.deadline),
                links,
                share[one.status],
                one.category,
                one.notes,
                "; ".join(names(one)),
            ]
        )
    return written(rows)


def tickets(plan, _draw):
    status = {"planned": "To Do", "doing": "In Progress", "done": "Done"}
    most = max(len(one.dependencies) for one in plan.activities)
    links = ["Inward issue link (Blocks)"] * most
    rows = [
        [
            "Summary",
            "Issue key",
            "Issue id",
            "Status",
            "Due",
            "Start date",
            "Estimate (s)",
            "Labels",
            *links,
            "Comment",
            "Account",
        ]
    ]
    for one in plan.activities:
        blocked = [*plan.references(one.dependencies), *[""] * most][:most]
        rows.append(
            [
                one.description,
                one.reference,
                f"9{one.reference[1:]}",
                status[one.status],
                one.deadline,
                one.earliest or "",
                int(one.hours * 3600),
                one.category,
                *blocked,
                one.notes,
                "\n".join(names(one)),
            ]
        )
    return written(rows)


def to_do_list(plan, _draw):
    done = {"planned": "", "doing": "50", "done": "100"}
    texts = {one.id: one.description for one in plan.activities}
    rows = [
        [
            "Task ID",
            "Name",
            "Section/Column",
            "Due Date",
            "Start Date",
            "Duration",
            "Duration unit",
            "Progress",
            "Notes",
            "Blocked By (Dependencies)",
            "For whom",
        ]
    ]
    for number, one in enumerate(plan.activities):
        rows.append(
            [
                120_000_000 + number,
                one.description,
                one.category.title(),
                one.deadline,
                one.earliest or "",
                int(one.hours * 60),
                "minute",
                done[one.status],
                one.notes,
                ";".join(texts[key] for key in one.dependencies),
                "; ".join(names(one)),
            ]
        )
    return written(rows, "\t")


def seen(plan):
    """What all dialects tell of a plan."""
    texts = {one.id: one.description for one in plan.activities}
    return {
        one.description: (
            sorted(plan.client_names(one)), one.hours, one.deadline, one.earliest, one.category, one.status, one.notes,
            sorted(texts[key] for key in one.dependencies),
        )
        for one in plan.activities
    }  # fmt: skip


DIALECTS = (own, central_european, project, tickets, to_do_list)
