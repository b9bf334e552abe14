"""Keeps pydantic from looking for plugins, which nobody needs here: the first model would wait 12 ms for the search.

Its loader reads the metadata of every package that is installed, and loads what reads metadata to do so; a setting
in the environment only spares it the reading. Where pydantic has no such loader any more, it works as usual.
"""

import sys
from types import ModuleType


def find_none() -> None:
    """Put a loader that finds no plugins in the place of pydantic's, unless that is loaded already."""
    loader = ModuleType("pydantic.plugin._loader")
    vars(loader)["get_plugins"] = tuple
    sys.modules.setdefault(loader.__name__, loader)
