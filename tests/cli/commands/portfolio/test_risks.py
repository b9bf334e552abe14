"""Noting risks, promises and what else a client's record holds, from the shell."""

from datetime import date

import pytest

from csm_tui.domain.records.risk import Risk
from tests.support.builders import client
from tests.support.driving import fill
from tests.support.shell import Shell


@pytest.fixture
def book(shell: Shell) -> Shell:
    shell.path.parent.mkdir()
    fill(shell.path, [client("Acme", renewal_date=date(2026, 9, 1), notice_days=90), client("Bolt")])
    return shell


def test_a_risk_is_noted(book: Shell) -> None:
    answer = book("risk", "add", "acme", "SPONSOR", "The sponsor retires", "--impact", "12k", "--review", "in 2 weeks",
                  "--json")  # fmt: skip
    assert answer.json == {
        "client": "Acme", "kind": "sponsor", "text": "The sponsor retires", "since": "2026-03-02", "impact": 12000,
        "action": "", "review": "2026-03-16", "state": "open", "reviews": [],
    }  # fmt: skip
    page = book("client", "acme", "--json").json
    assert [one["text"] for one in page["risks"]] == ["The sponsor retires"]
    assert (page["decision"], page["notice_days"]) == ("2026-06-03", 90)
    assert "2026-03-02 sponsor, open, 12,000 at stake, review 2026-03-16" in book("client", "acme").out
    assert book("portfolio", "--where", "risk:open", "--json").json[0]["client"] == "Acme"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["acme", "weather", "x"], "weather"),
        (["acme", "sponsor", " "], "TEXT"),
        (["acme", "sponsor", "x", "--impact", "much"], "--impact"),
        (["acme", "sponsor", "x", "--review", "some day"], "--review"),
        (["nobody", "sponsor", "x"], "nobody"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_noted(book: Shell, wrong: list[str], said: str) -> None:
    answer = book("risk", "add", *wrong)
    assert answer.code != 0
    assert said in answer.err
    assert book("client", "acme", "--json").json["risks"] == []


def test_a_promise_is_a_follow_up_that_we_owe(book: Shell) -> None:
    assert book("touch", "acme", "asked for figures", "--promise").code != 0
    book("touch", "acme", "asked for figures", "--follow-up", "2026-03-09", "--task", "send them", "--promise")
    assert book("follow-ups", "--json").json[0]["promise"] is True
    assert (
        book("--today", "2026-03-20", "portfolio", "--where", "promise:overdue", "--json").json[0]["client"] == "Acme"
    )
    assert book("portfolio", "--where", "promise:overdue", "--json").json == []


def test_risks_go_with_their_client(book: Shell) -> None:
    book("risk", "add", "acme", "value", "No figure yet")
    assert Risk.OWNERS == {"client": "clients"}
    assert book("client", "acme", "--json").json["risks"][0]["kind"] == "value"
