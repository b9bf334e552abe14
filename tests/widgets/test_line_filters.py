"""What reaches the terminal through the filters."""

import re

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._border import BORDER_CHARS
from textual.app import App, ComposeResult
from textual.color import Color
from textual.filter import ANSIToTruecolor, LineFilter
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip
from textual.widgets import Static

from csm_tui.resources import STYLES
from csm_tui.widgets.line_filters import EncodingFilter, SafeTextFilter, ShortColourFilter

BLACK = Color(0, 0, 0)


def sent(segment: Segment, *filters: LineFilter) -> str:
    strip = Strip([segment])
    for each in filters:
        strip = strip.apply_filter(each, BLACK)
    return "".join(
        Strip.render_style(style, text, ColorSystem.TRUECOLOR) if style else text for text, style, _ in strip
    )


@pytest.mark.parametrize("bad", ["\x1b", "\x07", "\x9b", "\x7f", "\u202e", "\u2066", "\n", "\t"])
def test_guard_lets_no_acting_character_through(bad: str) -> None:
    before = [Segment(f"a{bad}b   ", Style(bold=True)), Segment("end")]
    after = SafeTextFilter().apply(before, BLACK)
    assert bad not in "".join(segment.text for segment in after)
    assert Strip(after).cell_length == Strip(before).cell_length
    assert after[0].style == Style(bold=True)
    assert after[1] is before[1]


def test_guard_leaves_clean_text_and_control_segments() -> None:
    clean = [Segment("Zoë 株式会社 👩\u200d🚀 ●"), Segment("\x1b[2J", None, [(1, 2)])]  # type: ignore[list-item]
    assert SafeTextFilter().apply(clean, BLACK) is clean
    mixed = SafeTextFilter().apply([Segment("\x1b  "), clean[1]], BLACK)
    assert mixed[0].text == "␛ "
    assert mixed[1] is clean[1]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("#ff5f5f", "\x1b[38;5;203mx\x1b[0m"),
        ("#d0d0d0 on #121212", "\x1b[38;5;252;48;5;233mx\x1b[0m"),
        ("bold #ffaf00 on #000000", "\x1b[1;38;5;214;48;5;16mx\x1b[0m"),
        ("#ff5f60", "\x1b[38;2;255;95;96mx\x1b[0m"),
        ("red", "\x1b[31mx\x1b[0m"),
        ("reverse default on default", "\x1b[7mx\x1b[0m"),
        ("default on default", "x"),
        ("underline", "\x1b[4mx\x1b[0m"),
    ],
)
def test_colours_of_the_palette_are_sent_by_number(style: str, expected: str) -> None:
    assert sent(Segment("x", Style.parse(style)), ShortColourFilter()) == expected


def test_every_number_stands_for_the_colour_it_replaces() -> None:
    from rich.color import Color as RichColor

    for number in range(16, 256):
        triplet = RichColor.from_ansi(number).get_truecolor()
        style = Style(color=RichColor.from_triplet(triplet))
        (short,) = ShortColourFilter().apply([Segment("x", style)], BLACK)
        assert short.style is not None
        assert short.style.color is not None
        assert short.style.color.number is not None
        assert short.style.color.get_truecolor() == triplet


def test_short_colours_keep_what_a_click_means() -> None:
    style = Style(color="#ff5f5f", meta={"@click": "x"})
    (after,) = ShortColourFilter().apply([Segment("x", style)], BLACK)
    assert after.style is not None
    assert after.style.meta == {"@click": "x"}


def test_at_the_end_of_textuals_chain() -> None:
    from rich.terminal_theme import DEFAULT_TERMINAL_THEME

    text = sent(Segment("x", Style.parse("color(203)")), ANSIToTruecolor(DEFAULT_TERMINAL_THEME), ShortColourFilter())
    assert text == "\x1b[38;5;203mx\x1b[0m"


class FilteredApp(App[None]):
    CSS = "Screen { background: #121212; } Static { color: #ff5f5f; }"

    def __init__(self) -> None:
        super().__init__()
        self.net = (SafeTextFilter(), ShortColourFilter())

    def get_line_filters(self) -> list[LineFilter]:
        return [*super().get_line_filters(), *self.net]

    def compose(self) -> ComposeResult:
        yield Static("a\x9b\x1b[31mb", markup=False)


async def painted() -> list[Segment]:
    app = FilteredApp()
    async with app.run_test(size=(20, 3)) as pilot:
        await pilot.pause()
        return [segment for strip in app.screen._compositor.render_strips() for segment in strip]


async def test_in_an_app() -> None:
    segments = await painted()
    assert not any("\x1b" in text or "\x9b" in text for text, _, _ in segments)
    numbers = {style.color.number for _, style, _ in segments if style and style.color}
    assert 203 in numbers


async def test_without_colours_only_greys_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    for _, style, _ in await painted():
        for colour in (style.color, style.bgcolor) if style else ():
            assert colour is None or len(set(colour.get_truecolor())) == 1


def test_what_an_encoding_lacks_is_drawn_with_a_twin_of_the_same_width():
    shown = EncodingFilter("ascii").apply([Segment("\u256d\u2500 caf\u00e9 \u6f22 \u25bc")], Color(0, 0, 0))
    assert [segment.text for segment in shown] == ["+- caf? ?  v"]


def test_what_borders_and_scrollbars_are_drawn_with_has_a_twin():
    """The borders of the stylesheets, the ends of scrollbars, and the arrow of what is read back."""
    ends = "".join(ScrollBarRender.VERTICAL_BARS + ScrollBarRender.HORIZONTAL_BARS)
    found = re.findall(r"border[a-z-]*: *([a-z]+) ", "".join(path.read_text() for path in STYLES.glob("*.tcss")))
    borders = "".join(char for name in {*found} - {"none"} for row in BORDER_CHARS[name] for char in row)  # type: ignore[index]
    shown = EncodingFilter("ascii").apply([Segment(f"\u2192{ends}{borders}")], BLACK)
    assert "?" not in shown[0].text


def test_what_an_encoding_has_stays():
    assert EncodingFilter("latin-1").apply([Segment("caf\u00e9 \u2502")], Color(0, 0, 0))[0].text == "caf\u00e9 |"
