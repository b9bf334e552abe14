"""Which Textual is at hand, and what follows from that."""

from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from csm_tui.textual_patches import versions
from tests.support.shell import Shell


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    versions.speed.cache_clear()
    yield
    versions.speed.cache_clear()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which Textual seems to be installed."""
    spec = ModuleSpec("textual", None, origin=str(tmp_path / "textual" / "__init__.py"))
    monkeypatch.setattr(versions, "find_spec", lambda _: spec)
    return tmp_path


def test_the_tests_run_with_a_version_that_was_tried() -> None:
    """Else the tests of the patches for speed say nothing: try the suite, mend the patches, and add the version."""
    assert versions.installed() == version("textual")
    assert versions.speed()
    assert versions.warning() is None


@pytest.mark.parametrize(
    ("folders", "found", "fast"),
    [
        (["textual-8.2.0.dist-info"], "8.2.0", True),
        (["textual-8.2.99.dist-info", "textual_dev-9.9.dist-info"], "8.2.99", True),
        (["textual-8.20.1.dist-info"], "8.20.1", False),
        (["textual-8.3.0.dist-info"], "8.3.0", False),
        (["textual-9.0.0rc1.dist-info"], "9.0.0rc1", False),
    ],
)
def test_patches_for_speed_are_in_force_with_a_tried_minor_version(
    folders: list[str], found: str, fast: bool, place: Path
) -> None:
    for name in folders:
        (place / name).mkdir()
    assert versions.installed() == found
    assert versions.speed() is fast
    assert (found in str(versions.warning())) is not fast


@pytest.mark.parametrize("folders", [[], ["textual-8.2.0.dist-info", "textual-8.3.0.dist-info"]])
def test_where_the_folders_do_not_tell_the_metadata_do(folders: list[str], place: Path) -> None:
    for name in folders:
        (place / name).mkdir()
    assert versions.installed() == version("textual")


@pytest.mark.usefixtures("place")
def test_a_version_that_nobody_knows_was_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr("importlib.metadata.version", unknown)
    assert versions.installed() == ""
    assert not versions.speed()
    assert versions.warning() == "Textual of an unknown version: tried with 8.2 only. All is as safe, but slower"


def test_the_command_line_warns_of_a_version_that_was_not_tried(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    shell = Shell(tmp_path / "workspace.json", monkeypatch, capfd)
    said = shell("--version")
    (place / "textual-8.9.1.dist-info").mkdir()
    versions.speed.cache_clear()
    warned = shell("--version")
    assert said.err == ""
    assert (warned.code, warned.out) == (0, said.out)
    assert warned.err == "csm-tui: Textual 8.9.1: tried with 8.2 only. All is as safe, but slower\n"
