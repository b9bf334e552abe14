"""`import portfolio`: what it answers, what it writes, and what it refuses."""

import stat
from pathlib import Path

import pytest

from csm_tui.resources import DATA
from tests.support.driving import reread
from tests.support.files.workbooks import workbook
from tests.support.shell import Shell

_GOOD = "Client,ACV,Product\nAcme,100,50\nBolt,200,no data\n"
_BAD = "Client,ACV,Product\nAcme,100,50\nBolt,lots,101\nCity,300,70\n"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "good.csv"
    file.write_text(_GOOD)
    return file


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    file = tmp_path / "bad.csv"
    file.write_text(_BAD)
    return file


def test_a_good_file_comes_in(shell: Shell, good: Path) -> None:
    answer = shell("import", "portfolio", good, "--json")
    assert answer.code == 0
    assert answer.json == {"added": 2, "updated": 0, "unchanged": 0, "missing": [], "rejected": []}
    again = shell("import", "portfolio", good, "--json")
    assert again.json == {"added": 0, "updated": 0, "unchanged": 2, "missing": [], "rejected": []}
    assert {one.name for one in reread(shell.path).clients.values()} == {"Acme", "Bolt"}


def test_writing_makes_a_folder_and_a_file_for_the_owner_alone(shell: Shell, good: Path) -> None:
    assert shell("import", "portfolio", good).code == 0
    assert stat.S_IMODE(shell.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(shell.path.parent.stat().st_mode) == 0o700


def test_clients_that_the_file_lacks_stay_and_are_named(shell: Shell, good: Path, tmp_path: Path) -> None:
    shell("import", "portfolio", good)
    other = tmp_path / "other.csv"
    other.write_text("Client,ACV\nAcme,111\nCity,1\n")
    answer = shell("import", "portfolio", other, "--json")
    assert answer.json == {"added": 1, "updated": 1, "unchanged": 0, "missing": ["Bolt"], "rejected": []}
    assert len(reread(shell.path).clients) == 3


def test_one_bad_row_keeps_all_out(shell: Shell, bad: Path) -> None:
    answer = shell("import", "portfolio", bad, "--json")
    assert answer.code == 1
    assert set(answer.json) == {"added", "updated", "unchanged", "missing", "rejected"}
    assert answer.json["rejected"] == [
        {"row": 3, "column": "ACV", "value": "lots", "problem": "an amount is a number, such as 35000 or 35,000"},
        {
            "row": 3,
            "column": "Product",
            "value": "101",
            "problem": "a score is a number from 0 to 100, or empty: no data",
        },
    ]
    assert not shell.path.exists()
    assert not shell.path.parent.exists()
    text = shell("import", "portfolio", bad)
    assert text.code == 1
    assert 'ACV: B3 "lots": an amount is' in text.out
    assert "nothing came in" in text.out


def test_skip_bad_takes_the_good_rows(shell: Shell, bad: Path) -> None:
    answer = shell("import", "portfolio", bad, "--skip-bad", "--json")
    assert answer.code == 0
    assert (answer.json["added"], len(answer.json["rejected"])) == (2, 2)
    assert {one.name for one in reread(shell.path).clients.values()} == {"Acme", "City"}


@pytest.mark.parametrize("more", [[], ["--skip-bad"]], ids=["all", "skip-bad"])
def test_a_dry_run_writes_nothing(more: list[str], shell: Shell, good: Path, bad: Path) -> None:
    for file in (good, bad):
        answer = shell("import", "portfolio", file, "--dry-run", "--json", *more)
        refused = file == bad and not more
        assert (answer.json["added"], answer.code) == ((0, 1) if refused else (2, 0))
    assert not shell.path.parent.exists()
    assert "would be: 2 added" in shell("import", "portfolio", good, "--dry-run").out


def test_a_backup_is_made_before(shell: Shell, good: Path, tmp_path: Path) -> None:
    shell("import", "portfolio", good)
    before = shell.path.read_bytes()
    other = tmp_path / "other.csv"
    other.write_text("Client,ACV\nAcme,111\n")
    shell("import", "portfolio", other)
    (backup,) = [one for one in shell("backup", "--list", "--json").json if one["reason"] == "import"]
    assert (shell.path.with_name("workspace.json.backups") / backup["name"]).read_bytes() == before
    assert backup["counts"]["clients"] == 2
    restored = shell("restore", backup["name"], "--json")
    assert restored.json == {"restored": backup["name"], "clients": 2}
    acme = reread(shell.path).named("Acme")
    assert acme is not None
    assert acme.acv == 100


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04rest", "workbook"),
        (b"Name of nobody\n1\n", "refused"),
        (b'Client,ACV\n"open,1\n', "quotation mark"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_line(
    content: bytes, said: str, shell: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "odd.csv"
    file.write_bytes(content)
    answer = shell("import", "portfolio", file, "--json")
    assert answer.code == 1
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert said in answer.json["error"]
    assert answer.json["added"] == 0
    assert not shell.path.parent.exists()


def test_figures_of_another_day_and_headers_of_another_name(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "theirs.csv"
    file.write_text("Kunde,Laufzeit,Renewal\nAcme,2,3\n")
    answer = shell(
        "import", "portfolio", file, "--map", "Kunde=client", "--map", "Laufzeit=term", "--as-of", "2026-01-02"
    )
    assert answer.code == 0, answer.err
    (acme,) = shell("portfolio", "--json").json
    assert (acme["client"], acme["term"], acme["renewal"]) == ("Acme", 2, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        ["--as-of", "2026-03-03"],
        ["--as-of", "soon"],
        ["--map", "nothing"],
        ["--map", "Client=nothing"],
        ["--map", "X=acv"],
    ],
)
def test_a_wrong_option_is_a_wrong_call(wrong: list[str], shell: Shell, good: Path) -> None:
    answer = shell("import", "portfolio", good, *wrong)
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert not shell.path.exists()


def test_the_worked_example_comes_in_and_shows_its_health(shell: Shell) -> None:
    answer = shell("import", "portfolio", DATA / "portfolio.csv", "--json")
    assert answer.json == {"added": 15, "updated": 0, "unchanged": 0, "missing": [], "rejected": []}
    rows = {one["client"]: one for one in shell("portfolio", "--json").json}
    assert (rows["Customer 1"]["health"], rows["Customer 12"]["satisfaction"]) == (78, None)


def test_what_a_file_leaves_open_is_asked_and_settled_by_the_options_that_are_named(
    shell: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "theirs.csv"
    file.write_text(
        "Report\n\nCustomer,ARR,CSAT,Status\n"
        "Acme,USD 100,4.5,Pilot\nAcme,USD 50,4.5,Pilot\nBolt,EUR 10,3,Live\nTotal,160,,\n"
    )
    answer = shell("import", "portfolio", file, "--json")
    assert answer.code == 1
    assert answer.json["added"] == 0
    assert [one["column"] for one in answer.json["questions"]] == ["ARR", "CSAT", "Status", "Customer"]
    assert not shell.path.exists()
    said = shell("import", "portfolio", file)
    assert said.out.endswith("nothing came in\n")
    for option in (
        "--rate USD=0.92",
        '--map "CSAT=satisfaction:1-5"',
        '--value "Status:Pilot=onboarding"',
        "--combine",
    ):
        assert f"  {option} " in said.out
    assert "headers in row 3" in said.err
    assert "row 7 is no record and left out, a total" in said.err
    options = ("--rate", "USD=0.5", "--map", "CSAT=satisfaction:1-5", "--value", "Status:Pilot=onboarding", "--combine")
    done = shell("import", "portfolio", file, *options)
    assert (done.code, done.out) == (0, "2 added, 0 updated, 0 unchanged\n")
    acme = reread(shell.path).named("Acme")
    assert acme is not None
    assert (acme.acv, acme.satisfaction, acme.status) == (75, 87.5, "onboarding")


def test_a_workbook_comes_in_from_the_sheet_that_fits_or_is_named(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "theirs.xlsx"
    file.write_bytes(workbook({"Old": [["Client", "ACV"], ["Acme", 1]], "New": [["Client"], ["Bolt"], ["City"]]}))
    assert shell("import", "portfolio", file).out.startswith("1 added")
    assert shell("import", "portfolio", file, "--sheet", "new").out.startswith("2 added")
    wrong = shell("import", "portfolio", file, "--sheet", "Other")
    assert (wrong.code, '"Old", "New"' in wrong.err) == (2, True)
