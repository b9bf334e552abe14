"""Filters for everything painted: they make all text safe for the terminal and shorten colours."""

from functools import lru_cache

from rich.cells import cell_len, set_cell_size
from rich.color import Color as RichColor
from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from csm_tui.domain.text import safe_text

_CUBE = (0, 95, 135, 175, 215, 255)
_GREYS = tuple(8 + 10 * step for step in range(24))


def _fixed_palette() -> dict[tuple[int, int, int], int]:
    """The triplets and numbers of the 240 palette colours that a terminal's own theme leaves alone."""
    greys = {(level, level, level): 232 + step for step, level in enumerate(_GREYS)}
    cube = [(red, green, blue) for red in _CUBE for green in _CUBE for blue in _CUBE]
    return greys | {triplet: 16 + step for step, triplet in enumerate(cube)}


_NUMBERS = _fixed_palette()


class SafeTextFilter(LineFilter):
    """A safety net for all widgets: a character that would control the terminal is replaced by a visible one.

    The text keeps its width in cells, so nothing to the right of it moves.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments with safe text; the same list if nothing had to be replaced."""
        if all(control or safe_text(text) == text for text, _, control in segments):
            return segments
        return [segment if segment.control else _guarded(segment) for segment in segments]


def _guarded(segment: Segment) -> Segment:
    safe = safe_text(segment.text)
    return segment if safe == segment.text else Segment(set_cell_size(safe, cell_len(segment.text)), segment.style)


_PLAIN_TWINS = str.maketrans(
    {
        **dict.fromkeys("\u2500\u2501\u2550\u254d\u2580\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2594", "-"),
        **dict.fromkeys("\u2502\u2503\u254f\u2588\u2589\u258a\u258b\u258c\u258d\u258e\u258f\u2590\u2595", "|"),
        **dict.fromkeys("\u256d\u256e\u2570\u256f\u250c\u250f\u2510\u2513\u2514\u2517\u2518\u251b", "+"),
        "\u2192": ">",
        "\u25bc": "v",
        "\u25b2": "^",
        "\u2026": "~",
    }
)


class EncodingFilter(LineFilter):
    """For terminals without UTF-8: characters that the encoding lacks are replaced by similar ones, or by "?"."""

    def __init__(self, encoding: str) -> None:
        """`encoding` is that of the terminal."""
        super().__init__()
        self._encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments with characters that the terminal has, in the same width."""
        return [segment if segment.control or segment.text.isascii() else self._plain(segment) for segment in segments]

    def _plain(self, segment: Segment) -> Segment:
        return Segment("".join(map(self._twin, segment.text.translate(_PLAIN_TWINS))), segment.style)

    def _twin(self, char: str) -> str:
        plain = char.encode(self._encoding, "replace").decode(self._encoding)
        return plain if plain == char else set_cell_size(plain, cell_len(char))


class ShortColourFilter(LineFilter):
    """Sends a colour of the fixed 256 palette by its number, in half of the bytes.

    The terminal's default colours are left out, as every run starts with them. This must be the last filter, as
    Textual's own filters turn numbered colours into triplets.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments with the shortest form of each colour."""
        return [
            Segment(text, None if style is None else _short_style(style), control) for text, style, control in segments
        ]


@lru_cache(2048)
def _short_style(style: Style) -> Style:
    colour, background = _short(style.color), _short(style.bgcolor)
    if colour is style.color and background is style.bgcolor:
        return style
    short = Style.from_color(colour, background)
    return style + short if style.link or style.meta else style.without_color + short


def _short(colour: RichColor | None) -> RichColor | None:
    if colour is None or colour.is_default:
        return None
    if colour.type is not ColorType.TRUECOLOR or colour.triplet is None:
        return colour
    number = _NUMBERS.get(colour.triplet)
    return colour if number is None else RichColor.from_ansi(number)
