"""What is said of a draft under review has room for all of it, whatever the width."""

import pytest
from rich.cells import cell_len

from csm_tui.planning.draft.drafting import draft
from csm_tui.planning.draft.review import Review
from csm_tui.screens.cells.glyphs import ASCII
from csm_tui.screens.plan.draft_lines import draft_heading, left_out_lines, verdict_of
from tests.support.books import unplanned_demo
from tests.support.builders import TODAY
from tests.support.plan_builders import QUARTER
from tests.support.plays import BOOK

DEMO = unplanned_demo()
REVIEW = Review(draft(DEMO, TODAY, QUARTER, 25, BOOK.plays))


@pytest.mark.parametrize("width", [40, 56, 80])
def test_what_was_left_out_and_how_it_comes_in_all_the_same_is_said_in_full(width: int) -> None:
    (one, *_) = (left for left in REVIEW.draft.left_out if left.play is not None)
    lines = left_out_lines(one, width)
    text = " ".join("".join(run for run, _ in line).strip() for line in lines)
    assert "left out; space takes it in all the same" in text
    assert max(sum(cell_len(run) for run, _ in line) for line in lines) <= width


@pytest.mark.parametrize("width", [30, 80])
def test_a_verdict_that_has_no_room_says_that_it_goes_on(width: int) -> None:
    none = REVIEW.toggled([one.id for one in REVIEW.activities])
    verdict = draft_heading(none, verdict_of((none, DEMO, TODAY)), width, ASCII)[1]
    text = "".join(run for run, _ in verdict)
    assert cell_len(text) <= width
    assert "\u2026" in text or width == 80
