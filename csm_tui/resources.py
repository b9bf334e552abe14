"""The folders styles/ and data/: inside the package when installed, beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _folder(name: str) -> Path:
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name


STYLES = _folder("styles")
DATA = _folder("data")
