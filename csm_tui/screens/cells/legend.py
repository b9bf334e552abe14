"""The legend: the meaning of each column and the limits of the bands, with the present settings."""

from collections.abc import Iterator

from csm_tui.domain.settings import Settings
from csm_tui.planning.columns import Caveat
from csm_tui.planning.portfolio.columns import SPECS
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.wrapping import explained

_INDENT = 17


def legend_lines(settings: Settings, glyphs: Glyphs, width: int) -> list[Line]:
    """The legend in lines for a width in cells."""
    return [
        [(" Columns", "strong")],
        *(line for one in SPECS for line in explained(one.title, one.explained(settings), width, _INDENT)),
        [],
        [(" Bands", "strong")],
        *_bands(settings, glyphs),
        [],
        [(" Signs", "strong")],
        *(line for sign, text in _marks(glyphs) for line in explained(sign, text, width, _INDENT)),
    ]


def _bands(settings: Settings, glyphs: Glyphs) -> Iterator[Line]:
    score, renewal = settings.thresholds.score, settings.thresholds.renewal
    yield _band_line("Scores", glyphs, f"0-{score.amber - 1}", f"{score.amber}-{score.green - 1}", f"{score.green}-100")
    months = f"to {renewal.red} months", f"to {renewal.amber} months", "later"
    yield _band_line("Renewal", glyphs, *months)
    styles: list[Run] = [(f"   {'Trend':13} ", "")]
    yield [
        *styles,
        (f"{glyphs.down} Down  ", "red"),
        (f"{glyphs.level} Level  ", "amber"),
        (f"{glyphs.up} Up", "green"),
    ]


def _band_line(title: str, glyphs: Glyphs, red: str, amber: str, green: str) -> Line:
    return [
        (f"   {title:13} ", ""),
        (f"{glyphs.red} {red}  ", "red"),
        (f"{glyphs.amber} {amber}  ", "amber"),
        (f"{glyphs.green} {green}", "green"),
    ]


def _marks(glyphs: Glyphs) -> Iterator[tuple[str, str]]:
    yield "!", "at risk: the renewal is due, or health is red"
    yield glyphs.due, "something is to be done for the client today, or is overdue: 2 shows what"
    yield Caveat.OVERRIDDEN, "an override stands in for the computed health"
    yield Caveat.STALE, "stale: not entered or imported again for too long"
    yield glyphs.none, "no data, which is not zero"
    yield "onboarding", "new clients stand in no band of health or renewal"
