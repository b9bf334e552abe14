"""Exports: files that are written whole or not at all, for their owner alone."""

from pathlib import Path

from csm_tui.storage.disk.atomic_write import write_atomically
from csm_tui.storage.errors import NotSaved, quoted, reason


def write_export(path: Path, data: bytes, workspace: Path) -> None:
    """Write an export. It replaces any file of that name but the workspace's own.

    Raises:
        NotSaved: it cannot be written; a file that was there stands as it was.
    """
    try:
        why_not = _why_not(path, workspace)
    except OSError as error:
        why_not = reason(error)
    if why_not:
        raise NotSaved(f"Not saved to {quoted(path)}: {why_not}.")
    write_atomically(path, data)


def _why_not(path: Path, workspace: Path) -> str:
    if not path.exists():
        return ""
    if not path.is_file():
        return "it is not a regular file"
    return "it is the workspace itself" if workspace.exists() and path.samefile(workspace) else ""
