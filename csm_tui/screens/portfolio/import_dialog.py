"""Importing a spreadsheet inside the app: name the file, look at what would change, take it in."""

from csm_tui.domain.values.text import safe_text
from csm_tui.exchange.portfolio_import import PortfolioImport, import_clients
from csm_tui.exchange.preview import portfolio_preview
from csm_tui.forms.definitions.file_forms import ImportRequest, import_form
from csm_tui.screens.base.ask_file import ask_file_and_more
from csm_tui.screens.base.ask_import import ask_import
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.import_preview import ImportPreview
from csm_tui.session.changes import Change, Edit


async def import_file(screen: WorkScreen) -> None:
    """Ask for the file, show what would change, and take it in."""

    def look(wanted: ImportRequest, data: bytes) -> None:
        name, workspace = safe_text(wanted.file.name), screen.session.workspace
        plan = import_clients(data, workspace, wanted.as_of)
        preview = portfolio_preview(plan, workspace.settings)
        shown = ImportPreview(name, plan, preview)
        ask_import(screen, shown, lambda: _take_in(screen, name, plan))

    await ask_file_and_more(screen, import_form(screen.session.today()), lambda wanted: wanted.file, look)


def _take_in(screen: WorkScreen, name: str, plan: PortfolioImport) -> None:
    edits = tuple(Edit(before, after) for before, after in plan.clients)
    if screen.apply(Change(f"import of {name}", edits, backup="import")):
        confirmed = f", {plan.unchanged} confirmed as they are" if plan.unchanged else ""
        screen.app.notify(f"{plan.added} added, {plan.updated} updated{confirmed}; u takes it all back")
