"""Textual's compositor without the paint of what only its layout has touched."""

from collections.abc import Iterator, Mapping

from textual._compositor import Compositor, CompositorMap, ReflowResult
from textual.geometry import Region, Size
from textual.widget import Widget

_Place = tuple[Region, Region]
_NOWHERE: _Place = (Region(), Region())


class PatchedCompositor(Compositor):
    """Paints after a layout what stands elsewhere than before. Textual paints all whose numbers in the layout are
    others: each sibling of what came or went, and every list whose length changed.

    It remembers for itself where everything stood. Textual's own map may be made anew in between, and then lacks what
    went: there the whole screen is painted again with everything that goes.
    """

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[Widget, _Place] = {}

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Lay out again."""
        dirty, self._dirty_regions = self._dirty_regions, set()
        result = super().reflow(parent, size)
        before, self._places = self._places, _places(self._full_map)
        self._dirty_regions = dirty | set(_moved(before, self._places))
        return result

    def reflow_visible(self, parent: Widget, size: Size) -> set[Widget]:
        """Lay out again what is seen, as for scrolling."""
        exposed = super().reflow_visible(parent, size)
        self._places |= _places(self._visible_map or {})
        return exposed


def _places(found: CompositorMap) -> dict[Widget, _Place]:
    return {widget: (geometry.region, geometry.clip) for widget, geometry in found.items()}


def _moved(before: Mapping[Widget, _Place], after: Mapping[Widget, _Place]) -> Iterator[Region]:
    """What was seen before of each widget that stands elsewhere now, and what is seen of it now."""
    for widget in before.keys() | after.keys():
        old, new = before.get(widget, _NOWHERE), after.get(widget, _NOWHERE)
        if old != new:
            yield from (seen for region, clip in (old, new) if (seen := clip.intersection(region)))
