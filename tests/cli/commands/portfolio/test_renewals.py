"""Renewals and changes in the shell: saying what is expected, writing down what came, and what moved."""

from datetime import date
from pathlib import Path

import pytest

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.client_entries import with_typed
from tests.support.driving import fill
from tests.support.shell import Shell

OLD, EARLY = date(2023, 3, 1), date(2025, 11, 1)
"""The shell's day is 2026-03-02."""


def stored(name: str, **fields: object) -> Client:
    return with_typed(Client(name=name), {"customer_since": OLD, "acv": 100, "product": 80, **fields}, EARLY)


@pytest.fixture
def book(shell: Shell) -> Shell:
    shell.path.parent.mkdir()
    acme, bolt = stored("Acme", renewal_date=date(2026, 5, 1)), stored("Bolt", renewal_date=date(2026, 2, 1))
    fill(shell.path, [acme, bolt])
    return shell


def test_a_forecast_counts_up_to_its_ceiling(book: Shell) -> None:
    said = book("renewals", "forecast", "acme", "commit", "order form asked for", "--json").json
    assert (said["category"], said["likelihood"], said["ceiling"]) == (
        "likely",
        0.75,
        "without a named signer nothing is surer than likely",
    )
    said = book("renewals", "forecast", "acme", "commit", "order form asked for", "--signer", "Ada", "--json").json
    assert (said["category"], said["likelihood"], said["ceiling"], said["signer"]) == ("commit", 0.95, None, "Ada")
    answer = book("renewals", "--json").json
    assert [one["category"] for one in answer["upcoming"]] == ["at risk", "commit"]
    months = {one["month"]: one for one in answer["forecast"] if one["due"]}
    assert months["2026-05"] == {"month": "2026-05", "due": 100, "expected": 95, "committed": 100, "unjudged": 0}
    assert months["2026-03"]["expected"] == 25


def test_outcomes_make_the_rates(book: Shell) -> None:
    book("renewals", "close", "acme", "expanded", "--acv", "120", "--next", "2027-08-01")
    closed = book(
        "renewals", "close", "bolt", "churned", "--reason", "too dear", "--cause", "budget gone", "--json"
    ).json
    assert closed == {
        "client": "Bolt", "date": "2026-02-01", "outcome": "churned", "acv": 100, "new_acv": 0, "health_before": 80,
        "reason": "too dear", "cause": "budget gone", "decided": None, "category": None, "likelihood": None,
    }  # fmt: skip
    answer = book("renewals", "--json").json
    assert (answer["from"], answer["to"]) == ("2025-03-03", "2026-03-02")
    assert answer["grr"] == {"value": 0.5, "of": 200, "count": 2}
    assert answer["nrr"]["value"] == 0.6
    assert answer["gross_renewal_rate"] == {"value": 0.0, "of": 100, "count": 1}
    assert answer["logo_churn"] == {"value": 0.5, "of": 2, "count": 2}
    assert answer["score_tells"]["green"] == {"renewed": 1, "lost": 1}
    assert answer["green_and_left"] == ["Bolt"]
    assert [one["date"] for one in answer["upcoming"]] == ["2027-08-01"]
    text = book("renewals").out
    assert "expanded 100 > 120" in text
    assert "GRR                 50 % of 200 (2 clients)" in text
    assert book("renewals", "--to", "2025-01-01", "--json").json["grr"]["value"] == 1.0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["close", "acme", "churned", "--acv", "9"], "--acv: who has left pays nothing"),
        (["close", "acme", "contracted"], "--acv: say what they pay"),
        (["close", "acme", "renewed", "--acv", "110"], "--acv: renewed is as before"),
        (["close", "acme", "expanded", "--acv", "much"], "--acv"),
        (["close", "acme", "renewed", "--decided", "2027-01-01"], "--decided"),
        (["close", "acme", "renewed", "--next", "2026-05-01"], "--next: must be after 2026-05-01"),
        (["close", "nobody", "renewed"], "nobody"),
        (["forecast", "acme", "likely", " "], "EVIDENCE"),
        (["forecast", "acme", "sure", "x"], "sure"),
        (["--from", "2026-03-03", "--to", "2026-03-02"], "--from"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(book: Shell, wrong: list[str], said: str) -> None:
    answer = book("renewals", *wrong)
    assert answer.code != 0
    assert said in answer.err
    found = book("renewals", "--json").json
    assert found["closed"] == []
    assert {one["evidence"] for one in found["upcoming"]} == {None}


def test_who_has_left_is_not_closed_again(book: Shell) -> None:
    assert book("renewals", "close", "acme", "churned").code == 0
    assert "Acme: they have left already" in book("renewals", "close", "acme", "churned").err


def test_the_reason_of_one_who_is_set_to_churned_by_hand_is_written_down(book: Shell, tmp_path: Path) -> None:
    (tmp_path / "clients.csv").write_text("client,status\nAcme,churned\n", "utf-8")
    assert book("import", "portfolio", tmp_path / "clients.csv").code == 0
    assert "they have left: churned" in book("renewals", "close", "acme", "renewed").err
    assert book("renewals", "close", "acme", "churned", "--reason", "too dear").code == 0
    assert [one["reason"] for one in book("renewals", "--json").json["closed"]] == ["too dear"]


def test_what_moved_since_a_day(book: Shell) -> None:
    book("score", "acme", "product=40")
    book("renewals", "close", "acme", "contracted", "--acv", "60")
    (one,) = book("changes", "--since", "2026-03-01", "--json").json
    assert (one["client"], one["from"], one["to"], one["delta"]) == ("Acme", 80, 40, -40)
    assert one["shares"] == {"product": -40, "satisfaction": 0, "support": 0, "sponsorship": 0}
    assert one["bands"] == ["green", "red"]
    assert {"field": "acv", "from": 100, "to": 60} in one["other"]
    assert {"field": "renewal", "from": 100, "to": "contracted"} in one["other"]
    text = book("changes", "--since", "yesterday").out
    assert "0 up, 1 down; points in sum: product -40" in text
    assert "health 80 > 40 (product -40); renewal contracted; ACV 100 > 60" in " ".join(text.split())
    assert "green > red: 1" in text
    assert "nothing moved" in book("changes", "--since", "2026-03-02").out
    assert book("changes", "--since", "2026-03-09").code == 2


def test_a_history_comes_in_with_one_step_and_once_more_changes_nothing(book: Shell, tmp_path: Path) -> None:
    file = tmp_path / "history.csv"
    file.write_text("account,due_date,outcome,churn_reason,arr,expansion\nacme,2025-05-01,renewed,,80,20\n", "utf-8")
    assert book("import", "renewals", file, "--dry-run").out == "would be: 1 added, 0 updated, 0 unchanged\n"
    assert book("import", "renewals", file, "--json").json["added"] == 1
    assert [one["new_acv"] for one in book("renewals", "--json").json["closed"]] == [100]
    assert book("import", "renewals", file, "--json").json["unchanged"] == 1
    file.write_text("account,due_date,outcome,churn_reason\nGone,2025-06-01,lost,low_usage\n", "utf-8")
    asked = book("import", "renewals", file, "--json")
    assert (asked.code, asked.json["questions"][0]["options"][0]) == (1, '--value "account:*=new"')
    assert book("import", "renewals", file, "--value", "account:*=new").code == 0
    assert book("renewals", "--json").json["causes"] == [{"cause": "never adopted", "count": 1}]


def test_a_renewal_is_closed_once(book: Shell) -> None:
    assert book("renewals", "close", "acme", "renewed").code == 0
    again = book("renewals", "close", "acme", "renewed", "--due", "2026-05-01")
    assert again.code != 0
    assert "renewal of 2026-05-01" in again.err
