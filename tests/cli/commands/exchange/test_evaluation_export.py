"""`export evaluation`: whose evaluations are written, in which format, and the blank form."""

import csv
import io
import json
from pathlib import Path

import pytest

from csm_tui.domain.records.engagements.evaluation import Section
from tests.support.driving import client, fill
from tests.support.evaluation_builders import engagement, entries, evaluation
from tests.support.plan_driving import examples
from tests.support.shell import Shell


@pytest.fixture
def book(shell: Shell) -> Shell:
    """A client with two engagements, the first with two phases, and a client without any."""
    shell.path.parent.mkdir()
    owner = client("Acme North")
    first, second = engagement(owner, "Rollout"), engagement(owner, "Second site")
    phases = evaluation(first, "Onboarding"), evaluation(first), evaluation(second, "Onboarding")
    texts = [one for number, phase in enumerate(phases) for one in entries(phase, {Section.LESSONS: [f"L{number}"]})]
    fill(shell.path, [owner, first, second, *phases, *texts, client("Bolt")])
    return shell


@pytest.mark.parametrize(
    ("more", "texts"),
    [
        ([], ["L0", "L1", "L2"]),
        (["--engagement", "roll"], ["L0", "L1"]),
        (["--phase", "onb"], ["L0", "L2"]),
        (["--engagement", "SECOND", "--phase", "onboarding"], ["L2"]),
    ],
)
def test_it_holds_those_of_the_client_that_are_asked_for(
    more: list[str], texts: list[str], book: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "out.JSON"
    answer = book("export", "evaluation", file, "--client", "acme", *more, "--json")
    assert answer.json == {"file": str(file), "evaluations": len(texts), "entries": len(texts)}
    found = json.loads(file.read_text(encoding="utf-8"))
    entries = [one for each in found["engagements"] for part in each["evaluations"] for one in part["entries"]]
    assert [one["text"] for one in entries] == texts


def test_the_ending_chooses_the_format_and_standard_output_gets_markdown(book: Shell, tmp_path: Path) -> None:
    for ending in ("md", "csv"):
        assert book("export", "evaluation", tmp_path / f"out.{ending}", "--client", "acme").code == 0
    text = (tmp_path / "out.md").read_text(encoding="utf-8")
    assert text.startswith("# Acme North · Rollout\n\nInternal: ")
    rows = [*csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8")))]
    assert [(one["Marking"], one["Engagement"], one["Phase"], one["Text"]) for one in rows] == [
        ("internal", "Rollout", "Onboarding", "L0"), ("internal", "Rollout", "Adoption planning", "L1"),
        ("internal", "Second site", "Onboarding", "L2"),
    ]  # fmt: skip
    assert book("export", "evaluation", "-", "--client", "acme").out == text


def test_the_blank_form_needs_no_workspace(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "form.md"
    answer = shell("export", "evaluation", "--blank", file)
    assert (answer.code, answer.out) == (0, f"{file}: 7 sections, 2 matrices, 16 prompts\n")
    assert shell("export", "evaluation", "-", "--blank").out == file.read_text(encoding="utf-8")
    assert not shell.path.parent.exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["x.txt", "--client", "acme"], 2, "x.txt: the name must end in .md, .csv or .json"),
        (["x", "--client", "acme"], 2, "x: the name must end in .md, .csv or .json"),
        (["x.json", "--blank"], 2, "x.json: the name must end in .md or .csv"),
        (["x.md"], 2, "either --client, whose evaluations are written, or --blank"),
        (["x.md", "--blank", "--client", "acme"], 2, "either --client"),
        (["x.md", "--blank", "--phase", "x"], 2, "either --client"),
        (["x.md", "--client", "nobody"], 1, "no client has 'nobody' in the name"),
        (["x.md", "--client", "bolt"], 1, "Bolt has no evaluations"),
        (["x.md", "--client", "acme", "--engagement", "o"], 1, "several engagements have 'o' in the name"),
        (["x.md", "--client", "acme", "--engagement", ""], 1, "no engagement is named"),
        (
            ["x.md", "--client", "acme", "--phase", "year"], 1,
            "no phase has 'year' in the name; phases: Adoption planning, Onboarding",
        ),
    ],
)  # fmt: skip
def test_what_is_meant_must_be_clear(
    words: list[str], code: int, said: str, book: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = book("export", "evaluation", *words)
    assert (answer.code, answer.out, answer.err.count("\n")) == (code, "", 1)
    assert said in answer.err
    assert not [one for one in tmp_path.iterdir() if one.is_file()]


def test_the_examples_of_the_documents_are_real(book: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert book("export", "evaluation", "acme.md", "--client", "acme", "--json").json in examples()
    assert book("export", "evaluation", "form.md", "--blank", "--json").json in examples()
