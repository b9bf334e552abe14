"""The legend: what each column combines and where the bands lie, with the settings in force."""

from collections.abc import Iterator

from csm_tui.domain.settings import Settings
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.wrapping import explained

_INDENT = 17


def legend_lines(settings: Settings, glyphs: Glyphs, width: int) -> list[Line]:
    """The legend in lines for a width in cells."""
    return [
        [(" Columns", "strong")],
        *(line for name, text in _columns(settings) for line in explained(name, text, width, _INDENT)),
        [],
        [(" Bands", "strong")],
        *_bands(settings, glyphs),
        [],
        [(" Signs", "strong")],
        *(line for sign, text in _marks(glyphs) for line in explained(sign, text, width, _INDENT)),
    ]


def _columns(settings: Settings) -> Iterator[tuple[str, str]]:
    weights, trend = settings.weights, settings.trend
    yield "Client", "the name"
    yield "Term", "whole years as a customer"
    yield "ACV", "annual contract value: money per year"
    yield "Renewal", "whole months to the renewal of the contract"
    yield (
        "Trend",
        f"where the overall score goes: the newest snapshot against one at least {trend.days} days older, Level "
        f"within {trend.points:g} points; as entered until the history can tell",
    )
    yield "Health", "the overall score of those components that have data; what is missing shares its weight out"
    yield "Product", f"{weights.product:g} %: number of logins, their length, features used"
    yield "Satisfaction", f"{weights.satisfaction:g} %: the yearly survey and the half-yearly NPS"
    yield "Support", f"{weights.support:g} %: cases closed well within 48 h; help requests against problem reports"
    yield "Sponsorship", f"{weights.sponsorship:g} %: seniority of the buying decision maker"


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
    yield "*", "an override stands in for the computed health"
    yield "~", "stale: not entered or imported again for too long"
    yield glyphs.none, "no data, which is not zero"
    yield "onboarding", "new clients stand in no band of health or renewal"
