"""The documents: generated ones agree with the program, the README's commands work, nothing names this machine."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
_OTHERS = {"node_modules", "__pycache__", "dist", "build"}
# Written in pieces, so that this file does not name what it looks for.
_REGISTRIES = [
    "pypi" + ".org", "python" + "hosted.org", "ana" + "conda.org", "ana" + "conda.com", "npmjs" + ".org",
    "crates" + ".io", "golang" + ".org",
]  # fmt: skip
_HOSTS = re.compile("|".join(map(re.escape, _REGISTRIES)), re.IGNORECASE)
_INDEX = re.compile(r"(?:--(?:extra-)?index-url|--find-links|--trusted-host)\b[= ]")
_HOMES = re.compile(r"(?<![\w.\]}])/(?:root|home/\w+|Users/\w+|opt/pypi[\w-]*|work/main)(?=[/\s\"'`:,;)]|$)")


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"loaded_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    return _load(ROOT / "docs" / "generate.py")


@pytest.fixture(scope="module")
def commands() -> list[str]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return _load(ROOT / ".ci" / "readme_command.py").install_commands(readme)


# Generated documents


def test_the_generated_documents_agree_with_the_program(generate, capsys):
    assert generate.run(["--check"]) == 0, capsys.readouterr().err


@pytest.mark.thorough
def test_a_stale_document_is_found_and_written_anew(generate, tmp_path, capsys):
    assert generate.run([], tmp_path) == 0
    assert generate.run(["--check"], tmp_path) == 0
    keys = tmp_path / "keys.md"
    keys.write_text(keys.read_text(encoding="utf-8").replace("`q`", "`x`"), encoding="utf-8")
    capsys.readouterr()
    assert generate.run(["--check"], tmp_path) == 1
    assert capsys.readouterr().err.splitlines() == ["docs/keys.md is stale: run python docs/generate.py"]
    assert generate.run([], tmp_path) == 0
    assert generate.run(["--check"], tmp_path) == 0


def test_every_command_of_the_program_is_described(generate):
    from csm_tui.cli.main import main

    cli = generate.pages()["cli.md"]
    json_forms = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    for name in main.list_commands(None):
        assert f"## csm-tui {name}\n" in cli
        assert f"`{name}" in json_forms


def test_the_exit_code_of_every_signal_is_described(generate):
    from csm_tui.termination import SIGNALS

    section = generate.pages()["cli.md"].partition("## Exit codes")[2]
    assert [number for number in SIGNALS if f"| {128 + number} |" not in section] == []


def test_every_term_of_the_filters_is_in_the_readme_and_what_stands_there_can_be_read():
    from csm_tui.planning.changes.columns import CHANGES_FILTER
    from csm_tui.planning.evaluations.columns import EVALUATIONS_FILTER
    from csm_tui.planning.evaluations.lesson_columns import LESSONS_FILTER
    from csm_tui.planning.plan.query import PLAN_FILTER
    from csm_tui.planning.portfolio.query import PORTFOLIO_FILTER
    from csm_tui.planning.renewals.columns import RENEWALS_FILTER
    from csm_tui.planning.roadmap.columns import ROADMAPS_FILTER

    languages = (
        PORTFOLIO_FILTER, PLAN_FILTER, EVALUATIONS_FILTER, LESSONS_FILTER, ROADMAPS_FILTER, RENEWALS_FILTER,
        CHANGES_FILTER,
    )  # fmt: skip

    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Filter")[2].partition("\n## ")[0]
    _, *tables = re.split(r"^\| Term .*$", section, flags=re.MULTILINE)
    for language, table in zip(languages, tables, strict=True):
        shown = re.findall(
            r"`([^`]*\w[^`]*)`", "".join(line.split("|")[1] for line in table.splitlines() if "|" in line)
        )
        assert {*language.examples.values()} - {*shown} == set()
        for term in shown:
            assert language.parse(term).tests


def test_every_key_of_the_readme_is_one_of_the_program(generate):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("## Keys")[2].partition("All of them")[0]
    named = {key for line in table.splitlines() for key in re.findall(r"`([^`]+)`", line)}
    assert named - set(re.findall(r"`([^`]+)`", generate.pages()["keys.md"])) == set()


@pytest.mark.thorough
@pytest.mark.parametrize("question", [["portfolio", "--where", '"Customer 12"'], ["totals"]])
def test_the_examples_of_json_answers_are_real(question):
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    examples = [json.loads(block) for block in re.findall(r"^```json\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)]
    command = [sys.executable, "-m", "csm_tui", "--demo", "--today", "2026-03-02", *question, "--json"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    assert json.loads(done.stdout) in examples


# The README's commands


def test_the_readme_has_two_commands_each_on_one_line(commands):
    assert len(commands) == 2
    for command in commands:
        assert "\n" not in command
        assert " && " in command
        assert "pip install " in command
        assert "constraints.txt" in command


def test_the_first_command_starts_the_demo_and_the_second_the_tests(commands):
    assert commands[0].endswith(" && csm-tui --demo")
    assert commands[1].endswith(" && pytest")


def test_relative_links_lead_somewhere():
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    dead = [
        f"{page.name}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert dead == []


def test_the_changes_begin_with_what_is_not_released_yet():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE)[0] == "Unreleased"
    assert "\n- " in text.partition("## Unreleased")[2].partition("\n## ")[0]
    assert not re.search(r"#\d", text)


# Constraints


def test_the_constraints_are_names_and_exact_versions_only():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9][\w.-]*==\d[\w.]*", line)] == []
    names = [re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() for line in lines]
    assert len(set(names)) == len(names)
    assert not {"csm-tui", "pip", "setuptools"} & set(names)


def test_every_declared_dependency_is_constrained():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    wanted = {re.match(r"[\w.-]+", line).group().lower() for line in declared}
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert wanted - {line.split("==")[0].lower() for line in lines} == set()


# Nothing of this machine


def _files() -> Iterator[Path]:
    """What git tracks or would track; without git, all that is not hidden or made by tools."""
    found = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    if found.returncode == 0 and found.stdout:
        yield from (ROOT / os.fsdecode(name) for name in found.stdout.split(b"\0") if name)
        return
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            name for name in folders
            if name == ".ci" or not (name.startswith(".") or name in _OTHERS or name.endswith(".egg-info"))
        ]  # fmt: skip
        yield from (Path(folder) / name for name in names)


def _texts() -> Iterator[tuple[str, str]]:
    for path in _files():
        if path.is_file():
            data = path.read_bytes()
            if b"\0" not in data[:4096]:
                yield path.relative_to(ROOT).as_posix(), data.decode("utf-8", "replace")


def _places(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}"
        for name, text in _texts()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.mark.thorough
def test_no_file_names_a_package_registry():
    assert _places(_HOSTS) == []
    assert _places(_INDEX) == []


def test_no_file_names_a_folder_of_this_machine():
    own = {str(ROOT), str(Path.home()), sys.prefix} - {"/"}
    assert _places(_HOMES) == []
    assert _places(re.compile("|".join(re.escape(path) + r"(?=[/\s\"'`:,;)]|$)" for path in sorted(own)))) == []


def test_the_pictures_ask_no_host_for_anything():
    for picture in (ROOT / "docs").glob("*.svg"):
        text = picture.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert "csm-tui&#160;--demo" in text or "csm-tui --demo" in text
        assert not re.search(r"https?:|url\((?!#)|@import|@font-face", text), picture.name


@pytest.mark.parametrize(
    ("line", "bad"),
    [
        ("see |root|x", True), ('"|home|kim|y"', True), ("|Users|kim", True), ("in ~|.local|share", False),
        ("|homework|x", False), ("https:||host|home|kim|", False), ("|rooted", False), ("a|root|b", False),
    ],
)  # fmt: skip
def test_what_counts_as_a_folder_of_a_machine(line, bad):
    assert bool(_HOMES.search(line.replace("|", "/"))) is bad
