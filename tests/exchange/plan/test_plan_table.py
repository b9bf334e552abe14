"""A plan written as a table and read back, and tables of people against a plan."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from csm_tui.domain.records.activity import Activity, ActivityOutcome, ActivityStatus, Category
from csm_tui.domain.text import clean, clean_line, fold
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.plan.fields import HEADERS
from csm_tui.exchange.plan.plan_import import import_plan
from csm_tui.exchange.plan.plan_sheet import read_rows
from csm_tui.exchange.plan.plan_table import plan_csv, plan_rows
from csm_tui.exchange.tables import FileRefused
from csm_tui.planning.plan.plan import Plan, plan_of
from tests.support.builders import TODAY, client
from tests.support.hostile import NAMES
from tests.support.plan_builders import QUARTER, activity, day, full, kept, plan, references

ACME, BOLT = client("Acme"), client("Bolt; Nuts")


def taken(text, *records, today=TODAY):
    """What a file would do to the plan among the records."""
    workspace = kept(ACME, BOLT, *records)
    return import_plan(text.encode(), workspace, plan_of(workspace, QUARTER), today)


def counts(made):
    return made.added, made.updated, made.unchanged


def rejected(made):
    return [(bad.row, bad.column, bad.value, bad.problem) for bad in made.rejected]


def only(made):
    assert made.rejected == ()
    [(_, found)] = made.activities
    return found


NASTY = ["=1+1", "'=1+1", "-", "@x", '"', '"a"; b', "a, b", "x|y", "[/]", "n/a", "1", "none", "\u00e9", *NAMES]
lines = (st.sampled_from(NASTY) | st.text(min_size=1, max_size=12)).map(clean_line).filter(bool)
texts = (st.sampled_from(["", "two\nlines", "=1\n=2", *NASTY]) | st.text(max_size=20)).map(clean)
names = lines.filter(fold)
dates = st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31))


@st.composite
def stored_plans(draw):
    """A workspace with clients and a plan, whatever they are called."""
    clients = [client(name) for name in draw(st.lists(names, max_size=3, unique_by=fold))]
    found: list[Activity] = []
    for reference in draw(st.lists(names.filter(lambda one: ";" not in one), max_size=4, unique_by=fold)):
        status = draw(st.sampled_from(ActivityStatus))
        found.append(
            activity(
                reference,
                clients=[one.id for one in clients if draw(st.booleans())],
                after=[one.id for one in found if draw(st.booleans())],
                hours=draw(st.integers(1, 40_000)) / 4,
                category=draw(st.sampled_from(Category)),
                deadline=draw(dates),
                earliest=draw(dates),
                status=status,
                result=draw(st.none() | st.sampled_from(ActivityOutcome)) if status is ActivityStatus.DONE else None,
                **{name: draw(texts) for name in ("description", "purpose", "results", "measurement", "notes")},
            )
        )
    return kept(*clients, *draw(st.permutations(found)))


@pytest.mark.thorough
@settings(max_examples=40)
@given(stored_plans())
def test_our_own_export_imports_back_to_the_same(workspace):
    here = plan_of(workspace, QUARTER)
    made = import_plan(plan_csv(here).encode(), workspace, here, TODAY)
    assert (made.rejected, made.missing) == ((), ())
    assert counts(made) == (0, 0, len(here.activities))
    assert all(before == after for before, after in made.activities)


@pytest.mark.thorough
@settings(max_examples=40)
@given(stored_plans())
@example(kept(client("A"), client("B"), client("A; B"), client('"A'), activity("=1", clients=["x"])))
def test_our_own_export_makes_the_same_plan_anew(workspace):
    here = plan_of(workspace, QUARTER)
    made = import_plan(plan_csv(here).encode(), workspace, Plan(QUARTER, (), here.clients), TODAY)
    assert made.rejected == ()
    assert counts(made) == (len(here.activities), 0, 0)
    anew = plan_of(
        Workspace().with_records([*workspace.clients.values(), *[one for _, one in made.activities]]), QUARTER
    )
    assert seen(plan_rows(anew)) == seen(plan_rows(here))
    assert not {one.id for one in here.activities} & {one.id for one in anew.activities}


def seen(rows):
    """The rows with cells in which nothing can be seen as empty ones."""
    return [[cell if clean_line(str(cell)) else "" for cell in row] for row in rows]


def test_the_ten_columns_of_the_template_come_first():
    assert HEADERS[:10] == (
        "Reference", "Client", "Description", "Purpose", "Results", "Measurement", "Duration", "Deadline",
        "Dependencies", "Notes",
    )  # fmt: skip
    one = full(
        "A",
        clients=[ACME.id, BOLT.id],
        after=["B"],
        notes="=1",
        category="retain",
        earliest=day(1),
        hours=2.5,
        play="low-use",
    )
    other = activity("B", status="done", result="met")
    workspace = kept(ACME, BOLT, one, other)
    assert plan_csv(plan_of(workspace, QUARTER)).splitlines() == [
        ",".join(HEADERS),
        'A,"Acme; ""Bolt; Nuts""",description of A,purpose of A,results of A,measurement of A,2.5,2026-05-31,B,\'=1,'
        "retain,2026-03-03,planned,low-use",
        "B,,,,,,4,,,,other,,done,",
    ]


def test_clients_whose_names_hold_a_semicolon_are_told_from_several():
    three = [client(name) for name in ("A", "B", "A; B")]
    ids = [one.id for one in three]
    here = kept(
        *three, activity("R1", clients=ids[:2]), activity("R2", clients=ids[2:]), activity("R3", clients=ids[::-1])
    )
    assert [row[1] for row in plan_rows(plan_of(here, QUARTER))] == ["A; B", '"A; B"', '"A; B"; B; A']
    made = import_plan(plan_csv(plan_of(here, QUARTER)).encode(), here, plan_of(here, QUARTER), TODAY)
    assert counts(made) == (0, 0, 3)


def test_a_name_with_a_semicolon_is_found_without_quotes_where_its_parts_are_no_names():
    assert only(taken("Reference,Client,Duration\nA,Bolt; nuts,1\n")).clients == (BOLT.id,)
    assert only(taken('Reference,Client,Duration\nA,"""Bolt; Nuts""; ACME; acme",1\n')).clients == (BOLT.id, ACME.id)
    assert rejected(taken("Reference,Client,Duration\nA,Acme; Bolt; Nuts,1\n")) == [
        (2, "Client", "Acme; Bolt; Nuts", "there is no client Bolt (a name that holds ; stands in quotes)"),
    ]  # fmt: skip


def test_a_reference_that_holds_a_semicolon_is_refused():
    assert rejected(taken("Reference,Duration\nA; B,1\n")) == [
        (2, "Reference", "A; B", "must not hold ';', which separates references where several are written"),
    ]  # fmt: skip


@pytest.mark.parametrize("header", ["reference", "REF", "No", "\u00a0Reference ", "id"])
def test_headers_are_known_in_many_words(header):
    made = taken(
        f"{header};Customer;Activity;Why;Outcome;Measured by;Effort;To be accomplished by;Depends on;Comments;Type;"
        "Start;State\nA;acme;what;why;out;how;1h30;2026-03-20;;some;Expand;2026-03-09;Doing\n"
    )
    found = only(made)
    assert found == Activity(
        id=found.id, quarter=QUARTER.start, reference="A", clients=(ACME.id,), description="what", purpose="why",
        results="out", measurement="how", hours=1.5, deadline=date(2026, 3, 20), notes="some", category="expand",
        earliest=date(2026, 3, 9), status="doing",
    )  # fmt: skip
    assert made.warnings == ()


def test_a_column_that_nobody_knows_is_ignored_with_a_word():
    made = taken("Reference,Duration,Deadline,Weather,Ref\nA,1,2026-03-20,fair,B\n")
    assert (made.left_out, made.warnings) == (("Weather", "Ref"), ())
    assert only(made).reference == "A"


def test_what_is_absent_or_empty_is_left():
    one = full(
        "A", clients=[ACME.id], after=["B"], category="retain", earliest=day(1), status="doing", notes="n",
        log=[{"day": TODAY, "hours": 1}], pins=[{"day": TODAY, "hours": 1}],
    )  # fmt: skip
    assert counts(taken("Reference\na\n", one, activity("B"))) == (0, 1, 0)
    assert counts(taken("Reference\nA\n", one, activity("B"))) == (0, 0, 1)
    empty = ",".join(HEADERS) + "\nA" + "," * 13 + "\nB\n"
    assert counts(taken(empty, one, activity("B"))) == (0, 0, 2)
    assert counts(taken(empty.replace("A,", "A, \u200b,"), one, activity("B"))) == (0, 0, 2)


@pytest.mark.parametrize("nothing", ["-", "n/a", "None", "no data", ";", " ; "])
def test_a_cell_that_says_that_there_is_nothing_is_as_good_as_empty(nothing):
    one = full("A", clients=[ACME.id], after=["B"], category="retain", earliest=day(1), status="doing")
    where = (
        "Client,Dependencies" if ";" in nothing else "Client,Dependencies,Deadline,Earliest,Duration,Category,Status"
    )
    made = taken(f"Reference,{where}\nA{f',{nothing}' * (where.count(',') + 1)}\n", one, activity("B"))
    assert (rejected(made), counts(made)) == ([], (0, 0, 1))


def test_text_that_looks_like_nothing_is_text_and_so_is_a_name():
    odd = client("n/a")
    found = only(taken("Reference,Duration,Client,Notes,Dependencies\n-,1,N/A,-,None\n", odd, activity("none")))
    assert (found.reference, found.clients, found.notes, found.dependencies) == ("-", (odd.id,), "-", ("none",))


def test_a_status_that_stays_done_keeps_its_result_and_another_loses_it():
    one = activity("A", status="done", result="partly")
    assert counts(taken("Reference,Status\nA,done\n", one)) == (0, 0, 1)
    assert counts(taken("Reference,Status\nA,\n", one)) == (0, 0, 1)
    assert counts(taken("Reference,Notes\nA,\n", one)) == (0, 0, 1)
    back = only(taken("Reference,Status\nA,Doing\n", one))
    assert (back.status, back.result) == (ActivityStatus.DOING, None)
    done = only(taken("Reference,Status\nA,DONE\n", activity("A")))
    assert (done.status, done.result) == (ActivityStatus.DONE, None)


def test_dependencies_may_stand_further_down_or_in_the_plan():
    made = taken("Ref,Hours,After\nA,1,b; Old; B\nB,1,\nC,1,A\n", activity("old"))
    assert made.rejected == ()
    one, two, three = (found for _, found in made.activities)
    assert (one.dependencies, three.dependencies) == ((two.id, "old"), (one.id,))


def test_unknown_clients_and_references_are_named():
    made = taken("Ref,Client,Hours,After\nA,Acme; Nobody,1,\nB,,1,A; Z9\n")
    assert rejected(made) == [
        (2, "Client", "Acme; Nobody", "there is no client Nobody (a name that holds ; stands in quotes)"),
        (3, "After", "A; Z9", "there is no activity Z9 (a name that holds ; stands in quotes)"),
    ]  # fmt: skip
    assert rejected(taken("Ref,Client,Hours\nA,Nobody,1\n")) == [(2, "Client", "Nobody", "there is no client Nobody")]
    assert made.activities == ()


@pytest.mark.parametrize(
    ("rows", "names"),
    [("A,1,A\n", "A > A"), ("A,1,B\nB,1,C\nC,1,A\n", "A > B > C > A"), ("B,1,Old\nOld,1,B\n", "Old > B > Old")],
)
def test_circles_are_refused_by_name(rows, names):
    made = taken(f"Ref,Hours,After\n{rows}", activity("Old"))
    assert [(column, problem) for _, column, _, problem in rejected(made)] == [
        ("After", f"these wait for each other: {names}")
    ]


def test_a_circle_through_what_the_file_lacks_is_refused_at_the_row_that_makes_it():
    made = taken("Ref,Hours,After\nX,1,\nA,1,B\n", activity("B", after=["A"]), activity("A"))
    assert rejected(made) == [(3, "After", "B", "these wait for each other: A > B > A")]


def test_a_circle_that_stands_in_the_plan_already_is_not_laid_at_a_files_door():
    one, two = activity("A", after=["B"]), activity("B", after=["A"])
    assert counts(taken("Ref,Hours\nC,1\n", one, two)) == (1, 0, 0)
    mended = taken("Ref,After\nA,C\n", one, two, activity("C"))
    assert (rejected(mended), counts(mended)) == ([], (0, 1, 0))
    assert taken("Ref,Hours,After\nC,1,C\n", one, two).rejected


def test_what_waits_for_what_was_dropped_is_warned_of():
    made = taken("Ref,Hours,Deadline,After\nB,1,2026-03-20,A\n", activity("A", status="dropped"))
    assert made.warnings == ("B: it goes on without A, which was dropped",)
    assert made.rejected == ()


def test_two_rows_of_one_reference_are_refused_whatever_its_case():
    made = taken("Ref,Hours\nA,1\n\nB,2\n a ,3\n")
    assert rejected(made) == [(5, "Ref", "a ", "the same reference as in row 2")]
    assert references(found for _, found in made.activities) == ["A", "B"]


@pytest.mark.parametrize(
    ("text", "hours"), [("2.5", 2.5), ('"2,5"', 2.5), ("2h30", 2.5), ("90m", 1.5), ("1 h 15 min", 1.25), ("3", 3)]
)
def test_durations_are_read_as_people_write_them(text, hours):
    assert only(taken(f"Ref,Duration (h)\nA,{text}\n")).hours == hours


def test_days_are_those_of_the_working_week_and_a_week_due_is_its_friday():
    made = taken("Ref,Duration,Deadline,Start\nA,2 days,KW 12,KW 12\nB,0:45,end of March,Mon 09/03/26\n")
    assert [(found.hours, found.deadline, found.earliest) for _, found in made.activities] == [
        (16, date(2026, 3, 20), date(2026, 3, 16)), (0.75, date(2026, 3, 31), date(2026, 3, 9)),
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["all", "All clients", "all customers"])
def test_all_are_the_active_clients_unless_somebody_is_called_so(word):
    left, new = client("Left", status="churned"), client("New", status="onboarding")
    assert only(taken(f"Ref,Client,Hours\nA,{word},1\n", left, new)).clients == (ACME.id, BOLT.id)
    named = client(word.upper())
    assert only(taken(f"Ref,Client,Hours\nA,{word},1\n", named)).clients == (named.id,)


@pytest.mark.parametrize(
    ("header", "cell", "problem"),
    [
        ("Duration", "1h20", "whole quarter-hours, such as 2.5, 2h30 or 90m"),
        ("Duration", "0", "All hours to diarise, such as 2.5, 2h30 or 90m"),
        ("Duration", "10001", "All hours to diarise, such as 2.5, 2h30 or 90m"),
        ("Deadline", "soon", 'write 2027-03-01 or "in 3 months"'),
        ("Deadline", "2026-02-30", "there is no such day"),
        ("Deadline", "2206-03-20", "the year must lie between 1900 and 2199"),
        ("Earliest", "next year", 'write 2027-03-01 or "in 3 months"'),
    ],
)
def test_a_bad_cell_is_named_once_with_its_rule(header, cell, problem):
    new = activity("New")
    made = taken(f"Ref,{header}\nNew,\nA,{cell}\n", new, activity("A"))
    assert rejected(made) == [(3, header, cell, problem)]
    assert made.activities == ((new, new),)


def test_all_bad_cells_are_listed():
    made = taken(f'Ref,Hours,Deadline\nA,x,y\n\n"B",1,,,z\n,5,\n{"n" * 201},1,\nC\nD,1,2026-03-20\n')
    assert [(bad.row, bad.column, bad.value) for bad in made.rejected] == [
        (2, "Hours", "x"), (2, "Deadline", "y"), (4, "column 5", "z"), (5, "Ref", ""), (6, "Ref", "n" * 201),
        (7, "Hours", ""),
    ]  # fmt: skip
    assert made.rejected[-1].problem.startswith("must not be empty: all hours to diarise")
    assert references(found for _, found in made.activities) == ["D"]


def test_a_column_decides_the_order_of_its_dates():
    made = taken("Ref,Hours,By,Start\nA,1,03/04/2026,04/03/2026\nB,1,13/04/2026,04/13/2026\n")
    assert [(found.deadline, found.earliest) for _, found in made.activities] == [
        (date(2026, 4, 3), date(2026, 4, 3)), (date(2026, 4, 13), date(2026, 4, 13)),
    ]  # fmt: skip


def test_activities_that_the_file_lacks_are_named_and_stay():
    made = taken("Ref,Hours\nB,2\nC,1\n", activity("A10"), activity("A9"), activity("B"))
    assert made.missing == ("A9", "A10")
    assert counts(made) == (1, 1, 0)
    assert made.activities[0] == (activity("B"), activity("B", hours=2))


def test_a_plan_of_another_quarter_is_not_touched():
    other = activity("A", quarter=QUARTER.following.start)
    made = taken("Ref,Hours\nA,2\n", other)
    assert counts(made) == (1, 0, 0)
    assert only(made).quarter == QUARTER.start


def test_odd_deadlines_are_warned_of():
    made = taken("Ref,Hours,Deadline\nA,1,\nB,1,2026-06-01\nC,1,2026-05-31\n")
    assert made.warnings == (
        "A: without a deadline it is due at the quarter's end, 2026-05-31",
        "B: its deadline 2026-06-01 lies outside the quarter",
    )
    assert taken("Ref,Hours\n").warnings == ("there are no rows below the header",)


@pytest.mark.parametrize("text", ["", "Client,Duration\nAcme,1\n", "PK\x03\x04"])
def test_a_file_that_is_no_plan_is_refused(text):
    with pytest.raises(FileRefused):
        taken(text)


def test_the_rows_of_a_plan_to_look_at_are_read_by_our_words():
    here = plan(activity("=A", hours=2.5, notes="'=1"))
    assert read_rows(plan_csv(here).encode())[0] == {
        **dict.fromkeys(HEADERS, ""), "Reference": "=A", "Duration": "2.5", "Notes": "'=1", "Category": "other",
        "Status": "planned",
    }  # fmt: skip
    assert read_rows(b"Ref;Why;Weather\nA;b;c\n") == [{"Reference": "A", "Purpose": "b"}]
