"""Where the program begins: what must be said before anything else is loaded."""

import gc
import sys
from types import ModuleType


def run() -> None:
    """The program: `csm-tui` and `python -m csm_tui`."""
    # The start makes many objects and hardly any garbage: collecting meanwhile would only cost time.
    gc.disable()
    _load_no_plugins_of_pydantic()

    from csm_tui.cli import main

    main.run()


def _load_no_plugins_of_pydantic() -> None:
    """Else pydantic reads the metadata of every installed package in search of some. Its own switch still loads what
    reads them, a fiftieth of the start."""
    loader = ModuleType("pydantic.plugin._loader")
    loader.get_plugins = tuple  # type: ignore[attr-defined]
    sys.modules[loader.__name__] = loader
