"""The line of the screens: as many names as fit, the one in front always, and the state at the right."""

import pytest

from csm_tui.widgets.top_bar import ScreenTab, TopBar

ENTRIES = (ScreenTab("a", "1", "Portfolio"), ScreenTab("b", "3", "Plan", 4), ScreenTab("c", "4", "Calendar"))
STATE = [("book.json", "dim"), (" - saved", "dim")]


def _text(width: int, front: str, state: list[tuple[str, str]] | None = None) -> str:
    bar = TopBar()
    bar.show_screens(ENTRIES, front, state or STATE, [("not saved: M says why", "red")])
    return "".join(text for text, _ in bar._line(width))


@pytest.mark.parametrize(
    ("width", "front", "text"),
    [
        (60, "a", " 1 Portfolio  3 Plan 4  4 Calendar"),
        (47, "a", " 1 Portfolio  3 Plan 4  4"),
        (40, "a", " 1 Portfolio  3  4"),
        (40, "c", " 1  3  4 Calendar"),
    ],
)
def test_as_many_names_as_fit_stand_in_it_and_always_that_of_the_front(width: int, front: str, text: str) -> None:
    state = "book.json - saved "
    assert _text(width, front) + " " == text + " " * (width - len(text) - len(state)) + state


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (60, " 1  3 Plan 4  4     book.json - not saved: the disk is full "),
        (57, " 1  3 Plan 4  4  book.json - not saved: the disk is full "),
        (56, " 1 Portfolio  3 Plan 4  4         not saved: M says why "),
        (40, " 1  3 Plan 4  4   not saved: M says why "),
    ],
)
def test_what_is_wrong_takes_the_room_of_the_names_and_is_said_in_brief_where_that_is_not_enough(
    width: int, text: str
) -> None:
    why = [("book.json", "dim"), (" - not saved: the disk is full", "red")]
    assert _text(width, "b", why) + " " == text
