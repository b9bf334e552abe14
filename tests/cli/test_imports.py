"""What each part loads: the command line starts without Textual, the lower floors know nothing of the upper ones."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_SHOW = "; import sys; sys.stderr.write(' '.join(sys.modules))"
_TERMINAL = {"textual", "textual_enhanced", "plotext", "rich"}


def _loaded(program: str, *arguments: str, home: Path) -> set[str]:
    """The top-level modules that a fresh interpreter has after a program."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True, text=True, check=True, env=os.environ | {"HOME": str(home)},
    )  # fmt: skip
    return {name.partition(".")[0] for name in done.stderr.split()}


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        ("domain", _TERMINAL | {"click", "tinydb", "orjson"}),
        ("planning", _TERMINAL | {"click", "tinydb", "orjson"}),
        ("storage", _TERMINAL | {"click"}),
        ("session", _TERMINAL | {"click"}),
        ("exchange", _TERMINAL | {"click"}),
    ],
)
def test_a_lower_package_loads_nothing_of_an_upper_one(package: str, forbidden: set[str], tmp_path: Path) -> None:
    program = (
        f"import importlib, pkgutil, csm_tui.{package} as p\n"
        "for one in pkgutil.walk_packages(p.__path__, p.__name__ + '.'): importlib.import_module(one.name)\n"
        "import sys; sys.stderr.write(' '.join(sys.modules))"
    )
    assert not _loaded(program, home=tmp_path) & forbidden


@pytest.mark.parametrize(
    "words",
    [
        ["portfolio", "--json"], ["portfolio", "--csv"], ["portfolio"], ["totals"], ["settings"], ["check"], ["--help"],
        ["settings", "currency", "EUR"], ["backup", "--list"], ["import", "portfolio", "data/portfolio.csv"],
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.long
def test_no_command_loads_textual(words: list[str], tmp_path: Path) -> None:
    _assert_light(words, tmp_path)


def test_commands_load_no_textual(tmp_path: Path) -> None:
    _assert_light(["portfolio", "--json", "--where", "band:red"], tmp_path)
    _assert_light(["settings", "currency", "EUR"], tmp_path)


def _assert_light(words: list[str], home: Path) -> None:
    program = "import sys\nfrom csm_tui.cli.main import _run\nfrom csm_tui.cli.options import Options\n_run(Options())"
    loaded = _loaded(program + _SHOW, "--workspace", str(home / "workspace.json"), *words, home=home)
    assert not loaded & _TERMINAL
    assert "csm_tui" in loaded
