"""How the calendar is drawn, without a screen."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from csm_tui.domain.records.activity import Category
from csm_tui.domain.records.person.worktime import Leave
from csm_tui.domain.settings import ScheduleStyle
from csm_tui.planning.plan.time_budget import TimeBudget, week_days
from csm_tui.planning.schedule.timetable import Timetable, timetable
from csm_tui.screens.calendar.activity_names import ActivityNames
from csm_tui.screens.calendar.calendar_cells import (
    CALENDAR_ASCII,
    CALENDAR_UNICODE,
    CalendarGlyphs,
    foot,
    head,
    hours_text,
    row_cells,
)
from csm_tui.screens.calendar.calendar_heading import calendar_heading
from csm_tui.screens.calendar.calendar_legend import calendar_legend
from csm_tui.screens.calendar.calendar_view import CalendarColumn, CellHours, SpanUse, calendar_rows, grid, span_uses
from csm_tui.screens.cells import glyphs
from csm_tui.widgets.styled import rich_style_of
from csm_tui.widgets.table.layout import Cell
from tests.support.builders import client
from tests.support.plan_builders import QUARTER, USUAL, activity, day, plan

SPANS = [CalendarColumn(tuple(week_days(monday)), str(monday.day), f"{monday:%b}") for monday in QUARTER.mondays]
TITLE = Cell("Activity")
ALPHABETS = pytest.mark.parametrize("signs", [CALENDAR_UNICODE, CALENDAR_ASCII])


def table(*activities: object, budget: TimeBudget = USUAL, style: ScheduleStyle = ScheduleStyle.ASAP) -> Timetable:
    return timetable(plan(*activities), budget, (), QUARTER.start, style)  # type: ignore[arg-type]


def uses(found: Timetable, budget: TimeBudget = USUAL, unplanned: Mapping[date, float] | None = None) -> list[SpanUse]:
    return span_uses(found, budget, unplanned or {}, SPANS)


@pytest.mark.parametrize(
    ("hours", "shown", "plain"),
    [
        (0, "0", "0"), (4, "4", "4"), (4.5, "4½", "4.5"), (4.25, "4¼", "4.25"), (0.75, "¾", "0.75"), (0.5, "½", "0.5"),
        (19.75, "19¾", "19.75"), (20, "20", "20"), (2 / 3, "0.7", "0.7"), (1 / 3 + 1 / 3 + 1 / 3, "1", "1"),
    ],
)  # fmt: skip
def test_hours_are_told_as_short_as_can_be(hours: float, shown: str, plain: str) -> None:
    assert (hours_text(hours, CALENDAR_UNICODE), hours_text(hours, CALENDAR_ASCII)) == (shown, plain)


@ALPHABETS
def test_the_load_grows_with_the_share_of_the_budget_and_what_is_above_it_is_a_number(signs: CalendarGlyphs) -> None:
    found = table(activity("R1", hours=2, deadline=day(4)), activity("R2", hours=20, earliest=day(7)))
    *_, load = head(SPANS, uses(found), TITLE, 0, signs)
    assert [cell.text for cell in load.cells[1:4]] == [signs.bars[0], signs.bars[-1], signs.idle]
    assert [cell.style for cell in load.cells[1:4]] == ["dim", "amber", "dim"]
    assert load.cells[0].text == "  Load 2 of 20 h, 18 free"
    pinned = activity("R3", hours=9, pins=[{"day": day(14), "hours": 6.5}])
    *_, over, load = head(SPANS, uses(table(pinned)), TITLE, 2, signs)
    assert [cell.text for cell in over.cells] == ["  Too much", "", "", f"+{hours_text(2.5, signs)}", *[""] * 10]
    assert load.cells[3].style == "red"


def test_hours_that_find_no_room_are_told_at_the_end_of_the_stretch_that_needs_them() -> None:
    tight = activity("R1", hours=45, earliest=day(7), deadline=day(18)), activity("R2", hours=2, deadline=day(80))
    *_, over, load = head(SPANS, uses(table(*tight)), TITLE, 1, CALENDAR_UNICODE)
    assert [cell.text for cell in over.cells[:5]] == ["  Too much", "", "", "+5", ""]
    assert [cell.style for cell in load.cells[1:5]] == ["dim", "red", "red", "dim"]
    onboarding = activity("O1", hours=45, earliest=day(7), deadline=day(18), category="onboard")
    assert not any(use.is_short for use in uses(table(onboarding))), "it has hours of its own"


def test_months_stand_over_their_first_week_and_this_week_is_told_by_its_signs() -> None:
    spans = [CalendarColumn(SPANS[0].days, "2", "Mar"), CalendarColumn(SPANS[1].days, "9", "", present=True)]
    months, titles, _ = head(spans, uses(table())[:2], TITLE, 0, CALENDAR_UNICODE)
    assert [cell.text.strip() for cell in months.cells] == ["", "Mar", ""]
    assert [cell.text for cell in titles.cells] == ["Activity", " 2 ", "┃9┃"]
    assert head(spans, uses(table())[:2], TITLE, 0, CALENDAR_ASCII)[1].cells[2].text == "[9]"


def test_a_block_has_the_hue_of_its_category_and_the_deadline_a_sign_behind_its_week() -> None:
    hours = {0: CellHours(4.5, 0, 0, Category.EXPAND), 1: CellHours(2, 2, 1, Category.EXPAND), 2: CellHours(0, 0, 1.5)}
    name, first, second, third, fourth, *_ = row_cells(
        "R1", hours, SPANS, uses(table()), CALENDAR_UNICODE, deadline=day(14), late=False
    )
    assert (name.text, name.style) == ("  R1", "")
    assert (first.text, first.style, first.after) == ("4½", "block-expand", "")
    assert (second.text, second.style) == ("=3", "block-expand")
    assert (third.text, third.style, third.after) == ("1½", "dim", "◇")
    assert (fourth.text, fourth.style) == ("", ""), "zeros are blank"


def test_hours_after_the_deadline_are_marked_and_so_is_the_row() -> None:
    hours = {0: CellHours(2, 0, 0, Category.RETAIN), 1: CellHours(2, 0, 0, Category.RETAIN)}
    name, first, second, *_ = row_cells("R1", hours, SPANS, uses(table()), CALENDAR_UNICODE, deadline=day(3), late=True)
    assert (name.text, name.style) == ("! R1", "red")
    assert (first.style, second.style) == ("block-retain", "block-late")


@ALPHABETS
def test_days_off_are_shaded_one_by_one_and_named(signs: CalendarGlyphs) -> None:
    leave = (Leave(first=day(1), last=day(2), note="Sailing"), Leave(first=day(7), last=day(11)))
    budget = TimeBudget(40, 50, leave=leave)
    found = uses(table(budget=budget), budget)
    (cells, align), *_, (last, _) = foot(found, 0, signs)
    off = signs.off
    assert ([cell.text for cell in cells[1:4]], align) == ([f" {off * 2}  ", off * 5, " " * 5], "spread")
    assert cells[0].text == "  Leave: Sailing"
    assert foot(found, 1, signs)[0][0][0].text == "  Leave: leave"
    assert foot(found, 2, signs)[0][0][0].text == "  Leave: Sailing, leave", "all of them, where there is none"
    assert [cell.text for cell in last[:4]] == ["  Budget", "12", "0", "20"]
    assert [cell.style for cell in row_cells("R1", {}, SPANS, found, signs)[1:4]] == ["", "off", ""]


def test_onboarding_is_told_against_what_is_reserved_and_too_much_has_a_sign() -> None:
    found = table(activity("O1", hours=24, category="onboard", deadline=day(4), pins=[{"day": day(0), "hours": 24}]))
    _, (cells, _), _ = foot(uses(found), 0, CALENDAR_UNICODE)
    assert cells[0].text == "  Onboarding 24 of 260 h"
    assert (cells[1].text, cells[1].style, cells[1].after) == ("24", "red", "+")


def test_hours_that_were_not_planned_have_a_row_where_there_are_any() -> None:
    found = uses(table(), unplanned={day(8): 1.5})
    assert [cell.text for cell in foot(found, 0, CALENDAR_UNICODE)[2][0][:4]] == ["  Not planned", "", "1½", ""]
    assert found[1].used == 1.5
    assert len(foot(uses(table()), 0, CALENDAR_UNICODE)) == 3


def test_clients_stand_in_the_order_in_which_people_count_and_share_their_hours() -> None:
    clients = [client(f"Customer {number}") for number in (10, 2, 1)]
    both = activity("R1", hours=3, clients=[clients[0].id, clients[1].id], category="retain")
    mixed = activity("R2", hours=1, clients=[clients[0].id], category="expand")
    whole = plan(both, mixed, activity("R3", hours=1, clients=[clients[2].id]), activity("R4"), clients=clients)
    hours = grid(timetable(whole, USUAL, (), QUARTER.start, ScheduleStyle.ASAP), SPANS, by_client=True)
    assert calendar_rows(whole, hours, by_client=True) == [clients[2].id, clients[1].id, clients[0].id, ""]
    assert hours[clients[1].id][0] == CellHours(1.5, category=Category.RETAIN)
    of_several = CellHours(2.5, category=Category.OTHER)
    assert hours[clients[0].id][0] == of_several, "of several categories is of none of them"


def heading(*activities: object, width: int) -> list[str]:
    whole = plan(*activities)  # type: ignore[arg-type]
    found = timetable(whole, USUAL, (), QUARTER.start + timedelta(days=28), ScheduleStyle.ASAP)
    lines = calendar_heading(whole, found, day(28), width, glyphs.UNICODE, present=True)
    return ["".join(text for text, _ in line) for line in lines]


def test_the_heading_is_one_line_where_it_fits() -> None:
    (line,) = heading(activity("R1", hours=4), width=100)
    assert line.startswith(" Quarter 2 Mar to 31 May · week 5 of 13   4 h left, 176 h free   ")
    assert line.endswith("● every deadline met")
    assert heading(activity("R1", hours=4), width=80)[1] == " ● every deadline met"


def test_the_heading_says_what_does_not_fit_or_that_there_is_nothing() -> None:
    assert "■ " in heading(activity("R1", hours=40, deadline=day(30)), width=200)[0]
    assert heading(width=100)[0].endswith("Nothing is planned yet")
    assert heading(activity("R1", status="dropped"), width=100)[0].endswith("Nothing is left to do")


@ALPHABETS
@pytest.mark.parametrize("width", [40, 100])
def test_the_legend_explains_every_sign(signs: CalendarGlyphs, width: int) -> None:
    lines = calendar_legend(signs, width)
    shown = "\n".join("".join(text for text, _ in line) for line in lines)
    for sign in (signs.pin, signs.deadline, signs.off, signs.idle, signs.over, "!", *signs.present, *Category):
        assert sign in shown
    assert all(len("".join(text for text, _ in line)) <= width for line in lines)
    styles = {style for line in lines for _, style in line if style}
    assert {f"block-{category}" for category in Category} <= styles
    assert "block-late" in styles


@pytest.mark.parametrize("style", [f"block-{category}" for category in Category])
def test_every_category_has_a_hue_in_every_theme(style: str) -> None:
    from csm_tui.themes import THEMES

    for theme in THEMES:
        assert rich_style_of(style, theme.variables).bgcolor is not None


def test_clients_stand_below_their_title_beside_names_that_are_all_equally_wide() -> None:
    acme, bolt = client("Acme"), client("Bolt and Sons of the Northern Harbour Freight")
    found = plan(
        activity("R1", description="Talk", clients=(acme.id,)),
        activity("X10", description="Tidy up\nsecond line"),
        activity("E2", description="W" * 90, clients=(bolt.id, acme.id)),
        clients=(acme, bolt),
    )
    names = ActivityNames(found)
    full = [names.of(one)[0] for one in found.activities]
    assert [names.of(one)[1] for one in found.activities] == ["E2   " + "W" * 90, "R1   Talk", "X10  Tidy up"]
    title, short = names.title
    assert short == "Activity"
    assert {len(name) + 2 for name in full} == {len(title)}
    assert [name[title.index("Client") - 2 :].strip() for name in full] == ["Bolt and Sons of the No…", "Acme", ""]
    assert full[0].split()[1].endswith("W…")


def test_without_clients_there_is_no_place_for_them() -> None:
    found = plan(activity("R1", description="Talk"))
    assert ActivityNames(found).title == ("Activity", "")
    assert ActivityNames(found).of(found.activities[0]) == ("R1  Talk", "")
