"""Running the app from the command line, and its exit code."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress

from csm_tui.app import CsmApp
from csm_tui.app_parts.fault_log import fault_log
from csm_tui.ending import DEMO
from csm_tui.session.session import Deliver, Session
from csm_tui.session.user_files.preferences_file import PreferencesFile


def run_app(
    open_session: Callable[[Deliver], Session], open_demo: Callable[[Deliver], Session], preferences: PreferencesFile
) -> int:
    """Run the app and return the exit code. After the demo, the user's own workspace is opened again."""
    _believe_the_terminal()
    while True:
        app, code = _run_once(open_session, preferences)
        if app.return_value != DEMO or code:
            return code
        _, code = _run_once(open_demo, preferences.for_the_demo())
        if code:
            return code


def _run_once(open_session: Callable[[Deliver], Session], preferences: PreferencesFile) -> tuple[CsmApp, int]:
    """The app when it has ended, and its exit code. What was not saved by then is said on standard error, and what
    failed without ending it."""
    app = CsmApp(open_session, preferences)
    try:
        app.arm()
        with fault_log() as faults:
            app.run()
        sys.stderr.writelines(f"csm-tui went on after a fault: {place}\n" for place in faults.places)
        code = app.return_code or 0
        if not app.session.close():
            sys.stderr.write(
                f"csm-tui: not saved: {app.session.file.why_not_saved or 'the save did not end in time'}\n"
            )
            code = code or 1
        elif app.session.file.trouble:
            sys.stderr.write(f"csm-tui: {app.session.file.trouble}. {app.session.file.kept}\n")
            code = code or 1
    finally:
        app.disarm()
    return app, code


def _believe_the_terminal() -> None:
    """Take the size from the terminal where it knows it. Textual and Rich would rather believe two variables, which a
    shell may have set when the window had another size."""
    with suppress(OSError):
        if all(os.get_terminal_size(sys.stdout.fileno())):
            for name in ("COLUMNS", "LINES"):
                os.environ.pop(name, None)
