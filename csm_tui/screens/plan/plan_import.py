"""Importing a plan from a spreadsheet inside the app."""

from collections.abc import Sequence
from dataclasses import replace

from csm_tui.exchange.plan_table import PlanImport, import_plan
from csm_tui.exchange.preview import plan_preview
from csm_tui.forms.definitions.file_forms import file_form
from csm_tui.screens.base.ask_file import ask_file
from csm_tui.screens.base.ask_import import ask_import
from csm_tui.screens.base.quarter_screen import QuarterScreen
from csm_tui.screens.dialogs.import_preview import ImportPreview
from csm_tui.session.changes import Change, Edit


async def import_plan_file(screen: QuarterScreen) -> None:
    """Ask for the file, show what would change, and take it in."""

    def look(name: str, data: bytes) -> None:
        found = import_plan(data, screen.session.workspace, screen.plan, screen.session.today())
        preview = plan_preview(found, screen.plan)
        # One bad row keeps the whole file out.
        would = replace(found, added=0, updated=0, unchanged=0) if found.rejected else found
        shown = ImportPreview(name, would, preview)
        ask_import(screen, shown, lambda: _take_in(screen, name, found))

    await ask_file(screen, file_form("import-plan", screen.quarter), look)


def _take_in(screen: QuarterScreen, name: str, found: PlanImport) -> None:
    edits: Sequence[Edit] = [Edit(before, after) for before, after in found.activities if before != after]
    if screen.change_plan(Change(f"import of {name}", tuple(edits), backup="import")):
        screen.app.notify(f"{found.added} added, {found.updated} updated; u takes it all back")
