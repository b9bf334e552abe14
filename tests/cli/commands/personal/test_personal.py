"""`personal`, `export personal` and what `today` says of it."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from csm_tui.domain.records.person.personal_evaluation import OthersRating
from csm_tui.planning.personal.aspects import USUAL_ASPECTS
from tests.support.builders import TODAY
from tests.support.driving import client, fill, reread
from tests.support.evaluation_builders import by_other, engagement, personal
from tests.support.shell import Shell

NAMES = [one.name for one in USUAL_ASPECTS]
OWN = "7,8,10,9,4,6,6,9"


def laid(shell: Shell, *records: object) -> Shell:
    shell.path.parent.mkdir(mode=0o700)
    fill(shell.path, records)  # type: ignore[arg-type]
    return shell


def add(shell: Shell, scores: str = OWN, **options: str) -> None:
    given = {"csm": "Robin Vale", "engagement": "2026 Q1", "date": "2026-03-02", "scores": scores} | options
    answer = shell("personal", "add", *(f"--{name}={text}" for name, text in given.items()))
    assert (answer.code, answer.err) == (0, "")


# Adding and listing


def test_the_worked_example_has_its_total_its_bands_and_its_focus(shell: Shell) -> None:
    add(shell)
    found = shell("personal", "--json").json
    assert [*found] == ["evaluations", "forecast"]
    (one,) = found["evaluations"]
    assert [*one] == ["csm", "engagement", "date", "scores", "total", "max", "bands", "others", "focus"]
    assert (one["csm"], one["engagement"], one["date"]) == ("Robin Vale", "2026 Q1", "2026-03-02")
    assert [*one["scores"].items()] == [*zip(NAMES, (7, 8, 10, 9, 4, 6, 6, 9), strict=True)]
    assert (one["total"], one["max"], one["focus"]) == (59, 80, ["Customer outcomes"])
    letters = {band: "".join("ABCDEFGH"[NAMES.index(name)] for name in NAMES if one["bands"][name] == band)
               for band in ("red", "orange", "green")}  # fmt: skip
    assert letters == {"red": "E", "orange": "AFG", "green": "BCDH"}
    assert one["others"]["Time management"] == {"raters": 0, "average": None, "spread": None, "gap": None}
    assert found["forecast"]["all_green"] is None
    assert "needs 3 ratings, has 1" in found["forecast"]["reason"]
    text = shell("personal").out
    for wanted in ("59 of 80", "10 g", "4 r", "Focus      Customer outcomes", "no forecast: ", "due on 2026-06-02"):
        assert wanted in text
    assert max(map(len, text.splitlines())) <= 80


def test_evaluations_are_listed_oldest_first_and_may_be_those_of_one_csm(shell: Shell) -> None:
    days = "2025-06-02", "2025-09-02", "2025-12-02"
    for day, points in [*zip(days, "567", strict=True)][::-1]:
        add(shell, f"{points},8,8,8,8,8,8,-", date=day)
    add(shell, "-,-,-,-,-,-,-,-", csm="Kim", date="2025-01-02")
    found = shell("personal", "--json").json
    assert [one["date"] for one in found["evaluations"]] == ["2025-01-02", *days]
    assert (found["evaluations"][0]["total"], found["evaluations"][0]["max"]) == (0, 0)
    assert found["evaluations"][0]["bands"]["Soft skills"] is None
    assert found["forecast"] == {"all_green": None, "reason": "Soft skills: needs 3 ratings, has 0"}
    assert [one["csm"] for one in shell("personal", "--csm", "KIM", "--json").json["evaluations"]] == ["Kim"]
    assert "Kim" in shell("personal").out.splitlines()[1]
    add(shell, "8,8,8,8,8,8,8,8")
    assert shell("personal", "--json").json["forecast"] == {
        "all_green": "2026-03-02", "reason": "all aspects are green",
    }  # fmt: skip


def test_nothing_yet_is_said_and_no_file_is_made(shell: Shell) -> None:
    assert shell("personal", "--json").json == {
        "evaluations": [], "forecast": {"all_green": None, "reason": "there is no evaluation yet"},
    }  # fmt: skip
    assert "csm-tui personal add" in shell("personal").out
    assert not shell.path.exists()


def test_averages_of_others_are_decimal_numbers(shell: Shell) -> None:
    own = personal()
    laid(shell, own, by_other(own, (5, 7, 9)), by_other(own, (6, 8, 9), "Lee"), by_other(own, (None, None, 8), "Max"))
    others = shell("personal", "--json").json["evaluations"][0]["others"]
    assert others["Time management"] == {"raters": 2, "average": 5.5, "spread": 1, "gap": -1.5}
    assert others["Productivity / efficiency"] == {"raters": 2, "average": 7.5, "spread": 1, "gap": -0.5}
    assert others["Quality of output"] == {"raters": 3, "average": 8.67, "spread": 1, "gap": -1.33}
    assert re.search(r"A +Time management +7 +orange +5\.5 +2 +1 +-1\.5", shell("personal").out)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Acme: Teamwork", "Acme: Teamwork"), ("acme: teamwork", "Acme: Teamwork"), ("Pilot", "Bolt: Pilot"),
        ("2026 Q1", "2026 Q1"), ("Acme", "Acme"),
    ],
)  # fmt: skip
def test_an_engagement_is_one_that_is_known_or_any_period(name: str, shown: str, shell: Shell) -> None:
    acme, bolt = client("Acme"), client("Bolt")
    laid(shell, acme, bolt, engagement(acme), engagement(bolt), engagement(bolt, "Pilot"))
    add(shell, engagement=name)
    assert shell("personal", "--json").json["evaluations"][0]["engagement"] == shown
    (stored,) = reread(shell.path).tables["personal_evaluations"].records.values()
    assert bool(stored.engagement) == (": " in shown)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("option", "text", "said"),
    [
        ("scores", "7,8,10,9,4,6,6,11", "--scores: Soft skills: '11': whole numbers, 0 to 10; - is not rated"),
        ("scores", "-1,8,10,9,4,6,6,9", "--scores: Time management: '-1': whole numbers, 0 to 10"),
        ("scores", "x,8,10,9,4,6,6,9", "--scores: Time management: 'x': whole numbers, 0 to 10"),
        ("scores", "7.5,8,10,9,4,6,6,9", "--scores: Time management: '7.5': whole numbers, 0 to 10"),
        ("scores", "7,8,10", "--scores: 8 are needed, one for each aspect, not 3: Time management, "),
        ("scores", "7,8,10,9,4,6,6,9,9", "--scores: 8 are needed, one for each aspect, not 9: "),
        ("scores", "", "--scores: 8 are needed"),
        ("csm", " ", "--csm: must not be empty"),
        ("csm", "x" * 201, "--csm: at most 200 characters"),
        ("engagement", " ", "--engagement: must not be empty"),
        ("engagement", "x" * 201, "--engagement: at most 200 characters"),
        ("engagement", "teamwork", "--engagement: several have that name: Acme: Teamwork, Bolt: Teamwork"),
        ("date", "2026-03-03", "--date: 2026-03-03 is still to come"),
        ("date", "soon", "--date: "),
    ],
)
def test_a_wrong_value_is_named_with_what_is_right_and_nothing_is_stored(
    option: str, text: str, said: str, shell: Shell
) -> None:
    acme, bolt = client("Acme"), client("Bolt")
    laid(shell, acme, bolt, engagement(acme), engagement(bolt))
    given = {"csm": "Robin", "engagement": "2026 Q1", "scores": OWN} | {option: text}
    answer = shell("personal", "add", *(f"--{name}={each}" for name, each in given.items()))
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert said in answer.err
    assert shell("personal", "--json").json["evaluations"] == []


# What others rate


def asked(shell: Shell, file: Path, *more: str, to: str = "Kim Berg", relation: str = "colleague") -> str:
    answer = shell("personal", "request", "--to", to, "--relation", relation, *more, file)
    assert (answer.code, answer.err) == (0, "")
    assert "8 aspects" in answer.out
    return file.read_text(encoding="utf-8")


def filled(text: str, points: str) -> str:
    """A Markdown form with these ratings, one digit for each."""
    each = iter(points)
    return re.sub(r"(?m)^Rating \(0-10\):", lambda match: f"{match[0]} {next(each)}", text)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return tmp_path / "form.md"


def test_a_form_is_asked_for_filled_in_and_taken_in(shell: Shell, form: Path) -> None:
    add(shell)
    text = asked(shell, form)
    assert form.stat().st_mode & 0o077 == 0
    form.write_text(filled(text, "89997777"), encoding="utf-8")
    said = shell("personal", "import", form, "--json").json
    assert said == {
        "evaluation": {"csm": "Robin Vale", "engagement": "2026 Q1", "date": "2026-03-02"},
        "rater": "Kim Berg", "relation": "colleague", "rated": 8, "replaced": False, "rejected": [],
    }  # fmt: skip
    form.write_text(filled(text, "99997777"), encoding="utf-8")
    again = shell("personal", "import", form)
    assert again.out == "2026 Q1: 8 aspects rated by Kim Berg; this replaces the answer of 2026-03-02\n"
    assert shell("personal", "--json").json["evaluations"][0]["others"]["Time management"] == {
        "raters": 1, "average": 9, "spread": 0, "gap": 2,
    }  # fmt: skip


def test_anonymous_answers_name_nobody_and_show_from_three_raters_on(shell: Shell, tmp_path: Path) -> None:
    add(shell)
    for number in range(3):
        form = tmp_path / f"{number}.md"
        text = asked(shell, form, "--anonymous", to=f"Person {number}", relation="stakeholder")
        assert "Person" not in text
        form.write_text(filled(text, "8" * 8), encoding="utf-8")
        answer = shell("personal", "import", form)
        assert answer.out == "2026 Q1: 8 aspects rated by a stakeholder who stays anonymous\n"
        stored = reread(shell.path).table(OthersRating).records.values()
        assert {one.rater for one in stored} == {""}
        others = shell("personal", "--json").json["evaluations"][0]["others"]["Time management"]
        hidden = {"raters": number + 1, "average": None, "spread": None, "gap": None}
        assert others == (hidden if number < 2 else {"raters": 3, "average": 8, "spread": 0, "gap": 1})
        page = shell("personal").out
        assert ("averages from three of them on" in page) == (number < 2)
        assert "stakeholder" not in page
    for file in shell.path.parent.rglob("*"):
        assert b"Person" not in (file.read_bytes() if file.is_file() else b"")


def test_another_evaluation_than_the_latest_can_be_meant(shell: Shell, form: Path) -> None:
    assert shell("personal", "request", "--to", "Kim", "--relation", "manager", form).err == (
        "csm-tui: there is no personal evaluation yet; csm-tui personal add adds one\n"
    )
    for day, name in (("2025-12-02", "2025 Q4"), ("2026-03-02", "2026 Q1")):
        add(shell, date=day, engagement=name)
    assert "2026 Q1" in asked(shell, form)
    assert "2025 Q4" in asked(shell, form, "--evaluation", "2025")
    wrong = shell("personal", "request", "--to", "Kim", "--relation", "manager", "--evaluation", "robin", form)
    assert (wrong.code, wrong.err.count("\n")) == (1, 1)
    assert "2025-12-02 Robin Vale 2025 Q4, 2026-03-02 Robin Vale 2026 Q1" in wrong.err


def test_a_form_with_bad_lines_stays_out_and_they_are_named(shell: Shell, form: Path) -> None:
    add(shell)
    text = filled(asked(shell, form), "8x9-7777").replace(": 9", ": 11")
    form.write_text(text, encoding="utf-8")
    answer = shell("personal", "import", form)
    assert (answer.code, answer.err) == (1, "")
    numbers = [text.splitlines().index(f"Rating (0-10): {typed}") + 1 for typed in ("x", "11")]
    assert answer.out.splitlines() == [
        f'line {numbers[0]}: "x": whole numbers, 0 to 10; - is not rated',
        f'line {numbers[1]}: "11": whole numbers, 0 to 10; - is not rated',
        "nothing came in; mend these lines",
    ]
    assert [one["line"] for one in shell("personal", "import", form, "--json").json["rejected"]] == numbers
    assert reread(shell.path).table(OthersRating).records == {}


@pytest.mark.parametrize("name", ["form.md", "form.csv", "form.docx"])
def test_a_wrong_form_file_is_refused_in_one_line(name: str, shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text("Reference,Duration\nR1,5\n", encoding="utf-8")
    for more in ([], ["--json"]):
        answer = shell("personal", "import", file, *more)
        assert (answer.code, answer.err.count("\n")) == (1, 1)
        assert answer.err.startswith(f"csm-tui: {name} was refused: ")
    assert "refused" in answer.json["error"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--to", " ", "--relation", "manager", "x.md"], "--to: a name"),
        (["--to", "Kim", "--relation", "boss", "x.md"], "'boss' is not one of"),
        (["--to", "Kim", "--relation", "manager", "x.doc"], "x.doc: the name must end in .md or .csv"),
    ],
)
def test_a_form_that_cannot_be_asked_for_is_a_wrong_call(words: list[str], said: str, shell: Shell) -> None:
    add(shell)
    answer = shell("personal", "request", *words)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert said in answer.err


# The aspects


def test_aspects_are_shared_as_a_file(shell: Shell, tmp_path: Path) -> None:
    add(shell)
    listed = shell("personal", "aspects", "--json").json["aspects"]
    assert [one["name"] for one in listed] == NAMES
    assert "A  Time management" in shell("personal", "aspects").out
    for suffix in (".csv", ".toml", ".json"):
        file = tmp_path / f"set{suffix}"
        assert shell("personal", "aspects", "export", file).out == f"{file}: 8 aspects\n"
        assert shell("personal", "aspects", "import", file).out == "these are the aspects in use\n"
    team = {"aspects": [{**one, "name": f"Team {place}"} for place, one in enumerate(listed[:3])] + [{"name": "New"}]}
    file.write_text(json.dumps(team), encoding="utf-8")
    said = shell("personal", "aspects", "import", file, "--json").json
    assert (said["added"], said["removed"], said["reordered"]) == (["New"], NAMES[3:], False)
    assert said["renamed"][0] == {"from": "Time management", "to": "Team 0"}
    (one,) = shell("personal", "--json").json["evaluations"]
    assert [*one["scores"].items()][:4] == [("Team 0", 7), ("Team 1", 8), ("Team 2", 10), ("New", None)]
    assert [*one["scores"].items()][4:] == [*zip(NAMES[3:], (9, 4, 6, 6, 9), strict=True)]
    assert (one["total"], one["max"]) == (25, 30)
    add(shell, "1,2,3,4", date="2026-03-01")


def test_a_bad_set_of_aspects_is_refused_in_one_line(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "set.csv"
    file.write_text("Aspect\nA\nB\na\n", encoding="utf-8")
    answer = shell("personal", "aspects", "import", file)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "csm-tui: set.csv was refused: row 4: the same name as in row 2\n"
    assert not shell.path.exists()


# Files, and today


def test_evaluations_are_exported_by_the_ending_of_the_name(shell: Shell, tmp_path: Path) -> None:
    add(shell)
    begins = {
        ".md": "# Personal evaluations\n\nInternal: ",
        ".csv": "Marking,CSM,Engagement or period,",
        ".json": '{\n  "internal": ',
    }
    for suffix, text in begins.items():
        file = tmp_path / f"out{suffix}"
        assert shell("export", "personal", file, "--json").json == {"file": str(file), "personal_evaluations": 1}
        assert file.read_text(encoding="utf-8").startswith(text)
        assert file.stat().st_mode & 0o077 == 0
    assert shell("export", "personal", "-").out == (tmp_path / "out.md").read_text(encoding="utf-8")
    wrong = shell("export", "personal", tmp_path / "out.xlsx")
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)
    assert "the name must end in .md, .csv or .json" in wrong.err


@pytest.mark.parametrize(
    ("day", "text"),
    [("2026-05-25", None), ("2026-05-26", "Next 7 days\n  2026-06-02"), ("2026-06-03", "Overdue\n  2026-06-02")],
)
def test_today_says_when_an_evaluation_is_due(day: str, text: str | None, shell: Shell) -> None:
    laid(shell, personal(day=TODAY), personal(day=date(2025, 12, 1)))
    found = shell("today", "--json", today=day).json["personal_evaluation"]
    due = {"csm": "Robin Vale", "due": "2026-06-02", "last": "2026-03-02"}
    assert found == (None if text is None else due)
    page = shell("today", today=day).out
    assert ("evaluation: personal evaluation of Robin Vale" in page) == (text is not None)
    assert text is None or text in page
    assert shell("settings", "personal.every_months", "6").code == 0
    assert shell("today", "--json", today=day).json["personal_evaluation"] is None
