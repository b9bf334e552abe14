"""Asking whether what a file would change is to be taken in."""

from collections.abc import Callable

from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.import_preview import ImportPreview
from csm_tui.widgets.guard import guarded


def ask_import(screen: WorkScreen, preview: ImportPreview, take: Callable[[], None]) -> None:
    """Show what a file would change, and take it in if that is wanted; say why if that fails."""

    def answered(wanted: bool | None) -> None:
        problems: dict[str, str] = {}
        if wanted:
            with guarded(problems, preview.name_of_file, "taken in"):
                take()
        for name, problem in problems.items():
            screen.app.notify(f"{name}: {problem}", severity="error", markup=False)

    screen.app.push_screen(preview, answered)
