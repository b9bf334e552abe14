"""The colours behind the style names: every theme has them, and none of a chart is mistaken for a band."""

from math import dist

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from csm_tui.themes import THEMES
from csm_tui.widgets.styled import FILLED, rich_style_of

CHART = tuple(f"chart-{number}" for number in range(1, 6))
BANDS = ("red", "amber", "green")


def painted(style_name: str, theme: Theme) -> tuple[int, int, int]:
    colours = theme.to_color_system().generate() | theme.variables
    colour = rich_style_of(style_name, colours).color
    assert colour is not None
    return Color.from_rich_color(colour).rgb


def luminance(rgb: tuple[int, int, int]) -> float:
    """Relative, 0-1, as the web's guidelines on contrast define it."""
    parts = [part / 255 for part in rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """1-21, as those guidelines define it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


GROUNDS = ("background", "cursor-row", "cursor-row-quiet", "title-row", "field", "field-other")
TEXTS = ("", "title", "key", "dim", "strong", *BANDS)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_can_be_read_on_every_ground(ground: str, theme: Theme) -> None:
    colours = theme.to_color_system().generate() | theme.variables
    below = Color.parse(colours[ground]).rgb
    for name in TEXTS:
        above = painted(name, theme) if name else Color.parse(theme.foreground or "").rgb
        assert contrast(above, below) >= 4.5, name or "plain"


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_field_is_told_from_the_one_below_and_from_the_ground(theme: Theme) -> None:
    assert len({theme.variables["field"], theme.variables["field-other"], theme.background}) == 3


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", sorted(FILLED - {"cursor", "cursor-quiet"}))
def test_every_text_can_be_read_on_its_own_ground(name: str, theme: Theme) -> None:
    style = rich_style_of(name, theme.to_color_system().generate() | theme.variables)
    assert style.color is not None
    assert style.bgcolor is not None
    assert contrast(Color.from_rich_color(style.color).rgb, Color.from_rich_color(style.bgcolor).rgb) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_hues_of_charts_are_no_bands_differ_and_stand_out_from_the_ground(theme: Theme) -> None:
    hues = [painted(name, theme) for name in CHART]
    ground = Color.parse(theme.background or "").rgb
    assert len(set(hues)) == len(CHART)
    for hue in hues:
        assert min(dist(hue, painted(band, theme)) for band in BANDS) > 90
        assert contrast(hue, ground) >= 4.5


@pytest.mark.parametrize("name", ["textual-light", "gruvbox", "ansi-dark"])
def test_a_theme_of_textuals_has_hues_for_charts_too(name: str) -> None:
    assert len({painted(each, BUILTIN_THEMES[name]) for each in CHART}) == len(CHART)
