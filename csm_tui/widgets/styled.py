"""The styles of tables and panes by name, from the colours of the theme.

Component classes in a stylesheet could do the same, but Textual would match each of them against all rules whenever it
styles a widget, which took more than half of the time for styling.
"""

from collections.abc import Mapping
from typing import Any

from rich.style import Style
from textual.color import Color
from textual.scroll_view import ScrollView

from csm_tui.widgets.lighting import FOUND
from csm_tui.widgets.style_name import StyleName

_WITHOUT_OURS = {
    "bright": "foreground",
    "quiet": "foreground",
    "title": "primary",
    "title-row": "panel",
    "line": "panel",
    "cursor-row": "primary-muted",
    "cursor-row-quiet": "panel",
    "band-red": "error",
    "band-amber": "warning",
    "band-green": "success",
    "chart-1": "#5f87d7",
    "chart-2": "#af5fd7",
    "chart-3": "#00afaf",
    "chart-4": "#d75faf",
    "chart-5": "#8787af",
    "block-text": "background",
    "block-retain": "#5f87d7",
    "block-expand": "#af5fd7",
    "block-advocate": "#d75faf",
    "block-onboard": "#00afaf",
    "block-other": "#8787af",
}
"""Substitutes for colours that only our themes have: colours of Textual's themes, or hues for any background."""

_BLOCKS = ("retain", "expand", "advocate", "onboard", "other")

_STYLES: dict[StyleName, tuple[str, str, bool]] = {  # colour, background, bold
    "header": ("title", "title-row", True),
    "header-quiet": ("quiet", "title-row", False),
    "column": ("title-row", "title", True),
    "cursor": ("", "cursor-row", False),
    "cursor-quiet": ("", "cursor-row-quiet", False),
    "cursor-mark": ("title", "", False),
    "title": ("title", "", False),
    "key": ("title", "", True),
    "dim": ("quiet", "", False),
    "strong": ("bright", "", True),
    "rule": ("line", "", False),
    "red": ("band-red", "", False),
    "amber": ("band-amber", "", False),
    "green": ("band-green", "", False),
    **{f"chart-{number}": (f"chart-{number}", "", False) for number in range(1, 6)},
    **{f"block-{name}": ("block-text", f"block-{name}", False) for name in _BLOCKS},
    "block-late": ("background", "band-red", True),
    "off": ("quiet", "cursor-row-quiet", False),
    FOUND: ("title-row", "title", True),
}

WITHOUT_FOCUS: dict[StyleName, StyleName] = {
    "cursor": "cursor-quiet", "cursor-mark": "dim", "header": "header-quiet", "column": "header-quiet",
}  # fmt: skip
"""The styles of a table without focus or below a dialog, which shows its cursor faintly."""

FILLED = frozenset(name for name, (_, background, _) in _STYLES.items() if background)
"""The styles with their own background, which blanks beside them must not get."""


def rich_style_of(style_name: StyleName, colours: Mapping[str, str], *, no_color: bool = False) -> Style:
    """The Rich style of a style name, to be put over the style of the widget.

    Args:
        style_name: Its name, "" for no style of its own.
        colours: The colours of the theme by name.
        no_color: Whether colours are removed later, when red would become the faintest grey.
    """
    if not style_name:
        return Style.null()
    if no_color and style_name == FOUND:  # without colours its background is not visible
        return Style(reverse=True)
    front, back, bold = _STYLES["strong" if no_color and style_name == "red" else style_name]
    return Style(color=_colour(front, colours), bgcolor=_colour(back, colours), bold=bold or None)


def _colour(name: str, colours: Mapping[str, str]) -> Any:
    if not name:
        return None
    other = _WITHOUT_OURS.get(name, name)
    return Color.parse(colours.get(name) or colours.get(other, other)).rich_color


class Styled(ScrollView):
    """A mixin for widgets that draw in styles, and again when the theme changes."""

    def on_mount(self) -> None:
        """Follow the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.recolour())

    def recolour(self) -> None:
        """Repaint in the present colours."""
        self.refresh()

    def styled(self, *styles: StyleName) -> Style:
        """The Rich style of a run in these styles, later ones over earlier ones."""
        return self.styled_over(self.rich_style, *styles)

    def styled_over(self, style: Style, *styles: StyleName) -> Style:
        """The same over a style that is known: that of the widget is put together anew whenever it is asked for."""
        app = self.app
        for style_name in styles:
            style += rich_style_of(style_name, app.theme_variables, no_color=app.no_color)
        return style
