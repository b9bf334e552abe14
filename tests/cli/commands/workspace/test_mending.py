"""Records of a sound file that break a rule, and what `check` advises."""

import errno
import os
import tempfile
from pathlib import Path

import orjson
import pytest

from csm_tui.storage.file.database import Database
from csm_tui.storage.store import Write
from tests.support.driving import client, fill
from tests.support.sessions import now, opened
from tests.support.shell import Shell
from tests.support.storage.raw_files import fill_raw

BROKEN = {"name": "Aurora", "acv": -5, "owner": "Kim", "product": 60}


@pytest.fixture
def book(shell: Shell) -> Shell:
    """A sound file in which Aurora breaks a rule and Boreal does not."""
    fill_raw(shell.path, [BROKEN, {"name": "Boreal", "acv": 100}])
    return shell


def raw(path: Path, name: str) -> dict[str, object]:
    """The document of that name as the file holds it."""
    return next(one for one in Database(path, now).read()["clients"].values() if one["name"] == name)


def test_it_is_shown_without_what_breaks_the_rule_and_the_file_is_called_sound(book: Shell) -> None:
    assert [one["client"] for one in book("portfolio", "--json").json] == ["Aurora", "Boreal"]
    listed = book("portfolio")
    assert "damaged" not in listed.err
    assert "client Aurora breaks a rule (acv:" in listed.err
    check = book("check")
    assert (check.code, check.out.splitlines()[:2]) == (1, ["sound: 2 clients", "to be mended:"])
    assert "client Aurora breaks a rule" in check.out
    assert "--accept" not in check.out
    found = book("check", "--json").json
    assert (found["sound"], [one["record"] for one in found["to_mend"]]) == (True, ["client Aurora"])


def test_its_name_is_taken(book: Shell, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("Client,ACV,Product\nAurora,500,70\n")
    answer = book("import", "portfolio", tmp_path / "in.csv")
    assert answer.code == 0, answer.err
    clients = opened(book.path).workspace.clients.values()
    assert [(one.name, one.acv) for one in clients] == [("Aurora", 500), ("Boreal", 100)]
    assert book("check", "--json").json == {"sound": True, "clients": 2, "faults": []}


def test_an_edit_of_another_field_keeps_what_breaks_the_rule(book: Shell) -> None:
    assert book("score", "Aurora", "product=70").code == 0
    assert (raw(book.path, "Aurora")["acv"], raw(book.path, "Aurora")["product"]) == (-5, 70)
    assert opened(book.path).file.to_mend


@pytest.mark.parametrize(
    ("ways", "left"),
    [
        (("--set", "acv=500"), {"name": "Aurora", "acv": 500, "owner": "Kim"}),
        (("--as-shown",), {"name": "Aurora", "acv": None, "owner": "Kim"}),
    ],
)
def test_it_can_be_mended(book: Shell, ways: tuple[str, ...], left: dict[str, object]) -> None:
    assert "Aurora" in book("mend").out
    assert book("mend", "aurora", *ways).out == "mended: client Aurora\n"
    found = raw(book.path, "Aurora")
    assert {name: found.get(name) for name in left} == left
    assert book("mend").out == "nothing to mend\n"
    assert book("check", "--json").json == {"sound": True, "clients": 2, "faults": []}
    assert "before-mending" in book("backup", "--list").out


def test_it_can_be_set_aside_and_stays_in_the_file(book: Shell) -> None:
    assert book("mend", "Aurora", "--set-aside").code == 0
    assert [one["client"] for one in book("portfolio", "--json").json] == ["Boreal"]
    assert book("mend", "--json").json == []
    kept = [*Database(book.path, now).read()["aside"].values()]
    assert [one["document"]["acv"] for one in kept] == [-5]
    assert book("check").code == 0


@pytest.mark.parametrize(
    "arguments",
    [("Aurora",), ("--as-shown",), ("Aurora", "--as-shown", "--set-aside"), ("Aurora", "--set", "acv")],
)
def test_what_is_asked_must_be_clear(book: Shell, arguments: tuple[str, ...]) -> None:
    assert book("mend", *arguments).code == 2
    assert raw(book.path, "Aurora")["acv"] == -5


@pytest.mark.parametrize("arguments", [("Aurora", "--set", "acv=-7"), ("Nobody", "--as-shown")])
def test_what_would_not_help_is_refused(book: Shell, arguments: tuple[str, ...]) -> None:
    answer = book("mend", *arguments)
    assert (answer.code, answer.err.count("\n")) == (1, 1)
    assert raw(book.path, "Aurora")["acv"] == -5


def test_a_name_that_breaks_the_rule_has_a_stand_in(shell: Shell) -> None:
    fill_raw(shell.path, [{"name": ""}, {"name": "x" * 500}, {"name": 7}, {"acv": 1}])
    names = [one["client"] for one in shell("portfolio", "--json").json]
    assert sorted(names) == sorted(["client 00000000", "x" * 100, "7", "client 00000000"])
    assert len(opened(shell.path).file.to_mend) == 4


def test_a_record_of_which_nothing_can_be_made_can_be_set_aside(shell: Shell) -> None:
    fill(shell.path, [client("Aurora")])
    uid = "00000000-0000-4000-8000-000000000077"
    Database(shell.path, now).save(lambda _: [Write("touchpoints", uid, {"day": "no day", "client": 5})])
    assert shell("portfolio").code == 0
    assert shell("mend", uid, "--as-shown").code == 1
    assert shell("mend", uid, "--set-aside").code == 0
    assert shell("mend").out == "nothing to mend\n"


def test_settings_that_break_a_rule_can_be_mended(shell: Shell) -> None:
    assert shell("settings", "trend.days", "45").code == 0
    database = Database(shell.path, now)
    (uid,) = database.read()["settings"]
    database.save(lambda tables: [Write("settings", uid, {**tables["settings"][uid], "currency": 7})])
    assert shell("check", "--json").json["sound"] is True
    assert shell("settings", "currency", "EUR").code == 1
    assert shell("mend", "settings", "--as-shown").code == 0
    assert shell("settings", "currency", "EUR").code == 0
    assert opened(shell.path).workspace.settings.trend.days == 45, "the sound ones stay"


def newer(data: bytes) -> bytes:
    return data.replace(b'"schema":2', b'"schema":99', 1)


@pytest.mark.parametrize(
    ("spoiled", "advised"),
    [
        (lambda data: data.replace(b"Aurora", b"Bureau", 1), True),
        (lambda data: data[:-20], True),
        (lambda _: b"", False),
        (lambda _: b"not a workspace", False),
        (newer, False),
    ],
)
def test_accepting_is_advised_only_where_it_works(shell: Shell, spoiled, advised: bool) -> None:  # type: ignore[no-untyped-def]
    fill(shell.path, [client("Aurora"), client("Boreal")])
    shell.path.write_bytes(spoiled(shell.path.read_bytes()))
    answer = shell("check")
    assert (answer.code, "--accept" in answer.out) == (1, advised)
    assert (shell("check", "--accept").code == 0) is advised


def test_accepting_is_not_advised_for_a_folder_and_what_is_write_protected(shell: Shell) -> None:
    shell.path.mkdir(parents=True)
    assert "--accept" not in shell("check").out
    shell.path.rmdir()
    fill(shell.path, [client("Aurora")])
    shell.path.write_bytes(shell.path.read_bytes().replace(b"Aurora", b"Bureau"))
    shell.path.chmod(0o400)
    assert "--accept" not in shell("check").out


def test_what_is_write_protected_is_not_sent_to_a_check_that_finds_it_sound(shell: Shell) -> None:
    fill(shell.path, [client("Aurora")])
    shell.path.chmod(0o400)
    refused = shell("score", "Aurora", "product=70")
    assert (refused.code, "write-protected" in refused.err, "check" in refused.err) == (1, True, False)
    check = shell("check")
    assert check.code == 0
    assert check.out.splitlines() == ["sound: 1 clients", "The file is write-protected, so nothing can be saved."]
    assert orjson.loads(shell("check", "--json").out)["sound"] is True


def test_backups_that_cannot_be_read_stop_no_command(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(shell.path, [client("Aurora")])
    listdir = os.listdir

    def refuse(folder: Path) -> list[str]:
        if str(folder).endswith(".backups"):
            raise PermissionError(errno.EACCES, "no")
        return listdir(folder)

    monkeypatch.setattr(os, "listdir", refuse)
    assert shell("portfolio").code == 0
    assert shell("check").code == 0
    scored = shell("score", "Aurora", "product=70")
    assert (scored.code, scored.err.count("\n"), "the daily backup failed" in scored.err) == (0, 1, True)
    listed = shell("backup", "--list")
    assert (listed.code, listed.err.count("\n"), "no permission" in listed.err) == (1, 1, True)


def test_without_a_place_for_the_demo_that_is_said(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: str) -> str:
        raise OSError(errno.ENOSPC, "no")

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    answer = shell.bare("--demo", "score", "Customer 12", "product=70")
    assert shell.bare("--demo", "portfolio").code == 0  # which needs none
    assert (answer.code, "the disk is full" in answer.err) == (1, True)


def test_a_pipe_in_place_of_the_workspace_is_refused_at_once(shell: Shell) -> None:
    shell.path.parent.mkdir()
    os.mkfifo(shell.path)
    for command in (("portfolio",), ("touch", "Aurora", "a word"), ("check",), ("backup",)):
        answer = shell(*command)
        assert answer.code == 1
        assert "not a regular file" in answer.err + answer.out
