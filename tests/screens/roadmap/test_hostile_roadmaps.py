"""Texts that mean harm in every part of a roadmap, on the page, on the slides, and in the files."""

from pathlib import Path

import pytest

from csm_tui.domain.records.engagements.roadmap import Kpi, Measure, Milestone, NextStep, Phase, Roadmap
from csm_tui.domain.text import clean_line
from csm_tui.screens.roadmap.presentation.slides import TITLES
from csm_tui.screens.roadmap.roadmap_screen import PARTS
from tests.support.builders import client
from tests.support.driving import SMALL, TODAY, fill, using
from tests.support.evaluation_builders import engagement
from tests.support.hostile import MARKUP, TERMINAL
from tests.support.roadmaps import example_quarters
from tests.support.screens.parts_driving import go_to_part
from tests.support.screens.roadmap_driving import open_page


@pytest.mark.thorough
@pytest.mark.parametrize("name", [*MARKUP, *TERMINAL], ids=ascii)
async def test_on_the_page_and_on_the_slides(name: str, path: Path) -> None:
    acme = client(f"A {name}")
    work = engagement(acme).changed(name=f"E {name}")
    way = Roadmap(
        engagement=work.id, first_month=TODAY.replace(year=TODAY.year - 1), title=f"T {name}", strategy=name, unit=name,
        outcomes=name, adoption=name, headline=name, headline_by=name, decision=name, fell_short=name,
    )  # fmt: skip
    parts = (
        Kpi(roadmap=way.id, name=f"K {name}", unit=name, target=3, measures=(Measure(month=1, value=2),)),
        Phase(roadmap=way.id, name=f"P {name}", milestones=(Milestone(name=f"M {name}", planned=4, activities=name),)),
        NextStep(roadmap=way.id, item=f"N {name}", owner=name, implication=name),
        *example_quarters(way.id),
    )
    fill(path, [acme, work, way, *parts])
    shown = clean_line(f"T {name}")[:12]
    async with using(path, SMALL) as user:
        assert (await open_page(user)).is_there
        for part in PARTS:
            await go_to_part(user, part.title)
            await user.press("L", "escape", "down", "tab")
        await user.press("ampersand")
        assert shown.replace("\n", " ") in user.shown
        for _ in TITLES:
            await user.press("enter", "enter", "right")
        await user.press("escape", "escape", "escape")
        assert not any((ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0 for char in user.shown)
