"""A table of columns that are alike: what its lines say, and what a step of the cursor costs."""

from collections.abc import Hashable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from csm_tui.widgets.table.grid_table import GridTable, HeadLine, grid_line
from csm_tui.widgets.table.layout import Cell, Column, lay_out
from tests.support.driving import columns_in_sight

COLUMNS = [Column("row", "", "", 400, 20), *(Column(str(number), str(number), "", 5, 4) for number in range(13))]
HEAD = (
    HeadLine([Cell(""), *(Cell("Jan " if number == 0 else "Feb " if number == 4 else " ") for number in range(13))],
             carried=True),
    HeadLine([Cell("Name"), *(Cell(f" {number} ") for number in range(13))], titles=True),
)  # fmt: skip


class GridApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.table = GridTable(self.draw_row, empty="Nothing", ascii_only=False)

    def draw_row(self, key: Hashable) -> Sequence[Cell]:
        return [Cell(str(key)), *(Cell(str(number), after="◇" if number == 2 else "") for number in range(13))]

    def compose(self) -> ComposeResult:
        yield self.table

    def on_mount(self) -> None:
        self.table.show_columns(COLUMNS)
        self.table.show_head(HEAD)
        self.table.show_rows([f"row {number}" for number in range(40)])
        self.table.focus()

    def lines(self) -> list[str]:
        return [self.table.render_line(y).text for y in range(self.table.size.height)]


texts = st.text(st.sampled_from("ab1½ ▒株[\x1b"), max_size=9)


@given(
    st.integers(1, 200),
    st.lists(st.tuples(texts, st.booleans()), min_size=14, max_size=14),
    st.sampled_from(["number", "right", "fill", "spread"]),
    st.integers(-1, 13),
)
def test_a_line_is_as_wide_as_its_layout(width: int, cells: list[tuple[str, bool]], align: str, lit: int) -> None:
    numbers = [
        Cell(text[:5].replace("株", "1").replace("\x1b", "1"), after="◇" if sign else "") for text, sign in cells
    ]
    layout = lay_out(COLUMNS, max(width - 1, 0))._replace(width=width)
    runs = grid_line(layout, [Cell(cells[0][0]), *numbers[1:]], align, lit=lit)  # type: ignore[arg-type]
    assert cell_len("".join(text for text, _ in runs)) == width


@pytest.mark.parametrize(
    ("text", "align", "shown"),
    [
        ("4½", "number", "  4½  "), ("12345", "number", "12345 "), ("123456", "number", "12345 "),
        ("23┃", "right", "  23┃ "),
        ("█", "fill", "█████ "), ("▒ ▒▒▒", "spread", "▒ ▒▒▒ "), ("▒▒▒▒▒▒", "spread", "▒▒▒▒▒▒"),
    ],
)  # fmt: skip
def test_how_a_text_stands_in_its_cell(text: str, align: str, shown: str) -> None:
    layout = lay_out(COLUMNS, 130)
    cells = [Cell("name"), Cell(text), *[Cell("")] * 12]
    line = "".join(text for text, _ in grid_line(layout, cells, align))  # type: ignore[arg-type]
    start = layout.slots[1].start
    assert line[start : start + 6] == shown


async def test_the_lines_of_titles_stay_above_the_rows() -> None:
    app = GridApp()
    async with app.run_test(size=(120, 12)) as pilot:
        await pilot.press(*["down"] * 20)
        first, second, *rows = app.lines()
        assert first.split() == ["Jan", "Feb"]
        assert second.split() == ["Name", *map(str, range(13))]
        assert len(rows) == 10
        assert rows[-1].split()[:4] == ["▌row", "20", "0", "1"]
        assert " 2 ◇" in rows[-1]


async def test_where_columns_are_out_of_sight_the_first_month_is_still_named() -> None:
    app = GridApp()
    async with app.run_test(size=(60, 12)) as pilot:
        app.table.move_to_column("12")
        await pilot.pause()
        assert len(columns_in_sight(app.table)) == 7
        month, titles, *_ = app.lines()
        assert month.split() == ["Feb"]
        assert titles.split()[:3] == ["Name", "«", "6"]
        app.table.move_to_column("2")
        await pilot.pause()
        assert app.lines()[0].split() == ["Jan", "Feb"]


async def test_a_step_to_the_side_repaints_two_cells_and_their_titles() -> None:
    app = GridApp()
    async with app.run_test(size=(120, 12)) as pilot:
        await pilot.press("right", "down")
        asked: list[int] = []
        app.table.refresh = lambda *regions, **_: asked.append(sum(one.area for one in regions))  # type: ignore[method-assign,assignment,return-value]
        app.table.action_column_right()
        assert asked == [2 * 2 * 5]
        assert app.table.column == "2"


async def test_the_names_are_no_cell_for_the_cursor() -> None:
    app = GridApp()
    async with app.run_test(size=(120, 12)) as pilot:
        await pilot.press(*["left"] * 3)
        assert app.table.column == "0"


@pytest.mark.parametrize("no_color", [False, True])
async def test_only_the_cell_under_the_cursor_is_lit(no_color: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    app = GridApp()
    async with app.run_test(size=(120, 12)) as pilot:
        await pilot.press("right", "right")
        line, second = app.table.render_line(2), columns_in_sight(app.table)[0] + 2
        slots = lay_out(COLUMNS, app.table.scrollable_content_region.width - 1).slots
        lit, other = (
            next(iter(line.crop(slot.start, slot.start + slot.width))).style for slot in slots[second : second + 2]
        )
        assert lit is not None
        assert other is not None
        if no_color:
            assert (lit.reverse, other.reverse) == (True, None)
        else:
            assert lit.bgcolor != other.bgcolor


async def test_columns_that_are_shown_anew_stay_where_they_were() -> None:
    app = GridApp()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("end", *["right"] * 9, *["left"] * 2)
        before = app.lines()
        assert "0" not in before[-1].split()
        app.table.show_columns(COLUMNS)
        await pilot.pause()
        assert app.lines() == before
        app.table.show_columns(COLUMNS[:3])
        await pilot.pause()
        assert app.table.column == COLUMNS[1].key


async def test_without_rows_and_columns_nothing_breaks() -> None:
    app = GridApp()
    async with app.run_test(size=(120, 12)) as pilot:
        app.table.show_rows([])
        await pilot.press("right", "down", "enter")
        assert "Nothing" in "".join(app.lines())
        app.table.show_columns([])
        await pilot.press("right", "left")
        assert app.table.aligned([]) == [(" " * app.table.scrollable_content_region.width, "")]
