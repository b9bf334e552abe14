"""The table as its owner and its user meet it."""

from collections.abc import Hashable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import on
from textual.app import App, ComposeResult
from textual.binding import BindingsMap
from textual.events import MouseScrollDown
from textual.message import Message
from textual.widgets import Button

from csm_tui.widgets.lighting import FOUND
from csm_tui.widgets.styled import rich_style_of
from csm_tui.widgets.table.band_table import BandTable, Cell, Column
from csm_tui.widgets.table.layout import build_line, fit, fit_together, lay_out

COLUMNS = (
    Column("client", "Client", "Client", 20, 12),
    Column("acv", "ACV", "ACV", 9, 7, "right"),
    Column("health", "Health", "Hlt", 7, 3),
    Column("support", "Support", "Sup", 8, 3),
)
BANDS = (Cell("● Green", "green", "●G"), Cell("▲ Amber", "amber", "▲A"), Cell("■ Red", "red", "■R"))
NAMES = {"hostile": "[/]", "click": "[@click=app.quit]x[/]", "escape": "a\x1b[31mb\x9b", "wide": "株式会社" * 20}


class TableApp(App[None]):
    CSS = "Button { dock: bottom; }"

    def __init__(self, rows: int = 50, columns: Sequence[Column] = COLUMNS, ascii_only: bool = False) -> None:
        super().__init__()
        self.drawn: list[Hashable] = []
        self.said: list[Message] = []
        self.rows = [f"row {number:03}" for number in range(rows)]
        self.table = BandTable(columns, self.draw_row, id="table", empty="Nothing [/] here", ascii_only=ascii_only)
        self.columns = columns

    def draw_row(self, key: Hashable) -> Sequence[Cell]:
        self.drawn.append(key)
        name = NAMES.get(str(key), str(key))
        return [Cell(name), Cell("1,234"), *BANDS, *BANDS][: len(self.columns)]

    def compose(self) -> ComposeResult:
        yield self.table
        yield Button("elsewhere")

    def on_mount(self) -> None:
        self.table.show_rows(self.rows)
        self.table.focus()

    @on(BandTable.CursorMoved)
    def _cursor_moved(self, message: BandTable.CursorMoved) -> None:
        self.said.append(message)

    def on_band_table_opened(self, message: BandTable.Opened) -> None:
        self.said.append(message)

    def on_band_table_sort_asked(self, message: BandTable.SortAsked) -> None:
        self.said.append(message)

    @on(BandTable.ColumnMoved)
    def _column_moved(self, message: BandTable.ColumnMoved) -> None:
        self.said.append(message)

    def heard(self, kind: type[Message]) -> list[Message]:
        return [message for message in self.said if type(message) is kind]


def line(table: BandTable, y: int) -> str:
    strip = table.render_line(y)
    assert cell_len(strip.text) == strip.cell_length == table.scrollable_content_region.width
    return strip.text


def lines(table: BandTable) -> list[str]:
    return [line(table, y) for y in range(table.size.height)]


# Keys


@pytest.mark.parametrize(
    ("keys", "index"),
    [
        ("down", 1),
        ("j", 1),
        ("down down up", 1),
        ("j j k", 1),
        ("up", 0),
        ("pagedown", 16),
        ("ctrl+f", 16),
        ("pagedown pagedown pageup", 16),
        ("ctrl+f ctrl+f ctrl+b", 16),
        ("end", 49),
        ("G", 49),
        ("end home", 0),
        ("G g", 0),
        ("G down", 49),
        ("G pagedown", 49),
        ("j pageup", 0),
    ],
)
async def test_keys_move_the_cursor(keys: str, index: int) -> None:
    app = TableApp()
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.press(*keys.split())
        table = app.table
        assert (table.cursor_index, table.cursor_key) == (index, app.rows[index])
        y = index - table.scroll_offset.y + 1
        assert line(table, y).startswith(f"▌row {index:03}")
        assert line(table, 0).startswith(" Client")
        await pilot.pause()
        moved = app.heard(BandTable.CursorMoved)[-1]
        assert isinstance(moved, BandTable.CursorMoved)
        assert (moved.key, moved.table, moved.control) == (app.rows[index], table, table)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("keys", "column"),
    [
        ("right", "acv"),
        ("l", "acv"),
        ("l l left", "acv"),
        ("l l h", "acv"),
        ("left", "client"),
        ("l l l l l", "support"),
    ],
)
async def test_keys_move_the_column(keys: str, column: str) -> None:
    app = TableApp()
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.press(*keys.split())
        assert app.table.column == column
        title = next(each.title for each in COLUMNS if each.key == column)
        ground = rich_style_of("column", app.theme_variables).bgcolor
        lit = [text.strip() for text, style, _ in app.table.render_line(0) if style and style.bgcolor == ground]
        assert lit == [title]


async def test_enter_opens() -> None:
    app = TableApp()
    async with app.run_test() as pilot:
        await pilot.press("j", "enter")
        (opened,) = app.heard(BandTable.Opened)
        assert isinstance(opened, BandTable.Opened)
        assert opened.key == app.rows[1]


def test_every_key_is_described_for_the_help() -> None:
    bindings = [binding for each in BindingsMap(BandTable.BINDINGS).key_to_bindings.values() for binding in each]
    keys = "up k down j pageup ctrl+b pagedown ctrl+f ctrl+u ctrl+d home g end G left h right l enter"
    assert {binding.key for binding in bindings} == {*keys.split()}
    assert all(binding.description and not binding.show for binding in bindings)


async def test_cursor_down_sends_two_lines_only() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        app.table._exchange_repaint_regions()
        app.table.action_cursor_down()
        assert {(region.y, region.height) for region in app.table._exchange_repaint_regions()} == {(1, 1), (2, 1)}


@pytest.mark.thorough
@pytest.mark.parametrize("rows", [25, 60, 200, 5000])
async def test_the_scrollbar_is_right_wherever_the_cursor_went(rows: int) -> None:
    app = TableApp(rows=rows)
    async with app.run_test(size=(80, 20)) as pilot:
        for key in ["pagedown", "pagedown", "G", "pageup", "pageup", "g", "G", "k", "g", "pagedown"]:
            await pilot.press(key)
            bar = app.table.vertical_scrollbar
            assert bar.position == app.table.scroll_y

            def seen() -> list[object]:
                return [list(strip) for strip in app.screen._compositor.render_strips()]

            moved = seen()
            bar.refresh()
            assert moved == seen()


# Mouse


@pytest.mark.thorough
async def test_clicks_move_and_open() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 20)) as pilot:
        table = app.table
        x = table._painter.layout(table._width).slots[2].start
        await pilot.click(table, offset=(x, 4))
        assert (table.cursor_key, table.column) == (app.rows[3], "health")
        assert not app.heard(BandTable.Opened)
        await pilot.click(table, offset=(2, 4))
        assert table.column == "client"
        assert len(app.heard(BandTable.Opened)) == 1
        await pilot.click(table, offset=(2, 6), times=2)
        assert table.cursor_key == app.rows[5]
        assert len(app.heard(BandTable.Opened)) == 2


async def test_a_key_between_two_clicks_forgets_the_first() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.click(app.table, offset=(2, 4))
        await pilot.press("j", "k")
        await pilot.click(app.table, offset=(2, 4))
        assert not app.heard(BandTable.Opened)


async def test_clicks_on_titles_ask_for_a_sort() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 20)) as pilot:
        table = app.table
        x = table._painter.layout(table._width).slots[1].start
        await pilot.click(table, offset=(x, 0))
        await pilot.click(table, offset=(2, 0), control=True)
        await pilot.click(table, offset=(2, 0), shift=True)
        asked = [(each.column, each.add) for each in app.heard(BandTable.SortAsked)]  # type: ignore[attr-defined]
        assert asked == [("acv", False), ("client", True), ("client", True)]
        assert table.cursor_index == 0


async def test_clicks_below_the_rows_do_nothing() -> None:
    app = TableApp(rows=2)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.click(app.table, offset=(2, 9))
        assert app.table.cursor_index == 0


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot._post_mouse_events([MouseScrollDown], app.table, offset=(5, 5))
        await pilot.pause()
        assert app.table.scroll_offset.y > 0
        assert app.table.cursor_index == 0
        await pilot.press("j")
        assert app.table.scroll_offset.y <= 1


# Rows


async def test_the_cursor_stays_on_its_key() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 20)) as pilot:
        table = app.table
        table.move_to("row 010")
        await pilot.pause()
        before = len(app.said)
        table.show_rows(app.rows[::-1])
        await pilot.pause()
        assert (table.cursor_key, table.cursor_index) == ("row 010", 39)
        assert any("▌row 010" in text for text in lines(table))
        table.show_rows([key for key in app.rows if key.endswith("0")])
        await pilot.pause()
        assert (table.cursor_key, table.cursor_index) == ("row 010", 1)
        assert len(app.said) == before


async def test_a_cursor_whose_key_is_gone_stays_near() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 20)) as pilot:
        table = app.table
        table.move_to("row 010")
        table.show_rows([key for key in app.rows if key != "row 010"])
        assert table.cursor_key == "row 011"
        table.show_rows(app.rows[:3])
        assert table.cursor_key == "row 002"
        table.show_rows([])
        await pilot.pause()
        assert (table.cursor_key, table.cursor_index) == (None, -1)
        assert [each.key for each in app.heard(BandTable.CursorMoved)][-3:] == [  # type: ignore[attr-defined]
            "row 011",
            "row 002",
            None,
        ]
        assert not table.move_to("row 002")


async def test_no_rows_say_so_and_no_key_fails() -> None:
    app = TableApp(rows=0)
    async with app.run_test(size=(80, 20)) as pilot:
        assert any(text.strip() == "Nothing [/] here" for text in lines(app.table))
        await pilot.press("j", "k", "G", "g", "pagedown", "pageup", "enter", "l", "h")
        await pilot.click(app.table, offset=(3, 3))
        app.table.show_empty("Nothing here: " + "n adds one, " * 8 + "the end")
        assert [any(word in text for text in lines(app.table)) for word in ("Nothing here", "the end", "…")] == [
            True, True, False,
        ], "a long text takes several lines"  # fmt: skip
        app.table.show_empty("株" * 100)
        assert sum(text.count("株") for text in lines(app.table)) == 100
        assert not app.heard(BandTable.Opened)
        app.table.show_rows(["a"])
        await pilot.pause()
        assert app.table.cursor_key == "a"


async def test_only_rows_in_view_are_drawn_and_once() -> None:
    app = TableApp(rows=1000)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        assert set(app.drawn) == set(app.rows[:16])
        await pilot.press("j", "k", "j")
        assert len(app.drawn) == 16
        app.table.redraw(["row 001", "row 900"])
        await pilot.pause()
        assert app.drawn[16:] == ["row 001"]
        app.table.redraw()
        await pilot.pause()
        assert len(app.drawn) == 33


async def test_marks() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 20)) as pilot:
        table = app.table
        table.show_marks(["row 000", "row 002"])
        await pilot.pause()
        assert [text[0] for text in lines(table)[1:5]] == ["◉", " ", "●", " "]
        assert table.marks == {"row 000", "row 002"}
        table.show_marks([])
        assert [text[0] for text in lines(table)[1:5]] == ["▌", " ", " ", " "]


async def test_signs_in_ascii() -> None:
    app = TableApp(ascii_only=True)
    async with app.run_test(size=(80, 20)):
        app.table.show_marks(["row 000", "row 002"])
        app.table.show_sort([("acv", True)])
        assert [text[0] for text in lines(app.table)[1:4]] == ["#", " ", "*"]
        assert "ACVv" in line(app.table, 0)
        app.table.show_rows(["x" * 90])
        assert "~" in line(app.table, 1)


async def test_sort_marks() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 20)):
        app.table.show_sort([("client", False)])
        assert "Client▲ " in line(app.table, 0)
        app.table.show_sort([("health", True), ("client", False)])
        assert "Client▲2" in line(app.table, 0)
        assert "Hlt▼1" in line(app.table, 0)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("key", "shown"), [("hostile", "[/]"), ("click", "[@click=app.quit]x[/]"), ("escape", "a␛[31mb�")]
)
async def test_text_that_means_harm_is_shown_literally(key: str, shown: str) -> None:
    app = TableApp()
    async with app.run_test(size=(80, 20)) as pilot:
        app.table.show_rows([key])
        await pilot.click(app.table, offset=(5, 1))
        assert line(app.table, 1).startswith(f"▌{shown} ")
        assert app.is_running


# Looks


async def test_without_colours_the_cursor_is_reversed_and_quieter_without_focus(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = TableApp()
    async with app.run_test(size=(80, 20)) as pilot:
        styles = [style for _, style, _ in app.table.render_line(1)]
        assert all(style and style.reverse for style in styles)
        app.query_one(Button).focus()
        await pilot.pause()
        styles = [style for _, style, _ in app.table.render_line(1)]
        assert all(style and style.bold and not style.reverse for style in styles)


async def test_the_cursor_is_quieter_without_focus() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 20)) as pilot:

        def backgrounds(y: int) -> set[object]:
            return {style.bgcolor for _, style, _ in app.table.render_line(y) if style}

        focused, plain = backgrounds(1), backgrounds(2)
        app.query_one(Button).focus()
        await pilot.pause()
        blurred = backgrounds(1)
        assert len(focused) == len(plain) == len(blurred) == 1
        assert len(focused | plain | blurred) == 3


async def test_a_row_has_few_runs() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 20)):
        assert len(list(app.table.render_line(2))) == 3


# Widths


@pytest.mark.thorough
@pytest.mark.parametrize("width", [1, 2, 5, 12, 20, 30, 40, 60, 80, 140])
async def test_every_line_is_as_wide_as_the_table(width: int) -> None:
    app = TableApp()
    async with app.run_test(size=(width, 20)) as pilot:
        app.table.show_rows([*NAMES, *app.rows])
        for _ in COLUMNS:
            await pilot.pause()
            lines(app.table)
            await pilot.press("l")


async def test_narrow_columns_use_short_titles_and_short_texts() -> None:
    app = TableApp()
    async with app.run_test(size=(38, 20)):
        assert "Hlt" in line(app.table, 0)
        assert "▲A" in line(app.table, 2)


async def test_sideways_the_first_column_stays_and_the_highlight_is_followed() -> None:
    columns = [*COLUMNS, Column("product", "Product", "Prd", 8, 4)]
    app = TableApp(columns=columns)
    async with app.run_test(size=(26, 20)) as pilot:
        assert "ACV" in line(app.table, 0)
        assert "Prd" not in line(app.table, 0)
        assert "Client»" in line(app.table, 0)
        await pilot.press("l", "l", "l", "l")
        assert "Prd" in line(app.table, 0)
        assert "ACV" not in line(app.table, 0)
        assert "Client«" in line(app.table, 0)
        assert line(app.table, 2)[1:].startswith("row 001")
        await pilot.resize_terminal(80, 20)
        assert "ACV" in line(app.table, 0)
        await pilot.resize_terminal(26, 20)
        await pilot.press("h", "h", "h")
        assert "ACV" in line(app.table, 0)


async def test_columns_can_change() -> None:
    app = TableApp()
    async with app.run_test(size=(80, 20)) as pilot:
        app.table.move_to_column("health")
        app.columns = (COLUMNS[0], COLUMNS[1], COLUMNS[2])
        app.table.show_columns(app.columns)
        assert app.table.column == "health"
        app.columns = COLUMNS[:1]
        app.table.show_columns(app.columns)
        await pilot.pause()
        assert app.table.column == "client"
        assert "Health" not in line(app.table, 0)
        assert [each.column for each in app.heard(BandTable.ColumnMoved)] == [  # type: ignore[attr-defined]
            "health",
            "client",
        ]


TEXT = st.text(max_size=60) | st.text(alphabet="a1#\u200d\ufe0f\u0301株👩🚀🏽🇩\x1b\t ", max_size=40)


@pytest.mark.thorough
@given(TEXT, st.integers(0, 30), st.sampled_from(["left", "right"]))
@settings(max_examples=400, deadline=None)
def test_any_text_fits_its_cell(text: str, width: int, align: str) -> None:
    fitted = fit(text, width, align)  # type: ignore[arg-type]
    assert cell_len(fitted) == width
    assert "\x1b" not in fitted


@pytest.mark.thorough
@given(
    st.lists(TEXT, min_size=4, max_size=4),
    st.integers(0, 120),
    st.integers(0, 5),
    st.integers(0, 3),
    st.sampled_from([None, Cell("▌", "sign"), Cell("#", "sign")]),
    st.sampled_from([None, ""]),
)
@settings(max_examples=400, deadline=None)
def test_any_line_is_exactly_as_wide_as_asked(
    texts: list[str], width: int, first: int, column: int, gutter: Cell | None, gap: str | None
) -> None:
    layout = lay_out(COLUMNS, width, first, column)
    cells = [Cell(text, style_name) for text, style_name in zip(texts, ["", "red", "red", "green"], strict=True)]
    runs = build_line(layout, cells, gutter=gutter, gap=gap)
    assert cell_len("".join(text for text, _ in runs)) == width
    assert all(text for text, _ in runs)
    assert all(before[1] != after[1] for before, after in pairwise(runs))


SEARCHED = (Column("note", "Note", "Note", 24, 24, searched=True), Column("kind", "Kind", "Kind", 6, 6))


@pytest.mark.parametrize(
    ("note", "words", "drawn"),
    [
        ("The deputy kept it", ("deputy",), " The |deputy| kept it       deputy"),
        ("Députy", ("deputy", "put"), " |Députy|                   deputy"),
        ("deputy deputy", ("deputy",), " |deputy| |deputy|            deputy"),
        ("a sponsor who had left for good, and her deputy", ("deputy",), " …her |deputy|              deputy"),
        ("the deputies of all others", ("deput",), " the |deput|ies of all oth… deputy"),
        ("exactly these 24 letters", ("letters",), " exactly these 24 |letters| deputy"),
        ("nothing", ("deputy",), " nothing                  deputy"),
        ("株式会社 deputy 株式会社 株式会社 deputy", ("deputy",), " 株式会社 |deputy| 株式会…  deputy"),
    ],
)
def test_words_are_lit_in_the_columns_that_are_searched(note: str, words: Sequence[str], drawn: str) -> None:
    runs = build_line(lay_out(SEARCHED, 32), [Cell(note), Cell("deputy", "dim")], words=words)
    assert "".join(f"|{text}|" if style == FOUND else text for text, style in runs) == drawn
    assert cell_len("".join(text for text, _ in runs)) == 32


@pytest.mark.parametrize("no_color", [False, True])
async def test_a_word_that_is_lit_is_seen_under_the_cursor_and_off_it(
    no_color: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    app = TableApp(3, (COLUMNS[0]._replace(searched=True), *COLUMNS[1:]))
    async with app.run_test(size=(80, 20)):
        app.table.show_found(("row",))
        for y in (1, 2):
            styles = {segment.text: segment.style for segment in app.table.render_line(y)}
            beside = next(style for text, style in styles.items() if text.startswith(" 00"))
            assert styles["row"] != beside
        app.table.show_found(())
        assert "row" not in {segment.text for segment in app.table.render_line(2)}


@given(st.integers(24, 120), st.integers(0, 5), st.integers(0, 3))
def test_the_highlighted_column_is_always_shown(width: int, first: int, column: int) -> None:
    layout = lay_out(COLUMNS, width, first, column)
    assert {0, column} <= {slot.column for slot in layout.slots}


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    return [slot.width for slot in lay_out(columns, width).slots]


def test_room_that_is_left_goes_to_the_text_that_needs_it() -> None:
    wide = (Column("what", "What", "What", 90, 20), *(Column(str(n), "", "", 12, 10) for n in range(8)))
    assert _widths(wide, 80) == [24, 10, 10, 10, 10, 10], "no column is hidden beside cells that are left empty"
    assert _widths(COLUMNS, 160)[0] == 48
    assert lay_out(COLUMNS, 160).slots[1].start == 1 + 48 + 3
    notes = (Column("day", "Day", "Day", 10, 10), Column("note", "Note", "Note", 20, 10, grows=True))
    assert _widths(notes, 80) == [10, 66], "a date needs no more than a date"


def test_long_text_ends_in_a_sign() -> None:
    assert fit("abcdef", 4) == "abc…"
    assert fit("株式会社", 4) == "株… "
    assert fit("株式会社", 4, "right") == " 株…"
    assert fit("x" * 100_000, 3) == "xx…"


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (60, ["Customer 3", "Teamwork", "Value realization year 1"]),
        (30, ["Customer 3", "Teamwork", "Value reali…"]),
        (20, ["Custo…", "Teamw…", "Value…"]),
        (4, ["…", "…", "…"]),
    ],
)
def test_of_texts_that_share_a_line_the_longest_are_cut(width: int, shown: list[str]) -> None:
    found = fit_together(("Customer 3", "Teamwork", "Value realization year 1"), width)
    assert [one.strip() for one in found] == shown
    assert sum(map(len, found)) <= max(width, 3)
