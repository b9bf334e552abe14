"""Plans from other tools: what their headers and cells mean, how their rows are found again, and what is asked."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from xlsxwriter import Workbook

from csm_tui.domain.records.activity import ActivityStatus, Category
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.exchange.plan.plan_import import import_plan
from csm_tui.exchange.reading.answers import Answers, WrongAnswer
from csm_tui.planning.plan.plan import plan_of
from tests.support.builders import client
from tests.support.plan_builders import activity, kept

TODAY = date(2026, 11, 25)
QUARTER = Quarter(date(2026, 11, 23))
"""Until 2027-02-21."""

CLIENTS = client("Fjord"), client("Harbour & Sons"), client("Lake")
FJORD, HARBOUR, LAKE = CLIENTS


def said(*options):
    answers = Answers()
    for option in options:
        name, _, text = option.partition(" ")
        answers = answers.with_option(name, text)
    return answers


def taken(text, *options, here=()):
    """What a file would do to the plan that holds `here`, with the options of the shell."""
    workspace = kept(*CLIENTS, *here)
    return import_plan(text.encode(), workspace, plan_of(workspace, QUARTER), TODAY, said(*options))


def counts(made):
    return made.added, made.updated, made.unchanged


def sound(made):
    """The activities of a file that asks nothing and has nothing wrong, in its order."""
    assert (made.rejected, made.questions) == ((), ())
    return [after for _, after in made.activities]


def here(*fields, **more):
    return activity(*fields, quarter=QUARTER.start, **more)


TO_DO_LIST = """\
Task ID,Created At,Completed At,Name,Section/Column,Assignee,Start Date,Due Date,Tags,Notes,Parent task
77001,2026-11-01,,Review with Fjord,Retain,Kim,2026-12-01,2026-12-11,x,"Bring
figures",
77002,2026-11-01,2026-11-20T09:00:00,Ask for a quote,Advocate,Kim,,2026-12-18,,,Review with Fjord
"""
PROJECT = """\
ID,Task Name,Duration,Start,Finish,Predecessors,Resource Names,% Complete
1,Prepare,2 days,Mon 07/12/26,Tue 08/12/26,,Kim,100%
2,Hold,0.5 days?,Wed 09/12/26,Wed 09/12/26,1,Kim,50%
3,Follow up,4 hrs,Thu 10/12/26,Thu 10/12/26,"2FS+1 day,1SS",Kim,0%
"""
TICKETS = """\
Summary,Issue key,Issue id,Issue Type,Status,Due Date,Original Estimate,Inward issue link (Blocks),\
Inward issue link (Blocks),Comment,Comment,Description
Renewal call,CS-4,9004,Task,To Do,2026-12-11,5400,CS-5,CS-6,one,two,Talk
Prepare,CS-5,9005,Task,In Progress,2026-12-04,7200,,,,,
Offer,CS-6,9006,Task,Closed,2026-12-04,900,,,,,
"""
LIST = """\
TYPE,CONTENT,PRIORITY,INDENT,DATE,DURATION,DURATION_UNIT
section,Renewals,,,,,
task,Call Lake,1,1,2026-12-11,90,minute
note,Ask for Kim,,,,,
task,Write,1,1,KW 51,2,hour
"""
BOARD = """\
Task ID,Task Name,Bucket Name,Progress,Priority,Start Date,Due Date,Effort (days),Late
aB3-x,Prepare,Retain,Not started,Medium,12/07/2026,12/18/2026,1,false
aB3-y,Hold,Expand,Completed,Medium,12/14/2026,12/18/2026,"0,25",false
"""
SHEET = """\
Our plan;;;;;;;;
;;;;;;;;
No;For whom;Task;Goal;Expected outcome;KPI;Effort [min];Due;Depends on
1;Fjord, Lake;Call;keep;signed;order form;45;end of December;2 and 3
2;Harbour & Sons and Fjord;Visit;keep;plan;mail;120;18.12.2026;
3;all;Letter;keep;read;opens;15;W51;
;;Total;;;;180;;
"""


def seen(one):
    return one.reference, one.description, one.hours, one.deadline, one.earliest, one.category, one.status


def test_a_to_do_list_without_durations_asks_how_long_things_take():
    (question,) = taken(TO_DO_LIST).questions
    assert (question.field, [choice.option for choice in question.choices][1]) == ("hours", '--value "Duration:=2"')
    made = taken(TO_DO_LIST, "value Duration:=1h30")
    one, other = sound(made)
    assert seen(one) == (
        "R1", "Review with Fjord", 1.5, date(2026, 12, 11), date(2026, 12, 1), Category.RETAIN, ActivityStatus.PLANNED,
    )  # fmt: skip
    assert seen(other)[0:1] + seen(other)[5:] == ("A1", Category.ADVOCATE, ActivityStatus.DONE)
    assert (one.notes, other.notes) == ("Bring\nfigures", "Part of Review with Fjord")
    assert made.left_out == ("Created At", "Assignee", "Tags")
    assert "made references for R1 and A1" in made.notes[0]


def test_days_of_a_project_are_those_of_the_working_week_and_of_its_links_the_order_is_kept():
    made = taken(PROJECT)
    first, second, third = sound(made)
    assert [one.hours for one in (first, second, third)] == [16, 4, 4]
    assert [one.deadline.day for one in (first, second, third)] == [8, 9, 10]
    assert (second.dependencies, third.dependencies) == ((first.id,), (second.id, first.id))
    assert [one.status for one in (first, second, third)] == ["done", "doing", "planned"]
    assert made.left_out == ("Resource Names",)
    assert made.notes == (
        "a day is 8 h: hours.week / 5",
        "of dependencies only the order is kept, not what else is said of it: 1SS and 2FS+1 day",
    )


def test_estimates_that_nobody_makes_in_hours_are_asked_about_and_repeated_columns_are_one():
    (question,) = taken(TICKETS).questions
    assert [choice.label for choice in question.choices] == ["minutes", "seconds"]
    assert question.choices[1].option == '--map "Original Estimate=duration:seconds"'
    call, prepare, offer = sound(taken(TICKETS, "map Original Estimate=duration:seconds"))
    assert [one.hours for one in (call, prepare, offer)] == [1.5, 2, 0.25]
    assert (call.reference, call.external_id, call.description) == ("CS-4", "9004", "Renewal call")
    assert call.dependencies == (prepare.id, offer.id)
    assert [one.status for one in (call, prepare, offer)] == ["planned", "doing", "done"]
    assert call.notes == "one\ntwo"


def test_sections_and_notes_of_a_list_are_no_activities():
    made = taken(LIST)
    assert [(one.description, one.hours, one.deadline) for one in sound(made)] == [
        ("Call Lake", 1.5, date(2026, 12, 11)), ("Write", 2, date(2026, 12, 18)),
    ]  # fmt: skip
    assert [(row.number, row.why) for row in made.left_out_rows] == [(2, "no task, section"), (4, "no task, note")]


def test_the_columns_of_a_board_are_known_and_its_header_says_the_unit():
    made = taken(BOARD)
    assert [seen(one) for one in sound(made)] == [
        ("R1", "Prepare", 8, date(2026, 12, 18), date(2026, 12, 7), Category.RETAIN, ActivityStatus.PLANNED),
        ("E1", "Hold", 2, date(2026, 12, 18), date(2026, 12, 14), Category.EXPAND, ActivityStatus.DONE),
    ]  # fmt: skip
    assert [(one.header, one.unit) for one in made.columns if one.unit] == [("Effort (days)", "days")]


def test_a_sheet_below_its_title_and_above_its_total_is_read_in_the_words_of_its_owner():
    made = taken(SHEET)
    call, visit, letter = sound(made)
    assert [one.hours for one in (call, visit, letter)] == [0.75, 2, 0.25]
    assert (call.clients, visit.clients) == ((FJORD.id, LAKE.id), (HARBOUR.id, FJORD.id))
    assert letter.clients == (FJORD.id, HARBOUR.id, LAKE.id)
    assert call.dependencies == (visit.id, letter.id)
    assert (call.deadline, letter.deadline) == (date(2026, 12, 31), date(2026, 12, 18))
    assert (call.results, call.measurement, call.purpose) == ("signed", "order form", "keep")


@pytest.mark.parametrize("text", [TO_DO_LIST, PROJECT, TICKETS, LIST, BOARD, SHEET])
def test_the_same_file_read_again_changes_nothing(text):
    options = ["value Duration:=2", "map Original Estimate=duration:seconds"]
    options = [one for one in options if one.split(" ", 1)[1].split("=")[0] in text or one.startswith("value")]
    first = taken(text, *options)
    made = sound(first)
    again = taken(text, *options, here=made)
    assert (counts(again), again.questions, again.rejected, again.missing) == ((0, 0, len(made)), (), (), ())


def test_a_workbook_says_durations_days_and_shares_as_such():
    data = BytesIO()
    with Workbook(data) as book:
        book.add_worksheet("Cover").write(0, 0, "Our quarter")
        page = book.add_worksheet("Tasks")
        page.write(0, 0, "Plan")
        page.write_row(2, 0, ["No", "Task", "Duration", "Due date", "% Complete"])
        formats = [book.add_format({"num_format": one}) for one in ("[h]:mm", "dd.mm.yyyy", "0%")]
        rows = [("Call", timedelta(minutes=90), 11, 0.5), ("Visit", timedelta(hours=30), 18, 1)]
        for at, (task, hours, day, share) in enumerate(rows, 1):
            page.write_row(at + 2, 0, [at, task])
            for column, value, form in zip((2, 3, 4), (hours, datetime(2026, 12, day), share), formats, strict=True):
                page.write(at + 2, column, value, form)
        page.write(6, 1, "Total")
        page.write(6, 2, timedelta(hours=31.5), formats[0])
    workspace = kept(*CLIENTS)
    made = import_plan(data.getvalue(), workspace, plan_of(workspace, QUARTER), TODAY)
    assert [(one.hours, one.deadline, one.status) for one in sound(made)] == [
        (1.5, date(2026, 12, 11), "doing"), (30, date(2026, 12, 18), "done"),
    ]  # fmt: skip
    assert [row.why for row in made.left_out_rows] == ["a total"]
    assert made.notes == ('sheet "Tasks" of 2', 'headers in row 3, below "Plan"')


# Which row is which activity


def test_an_id_is_matched_before_all_else_and_kept():
    one = here("R1", external_id="7", description="Call", hours=2)
    made = taken("Task ID,Name,Duration\n7,Another name,3\n8,Call,1\n", here=[one])
    first, second = sound(made)
    assert (first.id, first.description, first.reference) == (one.id, "Another name", "R1")
    assert (second.reference, second.external_id) == ("X1", "8")


def test_rows_without_reference_and_id_are_found_by_what_they_say_and_each_by_its_deadline():
    early = here("R1", description="News", clients=[FJORD.id], deadline=date(2026, 12, 4))
    late = here("R2", description="News", clients=[FJORD.id], deadline=date(2026, 12, 11))
    table = "Task,Client,Hours,Due\nNews,Fjord,4,2026-12-18\nnews,fjord,4,2026-12-04\nNews,Lake,4,2026-12-04\n"
    moved, same, new = sound(taken(table, here=[early, late]))
    assert (moved.id, same.id, new.reference) == (late.id, early.id, "X1")


def test_a_row_with_nothing_but_the_reference_of_an_activity_is_asked_about():
    one = here("R1", description="Kick-off", purpose="begin", clients=[LAKE.id])
    table = "Ref,Customer,Activity,Why,Hours\nR1,Lake,Renewal call,keep,2\nR2,Lake,Letter,keep,1\n"
    made = taken(table, here=[one])
    (question,) = made.questions
    assert question.samples == ('R1 is "Renewal call" there, "Kick-off" here',)
    assert [choice.option for choice in question.choices] == ['--value "Ref:*=new"', '--value "Ref:*=same"']
    assert not made.would_do
    new, letter = sound(taken(table, "value Ref:*=new", here=[one]))
    assert (new.reference, new.id != one.id, letter.reference) == ("X1", True, "R2")
    assert sound(taken(table, "value Ref:r1=SAME", here=[one]))[0].id == one.id
    again = taken(table, here=[one, new, letter])
    assert (counts(again), again.questions) == ((0, 0, 2), ()), "what came in under another reference is found again"
    with pytest.raises(WrongAnswer, match="new or the same, not perhaps"):
        taken(table, "value Ref:*=perhaps", here=[one])


@pytest.mark.parametrize(
    "table",
    [
        "Ref,Hours\nR1,2\n",
        "Ref,Activity,Hours\nR1,KICK-OFF  in,2\n",
        "Ref,Activity,Hours\nR1,Kick-off in Lake,2\n",
        "Ref,Activity,Why,Hours\nR1,Something else,begin,2\n",
        "Ref,Client,Hours\nR1,Lake,2\n",
    ],
)
def test_a_row_that_agrees_in_more_or_says_no_more_changes_the_activity(table):
    one = here("R1", description="Kick-off in", purpose="begin", clients=[LAKE.id])
    assert [after.id for after in sound(taken(table, here=[one]))] == [one.id]


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("Ref,Activity,Hours\n,,1\n", "the reference is missing"),
        ("Ref,Activity,Hours\nA,x,1\na,y,1\n", "the same reference as in row 2"),
        ("Task ID,Activity,Hours\n7,x,1\n7,y,1\n", "the same id as in row 2"),
        ("Task ID,Ref,Activity,Hours\n5,,x,1\n,R1,Kick-off,1\n", "the same activity as in row 2"),
    ],
)
def test_two_rows_are_never_one_activity(table, problem):
    one = here("R1", external_id="5", description="Kick-off")
    assert [bad.problem for bad in taken(table, here=[one]).rejected] == [problem]


# What the user says


def test_words_of_their_own_are_asked_about_once_for_a_column():
    table = "Ref,Activity,Hours,Status,Category\nA,x,1,Parked,Keep\nB,y,1,Parked,Retain\n"
    asked = {question.header: [choice.option for choice in question.choices] for question in taken(table).questions}
    assert asked["Status"][:2] == ['--value "Status:Parked=planned"', '--value "Status:Parked=doing"']
    assert asked["Category"][-2:] == ['--value "Category:Keep=-"', "--map Category=-"]
    one, other = sound(taken(table, "value Status:parked=doing", "value Category:Keep=-"))
    assert (one.status, one.category) == (ActivityStatus.DOING, Category.OTHER)
    assert (other.status, other.category) == (ActivityStatus.DOING, Category.RETAIN)


def test_names_of_their_own_are_said_too():
    table = "Ref,Activity,Hours,Client\nA,x,1,The lake\n"
    assert [bad.problem for bad in taken(table).rejected] == ["there is no client The lake"]
    assert [one.clients for one in sound(taken(table, "value Client:The lake=Lake"))] == [(LAKE.id,)]


def test_days_whose_numbers_could_change_places_are_asked_about_by_column():
    table = "Ref,Hours,Due,Start\nA,1,03/12/2026,01/12/26\nB,1,04/12/2026,13/12/26\n"
    (question,) = taken(table).questions
    assert question.samples == ("03/12/2026", "04/12/2026")
    assert [choice.option for choice in question.choices] == [
        '--map "Due=deadline:day-first"', '--map "Due=deadline:month-first"', "--map Due=-",
    ]  # fmt: skip
    first, _ = sound(taken(table, "map Due=deadline:day-first"))
    assert (first.deadline, first.earliest) == (date(2026, 12, 3), date(2026, 12, 1))
    assert sound(taken(table, "map Due=deadline:month-first"))[0].deadline == date(2026, 3, 12)


@pytest.mark.parametrize(
    ("cell", "deadline", "start"),
    [
        ("2026-12-11T00:00:00Z", date(2026, 12, 11), date(2026, 12, 11)),
        ("11/Dec/26 12:00 AM", date(2026, 12, 11), date(2026, 12, 11)),
        ("11-Dec-26", date(2026, 12, 11), date(2026, 12, 11)),
        ("Mon 12/7/26 5:00 PM", date(2026, 12, 7), date(2026, 12, 7)),
        ("2026/12/7", date(2026, 12, 7), date(2026, 12, 7)),
        ("46367", date(2026, 12, 11), date(2026, 12, 11)),
        ("Dec-26", date(2026, 12, 31), date(2026, 12, 1)),
        ("January 2027", date(2027, 1, 31), date(2027, 1, 1)),
        ("KW 51", date(2026, 12, 18), date(2026, 12, 14)),
        ("end of January", date(2027, 1, 31), date(2027, 1, 31)),
    ],
)
def test_days_are_read_as_other_tools_write_them(cell, deadline, start):
    (one,) = sound(taken(f"Ref,Hours,Due,Start\nA,1,{cell},{cell}\n"))
    assert (one.deadline, one.earliest) == (deadline, start)


def test_a_column_is_mapped_or_left_out():
    table = "Ref,Vorgang,Hours,Effort\nA,Anruf,1,9\n"
    (one,) = sound(taken(table, "map Vorgang=description", "map Effort=-"))
    assert (one.description, one.hours) == ("Anruf", 1)
    (other,) = sound(taken(table, "map Effort=duration"))
    assert (other.hours, other.description) == (9, "")
    with pytest.raises(WrongAnswer, match="durations come in hours, minutes, seconds, days, weeks, not in moons"):
        taken(table, "map Effort=duration:moons")
    with pytest.raises(WrongAnswer, match="Duration: soon is no duration"):
        taken("Ref,Activity\nA,x\n", "value Duration:=soon")


@pytest.mark.parametrize(
    ("header", "cell", "status"),
    [
        ("Status", "Not Started", "planned"),
        ("State", "WIP", "doing"),
        ("Status", "Cancelled", "dropped"),
        ("% Complete", "0", "planned"),
        ("% Complete", "35%", "doing"),
        ("Percent complete", "1", "done"),
        ("Progress", "0.5", "doing"),
        ("Completed", "TRUE", "done"),
        ("Completed", "no", "planned"),
        ("Done", "x", "done"),
        ("Completed At", "2026-11-20T10:00:00Z", "done"),
        ("Completed At", "11/20/2026 9:00 AM", "done"),
        ("Completed At", "", "planned"),
    ],
)
def test_how_far_a_thing_is_is_told_in_many_ways(header, cell, status):
    assert [one.status for one in sound(taken(f"Ref,Hours,{header}\nA,1,{cell}\n"))] == [status]


@pytest.mark.parametrize(("header", "cell"), [("% Complete", "120%"), ("Progress", "far")])
def test_what_tells_no_status_is_named(header, cell):
    assert [(bad.column, bad.value) for bad in taken(f"Ref,Hours,{header}\nA,1,{cell}\n").rejected] == [(header, cell)]


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        ("Ref,Duration,Work", {"Work": "hours"}),
        ("Ref,Summary,Description,Hours", {"Summary": "description", "Description": "notes"}),
        ("Ref,Description,Hours", {"Description": "description"}),
        ("Ref,Due,Finish,Hours", {"Due": "deadline"}),
        ("Ref,Summary,Description,Notes,Hours", {"Summary": "description", "Notes": "notes"}),
    ],
)
def test_of_several_columns_that_mean_the_same_one_is_taken_and_the_others_are_named(headers, fields):
    made = taken(f"{headers}\nA{',' * headers.count(',')}\n")
    known = {one.header: one.field for one in made.columns if one.header not in ("Ref", "Hours")}
    assert known == fields
    assert {*made.left_out} == {*headers.split(",")} - {"Ref", "Hours", *fields}
