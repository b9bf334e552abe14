"""The resources: found beside the package in a checkout and inside it when installed, where the wheel puts them."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from csm_tui import resources

ROOT = Path(__file__).parents[1]
_NO_COPY = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "dist", "build")


def _resources_of(package: Path) -> tuple[Path, Path]:
    """The folders of styles and data as the resolver finds them for a package in that folder."""
    package.mkdir(parents=True, exist_ok=True)
    copy = shutil.copy(resources.__file__, package)
    spec = importlib.util.spec_from_file_location("resources_elsewhere", copy)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.STYLES, module.DATA


def test_in_a_checkout_the_resources_lie_beside_the_package(tmp_path):
    for name in ("styles", "data"):
        (tmp_path / name).mkdir()
    found = _resources_of(tmp_path / "csm_tui")
    assert found == (tmp_path / "styles", tmp_path / "data")


def test_when_installed_the_resources_lie_inside_the_package(tmp_path):
    package = tmp_path / "csm_tui"
    for folder in (package / "_styles", package / "_data", tmp_path / "styles", tmp_path / "data"):
        folder.mkdir(parents=True)
    found = _resources_of(package)
    assert found == (package / "_styles", package / "_data")


def test_the_program_that_is_tested_has_its_resources():
    assert [*resources.STYLES.glob("*.tcss")]
    assert (resources.DATA / "demo.json").is_file()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel of a copy of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "checkout", ignore=_NO_COPY)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder)]
    subprocess.run([*pip, str(folder / "checkout")], cwd=folder, check=True, timeout=300)
    (built,) = folder.glob("csm_tui-*.whl")
    return built


@pytest.mark.long
def test_the_wheel_holds_the_package_and_its_resources(wheel):
    names = set(ZipFile(wheel).namelist())
    for folder in ("styles", "data"):
        assert {f"csm_tui/_{folder}/{path.name}" for path in (ROOT / folder).iterdir() if path.is_file()} <= names
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "csm_tui").rglob("*.py")}
    assert modules <= names
    beside = {name for name in names if not name.startswith("csm_tui/") and ".dist-info/" not in name}
    assert {name.partition(".data/")[2] for name in beside} == {"data/share/man/man1/csm-tui.1"}


@pytest.mark.long
def test_what_the_wheel_installs_finds_its_resources(wheel, tmp_path):
    place = tmp_path / "installed"
    with ZipFile(wheel) as archive:
        archive.extractall(place)
    code = (
        "import csm_tui.resources as found; from csm_tui.cli.main import run; import sys; "
        "print(found.STYLES, found.DATA, flush=True); sys.argv = ['csm-tui', '--demo', 'check']; run()"
    )
    env = os.environ | {"PYTHONPATH": str(place), "XDG_DATA_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=True, timeout=60
    )
    package = place / "csm_tui"
    assert done.stdout.splitlines() == [f"{package / '_styles'} {package / '_data'}", "sound: 15 clients"]
