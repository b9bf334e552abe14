"""Cash flows as spreadsheets: in the columns of our own file, quarters across, signed; what is wrong, cell by cell."""

from collections.abc import Mapping
from datetime import date

import pytest

from csm_tui.domain.records.engagements.roadmap import CashQuarter, Roadmap
from csm_tui.exchange.reading.answers import NO_ANSWERS, Answers, WrongAnswer
from csm_tui.exchange.roadmap.cash_flow_import import CashFlowImport, import_cash_flow
from csm_tui.exchange.roadmap.cash_flow_sheet import field_of, read_period
from csm_tui.exchange.tables import FileRefused
from tests.support.roadmaps import example_csv, example_quarters

TODAY = date(2026, 11, 26)
HEAD = "Year,Quarter,Estimated expenditure,Actual expenditure,Estimated income,Actual income\n"
WIDE = """,2026-Q1,2026-Q2,2026-Q3
Costs (plan),-20,-10,-7
Costs (actual),-20,,
Benefit (plan),0,-,20
Benefit (actual),5,,
Net,-15,,
"""

NO_AMOUNT = "an amount is a number, such as 2,285 or (2,285), a dash for 0, or empty"

Row = tuple[object, object, object, object]


def _read(text: str, roadmap: Roadmap | None = None, stored: list[CashQuarter] | None = None,
          start: date | None = None, answers: Answers = NO_ANSWERS) -> CashFlowImport:  # fmt: skip
    return import_cash_flow(text.encode(), roadmap, stored or [], "e", TODAY, start, answers)


def _rows(found: CashFlowImport) -> Mapping[int, Row]:
    """Estimated and actual expenditure, then income, by the number of the quarter."""
    return {
        one.number: (one.estimated_expenditure, one.actual_expenditure, one.estimated_income, one.actual_income)
        for _, one in found.quarters
    }


def _problems(found: CashFlowImport) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.problem.partition(":")[0]) for one in found.rejected]


def test_our_own_columns_come_back_as_they_were() -> None:
    quarters = example_quarters()
    found = _read(example_csv())
    assert [after.changed(id="", roadmap="r") for _, after in found.quarters] == [
        one.changed(id="") for one in quarters
    ]
    assert (found.added, found.rejected, found.left_out, found.missing) == (20, (), (), ())


def test_without_a_start_the_last_quarter_with_actuals_is_the_last_full_one() -> None:
    _, roadmap = _read(example_csv()).roadmap
    assert (roadmap.first_month, roadmap.months) == (date(2026, 4, 1), 60)


def test_a_start_that_is_given_counts() -> None:
    found = _read(example_csv(), start=date(2026, 1, 1))
    assert found.roadmap[1].first_month == date(2026, 1, 1)
    assert found.rejected == ()


def test_quarters_across_with_signed_costs() -> None:
    found = _read(WIDE)
    assert _rows(found) == {1: (20, 20, 0, 5), 2: (10, None, 0, None), 3: (7, None, 20, None)}
    assert found.roadmap[1].first_month == date(2026, 1, 1)
    assert found.left_out == ("Net",)
    assert found.warnings == ("costs are negative in the file; they are taken in as expenditure",)


@pytest.mark.parametrize("title", ["Business case{0}{0}\n\n", "Business case\nby Kim, of sales\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_periods_down_with_titles_above_merged_years_and_a_total(delimiter: str, title: str) -> None:
    rows = "Year,Quarter,Budgeted costs,Expected revenue\nYear 1,Q3,10,1\n,Q4,(2),-\nTotal,,8,1\n"
    found = _read(title.format(delimiter) + rows.replace(",", delimiter))
    assert _rows(found) == {3: (10, None, 1, None), 4: (-2, None, 0, None)}
    assert "left out, as they are totals: row 6" in found.warnings
    assert found.notes[0].startswith('headers in row 3, below "Business case"')


def test_calendar_quarters_are_counted_from_the_start_of_the_roadmap() -> None:
    roadmap = Roadmap(engagement="e", first_month=date(2025, 8, 1), months=6)
    found = _read("Period,Plan cost\nQ1 2026,5\nQ2 2026,6\n", roadmap)
    assert _rows(found) == {3: (5, None, None, None), 4: (6, None, None, None)}
    assert (found.roadmap[1].first_month, found.roadmap[1].months) == (roadmap.first_month, 12)
    early = _read("Period,Plan cost\nQ2 2025,5\nQ3 2025,6\n", roadmap)
    assert _problems(early) == [(2, "Period", "it lies before the start, 2025-08")]


def test_an_empty_cell_leaves_what_is_stored_and_what_the_file_lacks_is_named() -> None:
    roadmap = Roadmap(engagement="e", first_month=date(2026, 1, 1))
    stored = example_quarters(roadmap.id)[:3]
    found = _read(f"{HEAD}1,1,,,,50\n1,2,1020,965,100,145\n", roadmap, stored)
    assert _rows(found) == {1: (2285, 2285, 0, 50), 2: (1020, 965, 100, 145)}
    assert (found.added, found.updated, found.unchanged, found.missing) == (0, 1, 1, ("quarter 3",))


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("1,1,1,,,\n1,3,1,,,\n", [(3, "Quarter", "a gap")]),
        ("1,1,1,,,\n1,1,2,,,\n", [(3, "Quarter", "the same quarter as in row 2")]),
        ("1,1,soon,,,\n1,2,,tbd,,\n", [(2, "Estimated expenditure", NO_AMOUNT),
                                       (3, "Actual expenditure", NO_AMOUNT)]),
        ("1,5,1,,,\n", [(2, "Quarter", "a quarter is written like 2026-Q1, or 1 with its year beside it")]),
        ("11,1,1,,,\n", [(2, "Quarter", "a roadmap has 40 quarters at most")]),
        ("1,1,1,,,\n2026,1,1,,,\n", [(2, "Quarter", "years of the calendar and of the initiative stand side by side")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_cell(rows: str, wrong: list[tuple[int, str, str]]) -> None:
    assert _problems(_read(HEAD + rows)) == wrong


def test_actuals_of_the_future_are_asked_about() -> None:
    text = f"{HEAD}1,1,1,1,1,1\n1,2,1,1,1,1\n"
    start = date(2026, 9, 1)
    assert _problems(_read(text, start=start)) == [
        (3, "Actual expenditure", "an actual of a quarter that has not begun"),
        (3, "Actual income", "an actual of a quarter that has not begun"),
    ]
    (question,) = _read(text, start=start).questions
    assert (question.why, question.samples[0]) == (
        "2 actuals are of quarters that have not begun", "row 3, Actual expenditure: 1",
    )  # fmt: skip
    taken, left_out = (_read(text, start=start, answers=NO_ANSWERS.with_choice(one)) for one in question.choices)
    assert (_rows(taken)[2], _rows(left_out)[2]) == ((1, 1, 1, 1), (1, None, 1, None))
    assert (taken.questions, taken.rejected) == ((), ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Name,ACV\nAcme,5\n", "no cash flow is found in it: it has \"Name\", \"ACV\""),
        ("Quarter,Planned cost,Budgeted expenses\n1,2,3\n", '"Planned cost" and "Budgeted expenses" both mean'),
        ("", "the file is empty"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_cash_flow_is_refused(text: str, said: str) -> None:
    with pytest.raises(FileRefused, match=said.replace("(", r"\(")):
        _read(text)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-Q1", (2026, 1)), ("2026 q4", (2026, 4)), ("Q2 2026", (2026, 2)), ("Year 1 Q3", (1, 3)), ("Y2Q1", (2, 1)),
        ("3Q2026", (2026, 3)), ("2026-Q5", None), ("Q1", None), ("2026", None), ("300 Q1", None),
    ],
)  # fmt: skip
def test_quarters_as_people_write_them(text: str, period: tuple[int, int] | None) -> None:
    assert read_period(text) == period


def test_what_a_header_means_can_be_said() -> None:
    text = "Quarter,Rollout,Costs (plan)\n1,5,6\n"
    answers = NO_ANSWERS.with_option("map", "rollout=actual expenditure").with_option("map", "Costs (plan)=-")
    assert _rows(_read(text, answers=answers)) == {1: (None, 5, None, None)}
    with pytest.raises(WrongAnswer, match='a cash flow has no field "hours"'):
        _read(text, answers=NO_ANSWERS.with_option("map", "Rollout=hours"))


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Costs (plan)", "estimated_expenditure"),
        ("Actual Income", "actual_income"), ("Cumulative actual income", None),
        ("Costs", None), ("Plan vs actual costs", None), ("Re-forecast income (plan)", None),
    ],
)  # fmt: skip
def test_what_a_header_means(header: str, field: str | None) -> None:
    assert field_of(header) == field
