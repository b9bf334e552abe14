"""`report`: what is written, where, and what is refused."""

import stat
from pathlib import Path

import pytest

from tests.support.driving import fill_whole_demo
from tests.support.shell import Shell

KINDS: dict[str, list[str]] = {
    "portfolio": [], "week": [], "client": ["customer 7"], "quarter": [], "personal": [], "evaluation": [],
}  # fmt: skip


@pytest.fixture
def demo(shell: Shell) -> Shell:
    fill_whole_demo(shell.path)
    return shell


@pytest.mark.parametrize(("kind", "named"), KINDS.items())
def test_a_report_is_written_in_the_format_of_its_name(
    kind: str, named: list[str], demo: Shell, tmp_path: Path
) -> None:  # fmt: skip
    page = tmp_path / "page.html"
    written = demo("report", kind, *named, page, "--json").json
    assert written["file"] == str(page)
    assert page.read_text().startswith("<!DOCTYPE html>")
    assert page.read_text().count("<section>") == written["sections"] > 0
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    told = demo("report", kind, *named, "-").out
    assert told.startswith("# ")
    assert told.count("\n## ") == written["sections"]
    assert "Internal: " in told
    refused = demo("report", kind, *named, tmp_path / "page.pdf")
    assert (refused.code, "the name must end in .md or .html" in refused.err) == (2, True)


def test_a_part_of_the_evaluations(demo: Shell) -> None:
    whole = demo("report", "evaluation", "-").out
    part = demo("report", "evaluation", "--client", "customer 3", "--phase", "onboarding", "-").out
    assert "Adoption planning" in whole
    assert "Onboarding" in part
    assert "Adoption planning" not in part
    assert demo("report", "evaluation", "--phase", "onboarding", "-").code == 2
    assert demo("report", "client", "nobody", "-").code == 1


def test_another_quarter(demo: Shell) -> None:
    assert "# Quarter from 2026-05-04" in demo("report", "quarter", "--quarter", "2026-06-10", "-").out
