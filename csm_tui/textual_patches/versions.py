"""The versions of Textual that the patches were tried with, and whether the one at hand is among them."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

TRIED = ("8.2",)
"""Major and minor numbers. With another one the patches for speed are off."""


@cache
def speed() -> bool:
    """Whether the patches for speed are in force: all classes with one ask for it when they are made."""
    return ".".join(installed().split(".")[:2]) in TRIED


def warning() -> str | None:
    """What there is to say of a version that was not tried."""
    if speed():
        return None
    found = installed() or "of an unknown version"
    return f"Textual {found}: tried with {', '.join(TRIED)} only. All is as safe, but slower"


def installed() -> str:
    """The version of Textual at hand, "" if it is not known.

    Read from the name of the folder beside the package, in 0.4 ms of the start: `importlib.metadata` takes 9, of which
    7 to load. It is asked where there is no such folder, or two.
    """
    found = find_spec("textual")
    place = Path(found.origin).parent.parent if found is not None and found.origin is not None else Path()
    names = [path.name for path in place.glob("textual-*.dist-info")]
    if len(names) == 1:
        return names[0].removeprefix("textual-").removesuffix(".dist-info")
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("textual")
    except PackageNotFoundError:
        return ""
