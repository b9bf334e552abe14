"""A reference plan laid beside one's own: only looked at, never kept."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from csm_tui.domain.values.text import clean_line, safe_text
from csm_tui.exchange.plan_table import read_rows
from csm_tui.exchange.tables import FileRefused
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.record_form import Typed
from csm_tui.widgets.form import Field
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.wrapping import explained

_SHOWN = ("Client", "Description", "Purpose", "Results", "Measurement", "Duration", "Deadline", "Dependencies")


FILE_FORMS = {
    "reference-plan": ("Reference plan", "A plan in the ten columns, as CSV or TSV"),
    "import-plan": ("Import a plan", "A plan in the ten columns, as CSV or TSV"),
    "appointments": ("Read appointments", "A calendar file, .ics, of this quarter"),
}
"""The forms that ask for a file: their titles and what may be named."""


def file_form(form: str) -> FormSpec[Path]:
    """The name of a file that is to be read."""
    title, rule = FILE_FORMS[form]

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Path | None, Problems]:
        file = Path(texts["file"].strip()).expanduser()
        if not texts["file"].strip():
            return None, {"file": "must not be empty: the path of a file"}
        return (file, {}) if file.is_file() else (None, {"file": "there is no such file"})

    return FormSpec(form, form, title, (Field("file", "File", rule),), {"file": ""}, read, new=True, focus="file")


async def ask_file(screen: WorkScreen, spec: FormSpec[Path], take: Callable[[str, bytes], None]) -> None:
    """Ask for a file and hand its name and its bytes on; where it is refused, say why and ask again."""

    def named(typed: Typed[Path]) -> None:
        problem = "" if typed.result is None else _problem(typed.result, take)
        if problem:
            screen.app.notify(problem, severity="error", timeout=10, markup=False)
            screen.call_later(ask_file, screen, spec, take)  # with what was typed, as its draft is still there
        elif typed.draft is not None:
            screen.session.drafts.drop(typed.draft.form, typed.draft.record)

    await screen.open_form(spec, named)


def _problem(file: Path, take: Callable[[str, bytes], None]) -> str:
    """Hand the name and the bytes of a file on; why it was refused, "" if it was not."""
    name = safe_text(file.name)
    try:
        take(name, file.read_bytes())
    except FileRefused as error:
        return f"{name}: {error}"
    except OSError as error:
        return f"{name} cannot be read: {error.strerror}"
    return ""


async def ask_reference(screen: WorkScreen, lay: Callable[[list[dict[str, str]]], None]) -> None:
    """Ask for the file of a reference plan."""
    await ask_file(screen, file_form("reference-plan"), lambda _, data: lay(read_rows(data)))


def reference_lines(rows: Sequence[dict[str, str]], width: int) -> list[Line]:
    """The activities of the reference plan, each in full."""
    lines: list[Line] = [[(f" Reference plan: {len(rows)} activities", "strong"), ("  F takes it away", "dim")]]
    for row in rows:
        lines += [[], [(f" {clean_line(row.get('Reference', ''))}", "strong")]]
        for header in _SHOWN:
            if row.get(header, "").strip():
                lines += explained(header, clean_line(row[header]), width, 17, ("dim", ""))
    return lines
