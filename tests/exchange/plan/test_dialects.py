"""Any plan comes in as the same, however another tool writes it; and no broken table is taken without a word."""

import csv
from io import StringIO
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csm_tui.domain.text import clean_line
from csm_tui.exchange.plan.fields import HEADERS
from csm_tui.exchange.plan.plan_import import import_plan
from csm_tui.exchange.plan.plan_sheet import plan_sheet
from csm_tui.exchange.reading.answers import NO_ANSWERS, Answers
from csm_tui.exchange.tables import FileRefused
from csm_tui.planning.plan.plan import Plan, plan_of
from tests.support.files.plan_dialects import CLIENTS, DIALECTS, QUARTER, TODAY, central_european, plans, seen, written
from tests.support.plan_builders import kept


def read(text, plan, encoding="utf-8", answers=NO_ANSWERS):
    workspace = kept(*CLIENTS, *plan.activities)
    return import_plan(text.encode(encoding), workspace, plan, TODAY, answers)


@pytest.mark.thorough
@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=60)
@given(plan=plans(), encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]), data=st.data())
def test_a_plan_comes_in_the_same_from_every_dialect(dialect, plan, encoding, data):
    text = dialect(plan, data.draw)
    answers = Answers().with_option("map", "Kunden=client") if dialect is central_european else NO_ANSWERS
    made = read(text, Plan(QUARTER, (), plan.clients), encoding, answers)
    assert (made.rejected, made.questions) == ((), ()), text
    found = [after for _, after in made.activities]
    here = plan_of(kept(*CLIENTS, *found), QUARTER)
    assert seen(here) == seen(plan), text
    again = read(text, here, encoding, answers)
    assert (again.added, again.updated, again.unchanged, again.questions) == (0, 0, len(found), ()), text


# Broken tables

CELLS = [
    "",
    "all",
    "R1",
    "x" * 300,
    "=1+1",
    "1FS+2 days",
    "KW 60",
    "W3",
    "end of May",
    "9" * 40,
    "-1",
    "0",
    "1e9",
    "2 days",
    "0:45",
    "a, b and c",
    ";;;",
    '"',
    "\u202e",
    "\U0001f600",
    "07/12/26",
    "Mon 07/12/26",
    "99.99.99",
    "100%",
    "n/a",
    "Total",
    "\x00",
    "\n",
]
ANY_HEADERS = [
    *HEADERS,
    "Task ID",
    "Name",
    "Type",
    "Progress",
    "Unit",
    "Duration unit",
    "Parent task",
    "",
    "Description",
    "ID",
]


@pytest.mark.thorough
@settings(max_examples=400)
@given(plan=plans(), seed=st.integers(0, 2**32), data=st.data())
def test_no_broken_table_is_taken_without_a_word(plan, seed, data):
    dialect = data.draw(st.sampled_from(DIALECTS))
    text = mutated(dialect(plan, data.draw), Random(seed))
    here = plan if seed % 2 else Plan(QUARTER, (), plan.clients)
    try:
        made = read(text, here)
    except FileRefused:
        return
    sheet = plan_sheet(text.encode(), NO_ANSWERS).sheet
    if not made.questions:
        assert len(made.activities) + len({bad.row for bad in made.rejected}) >= len(sheet.rows)
    assert {*filter(None, map(clean_line, sheet.table.header))} == {
        clean_line(header) for header in (*(one.header for one in made.columns), *made.left_out)
    }
    for before, after in made.activities:
        assert after.quarter == QUARTER.start
        assert before is None or before.id == after.id
        assert after.hours > 0
    assert len({after.id for _, after in made.activities}) == len(made.activities)


def mutated(text, random):
    """The text with some of its cells, rows and characters changed."""
    rows = [*csv.reader(StringIO(text))]
    for _ in range(random.randint(1, 6)):
        row = random.choice(rows)
        match random.randint(0, 5):
            case 0 if row:
                row[random.randrange(len(row))] = random.choice(CELLS)
            case 1 if row:
                row[random.randrange(len(row))] = random.choice(ANY_HEADERS)
            case 2:
                rows.insert(
                    random.randrange(len(rows) + 1), [random.choice(CELLS) for _ in range(random.randint(1, 12))]
                )
            case 3:
                rows.append(list(row))
            case 4 if row:
                del row[random.randrange(len(row))]
            case _:
                random.shuffle(row)
    whole = written(rows)
    at = random.randrange(len(whole) + 1)
    return (
        whole
        if random.random() < 0.5
        else whole[:at] + random.choice(['"', ",", ";", "\n", "\ufffd"]) + whole[at + 1 :]
    )
