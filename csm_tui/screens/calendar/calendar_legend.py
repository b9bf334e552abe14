"""What the signs and colours of the calendar mean."""

from collections.abc import Iterable, Iterator

from csm_tui.domain.records.activity import Category
from csm_tui.screens.calendar.calendar_cells import CalendarGlyphs
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.style_name import StyleName
from csm_tui.widgets.wrapping import wrapped

_INDENT = 14
_CATEGORIES = {
    Category.RETAIN: "keeps what renews",
    Category.EXPAND: "proves value and grows the renewal",
    Category.ADVOCATE: "leads to a case study",
    Category.ONBOARD: "brings new clients in; it uses the hours that are reserved for that",
    Category.OTHER: "anything else, and the hours of a client that are for several of these",
}


def calendar_legend(glyphs: CalendarGlyphs, width: int) -> list[Line]:
    """The legend in lines for a width in cells."""
    return [
        [(" Hours", "strong")],
        *_lines(_hours(glyphs), width),
        [],
        [(" What they are for", "strong")],
        *_lines(((" 4 ", f"block-{category}", f"{category}: {text}") for category, text in _CATEGORIES.items()), width),
        [],
        [(" Around them", "strong")],
        *_lines(_around(glyphs), width),
    ]


def _hours(glyphs: CalendarGlyphs) -> Iterator[tuple[str, StyleName, str]]:
    yield f"4{glyphs.quarters[2]}", "", "hours of the row in that week or day: four and a half"
    yield f"{glyphs.pin}4", "strong", "some of them are pinned: they stay where they are"
    yield "4", "dim", "they were spent; nothing is left to do there"
    yield " 4 ", "block-late", "they come after the deadline"
    yield (
        glyphs.deadline,
        "strong",
        "the deadline is in the week or day before it; left empty it is the end of the quarter",
    )
    yield "!", "red", "the deadline is past, or will not be met"


def _around(glyphs: CalendarGlyphs) -> Iterator[tuple[str, StyleName, str]]:
    left, right = glyphs.present
    yield f"{left}23{right}", "title", "this week, by its Monday; of an open week, today"
    bars = glyphs.bars
    yield (
        f"{bars[0]} {bars[len(bars) // 2]} {bars[-1]}",
        "dim",
        "load: the share of the budget that is used, to all of it",
    )
    yield "2 free", "", "hours that the days from today on still hold in the highlighted week"
    yield bars[-1], "amber", "more than 85 % of the budget is used"
    yield f"{glyphs.over}2", "red", "so many hours find no room in the red weeks up to here; ! tells what does not fit"
    yield glyphs.idle, "dim", "no hours are used"
    yield glyphs.off, "dim", "a day of leave or a holiday, from Monday to Friday; the highlighted column names them"
    yield "Onboarding", "", "hours used of those that are reserved for it"
    yield "Budget", "", "the hours for all else; days off and appointments have none"


def _lines(entries: Iterable[tuple[str, StyleName, str]], width: int) -> Iterator[Line]:
    for glyph, style, text in entries:
        first, *others = wrapped(text, max(20, width - _INDENT - 1))
        pad = " " * max(1, _INDENT - 2 - len(glyph))
        yield [("  ", ""), (glyph, style), (pad, ""), (first, "")]
        for part in others:
            yield [(" " * _INDENT, ""), (part, "")]
