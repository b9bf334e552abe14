"""A roadmap as a file: all formats say the same, nothing internal is in any, and no text in it does anything."""

import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest

from csm_tui.domain.record import Entity
from csm_tui.domain.records.engagements.evaluation import Section
from csm_tui.domain.records.engagements.roadmap import Kpi, Measure, NextStep, Roadmap
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.exports import Export
from csm_tui.exchange.roadmap.roadmap_exports import roadmap_export
from csm_tui.exchange.roadmap.roadmap_json import roadmap_object
from csm_tui.exchange.roadmap.roadmap_sections import RoadmapScope
from csm_tui.planning.roadmap.briefings import Briefing, briefings
from tests.support.builders import client
from tests.support.evaluation_builders import engagement, entries, evaluation
from tests.support.roadmaps import example_phases, example_quarters

TODAY = date(2026, 11, 26)
HOSTILE = "<script>alert(1)</script> & | **bold**"
ACME = client("Acme", notes="SECRET-notes", sentiment={"feeling": "bad", "why": "SECRET-why"}, product=13)
WORK = engagement(ACME).changed(aim="SECRET-aim")
ABOUT = evaluation(WORK)
WAY = Roadmap(
    engagement=WORK.id, first_month=date(2026, 1, 1), title=HOSTILE, strategy="One view\nfor all", goal_months=48,
    headline="3 hours a week", headline_by="Ada Quill", decision="Close the sheets", notes="SECRET-for-the-presenter",
)  # fmt: skip
INTERNAL: tuple[Entity, ...] = (
    ABOUT,
    *entries(ABOUT, {Section.LESSONS: ["SECRET-lesson"]}),
    Risk(client=ACME.id, text="SECRET-risk", since=TODAY),
    Touchpoint(client=ACME.id, day=TODAY, note="SECRET-talk"),
)


def _briefing() -> Briefing:
    kpi = Kpi(roadmap=WAY.id, name="Hours", baseline=0, target=10, due_month=20, measures=(Measure(month=5, value=4),))
    step = NextStep(roadmap=WAY.id, item=HOSTILE, owner="Robin", day=TODAY, implication="Saves a quarter")
    parts = (*example_phases(WAY.id), *example_quarters(WAY.id), kpi, step)
    workspace = Workspace().with_records([ACME, WORK, WAY, *INTERNAL, *parts])
    (found,) = briefings(workspace, TODAY)
    return found


FOUND = _briefing()


def _export(**scope: bool) -> Export:
    return roadmap_export([FOUND], RoadmapScope(**scope))


@pytest.mark.parametrize("scope", [{}, {"finance": False}, {"details": False}, {"finance": False, "details": False}])
@pytest.mark.parametrize("ending", [".html", ".md", ".json"])
def test_nothing_internal_is_in_any_file(ending: str, scope: dict[str, bool]) -> None:
    text = _export(**scope).texts[ending]
    assert "SECRET" not in text
    assert not re.search(r"sentiment|health|risk|evaluation", text, re.IGNORECASE)
    assert "Saves a quarter" in text


@pytest.mark.parametrize("ending", [".html", ".md"])
def test_figures_states_and_what_is_left_out(ending: str) -> None:
    whole = _export().texts[ending]
    for said in ("5,165", "10,250", "5,230", "year 3 Q4, after 36 months", "145 thousand better", "due in 1 month"):
        assert said in whole
    bare = _export(finance=False).texts[ending]
    assert not [said for said in ("5,165", "break-even", "better than estimated") if said in bare]
    assert "Year 1 Q1" not in _export(details=False).texts[ending]


def test_the_page_needs_no_other_file_and_no_text_in_it_acts() -> None:
    page = _export().texts[".html"]
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert set(re.findall(r"https?://[^\"' ]+", page)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"(src|href)=|@import|url\(", page)
    drawings = [ElementTree.fromstring(one) for one in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]
    assert [one.get("aria-label") for one in drawings] == ["Timeline", "Cumulative cash flow"]
    assert len(drawings[0].findall(".//{*}circle")) == 9 + 3, "the milestones, and the signs of three states"
    names = [text.text for text in drawings[0].findall("{*}text")]
    assert [names.count(one) for one in ("adoption start", "value start", "targets attained", "next")] == [3, 3, 3, 1]
    assert len(drawings[1].findall(".//{*}polyline")) == 3


def test_markdown_shows_hostile_text_as_it_is() -> None:
    text = _export().texts[".md"]
    assert text.startswith("# \\<script\\>alert(1)\\</script\\> \\& \\| \\*\\*bold\\*\\*\n")


def test_the_json_is_that_of_the_command() -> None:
    (one,) = json.loads(_export().texts[".json"])
    assert one == json.loads(json.dumps(roadmap_object(FOUND), default=str))
    (bare,) = json.loads(_export(details=False).texts[".json"])
    assert bare["cash_flow"].keys() == one["cash_flow"].keys() - {"quarters"}
    (bare,) = json.loads(_export(finance=False).texts[".json"])
    assert bare.keys() == one.keys() - {"cash_flow"}
