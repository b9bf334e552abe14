"""Bringing a spreadsheet in from inside the app: name it, look at what would change, take it."""

from csm_tui.domain.values.text import safe_text
from csm_tui.exchange.portfolio_import import FileRefused, PortfolioImport, plan_import
from csm_tui.exchange.preview import portfolio_preview
from csm_tui.forms.file_forms import Wanted, import_form
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.import_preview import ImportPreview
from csm_tui.screens.dialogs.record_form import Typed
from csm_tui.session.changes import Change, Edit
from csm_tui.session.files import read_file


async def import_file(screen: WorkScreen) -> None:
    """Ask for the file, show what would change, and take it in."""

    def named(typed: Typed[Wanted]) -> None:
        if typed.draft is not None:
            screen.session.drafts.drop(typed.draft.form, typed.draft.record)
        if typed.result is not None:
            screen.call_later(_look, screen, typed.result)

    await screen.open_form(import_form(screen.session.today()), named)


async def _look(screen: WorkScreen, wanted: Wanted) -> None:
    plan = _plan(screen, wanted)
    if plan is None:
        return
    name = safe_text(wanted.file.name)
    preview = portfolio_preview(plan, screen.session.workspace.settings)

    def take(sure: bool | None) -> None:
        if sure:
            _take_in(screen, name, plan)

    await screen.app.push_screen(ImportPreview(name, plan, preview, bool(plan.clients)), take)


def _plan(screen: WorkScreen, wanted: Wanted) -> PortfolioImport | None:
    try:
        return plan_import(read_file(wanted.file), screen.session.workspace, wanted.as_of)
    except FileRefused as error:
        problem = str(error)
    except ValueError as error:
        problem = f"it cannot be read: {error}"
    screen.app.notify(f"{safe_text(wanted.file.name)}: {problem}", severity="error", timeout=10, markup=False)
    return None


def _take_in(screen: WorkScreen, name: str, plan: PortfolioImport) -> None:
    edits = tuple(Edit(before, after) for before, after in plan.clients)
    if screen.apply(Change(f"import of {name}", edits, backup="import")):
        screen.app.notify(f"{plan.added} added, {plan.updated} updated; u takes it all back")
