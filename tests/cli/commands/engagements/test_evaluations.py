"""`evaluations`: what is listed, how an entry is added, and what stands on the page of a client."""

from datetime import date
from typing import Any

import pytest

from csm_tui.cli.output.text_table import cell_width
from csm_tui.domain.records.engagements.evaluation import Evaluation, EvaluationState, Section
from tests.support.driving import client, fill, reread
from tests.support.evaluation_builders import engagement, evaluated, evaluation
from tests.support.plan_driving import examples
from tests.support.shell import Shell, type_in

EMPTY: dict[str, list[str]] = {str(section): [] for section in Section}


@pytest.fixture
def book(shell: Shell) -> Shell:
    """A client with two evaluations of one engagement, one with two engagements, one with none."""
    shell.path.parent.mkdir()
    owner, work, about, *texts = evaluated(
        "Acme North", {Section.LESSONS: ["Name a deputy\nfor every sponsor", "Ask early"], Section.TOOLS: ["A list"]}
    )
    earlier = evaluation(work, "Onboarding", date(2026, 1, 5), state=EvaluationState.FINAL)
    two = client("Bolt")
    several = [engagement(two, "Rollout"), engagement(two, "Second site")]
    fill(shell.path, [owner, work, about, *texts, earlier, two, *several, client("City")])
    return shell


def add(book: Shell, **changed: str) -> Any:
    options = {"client": "acme", "phase": "adoption planning", "section": "lessons", "entry": "New"} | changed
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return book("evaluations", "add", *words, "--json")


# The list


def test_every_evaluation_has_its_sections_in_order_with_the_texts_of_their_entries(book: Shell) -> None:
    first, second = book("evaluations", "--json").json
    assert first == {
        "client": "Acme North", "engagement": "Teamwork", "phase": "Onboarding", "date": "2026-01-05",
        "state": "final", "sections": EMPTY,
    }  # fmt: skip
    assert second["sections"] == EMPTY | {
        "Lessons learned": ["Name a deputy\nfor every sponsor", "Ask early"], "Tools or templates": ["A list"],
    }  # fmt: skip
    assert [*second["sections"]] == [*EMPTY], "as in the form"


def test_they_are_filtered_as_on_the_screen(book: Shell) -> None:
    for query, phases in (
        ("", ["Onboarding", "Adoption planning"]), ("state:draft", ["Adoption planning"]), ("deputy client:bolt", []),
        ("entries=0 acme", ["Onboarding"]),
    ):  # fmt: skip
        assert [one["phase"] for one in book("evaluations", "--where", query, "--json").json] == phases
    entry = ["add", "--client", "city", "--phase", "onboarding", "--section", "lessons", "--entry", "x"]
    for words in (["nothing:1"], ["state:draft", *entry]):
        wrong = book("evaluations", "--where", *words)
        assert (wrong.code, wrong.out, wrong.err.count("\n")) == (2, "", 1)


def test_the_text_says_all_of_it(book: Shell) -> None:
    assert book("evaluations").out == (
        "Acme North: Teamwork, Onboarding\n"
        "  2026-01-05, final, 0 entries\n"
        "\n"
        "Acme North: Teamwork, Adoption planning\n"
        "  2026-03-02, draft, 3 entries\n"
        "\n"
        "  Lessons learned\n"
        "    - Name a deputy\n"
        "      for every sponsor\n"
        "    - Ask early\n"
        "\n"
        "  Tools or templates\n"
        "    - A list\n"
    )
    add(book, entry=f"wide {'漢字 ' * 60}\n\nTools or templates\n  - none", phase="p" * 200)
    lines = book("evaluations").out.splitlines()
    assert max(map(cell_width, lines)) <= 80
    assert [one for one in lines if one.startswith("  Tools")] == ["  Tools or templates"], "no text forges a title"


def test_without_any_that_is_said_and_makes_no_file(shell: Shell) -> None:
    assert shell("evaluations").out == "no evaluations\n"
    assert shell("evaluations", "--json").json == shell("lessons", "--json").json == []
    assert not shell.path.parent.exists()


# The lessons of all clients


def test_the_entries_of_all_clients_are_found_as_in_the_library(book: Shell) -> None:
    texts = {Section.LESSONS: ["Ask the deputy"], Section.SUCCESSES: ["Cake"]}
    fill(book.path, evaluated("Dune", texts, tags=("sponsor", "pilot"), reusable=True))
    assert len(book("lessons", "--json").json) == 5
    assert book("lessons", "--where", "deputy tag:pilot", "--json").json == [
        {
            "client": "Dune", "engagement": "Teamwork", "phase": "Adoption planning", "date": "2026-03-02",
            "state": "draft", "section": "Lessons learned", "text": "Ask the deputy", "tags": ["sponsor", "pilot"],
            "reusable": True,
        }
    ]  # fmt: skip
    assert book("lessons", "--where", "deputy section:lessons").out == (
        "Acme North: Teamwork, Adoption planning\n"
        "  2026-03-02, draft, 1 entry\n"
        "\n"
        "  Lessons learned\n"
        "    - Name a deputy\n"
        "      for every sponsor\n"
        "\n"
        "Dune: Teamwork, Adoption planning\n"
        "  2026-03-02, draft, 1 entry\n"
        "\n"
        "  Lessons learned\n"
        "    - Ask the deputy\n"
        "      #sponsor #pilot reusable\n"
    )
    assert book("lessons", "--where", "nowhere").out == "no lessons\n"
    wrong = book("lessons", "--where", "nothing:1")
    assert (wrong.code, wrong.out, wrong.err.count("\n")) == (2, "", 1)


# The page of a client


def test_the_page_of_a_client_lists_its_evaluations(book: Shell) -> None:
    assert book("client", "acme", "--json").json["evaluations"] == [
        {"engagement": "Teamwork", "phase": "Onboarding", "date": "2026-01-05", "state": "final", "authors": "",
         "entries": 0},
        {"engagement": "Teamwork", "phase": "Adoption planning", "date": "2026-03-02", "state": "draft", "authors": "",
         "entries": 3},
    ]  # fmt: skip
    page = book("client", "acme").out
    assert "\nEvaluations\n  Teamwork, Onboarding: 2026-01-05, final, 0 entries\n" in page
    assert "  Teamwork, Adoption planning: 2026-03-02, draft, 3 entries\n" in page
    assert book("client", "bolt", "--json").json["evaluations"] == []
    assert "Evaluations" not in book("client", "bolt").out


# A new entry


def test_an_entry_comes_last_in_its_section(book: Shell) -> None:
    answer = book(
        "evaluations", "add", "--client", "acme", "--phase", "adoption plan", "--section", "LESSONS", "--entry", "Third"
    )
    assert answer.out == "Acme North: entry added to Lessons learned of Teamwork, Adoption planning\n"
    assert add(book, section="tool", entry="Second").json == {
        "client": "Acme North", "engagement": "Teamwork", "phase": "Adoption planning", "date": "2026-03-02",
        "state": "draft", "section": "Tools or templates", "text": "Second", "tags": [], "reusable": False,
    }  # fmt: skip
    sections = book("evaluations", "--where", "adoption", "--json").json[0]["sections"]
    assert sections["Lessons learned"] == ["Name a deputy\nfor every sponsor", "Ask early", "Third"]
    assert sections["Tools or templates"] == ["A list", "Second"]


def test_a_final_evaluation_takes_an_entry_with_a_warning(book: Shell) -> None:
    answer = add(book, phase="onboarding")
    assert (answer.code, answer.json["state"], answer.json["text"]) == (0, "final", "New")
    assert "the evaluation of Onboarding is final" in answer.err
    assert add(book).err == ""


def test_what_is_not_there_yet_is_begun(book: Shell) -> None:
    answer = book(
        "evaluations", "add", "--client", "city", "--phase", "year 2", "--section", "success", "--entry", "Cake"
    )
    assert answer.out == (
        "City: entry added to Successes to celebrate of First engagement, Value realization year 2; "
        "engagement and evaluation begun\n"
    )
    assert add(book, client="city", phase="Hand-over").json["engagement"] == "First engagement"
    assert add(book, client="city", engagement="Another one", phase="hand-over").json["phase"] == "hand-over"
    found = [(one["engagement"], one["phase"], one["date"], one["state"]) for one in book(
        "evaluations", "--where", "client:city", "--json").json]  # fmt: skip
    assert found == [
        ("Another one", "hand-over", "2026-03-02", "draft"),
        ("First engagement", "Value realization year 2", "2026-03-02", "draft"),
        ("First engagement", "Hand-over", "2026-03-02", "draft"),
    ]
    assert add(book, client="city", engagement="first", phase="hand").json["phase"] == "Hand-over"
    assert len(reread(book.path).table(Evaluation).records) == 5


def test_a_phase_of_ones_own_counts_before_the_usual_one_of_that_name(shell: Shell) -> None:
    shell.path.parent.mkdir()
    fill(shell.path, evaluated("Acme", {}, phase="ONBOARDING"))
    for phase in ("onboarding", "onb"):
        assert add(shell, phase=phase).json["phase"] == "ONBOARDING"


def test_a_text_of_several_lines_comes_from_standard_input(book: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "first\r\n\n  zweite Zeile: größer\n".encode())
    assert add(book, entry="-").json["text"] == "first\n\n  zweite Zeile: größer"
    type_in(monkeypatch, b"kept")
    assert add(book, entry="-", phase="value").code == 1
    assert add(book, entry="-", client="nobody").code == 1
    assert add(book, entry="-").json["text"] == "kept", "nothing is read where the call is wrong anyway"


@pytest.mark.parametrize(
    ("wrong", "code", "said"),
    [
        ({"client": "nobody"}, 1, "no client has 'nobody' in the name; clients: Acme North, Bolt, City"),
        ({"client": "o"}, 1, "several clients have 'o' in the name: Acme North, Bolt"),
        ({"client": "bolt"}, 1, "Bolt has several engagements, name one with --engagement: Rollout, Second site"),
        ({"client": "bolt", "engagement": "o"}, 1, "several engagements have 'o' in the name: Rollout, Second site"),
        ({"engagement": " "}, 2, "--engagement: must not be empty"),
        ({"phase": "adoption"}, 1, "in the name: Adoption implementation, Adoption planning"),
        ({"phase": ""}, 2, "--phase: must not be empty"),
        ({"phase": "x" * 201}, 2, "--phase: at most 200 characters"),
        ({"section": "improvements"}, 2, "is part of several sections: Process improvements, Systems improvements"),
        ({"section": "seven"}, 2, "is part of no section: Challenges solved, Lessons learned, Tools or templates, "),
        ({"section": ""}, 2, "is part of no section"),
        ({"entry": " \n "}, 2, "--entry: must not be empty"),
    ],
)
def test_what_is_meant_must_be_clear(wrong: dict[str, str], code: int, said: str, book: Shell) -> None:
    before = book.path.read_bytes()
    answer = add(book, **wrong)
    assert (answer.code, answer.err.count("\n")) == (code, 1)
    assert said in answer.err
    assert (set(answer.json) == {"error"}) if code == 1 else not answer.out
    assert book.path.read_bytes() == before


def test_the_examples_of_the_documents_are_real(shell: Shell) -> None:
    shell.path.parent.mkdir()
    fill(shell.path, [client("Acme North")])
    assert add(shell, phase="onboarding", entry="Name a deputy for every sponsor in the first week").json in examples()
    assert shell("evaluations", "--json").json in examples()
    assert shell("lessons", "--json").json in examples()
