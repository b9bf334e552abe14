"""What each part loads: the command line starts without Textual, the lower floors know nothing of the upper ones."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_RUN = "import sys\nfrom csm_tui.cli.main import _run\nfrom csm_tui.cli.options import Options\n_run(Options())"
_SHOW = "; import sys; sys.stderr.write(' '.join(sys.modules))"
_TERMINAL = {"textual", "textual_enhanced", "plotext", "rich"}


def _loaded(program: str, *arguments: str, home: Path) -> set[str]:
    """The top-level modules that a fresh interpreter has after a program."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True, text=True, check=True, env=os.environ | {"HOME": str(home)},
    )  # fmt: skip
    return {name.partition(".")[0] for name in done.stderr.split()}


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("package", "forbidden"),
    [
        ("domain", _TERMINAL | {"click", "tinydb", "orjson"}),
        ("planning", _TERMINAL | {"click", "tinydb", "orjson"}),
        ("storage", _TERMINAL | {"click"}),
        ("session", _TERMINAL | {"click"}),
        ("exchange", _TERMINAL | {"click"}),
        ("commands", _TERMINAL | {"click"}),
        ("forms", _TERMINAL | {"click"}),
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
        ["--demo", "client", "Customer 12"], ["--demo", "client", "Customer 12", "--json"],
        ["--demo", "score", "Customer 12", "product=50"], ["follow-ups"], ["follow-ups", "--json"],
        ["--demo", "touch", "Customer 12", "a note", "--follow-up", "1 Apr 2027", "--json"],
        ["--demo", "plan"], ["--demo", "plan", "--json"], ["--demo", "plan", "schedule", "--style", "level", "--save"],
        ["plan", "add", "R1", "--hours", "2h30", "--deadline", "in 3 weeks"], ["plan", "--help"],
        ["--demo", "export", "plan", "-"], ["--demo", "export", "calendar", "-"], ["--demo", "today", "--json"],
        ["export", "evaluation", "-", "--blank"], ["lessons"], ["lessons", "--json", "--where", "reusable:yes"],
        ["today"], ["evaluations"], ["evaluations", "--json", "--where", "state:draft"],
        ["--demo", "evaluations", "add", "--client", "Customer 12", "--phase", "onb", "--section", "less",
         "--entry", "x"],
        ["--demo", "personal"], ["--demo", "personal", "--json"], ["personal", "aspects"],
        ["personal", "add", "--csm", "x", "--engagement", "x", "--scores", "7,8,10,9,4,6,6,9"],
        ["--demo", "personal", "request", "--to", "x", "--relation", "manager", "-"],
        ["--demo", "export", "personal", "-"], ["personal", "aspects", "export", "-"],
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.long
def test_no_command_loads_textual(words: list[str], tmp_path: Path) -> None:
    _assert_light(words, tmp_path)


def test_commands_load_no_textual(tmp_path: Path) -> None:
    _assert_light(["portfolio", "--json", "--where", "band:red"], tmp_path)
    _assert_light(["settings", "currency", "EUR"], tmp_path)
    _assert_light(["plan", "add", "R1", "--hours", "2"], tmp_path)
    _assert_light(["today"], tmp_path)
    _assert_light(["personal"], tmp_path)


def test_the_metadata_of_packages_are_not_read(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom csm_tui.cli.entry import run\n"
        "try: run()\n"
        "finally: sys.stderr.write(' '.join(sys.modules).replace('importlib.metadata', 'metadata'))"
    )
    loaded = _loaded(program, "--workspace", str(tmp_path / "none.json"), "totals", home=tmp_path)
    assert "pydantic" in loaded
    assert "metadata" not in loaded


def test_the_end_of_the_program_leaves_nothing_to_go_through(tmp_path: Path) -> None:
    program = (
        "import atexit, gc, sys\nfrom csm_tui.cli.entry import run\n"
        "atexit.register(lambda: sys.stderr.write(f'frozen:{gc.get_freeze_count() > len(gc.get_objects())}'))\n"
        "run()"
    )
    assert "frozen:True" in _loaded(program, "--workspace", str(tmp_path / "none.json"), "totals", home=tmp_path)


def test_a_start_of_the_demo_loads_no_kind_that_its_first_screen_does_not_show(tmp_path: Path) -> None:
    program = (
        "import sys, csm_tui.app\nfrom datetime import UTC, date, datetime\n"
        "from csm_tui.session.opening import lay_demo, open_workspace\n"
        "today, now = lambda: date(2026, 3, 2), lambda: datetime(2026, 3, 2, tzinfo=UTC)\n"
        "assert len(open_workspace(lay_demo(today(), now), today, now).workspace.clients) == 15\n"
        "sys.stderr.write(' '.join(sys.modules).replace('csm_tui.domain.records.', ''))"
    )
    loaded = _loaded(program, home=tmp_path)
    assert "client" in loaded
    assert not loaded & {"engagements", "person", "renewal"}


def test_a_start_loads_nothing_that_only_typing_or_looking_back_needs(tmp_path: Path) -> None:
    program = (
        "import sys, csm_tui.app\nfrom pathlib import Path\nfrom csm_tui.cli.options import Options\n"
        "session = Options(Path(sys.argv[1])).open_session(lambda task: task())\n"
        "assert session.file.is_new and not session.workspace.clients\n"
        "names = [one.rpartition('.')[2] for one in sys.modules if one.startswith('csm_tui.')]\n"
        "sys.stderr.write(' '.join(names))"
    )
    loaded = _loaded(program, str(tmp_path / "none.json"), home=tmp_path)
    rooms = {"exchange", "schedule", "playbooks", "triage", "definitions", "calendar"}
    assert {"months", "opening"} <= loaded
    assert not loaded & {"dates", "calendar_parts", "view", "demo", "maintenance", "differences", *rooms}


def test_the_queue_loads_nothing_that_it_does_not_show(tmp_path: Path) -> None:
    names = "; import sys; sys.stderr.write(' '.join(one.rpartition('.')[2] for one in sys.modules))"
    loaded = _loaded(_RUN + names, "--demo", "triage", "--json", home=tmp_path)
    assert {"suggestions", "activities", "shown_days"} <= loaded
    assert not loaded & {"calendar_parts", "listed", "candidate_rows", "audit", "evaluation", "roadmap", "textual"}


@pytest.mark.thorough
def test_only_what_needs_a_calendar_loads_its_library(tmp_path: Path) -> None:
    for words, wanted in ((["export", "plan", "-"], False), (["export", "calendar", "-"], True)):
        loaded = _loaded(_RUN + _SHOW, "--workspace", str(tmp_path / "none.json"), *words, home=tmp_path)
        assert ("icalendar" in loaded) is wanted


def _assert_light(words: list[str], home: Path) -> None:
    loaded = _loaded(_RUN + _SHOW, "--workspace", str(home / "workspace.json"), *words, home=home)
    assert not loaded & _TERMINAL
    assert "csm_tui" in loaded
