"""Where the program begins: what must be said before anything else is loaded."""

import gc
import os


def run() -> None:
    """The program: `csm-tui` and `python -m csm_tui`."""
    # The start makes many objects and hardly any garbage: collecting meanwhile would only cost time.
    gc.disable()
    # Else pydantic reads the metadata of every installed package in search of plugins.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

    from csm_tui.cli import main

    main.run()
