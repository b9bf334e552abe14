"""A sheet of texts that wrap: where columns and rows stand, what its lines say, and how the cursor moves."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from csm_tui.widgets.form.editors import LongInput
from csm_tui.widgets.table.keys import MOVES
from csm_tui.widgets.table.sheet import Sheet
from csm_tui.widgets.table.sheet_layout import (
    GAP,
    Heights,
    SheetCell,
    SheetColumn,
    SheetRow,
    place_columns,
    row_lines,
    text_lines,
)

THREE = tuple(SheetColumn(name, name, least=20) for name in ("One", "Two", "Three"))
texts = st.text(st.sampled_from("ab  日本é🎉\n-"), max_size=60)


@given(
    st.integers(1, 12),
    st.integers(1, 40),
    st.integers(1, 200),
    st.integers(0, 60),
    st.integers(0, 12),
    st.integers(0, 12),
)
def test_the_column_of_the_cursor_is_always_shown(
    count: int, least: int, width: int, head: int, cursor: int, first: int
) -> None:
    columns = [SheetColumn(str(number), str(number), least) for number in range(count)]
    cursor, first = min(cursor, count - 1), min(first, count - 1)
    places = place_columns(columns, width, head, cursor, first)
    assert places.of(cursor) is not None
    shown = [place.column for place in places.columns]
    assert shown == [*range(shown[0], shown[-1] + 1)]
    assert places.hidden == (shown[0] > 0, shown[-1] < count - 1)
    for one, other in zip(places.columns, places.columns[1:], strict=False):
        assert other.start == one.start + one.width + GAP
        assert places.at(one.start) == one.column
    last = places.columns[-1]
    if len(shown) > 1:
        assert last.start + last.width == width, "all room is used"
        assert all(place.width >= least for place in places.columns)


@given(st.lists(st.integers(1, 9), max_size=12))
def test_each_line_belongs_to_one_row(heights: list[int]) -> None:
    found = Heights(heights)
    rows = [row for row, height in enumerate(heights) for _ in range(height)]
    assert [found.row_at(line) for line in range(found.total)] == rows
    assert found.row_at(found.total) is None
    assert found.row_at(-1) is None
    assert all(rows[found.start(row)] == row for row in range(len(heights)))


@given(texts, texts, st.integers(4, 120))
def test_no_word_of_a_text_is_lost_and_no_line_is_too_wide(text: str, note: str, width: int) -> None:
    lines = text_lines(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)
    places = place_columns(THREE[:1], width, 2, 0, 0)
    row = row_lines(SheetRow("a", SheetCell("1"), (SheetCell(text, "", note),)), places)
    assert row.height == len(row.cells[0]) >= row.notes[0]


class SheetApp(App[None]):
    def __init__(self, rows: Sequence[SheetRow], *, ruled: bool = False) -> None:
        super().__init__()
        self.sheet = Sheet(THREE, ruled=ruled, empty="Nothing yet")
        self._rows = rows
        self.opened = 0

    def compose(self) -> ComposeResult:
        yield self.sheet

    def on_mount(self) -> None:
        self.sheet.show_rows(self._rows)
        self.sheet.focus()

    def on_sheet_opened(self) -> None:
        self.opened += 1

    def lines(self) -> list[str]:
        return [self.sheet.render_line(y).text.rstrip() for y in range(self.sheet.size.height)]


def rows(*cells: Sequence[str], groups: Sequence[str] = ()) -> list[SheetRow]:
    return [
        SheetRow(number, SheetCell(str(number + 1)), [SheetCell(text) for text in texts], group)
        for number, (texts, group) in enumerate(zip(cells, groups or [""] * len(cells), strict=True))
    ]


async def test_groups_rules_and_columns_stand_where_they_belong() -> None:
    app = SheetApp(rows("abc", "def", "ghi", groups=("First", "", "Second")), ruled=True)
    async with app.run_test(size=(70, 12)) as pilot:
        head, first, one, rule, two, second, three, *_ = app.lines()
        assert head.split() == ["One", "Two", "Three"]
        assert (first, second) == (" First", " Second")
        assert one.split() == ["▌1", "a", "b", "c"]
        assert set(rule) == {"─"}, "between two of a group"
        assert two.split() == ["2", "d", "e", "f"]
        assert three.split() == ["3", "g", "h", "i"]
        assert app.sheet.cursor_region.y == 2, "below the name of the group"
        await pilot.press("right", "right", "right", "down", "enter")
        assert app.sheet.cell == SheetCell("f")
        assert app.opened == 1
        assert app.sheet.step(1)
        assert (app.sheet.cursor_key, app.sheet.column) == (2, 0)
        assert not app.sheet.step(3)
        await pilot.resize_terminal(30, 12)
        assert app.lines()[0].split() == ["One", "»"]
        await pilot.press("l")
        assert app.lines()[0].split() == ["«", "Two", "»"]
        await pilot.click(app.sheet, offset=(6, 2))
        assert (app.sheet.cursor_key, app.sheet.column) == (0, 1)
        await pilot.click(app.sheet, offset=(6, 2))
        assert app.opened == 2


async def test_a_row_higher_than_the_sheet_is_read_to_its_end() -> None:
    long = "\n".join(f"line {number}" for number in range(30))
    app = SheetApp(rows((long, "", ""), ("next", "", "")))
    async with app.run_test(size=(70, 10)) as pilot:
        seen: list[str] = []
        while app.sheet.cursor_key == 0:
            seen += [line for line in app.lines() if "line" in line]
            await pilot.press("down")
        assert all(any(f"line {number}" in line for line in seen) for number in range(30))
        assert any("next" in line for line in app.lines())
        await pilot.press("g", "pagedown", "pageup", "G", "ctrl+u", "home")
        assert app.sheet.cursor_key == 0


async def test_a_row_makes_room_for_an_editor_and_keeps_its_cursor() -> None:
    app = SheetApp(rows("abc", "def"))
    async with app.run_test(size=(70, 10)):
        app.sheet.make_room(0, 4)
        assert app.lines()[5].split() == ["2", "d", "e", "f"]
        app.sheet.make_room(None)
        assert app.lines()[2].split() == ["2", "d", "e", "f"]
        app.sheet.move_to(1)
        app.sheet.show_rows(rows("new", "abc", "def")[1:])
        assert app.sheet.cursor_key == 1
        app.sheet.show_rows([])
        assert app.lines()[1] == " Nothing yet"
        assert app.sheet.cell is None


async def test_every_key_works_where_there_are_no_rows() -> None:
    app = SheetApp([])
    async with app.run_test(size=(70, 10)) as pilot:
        for move in MOVES:
            for key in move.keys.split(","):
                await pilot.press(key, key)
        await pilot.click(app.sheet, offset=(6, 2))
        assert app.lines()[1] == " Nothing yet"
        await pilot.press("left", "left", "right")
        assert app.sheet.column == 1, "also to the column of what is begun there"


async def test_rows_that_come_while_there_is_no_room_have_their_places() -> None:
    app = SheetApp(rows("abc"))
    async with app.run_test(size=(70, 10)) as pilot:
        app.sheet.styles.width = 0
        await pilot.pause()
        app.sheet.show_rows(rows("abc", "def"))
        assert app.sheet.move_to(1)
        assert app.sheet.cursor_region.height == 1


class EditorApp(App[None]):
    def compose(self) -> ComposeResult:
        yield LongInput("", compact=True)


@pytest.mark.parametrize("text", ["first " * 40, "one\n" * 12 + "a line that is about to wrap,"])
async def test_the_cursor_of_a_long_text_stays_in_sight(text: str) -> None:
    app = EditorApp()
    async with app.run_test(size=(34, 20)) as pilot:
        editor = app.query_one(LongInput)
        editor.focus()
        editor.text = text
        editor.move_cursor(editor.document.end)
        for key in "and on":
            await pilot.press("space" if key == " " else key)
        line = editor.wrapped_document.location_to_offset(editor.cursor_location).y
        assert 0 <= line - editor.scroll_offset.y < editor.size.height == editor.most_lines
