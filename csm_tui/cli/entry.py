"""The entry point: what must be done before anything else is loaded."""

import gc
import os
import sys


def run() -> None:
    """The program: `csm-tui` and `python -m csm_tui`."""
    # The start creates many objects and hardly any garbage, so collecting would only cost time.
    gc.disable()
    # No plugin of pydantic is wanted, and looking for some among all installed packages takes 4 ms.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

    try:
        from csm_tui.cli import main

        main.run()
    except KeyboardInterrupt:  # before or after click, which answers it in the same way
        sys.exit(130)
    finally:
        # Else the interpreter goes through all objects once more before it ends: a seventh of a short answer's time.
        gc.freeze()
