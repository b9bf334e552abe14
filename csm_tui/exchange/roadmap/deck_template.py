"""The file that a deck begins with: a plain one, or a company's template without its slides."""

from io import BytesIO
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.util import Inches

from csm_tui.exchange.roadmap.deck_shapes import Area
from csm_tui.exchange.tables import FileRefused


def opened_template(template: Path | None) -> Any:
    """The template, without the slides that it has."""
    if template is None:
        return Presentation()
    try:
        data = template.read_bytes()
        # A .potx differs from a .pptx in nothing but the type that it says it has.
        file = Presentation(BytesIO(_as_presentation(data)))
    except Exception as error:  # whatever a damaged file makes of python-pptx, it is no template
        raise FileRefused(f"it is no template of slides ({type(error).__name__})") from None
    ids = file.slides.element  # there is no other way to take slides out
    for slide in [*ids]:
        file.part.drop_rel(slide.rId)
        ids.remove(slide)
    return file


def _as_presentation(data: bytes) -> bytes:
    from zipfile import ZIP_DEFLATED, ZipFile

    changed = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(changed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(b"presentationml.template.main+xml", b"presentationml.presentation.main+xml")
            new.writestr(name, content)
    return changed.getvalue()


def title_area(layout: Any, wide: float, high: float) -> Area | None:
    """Where a layout puts its title on a slide of this size in inches; None where that leaves no room below."""
    title = next(one for one in layout.placeholders if one.placeholder_format.idx == 0)
    found = title.left, title.top, title.width, title.height
    if None in found:
        return None
    area = Area(*(length / Inches(1) for length in found))
    fits = area.left >= 0 and area.left + area.width <= wide and area.width > wide / 2
    return area if fits and area.top >= 0 and area.top + area.height < high / 3 else None


def titled_layout(file: Any) -> Any:
    """The layout with a title and the fewest other places."""
    titled = [one for one in file.slide_layouts if any(each.placeholder_format.idx == 0 for each in one.placeholders)]
    if not titled:
        raise FileRefused("the template has no layout with a title")
    return min(titled, key=lambda one: len([*one.placeholders]))
