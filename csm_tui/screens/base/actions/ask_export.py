"""Exporting to a file from inside the app."""

from collections.abc import Callable
from pathlib import Path

from csm_tui.domain.text import safe_text
from csm_tui.exchange.exports import Export
from csm_tui.exchange.report.blocks import Report
from csm_tui.exchange.report.report_export import report_export
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.export_dialog import ExportDialog
from csm_tui.session.user_files.export_file import write_export
from csm_tui.session.user_files.viewer import opened_in_viewer


async def ask_export(screen: WorkScreen, export: Export) -> None:
    """Ask for the path, write the export, and say what was written."""
    name = export.file_name(screen.session.today())
    await _ask(screen, "Export", export, name, lambda path: f"{safe_text(str(path))}: {export.said} written")


async def ask_report(screen: WorkScreen, what: str, report: Report) -> None:
    """Ask for the path, write the report, and open it where there is a viewer; say where it is. `what` names files."""
    export = report_export(what, report)

    def told(path: Path) -> str:
        return f"{safe_text(str(path))} {'opened' if opened_in_viewer(path) else 'written'}"

    page = Path(export.file_name(screen.session.today())).with_suffix(".html")
    await _ask(screen, "Report", export, str(page), told)


async def _ask(
    screen: WorkScreen, heading: str, export: Export, name: str, told: Callable[[Path], str]
) -> None:  # fmt: skip
    """`told` says what is to be said once the file is written."""
    session = screen.session

    def write(path: Path, data: bytes) -> None:
        write_export(path, data, session.path)

    def done(path: Path | None) -> None:
        if path is not None:
            screen.app.notify(told(path), markup=False)

    await screen.app.push_screen(ExportDialog(heading, export, f"~/{name}", write), done)
