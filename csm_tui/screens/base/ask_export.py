"""Exporting to a file from inside the app."""

from pathlib import Path

from csm_tui.domain.values.text import safe_text
from csm_tui.exchange.exports import Export
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.export_dialog import ExportDialog
from csm_tui.session.user_files.export_file import write_export


async def ask_export(screen: WorkScreen, export: Export) -> None:
    """Ask for the path, write the export, and say what was written."""
    session = screen.session

    def write(path: Path, data: bytes) -> None:
        write_export(path, data, session.path)

    def done(path: Path | None) -> None:
        if path is not None:
            screen.app.notify(f"{safe_text(str(path))}: {export.said} written", markup=False)

    await screen.app.push_screen(ExportDialog(export, f"~/{export.file_name(session.today())}", write), done)
