"""The entry point: what must be done before anything else is loaded."""

import gc


def run() -> None:
    """The program: `csm-tui` and `python -m csm_tui`."""
    # The start creates many objects and hardly any garbage, so collecting would only cost time.
    gc.disable()

    from csm_tui.cli import main

    main.run()
