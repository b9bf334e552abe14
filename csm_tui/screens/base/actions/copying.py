"""Copying out of the app: to the clipboard of the terminal, or to a file where there is no way to it."""

from collections.abc import Sequence

from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.textual_patches.safety.clipboard import why_not_copied


async def copy_out(screen: WorkScreen, text: str, said: str, rows: int = 1) -> None:
    """Copy a text and say so; where it cannot be copied say why, and offer to write it to a file."""
    why_not = why_not_copied(text)
    if not why_not:
        screen.app.copy_to_clipboard(text)
        screen.notify(said, markup=False)
        return
    from csm_tui.exchange.exports import Export  # which loads the whole plan: no start waits for it
    from csm_tui.screens.base.actions.ask_export import ask_export

    screen.notify(f"Not copied: {why_not}; it can be written to a file", severity="warning")
    await ask_export(screen, Export("copied rows", {".txt": f"{text}\n"}, {"rows": rows}))


def as_cells(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a spreadsheet takes them from the clipboard."""
    return "\n".join("\t".join(cells) for cells in rows)


def as_markdown(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as a Markdown table."""
    from csm_tui.exchange.markdown import table

    return "\n".join(table(titles, rows))
