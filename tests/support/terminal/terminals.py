"""Opens pseudo terminals for a test."""

from pathlib import Path

from tests.support.terminal.pseudo_terminal import Terminal


class Opener:
    """Starts programs in pseudo terminals of their own and ends what a test left running."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.opened: list[Terminal] = []

    def __call__(self, *arguments: str, size: tuple[int, int] = (80, 24), **environment: str) -> Terminal:
        terminal = Terminal(arguments, self._home, size, environment)
        self.opened.append(terminal)
        return terminal

    def app(self, path: Path, *, size: tuple[int, int] = (80, 24), **environment: str) -> Terminal:
        """The program on a workspace."""
        return self("-m", "csm_tui", "--workspace", str(path), "--today", "2026-03-02", size=size, **environment)
