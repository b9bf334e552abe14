"""Slides and timelines as lines: they fill the screen and no more, at any size and however long the texts."""

from datetime import date

import pytest
from rich.cells import cell_len

from csm_tui.domain.records.engagements.roadmap import Kpi, Measure, NextStep, Roadmap
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.roadmap.briefings import briefing
from csm_tui.screens.cells.glyphs import ASCII, UNICODE, Glyphs
from csm_tui.screens.roadmap.parts.part import ShownRoadmap
from csm_tui.screens.roadmap.presentation.slide_details import detail_lines
from csm_tui.screens.roadmap.presentation.slides import TITLES, slide_lines
from csm_tui.widgets.chart.timeline import Bar, Mark, draw_timeline
from csm_tui.widgets.line_pane import Line
from tests.support.builders import client
from tests.support.evaluation_builders import engagement
from tests.support.roadmaps import example_phases, example_quarters

TODAY = date(2026, 11, 26)
LONG = "Every branch advises from the same figures as the head office, on the day they are known. " * 12


def _shown(text: str, glyphs: Glyphs = UNICODE) -> ShownRoadmap:
    acme = client("Acme")
    work = engagement(acme)
    way = Roadmap(
        engagement=work.id,
        first_month=date(2026, 1, 1),
        goal_months=48,
        outcomes=text,
        adoption=text,
        decision=text,
        headline=text[:200],
        fell_short="Two branches came late",
    )
    kpi = Kpi(
        roadmap=way.id, name=text[:200] or "Hours", baseline=0, target=180, unit="hours a month", due_month=24,
        measures=(Measure(month=1, value=2),),
    )  # fmt: skip
    step = NextStep(roadmap=way.id, item=text or "Go on", implication=text and f"Saves a quarter {text}")
    phases = [one.changed(csm_part=f"We go to {one.name}") for one in example_phases(way.id)]
    parts = [*phases, *example_quarters(way.id), kpi, step]
    workspace = Workspace().with_records([acme, work, way, *parts])
    one = briefing(workspace, way, TODAY)
    assert one is not None
    return ShownRoadmap(one, workspace, TODAY, glyphs, lambda *_: None)


def _text(line: Line) -> str:
    return "".join(text for text, _ in line)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 50), (40, 10)])
@pytest.mark.parametrize("text", ["", "Short", LONG, "漢字" * 90], ids=["none", "short", "long", "wide"])
def test_a_slide_fills_the_screen_and_no_more(text: str, size: tuple[int, int]) -> None:
    width, height = size
    shown = _shown(text)
    for number in range(len(TITLES)):
        lines = slide_lines(number, shown, width, height)
        assert len(lines) == height
        assert f"{number + 1} / 6" in _text(lines[-1])
        if width >= 80:
            assert max(cell_len(_text(line)) for line in lines) <= width - 4
            assert max(cell_len(_text(line)) for line in detail_lines(number, shown, width)) <= width


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, ["What fell short: Two branches came late", "Decision asked today: Go on", "3 of 9 milestones reached"]),
        (1, ["2 hours a month of 180 by month 24", "behind by 5.50 hours a month"]),
        (2, ["Our part", "EMEA: We go to EMEA"]),
        (3, ["● done   ◇ next   ○ open", "EMEA: ● adoption start (7), ◇ value start (11)", "EMEA: value start due in"]),
        (4, ["Break-even year 3 Q4, after 36 months", "goal 48 months", "5,000", "✖ break-even"]),
        (5, ["Decision asked today", "Saves a quarter"]),
    ],
)  # fmt: skip
def test_a_slide_of_a_usual_terminal_says_what_its_part_is_about(number: int, said: list[str]) -> None:
    slide = "\n".join(_text(line) for line in slide_lines(number, _shown("Go on"), 80, 24))
    assert [one for one in said if one not in slide] == []
    assert "enter shows all" not in slide


def test_what_has_no_room_is_said_to_be_in_the_detail() -> None:
    slide = [_text(line) for line in slide_lines(2, _shown(2 * LONG), 80, 24)]
    assert slide[-2].strip() == "… enter shows all"
    assert "Adoption" in "".join(map(_text, detail_lines(2, _shown(LONG), 80)))


def test_a_terminal_without_unicode_gets_ascii() -> None:
    shown = _shown("Short", ASCII)
    for number in range(len(TITLES)):
        assert all(_text(line).isascii() for line in slide_lines(number, shown, 80, 24))


def test_a_timeline_with_its_axis_bars_marks_and_the_present_month() -> None:
    bars = [Bar("North", [Mark(0, "x", ""), Mark(6, "o", "")]), Bar("South", [Mark(12, "o", ""), Mark(12, "o", "")])]
    (_, cut, _) = draw_timeline([Bar("Northern branches", [Mark(0, "x", "")])], 24, 3, 34, ascii_only=True)
    assert _text(cut).startswith(" Northern b~")
    lines = [_text(line).rstrip() for line in draw_timeline(bars, 24, 3, 34, ascii_only=True)]
    assert lines == [
        " month 0     6     12     18   24",
        " North x==|--o",
        " South    |        oo",
        "    now: month 3",
    ]


@pytest.mark.parametrize(("now", "said"), [(30, "now: month 30, past the end"), (-2, "it begins in 2 months")])
def test_a_present_month_beyond_the_axis_is_only_named(now: int, said: str) -> None:
    lines = [_text(line) for line in draw_timeline([Bar("North", [Mark(0, "x", "")])], 24, now, 60)]
    assert lines[-1].strip() == said
    assert not any("┃" in line for line in lines)


def test_a_timeline_without_room_says_so() -> None:
    assert [*map(_text, draw_timeline([Bar("North", [Mark(0, "x", "")])], 24, 0, 12))] == [" no room for the timeline"]
