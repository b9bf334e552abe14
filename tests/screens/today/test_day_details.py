"""How near what is dated is, in words."""

from datetime import timedelta

import pytest

from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.planning.today.agenda import Dated, DatedKind
from csm_tui.planning.today.day import DayLine, Group
from csm_tui.screens.cells.glyphs import UNICODE
from csm_tui.screens.today.day_details import short_lines
from tests.support.builders import TODAY


@pytest.mark.parametrize(
    ("days", "said"),
    [(-2, "2 days late"), (-1, "1 day late"), (0, "today"), (1, "tomorrow"), (2, "in 2 days")],
)
def test_what_is_dated_says_how_near_its_day_is(days: int, said: str) -> None:
    day = TODAY + timedelta(days=days)
    call = Touchpoint(client="c", day=TODAY, note="met", follow_up=day)
    line = DayLine("c", Group.TODAY, None, Dated(DatedKind.FOLLOW_UP, "Call", day, TODAY, call))
    text = "\n".join("".join(part for part, _ in one) for one in short_lines(line, None, 80, UNICODE))
    assert f", {said}" in text
