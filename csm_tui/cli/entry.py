"""Where the program begins: what must be said before anything else is loaded."""

import gc


def run() -> None:
    """The program: `csm-tui` and `python -m csm_tui`."""
    # The start makes many objects and hardly any garbage: collecting meanwhile would only cost time.
    gc.disable()

    from csm_tui.cli import main

    main.run()
