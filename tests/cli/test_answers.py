"""What the reading commands answer, the settings, and the file's keeping."""

import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from csm_tui.domain.records.client import Override
from csm_tui.planning.portfolio.columns import USUAL_COLUMNS
from csm_tui.session.workspace_file.maintenance import Maintenance
from tests.support.driving import TODAY, client, fill, fill_demo
from tests.support.shell import Shell, type_in

_KEYS = {
    "client", "term", "acv", "renewal", "trend", "health", "product", "satisfaction", "support", "sponsorship",
    "coverage", "bands", "worst_driver", "stale", "override", "tags", "status",
}  # fmt: skip
_BANDS = {"renewal", "trend", "health", "product", "satisfaction", "support", "sponsorship"}


@pytest.fixture
def demo(shell: Shell) -> Shell:
    shell.path.parent.mkdir(mode=0o700)
    fill_demo(shell.path)
    return shell


def test_the_portfolio_as_json(demo: Shell) -> None:
    rows = demo("portfolio", "--json").json
    assert len(rows) == 15
    for row in rows:
        assert set(row) == _KEYS
        assert set(row["bands"]) == _BANDS
    by_name = {row["client"]: row for row in rows}
    first = by_name["Customer 1"]
    assert {key: first[key] for key in ("term", "acv", "renewal", "trend", "health", "product")} == {
        "term": 3, "acv": 35000, "renewal": 1, "trend": "Level", "health": 78, "product": 78,
    }  # fmt: skip
    assert first["bands"]["renewal"] == "red"
    assert first["status"] == "active"
    assert first["tags"] == ["emea", "finance"]
    twelfth = by_name["Customer 12"]
    assert twelfth["satisfaction"] is None
    assert twelfth["bands"]["satisfaction"] is None
    assert twelfth["coverage"] == 0.75


def test_an_override_as_json(shell: Shell) -> None:
    shell.path.parent.mkdir()
    fill(shell.path, [client("Acme", product=20, override=Override(score=90, reason="why", until=TODAY))])
    (acme,) = shell("portfolio", "--json").json
    assert acme["override"] == {"score": 90, "reason": "why", "until": "2026-03-02"}
    assert acme["health"] == 20
    assert acme["bands"]["health"] == "green"
    assert acme["worst_driver"] == "product"


def test_where_sort_and_reverse(demo: Shell) -> None:
    def names(*arguments: str) -> list[str]:
        return [row["client"] for row in demo("portfolio", "--json", *arguments).json]

    assert names()[:2] == ["Customer 1", "Customer 2"], "sorted as people count"
    assert names("--reverse")[0] == "Customer 15"
    rows = demo("portfolio", "--json", "--sort", "acv", "--reverse").json
    amounts = [row["acv"] for row in rows]
    assert amounts == sorted(amounts, reverse=True)
    for column in USUAL_COLUMNS:
        assert len(names("--sort", column)) == 15
    red = demo("portfolio", "--json", "--where", "band:red").json
    assert red
    assert all(row["bands"]["health"] == "red" for row in red)
    assert names("--where", "customer 3 -tag:emea") == ["Customer 3"]


@pytest.mark.parametrize(
    "wrong", [["--where", "helth<3"], ["--where", "health<x"], ["--sort", "nothing"], ["--json", "--csv"]]
)
def test_a_wrong_question_is_a_wrong_call(wrong: list[str], demo: Shell) -> None:
    answer = demo("portfolio", *wrong)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1


def test_csv_comes_back_unchanged(demo: Shell, tmp_path: Path) -> None:
    exported = tmp_path / "export.csv"
    exported.write_text(demo("portfolio", "--csv").out)
    answer = demo("import", "portfolio", exported, "--json")
    assert answer.json == {"added": 0, "updated": 0, "unchanged": 15, "missing": [], "rejected": []}
    new = Shell(tmp_path / "new.json", demo._monkeypatch, demo._capfd)
    assert new("import", "portfolio", exported, "--json").json["added"] == 15

    def without_days(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{key: row[key] for key in row if key not in ("override", "bands", "stale", "trend")} for row in rows]

    assert without_days(new("portfolio", "--json").json) == without_days(demo("portfolio", "--json").json)


def test_the_text_tells_bands_by_letters(demo: Shell) -> None:
    lines = demo("portfolio").out.splitlines()
    assert len(lines) == 16
    assert lines[0].split()[0] == "Client"
    assert "78 g" in lines[1]
    assert max(map(len, lines)) <= 120


def test_totals(demo: Shell) -> None:
    found = demo("totals", "--json").json
    assert set(found) == {"clients", "acv", "at_risk", "due", "health", "renewal"}
    assert (found["clients"], found["acv"]) == (15, 450000)
    for part in ("health", "renewal"):
        assert set(found[part]) == {"red", "amber", "green"}
        assert sum(one["clients"] for one in found[part].values()) == 15
    assert set(found["due"]) == {"clients", "acv"}
    assert "450,000" in demo("totals").out


@pytest.mark.parametrize(
    ("arguments", "empty"),
    [
        (["portfolio", "--json"], []),
        (["totals", "--json"], None),
        (["settings", "--json"], None),
        (["check", "--json"], {"sound": True, "clients": 0, "faults": []}),
        (["backup", "--list", "--json"], []),
        (["portfolio"], None),
        (["portfolio", "--csv"], None),
        (["totals"], None),
    ],
)
def test_reading_a_workspace_that_is_not_there_answers_and_makes_nothing(
    arguments: list[str], empty: Any, shell: Shell
) -> None:
    answer = shell(*arguments)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out
    if empty is not None:
        assert answer.json == empty
    assert not shell.path.parent.exists()


def test_settings_are_shown_set_and_refused(demo: Shell) -> None:
    everything = demo("settings", "--json").json
    assert everything["weights.product"] == 50
    assert everything["thresholds.score.amber"] == 51
    assert demo("settings", "thresholds.score.amber", "40", "--json").json == {"thresholds.score.amber": 40}
    assert demo("settings", "thresholds.score.amber", "--json").json == {"thresholds.score.amber": 40}
    weights = demo("settings", "weights", "40,30,20,10", "--json").json
    assert weights == {
        "weights.product": 40, "weights.satisfaction": 30, "weights.support": 20, "weights.sponsorship": 10,
    }  # fmt: skip
    before = demo.path.read_bytes()
    for wrong in (
        ["weights", "50,50,50,50"], ["weights", "1,2"], ["weights.product", "60"], ["thresholds.score.amber", "99"],
        ["nothing", "1"], ["nothing"], ["currency", "Euros"], ["stale.product", "x"], ["thresholds.renewal.red", "-1"],
    ):  # fmt: skip
        answer = demo("settings", *wrong)
        assert (answer.code, answer.out) == (2, ""), wrong
        assert answer.err.count("\n") == 1, answer.err
    assert demo.path.read_bytes() == before
    text = demo("settings").out
    for key in everything:
        assert key in text
    assert text.split()[:4] == ["weights.product", "40", "default", "50"], "whole numbers as they are typed"


def test_a_setting_makes_the_file(shell: Shell) -> None:
    assert shell("settings", "currency", "EUR").code == 0
    assert stat.S_IMODE(shell.path.stat().st_mode) == 0o600
    assert shell("settings", "currency", "--json").json == {"currency": "EUR"}


def test_check_of_a_sound_file(demo: Shell) -> None:
    assert demo("check", "--json").json == {"sound": True, "clients": 15, "faults": []}
    assert demo("check").out == "sound: 15 clients\n"


def test_check_says_what_is_wrong_where(demo: Shell) -> None:
    data = demo.path.read_bytes()
    for damaged, said in (
        (data.replace(b'"product":78', b'"product":178', 1), "product"),
        (data.replace(b"Customer 7", b"Customer X", 1), "checksum"),
        (data[:-300], ""),
        (b"not a workspace", "Cannot read"),
        (b"", "Cannot read"),
    ):
        demo.path.write_bytes(damaged)
        answer = demo("check", "--json")
        assert answer.code == 1
        assert answer.json["sound"] is False
        assert answer.json["faults"]
        assert said in " ".join(answer.json["faults"]), answer.json
        text = demo("check")
        assert text.code == 1
        assert text.out.startswith("not sound:\n- ")
        assert demo.path.read_bytes() == damaged, "looking changes nothing"


def test_a_damaged_file_is_not_written_until_it_is_accepted(demo: Shell) -> None:
    demo.path.write_bytes(demo.path.read_bytes().replace(b"Customer 7", b"Customer X", 1))
    before = demo.path.read_bytes()
    answer = demo("settings", "currency", "EUR", "--json")
    assert answer.code == 1
    assert set(answer.json) == {"error"}
    assert answer.err.count("\n") == 1
    assert demo.path.read_bytes() == before
    reading = demo("portfolio", "--json")
    assert reading.code == 0
    assert len(reading.json) == 15
    assert "damaged" in reading.err
    assert demo("check", "--accept", "--json").json == {"sound": True, "clients": 15, "faults": []}
    assert demo("settings", "currency", "EUR").code == 0
    assert any(one["reason"] == "before-accept" for one in demo("backup", "--list", "--json").json)


def test_backup_list_and_restore(demo: Shell) -> None:
    made = demo("backup", "--json").json
    assert set(made) == {"name", "made_at", "reason", "size", "counts", "sound"}
    assert made["counts"] == {"clients": 15}
    fill(demo.path, [client("One more")])
    assert made["name"] in [one["name"] for one in demo("backup", "--list", "--json").json]
    assert made["name"] in demo("backup", "--list").out
    demo.path.write_bytes(b"broken beyond repair")
    assert demo("restore", made["name"], "--json").json == {"restored": made["name"], "clients": 15}
    assert demo("check").code == 0
    kept = [one for one in demo("backup", "--list", "--json").json if one["reason"] == "before-restore"]
    assert len(kept) == 1
    assert kept[0]["sound"] is False


def test_a_backup_that_is_not_there(demo: Shell) -> None:
    for name in ("2026-01-01T000000-manual.json", "../workspace.json", "\x1b[31m"):
        answer = demo("restore", name, "--json")
        assert answer.code == 1
        assert set(answer.json) == {"error"}
        assert "\x1b" not in answer.out + answer.err


def test_nothing_to_back_up(shell: Shell) -> None:
    answer = shell("backup", "--json")
    assert answer.code == 1
    assert set(answer.json) == {"error"}
    assert not shell.path.parent.exists()


def test_a_wrong_command_is_one_line(shell: Shell) -> None:
    for words in (
        ["nothing"],
        ["import"],
        ["import", "portfolio"],
        ["import", "portfolio", "/none"],
        ["restore"],
        ["--x"],
    ):
        answer = shell(*words)
        assert answer.code == 2, words
        assert len(answer.err.strip().splitlines()) == 1, answer.err


def test_a_wrong_day_is_a_wrong_call(shell: Shell) -> None:
    answer = shell("portfolio", today="03/04/2026")
    assert (answer.code, answer.err.count("\n")) == (2, 1)


def test_a_file_that_others_could_read_is_tightened_and_that_is_said(demo: Shell) -> None:
    demo.path.chmod(0o644)
    answer = demo("portfolio", "--json")
    assert stat.S_IMODE(demo.path.stat().st_mode) == 0o600
    assert "yours alone" in answer.err
    assert len(answer.json) == 15


def test_an_error_of_our_own_shows_no_customers_text(demo: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Maintenance) -> None:
        raise KeyError("Secret Customer")

    monkeypatch.setattr(Maintenance, "check", broken)
    answer = demo("check", "--json")
    assert answer.code == 70
    assert "Secret" not in answer.out + answer.err
    assert set(answer.json) == {"error"}
    assert answer.err.count("\n") == 1


def test_the_demo_touches_no_file(shell: Shell) -> None:
    answer = shell("--demo", "portfolio", "--json")
    assert len(answer.json) == 15
    assert shell("--demo", "settings", "currency", "EUR").code == 0
    assert not shell.path.parent.exists()
    assert not [file for file in Path.home().rglob("*") if file.is_file()]


def test_only_a_workspace_is_made_private(shell: Shell, tmp_path: Path) -> None:
    folder, sheet = tmp_path / "project", tmp_path / "clients.csv"
    folder.mkdir(mode=0o755)
    sheet.write_text("Client,ACV\n")
    sheet.chmod(0o644)
    for named in (folder, sheet):
        before = named.stat().st_mode
        shell.path = named
        assert shell("portfolio").code == 1
        assert named.stat().st_mode == before
    shell.path = Path("")
    assert shell("--workspace", "", "portfolio").code == 2


def test_an_answer_that_cannot_be_written_is_one_clear_line() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "csm_tui", "--demo", "portfolio"]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert "the answer could not be shown: the disk is full" in ended.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("changes", "--since", "W1", "--until", "W1"),
        ("renewals", "--from", "W1", "--to", "W2"),
        ("renewals", "close", "Customer 3", "renewed", "--due", "W1", "--next", "W13", "--decided", "W1"),
        ("touch", "Customer 3", "a call", "--on", "W1", "--follow-up", "W2"),
        ("risk", "add", "Customer 3", "sponsor", "They may leave", "--review", "W2"),
        ("personal", "add", "--csm", "Kim", "--engagement", "Q1", "--scores", "7,8,10,9,4,6,6,9", "--date", "W1"),
        ("import", "portfolio", "-", "--as-of", "W1", "--dry-run"),
        ("export", "calendar", "-", "--from", "W1", "--to", "W2"),
    ],
    ids=" ".join,
)
def test_weeks_of_the_quarter_are_days_for_every_option(
    words: tuple[str, ...], demo: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, b"Client\nCustomer 3\n")
    said = demo(*words)
    assert said.code == 0, said.err
