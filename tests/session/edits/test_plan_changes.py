"""What is done with a plan, each as one change that is saved and taken back as one."""

from datetime import timedelta
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csm_tui.domain.records.activity import Activity, ActivityOutcome, ActivityStatus, LogEntry, Pin
from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.person.worktime import Appointment, Leave, Unplanned, WorkWeek
from csm_tui.domain.settings import QuarterRule, Settings
from csm_tui.domain.text import fold
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.plan import circle, plan_of
from csm_tui.session.changes import Change, Edit, addition, deletion, edition
from csm_tui.session.edits.plan_changes import (
    added,
    dropped,
    duplicate,
    finished,
    free_reference,
    in_quarter,
    logged,
    next_quarter,
    pinned,
    refuse_circle,
    reopened,
    repeated,
)
from csm_tui.session.merging import Conflict
from csm_tui.session.opening import open_workspace
from tests.support.builders import TODAY, client
from tests.support.driving import now
from tests.support.plan_builders import QUARTER, activity, day, full, kept, plan, references

NEXT = QUARTER.following
SPENT = LogEntry(day=TODAY, hours=1.5)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workspace.json"


def opened(path):
    return open_workspace(path, lambda: TODAY, now)


def uid(reference):
    """An id that the file takes."""
    return str(uuid5(NAMESPACE_OID, reference))


def storable(reference, **fields):
    """An activity as `activity` makes it, with ids that the file takes."""
    after = fields.pop("after", ())
    return activity(reference, id=uid(reference), dependencies=[uid(name) for name in after], **fields)


def after(change, *records):
    """The activity that a change leaves, applied to records."""
    [edit] = change.edits
    found = change.apply(kept(*records)).table(Activity).records[edit.after.id]
    assert change.inverse().apply(kept(found)).table(Activity).records[found.id] == records[0]
    return found


def test_everything_of_the_plan_comes_back_from_the_file(path):
    records = [
        storable(
            "A", after=["B"], clients=[uid("c1")], log=[SPENT], pins=[Pin(day=day(3), hours=2)], earliest=day(1),
            deadline=day(9), notes="two\nlines",
        ),
        storable("B", status=ActivityStatus.DONE, result=ActivityOutcome.PARTLY),
        WorkWeek(start=TODAY, hours=30),
        Leave(first=day(0), last=day(1), note="x"),
        Appointment(day=TODAY, hours=1, what="x", source="calendar.ics"),
        Unplanned(day=TODAY, hours=1, note="x"),
    ]  # fmt: skip
    opened(path).apply(Change("all", tuple(Edit(None, one) for one in records)))
    workspace = opened(path).workspace
    assert [workspace.find(one) for one in records] == records


def test_the_first_change_of_a_plan_stores_where_its_quarter_starts(path):
    session = opened(path)
    first = in_quarter(added([storable("A")]), session.workspace, QUARTER)
    session.apply(first)
    assert opened(path).workspace.settings.quarter.start == QUARTER.start
    second = added([activity("B")])
    assert in_quarter(second, session.workspace, NEXT) is second
    session.undo()
    gone = opened(path).workspace
    assert gone.settings.quarter.start is None
    assert not gone.table(Activity).records


def test_a_change_that_moves_the_quarter_is_left_as_it_is():
    settings = Settings()
    moving = Change("x", (), (settings, settings.changed(quarter=QuarterRule(start=NEXT.start))))
    assert in_quarter(moving, Workspace(), QUARTER) is moving


def test_new_activities_are_one_step():
    assert added([activity("A")]).label == "new activity A"
    change = added([activity("A"), activity("B")])
    assert change.label == "new A and B"
    assert references(plan_of(change.apply(Workspace()), QUARTER).activities) == ["A", "B"]


def test_two_activities_of_a_quarter_never_have_one_reference():
    here = kept(activity("A"))
    with pytest.raises(Conflict, match="there is an activity named A by now"):
        addition(activity("a")).apply(here)
    addition(activity("a", quarter=NEXT.start)).apply(here)


@pytest.mark.parametrize("result", ActivityOutcome)
def test_what_is_done_tells_its_result(result):
    one = activity(log=[SPENT])
    found = after(finished(one, result), one)
    assert (found.status, found.result, found.remaining, found.log) == (ActivityStatus.DONE, result, 0, (SPENT,))


def test_what_is_dropped_has_no_result_and_nothing_left():
    one = activity(status=ActivityStatus.DONE, result=ActivityOutcome.MET)
    found = after(dropped(one), one)
    assert (found.status, found.result, found.remaining) == (ActivityStatus.DROPPED, None, 0)


@pytest.mark.parametrize(("log", "status"), [([], ActivityStatus.PLANNED), ([SPENT], ActivityStatus.DOING)])
def test_what_is_taken_up_again_is_planned_or_already_begun(log, status):
    for one in (
        activity(status=ActivityStatus.DONE, result=ActivityOutcome.NOT, log=log),
        activity(status=ActivityStatus.DROPPED, log=log),
    ):
        found = after(reopened(one), one)
        assert (found.status, found.result, found.remaining) == (status, None, 4 - sum(entry.hours for entry in log))


@pytest.mark.parametrize(
    ("status", "then"),
    [
        (ActivityStatus.PLANNED, ActivityStatus.DOING),
        *[(one, one) for one in (ActivityStatus.DOING, ActivityStatus.DONE, ActivityStatus.DROPPED)],
    ],
)
def test_logging_hours_begins_what_was_only_planned(status, then):
    one = activity(status=status, log=[SPENT])
    found = after(logged(one, LogEntry(day=day(1), hours=2)), one)
    assert (found.status, found.logged) == (then, 3.5)


def test_hours_logged_in_two_terminals_are_both_kept(path):
    one = storable("A", status=ActivityStatus.DOING)
    opened(path).apply(addition(one))
    mine, theirs = opened(path), opened(path)
    mine.apply(logged(one, SPENT))
    theirs.apply(logged(one, LogEntry(day=TODAY, hours=2)))
    assert opened(path).workspace.table(Activity).records[one.id].logged == 3.5


def test_pins_are_one_a_day_in_order_and_none_without_hours():
    one = activity()
    pins = [Pin(day=day(number), hours=hours) for number, hours in ((3, 1), (1, 2), (3, 0.5), (2, 0))]
    found = after(pinned(one, pins), one)
    assert [(pin.day, pin.hours) for pin in found.pins] == [(day(1), 2), (day(3), 1.5)]


def test_an_activity_that_would_wait_for_itself_is_refused_by_name():
    here = plan(activity("A", after=["B"]), activity("B"), activity("C", after=["A"]))
    with pytest.raises(ValueError, match="these would wait for each other: A > B > A"):
        refuse_circle(activity("B", after=["A"]), here)
    with pytest.raises(ValueError, match="New > New"):
        refuse_circle(activity("New", after=["New"]), here)
    refuse_circle(activity("B", after=[]), here)
    refuse_circle(activity("New", after=["A", "C"]), here)


def test_a_duplicate_is_the_same_not_begun_and_under_a_reference_that_is_free():
    one = full(
        "A",
        log=[SPENT],
        pins=[Pin(day=TODAY, hours=1)],
        status=ActivityStatus.DONE,
        result=ActivityOutcome.MET,
        after=["B"],
    )
    here = plan(one, activity("a-2"), activity("B"))
    found = duplicate(one, here)
    assert (found.reference, found.status, found.result, found.log, found.pins) == (
        "A-3",
        ActivityStatus.PLANNED,
        None,
        (),
        (),
    )
    assert found.id not in here.by_id
    own = {"id", "reference", "status", "result", "log", "pins"}
    assert {name: value for name, value in found if name not in own} == {
        name: value for name, value in one if name not in own
    }


def test_a_reference_that_is_as_long_as_can_be_is_cut_for_its_number():
    long = "x" * 200
    assert duplicate(activity(long), plan(activity(long))).reference == "x" * 198 + "-2"
    assert free_reference("new", plan(activity(long))) == "new"


@settings(max_examples=40)
@given(
    st.sampled_from(["A", "A-2", "x" * 200, "x" * 198 + "-2"]),
    st.lists(st.sampled_from(["A", "a-2", "A-2-2", "A-3", "x" * 200, "x" * 198 + "-2", "x" * 198 + "-3"]), unique=True),
    st.none() | st.integers(-10, 100),
    st.none() | st.integers(-10, 100),
    st.integers(1, 5),
    st.integers(-10, 120),
)
def test_repetitions_are_weeks_apart_within_the_quarter_and_each_under_a_reference_of_its_own(
    reference, others, earliest, deadline, weeks, until
):
    earliest = None if earliest is None else day(earliest)
    deadline = None if deadline is None else day(deadline)
    one = activity(reference, earliest=earliest, deadline=deadline, log=[SPENT], status=ActivityStatus.DOING)
    here = plan(one, *[activity(name) for name in others if fold(name) != fold(reference)])
    first, *more = repeated(one, weeks, day(until), here)
    assert (first.id, first.reference, first.log) == (one.id, one.reference, one.log)
    begin = earliest or deadline or QUARTER.start
    assert len(more) == max(0, (min(day(until), QUARTER.end) - begin).days // (7 * weeks))
    for number, found in enumerate(more, 1):
        shift = timedelta(weeks=number * weeks)
        assert (found.earliest, found.deadline) == (first.earliest + shift, first.deadline + shift)
        assert (found.status, found.log) == (ActivityStatus.PLANNED, ())
    taken = {fold(name) for name in (*references(here.activities), *references(more))}
    assert len(taken) == len(here.activities) + len(more)
    assert not {found.id for found in more} & {*here.by_id}


def test_the_first_of_a_series_keeps_its_days_or_gets_the_week_around_them():
    def window(**fields):
        first = repeated(activity(**fields), 2, day(20), plan())[0]
        return (first.earliest - TODAY).days, (first.deadline - TODAY).days

    assert window(earliest=day(2), deadline=day(9)) == (2, 9)
    assert window(earliest=day(9)) == (9, 13)
    assert window(deadline=day(9)) == (7, 9)
    assert window() == (0, 6)


def test_a_series_is_numbered():
    assert references(repeated(activity("Call"), 1, day(14), plan(activity("call-2")))) == [
        "Call",
        "Call-2-2",
        "Call-3",
    ]
    assert references(repeated(activity("Call"), 13, QUARTER.end, plan())) == ["Call"]


@pytest.mark.parametrize("weeks", [0, -1])
def test_a_series_goes_on(weeks):
    with pytest.raises(ValueError, match="1 or more"):
        repeated(activity(), weeks, QUARTER.end, plan())


def test_the_next_quarter_takes_along_what_is_open_and_leaves_this_plan_as_it_is(path):
    session = opened(path)
    acme = client("Acme")
    records = [
        acme,
        storable("A", hours=8, log=[SPENT], clients=[acme.id], pins=[Pin(day=TODAY, hours=1)], description="what"),
        storable("B", after=["A", "C", "D"], deadline=NEXT.start, earliest=TODAY),
        storable("C", status=ActivityStatus.DONE, result=ActivityOutcome.MET),
        storable("D"),
        storable("E", hours=1, log=[SPENT], status=ActivityStatus.DOING, earliest=NEXT.end),
        storable("F", status=ActivityStatus.DROPPED),
    ]
    session.apply(Change("all", tuple(Edit(None, one) for one in records)))
    before = plan_of(session.workspace, QUARTER)
    session.apply(next_quarter(session.workspace, before, [one for one in before.activities if one.reference != "D"]))
    workspace = opened(path).workspace
    assert workspace.settings.quarter.start == NEXT.start
    assert plan_of(workspace, QUARTER).activities == before.activities
    found = plan_of(workspace, NEXT)
    assert references(found.activities) == ["A", "B", "E"]
    one, two, three = found.activities
    assert (one.hours, one.status, one.log, one.pins) == (6.5, ActivityStatus.PLANNED, (), ())
    assert (one.clients, one.description, one.deadline) == ((acme.id,), "what", None)
    assert found.references(two.dependencies) == ("A",)
    assert len(two.dependencies) == 1
    assert (two.deadline, two.earliest) == (NEXT.start, None)
    assert (three.hours, three.earliest) == (1, NEXT.end)
    session.undo()
    back = opened(path).workspace
    assert plan_of(back, NEXT).activities == ()
    assert back.settings.quarter.start is None


def test_open_assumptions_on_what_is_carried_over_go_along_as_copies():
    guesses = [
        Assumption(activity="A", text="open", validate_by=day(3)),
        Assumption(activity="A", text="closed", state="confirmed"),
        Assumption(activity="B", text="of another"),
    ]
    workspace = kept(activity("A"), activity("B"), *guesses)
    here = plan_of(workspace, QUARTER)
    found = next_quarter(workspace, here, [here.by_id["A"]]).apply(workspace)
    [carried] = plan_of(found, NEXT).activities
    assert [(one.text, one.validate_by) for one in found.assumptions(carried)] == [("open", day(3))]
    assert found.assumptions(here.by_id["A"]) == workspace.assumptions(here.by_id["A"])


def test_what_is_carried_over_finds_a_free_reference_in_a_plan_that_was_begun():
    workspace = kept(activity("A"), activity("A-2"), activity("a", quarter=NEXT.start))
    here = plan_of(workspace, QUARTER)
    found = plan_of(next_quarter(workspace, here, here.activities).apply(workspace), NEXT)
    assert references(found.activities) == ["a", "A-2", "A-2-2"]
    assert len({fold(one.reference) for one in found.activities}) == 3


def test_nothing_need_be_carried_over():
    workspace = kept(activity("A"))
    change = next_quarter(workspace, plan_of(workspace, QUARTER), [])
    assert change.edits == ()
    assert change.label == "quarter from 1 Jun 2026"
    assert change.apply(workspace).settings.quarter.start == NEXT.start


@settings(max_examples=40)
@given(st.data())
def test_whatever_is_carried_over_keeps_its_hours_and_its_order(data):
    found = []
    for number in range(data.draw(st.integers(1, 6))):
        found.append(
            activity(
                f"R{number}",
                status=data.draw(st.sampled_from(ActivityStatus)),
                log=data.draw(st.sampled_from([[], [SPENT], [SPENT, LogEntry(day=TODAY, hours=4)]])),
                after=[one.id for one in found if data.draw(st.booleans())],
            )
        )
    workspace = kept(*found)
    carried = data.draw(st.lists(st.sampled_from(found), unique_by=lambda one: one.id))
    after = plan_of(next_quarter(workspace, plan_of(workspace, QUARTER), carried).apply(workspace), NEXT)
    wanted = {one.reference: one for one in carried if one.open}
    assert {*references(after.activities)} == {*wanted}
    assert not circle(after.activities)
    for one in after.activities:
        old = wanted[one.reference]
        assert one.remaining == (old.remaining or old.hours)
        assert {*after.references(one.dependencies)} == {*old.dependencies} & {*wanted}
        assert len(after.references(one.dependencies)) == len(one.dependencies)


def test_an_activity_stays_without_a_client_that_is_deleted_and_gets_it_back(path):
    acme, bolt = client("Acme"), client("Bolt")
    one, other = storable("A", clients=[acme.id, bolt.id]), storable("B", clients=[bolt.id])
    session = opened(path)
    session.apply(Change("all", tuple(Edit(None, record) for record in (acme, bolt, one, other))))
    session.apply(deletion([acme], session.workspace))
    gone = opened(path).workspace.table(Activity).records
    assert gone == {one.id: one.changed(clients=(bolt.id,)), other.id: other}
    session.undo()
    back = opened(path).workspace
    assert back.table(Activity).records == {one.id: one, other.id: other}
    assert {*back.clients} == {acme.id, bolt.id}


def test_an_activity_goes_on_without_one_that_is_deleted_with_its_assumptions():
    guess = Assumption(activity="A", text="x")
    workspace = kept(activity("A"), activity("B", after=["A", "C"]), activity("C"), guess)
    change = deletion([workspace.table(Activity).records["A"]], workspace)
    assert change.label == "deletion of A"
    found = change.apply(workspace)
    assert found.table(Activity).records["B"].dependencies == ("C",)
    assert {*found.table(Activity).records} == {"B", "C"}
    assert not found.table(Assumption).records
    assert change.inverse().apply(found).table(Activity).records == workspace.table(Activity).records


def test_activities_that_are_deleted_together_are_not_kept_by_each_other():
    workspace = kept(activity("A"), activity("B", after=["A"]), activity("C", after=["B"]))
    records = workspace.table(Activity).records
    found = deletion([records["A"], records["B"]], workspace).apply(workspace)
    assert found.table(Activity).records == {"C": records["C"].changed(dependencies=())}
    assert references(workspace.naming({"A"})) == ["B"]
    assert workspace.naming({"gone"}) == []


def test_what_was_changed_elsewhere_is_kept_when_a_client_goes():
    acme = client("Acme")
    one = activity("A", clients=[acme.id])
    change = deletion([acme], kept(acme, one))
    found = change.apply(kept(acme, one.changed(notes="theirs")))
    assert found.table(Activity).records["A"] == one.changed(notes="theirs", clients=())


def test_an_edit_of_one_field_merges_with_an_edit_of_another():
    one = activity("A")
    found = edition(one, one.changed(hours=8)).apply(kept(one.changed(notes="theirs")))
    assert found.table(Activity).records["A"] == one.changed(hours=8, notes="theirs")


def test_quarters_follow_from_the_plan_that_is_looked_at():
    early = Quarter(QUARTER.start - timedelta(weeks=26))
    change = next_quarter(Workspace(), plan(quarter=early), [])
    assert change.settings is not None
    assert change.settings[1].quarter.start == early.following.start
