"""Glyphs that show bands, trends and marks without colour, in Unicode or ASCII."""

from typing import NamedTuple

from csm_tui.domain.values.bands import Band, Trend


class Glyphs(NamedTuple):
    red: str
    amber: str
    green: str
    up: str
    level: str
    down: str
    full: str
    empty: str
    dot: str
    none: str
    point: str
    pin: str
    due: str
    """Something is to be done for the client today."""

    @property
    def is_ascii(self) -> bool:
        """Whether the terminal can only show ASCII."""
        return self.full.isascii()

    def band(self, band: Band | None) -> str:
        return " " if band is None else {Band.RED: self.red, Band.AMBER: self.amber, Band.GREEN: self.green}[band]

    def trend(self, trend: Trend) -> str:
        return {Trend.UP: self.up, Trend.LEVEL: self.level, Trend.DOWN: self.down}[trend]

    def bar(self, share: float, width: int) -> tuple[str, str]:
        """A bar for a share of 0-1, as its full and its empty part."""
        filled = max(0, min(width, int(share * width + 0.5)))
        return self.full * filled, self.empty * (width - filled)


UNICODE = Glyphs("■", "◆", "●", "▲", "▶", "▼", "━", "─", "·", "\u2013", "●", "=", "◔")
ASCII = Glyphs("r", "a", "g", "^", "=", "v", "#", ".", "-", "-", "o", "=", "@")
