"""`touch`: a contact is noted, with what is to follow; and how a client is named to any command."""

import io
import sys
from datetime import date

import pytest

from csm_tui.domain.records.touchpoint import Touchpoint, TouchpointKind
from tests.support.driving import client, fill, reread
from tests.support.shell import Shell, type_in

NAMES = ["Acme North", "Acme South", "Zoë Foods"]


@pytest.fixture
def book(shell: Shell) -> Shell:
    shell.path.parent.mkdir()
    fill(shell.path, map(client, NAMES))
    return shell


def noted(shell: Shell) -> list[Touchpoint]:
    return [*reread(shell.path).table(Touchpoint).records.values()]


def test_a_call_of_today_is_what_is_noted_without_options(book: Shell) -> None:
    answer = book("touch", "zoe", "wants a second site")
    assert (answer.code, answer.out, answer.err) == (0, "Zoë Foods: call of 2026-03-02 noted\n", "")
    (one,) = noted(book)
    assert (one.day, one.kind, one.note) == (date(2026, 3, 2), TouchpointKind.CALL, "wants a second site")
    assert (one.follow_up, one.task, one.done) == (None, "", False)
    assert reread(book.path).clients[one.client].name == "Zoë Foods"


def test_all_that_can_be_said_is_kept_and_answered(book: Shell) -> None:
    answer = book(
        "touch", "north", "agreed on the pilot", "--kind", "meeting", "--on", "3 days ago",
        "--follow-up", "in 2 weeks", "--task", "send the plan",
    )  # fmt: skip
    assert answer.out == "Acme North: meeting of 2026-02-27 noted, follow-up due 2026-03-16: send the plan\n"
    (one,) = noted(book)
    assert (one.day, one.kind, one.follow_up) == (date(2026, 2, 27), TouchpointKind.MEETING, date(2026, 3, 16))
    assert (one.task, one.note, one.open) == ("send the plan", "agreed on the pilot", True)


def test_the_touchpoint_as_json(book: Shell) -> None:
    answer = book("touch", "south", "sent prices", "--kind", "EMAIL", "--follow-up", "1 Apr 2026", "--json")
    assert answer.json == {
        "client": "Acme South", "date": "2026-03-02", "kind": "email", "note": "sent prices",
        "follow_up": "2026-04-01", "task": "", "promise": False, "done": False,
    }  # fmt: skip


@pytest.mark.parametrize("kind", list(TouchpointKind))
def test_every_kind_can_be_noted(kind: TouchpointKind, book: Shell) -> None:
    assert book("touch", "zoe", "x", "--kind", kind, "--json").json["kind"] == kind


def test_a_note_of_several_lines_comes_from_standard_input(book: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "first\r\n\r\n  zweite Zeile: größer\n".encode())
    assert book("touch", "zoe", "-", "--json").json["note"] == "first\n\n  zweite Zeile: größer"
    type_in(monkeypatch, b"caf\xe9", "latin-1")
    assert book("touch", "zoe", "-", "--json").json["note"] == "café"


def test_a_byte_that_is_no_text_does_not_lose_the_rest_of_the_note(
    book: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, b"before \xff after")
    assert book("touch", "zoe", "-", "--json").json["note"] == "before \ufffd after"


def test_a_note_that_cannot_be_read_is_refused(book: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readall(self) -> bytes:
            raise OSError(5, "Input/output error")

        def readinto(self, _buffer: object) -> int:
            raise OSError(5, "Input/output error")

    for stdin in (None, io.TextIOWrapper(io.BufferedReader(Broken()))):
        monkeypatch.setattr(sys, "stdin", stdin)
        answer = book("touch", "zoe", "-", "--json")
        assert answer.code == 1
        assert "the note cannot be read" in answer.json["error"]
    assert noted(book) == []


def test_nothing_is_read_where_the_call_is_wrong_anyway(book: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, b"typed")
    for words in (["acme", "-"], ["zoe", "-", "--on", "tomorrow"], ["zoe", "-", "--follow-up", "soon"]):
        assert book("touch", *words).code in (1, 2)
    assert sys.stdin.read() == "typed"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["  \n"], "NOTE: must not be empty"),
        (["x", "--on", "tomorrow"], "--on: 2026-03-03 is still to come"),
        (["x", "--on", "soon"], "--on: write"),
        (["x", "--follow-up", "03/04/2026"], "--follow-up: day and month could change places"),
        (["x", "--task", "send it"], "--follow-up"),
        (["x", "--follow-up", "today", "--task", "x" * 201], "--task: at most 200 characters"),
        (["", "--follow-up", "today", "--task", "x" * 201], "; "),
        (["x", "--kind", "lunch"], "'lunch'"),
        ([], "NOTE"),
    ],
)
def test_a_wrong_value_is_a_wrong_call_in_words(wrong: list[str], said: str, book: Shell) -> None:
    answer = book("touch", "zoe", *wrong, "--json")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert said in answer.err
    assert noted(book) == []


def test_today_may_be_said_and_a_follow_up_may_be_late_already(book: Shell) -> None:
    assert book("touch", "zoe", "x", "--on", "today", "--follow-up", "yesterday").code == 0
    (one,) = book("follow-ups", "--json").json
    assert (one["follow_up"], one["overdue"]) == ("2026-03-01", True)


def test_a_damaged_file_takes_no_note(book: Shell) -> None:
    book.path.write_bytes(book.path.read_bytes().replace(b"Acme North", b"Acme Norte", 1))
    before = book.path.read_bytes()
    answer = book("touch", "zoe", "x", "--json")
    assert answer.code == 1
    assert set(answer.json) == {"error"}
    assert book.path.read_bytes() == before


# How a client is named

COMMANDS = [["score", "product=1"], ["touch", "a note"], ["client"]]


def called(shell: Shell, command: list[str], part: str, *more: str):
    return shell(command[0], part, *command[1:], *more)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
class TestNaming:
    def test_any_unambiguous_part_will_do(self, command: list[str], book: Shell) -> None:
        for part in ("ZOE", "foods", " zoë  foods ", "Zoe\u0308 F"):
            assert called(book, command, part, "--json").json["client"] == "Zoë Foods"

    def test_a_whole_name_counts_before_parts_of_others(self, command: list[str], shell: Shell) -> None:
        shell.path.parent.mkdir()
        fill(shell.path, map(client, ["Client 10", "Client 1"]))
        assert called(shell, command, "client 1", "--json").json["client"] == "Client 1"

    def test_the_candidates_are_listed_and_nothing_happens(self, command: list[str], book: Shell) -> None:
        before = book.path.read_bytes()
        answer = called(book, command, "ACME", "--json")
        assert answer.code == 1
        assert answer.json == {"error": "several clients have 'ACME' in the name: Acme North, Acme South"}
        assert answer.err == f"csm-tui: {answer.json['error']}\n"
        assert book.path.read_bytes() == before

    def test_of_many_candidates_ten_are_listed_as_people_count(self, command: list[str], shell: Shell) -> None:
        shell.path.parent.mkdir()
        fill(shell.path, [client(f"Client {number}") for number in range(12, 0, -1)])
        answer = called(shell, command, "client")
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.endswith(f"{', '.join(f'Client {number}' for number in range(1, 11))} and 2 more\n")

    def test_none_is_said(self, command: list[str], book: Shell) -> None:
        answer = called(book, command, "nobody", "--json")
        said = "no client has 'nobody' in the name; clients: Acme North, Acme South, Zoë Foods"
        assert (answer.code, answer.json) == (1, {"error": said})

    def test_nothing_names_no_client_even_where_there_is_only_one(self, command: list[str], shell: Shell) -> None:
        shell.path.parent.mkdir()
        fill(shell.path, [client("Only")])
        for nothing in ("", "  ", "\u200b", "\u0301"):
            assert called(shell, command, nothing).code == 1


def test_days_may_be_weeks_of_the_quarter_or_of_the_week(shell: Shell) -> None:
    """The demo's quarter began four weeks ago."""
    answer = shell("--demo", "touch", "Customer 12", "a note", "--follow-up", "W7", "--json")
    assert answer.json["follow_up"] == "2026-03-16"
    answer = shell("--demo", "touch", "Customer 12", "a note", "--follow-up", "next friday", "--on", "sunday", "--json")
    assert (answer.json["follow_up"], answer.json["date"]) == ("2026-03-13", "2026-03-01")
    assert shell("--demo", "touch", "Customer 12", "a note", "--follow-up", "W14").code == 2
