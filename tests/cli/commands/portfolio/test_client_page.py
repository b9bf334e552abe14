"""`client` and `follow-ups`: what is answered, and that a page stays within its columns."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from csm_tui.cli.output.text_table import cell_width
from csm_tui.domain.records.assumption import Assumption, State
from csm_tui.domain.records.client import Client, Override, Stakeholder
from csm_tui.domain.records.client_entries import with_entries
from csm_tui.domain.records.snooze import Snooze
from csm_tui.domain.records.touchpoint import Touchpoint, TouchpointKind
from csm_tui.domain.settings import Settings, change_setting
from tests.support.driving import TODAY, client, fill, fill_demo
from tests.support.evaluation_builders import engagement, evaluation
from tests.support.shell import Shell

DOCS = Path(__file__).parents[4] / "docs" / "json.md"
NOVEMBER, MARCH = date(2025, 11, 20), date(2026, 3, 1)


def acme(**fields: Any) -> Client:
    """A client with something of everything, entered on two days."""
    early = with_entries(Client(name="Acme North"), {"product": 50, "support": 45}, NOVEMBER)
    return with_entries(early, {"product": 62}, MARCH).changed(
        **{
            "owner": "Kim", "customer_since": date(2023, 9, 1), "renewal_date": date(2026, 6, 15), "acv": 48_000,
            "tags": ("emea",), "notes": "Two sites.\nThe second one starts in May.",
            "override": Override(score=80, reason="The outage in February is over", until=date(2026, 4, 30)),
            "stakeholders": (
                Stakeholder(name="Ines Roth", role="Decision maker", seniority="director", attitude="supporter",
                            last_contact=date(2026, 2, 10)),
            ),
        } | fields
    )  # fmt: skip


def assumption(owner: Client, text: str, **fields: Any) -> Assumption:
    return Assumption(client=owner.id, text=text, **fields)


def touchpoint(owner: Client, day: date, note: str, **fields: Any) -> Touchpoint:
    return Touchpoint(client=owner.id, day=day, note=note, **fields)


@pytest.fixture
def folder(shell: Shell) -> Shell:
    shell.path.parent.mkdir()
    return shell


def lay(shell: Shell, *records: Any, settings: Settings | None = None) -> Shell:
    fill(shell.path, records, settings)
    return shell


# As JSON


def test_the_page_holds_all_that_the_portfolio_says_of_the_client(folder: Shell) -> None:
    fill_demo(folder.path)
    for row in folder("portfolio", "--json").json:
        page = folder("client", row["client"], "--json").json
        assert page.items() >= row.items()
        assert page.keys() - row.keys() == {
            "owner", "customer_since", "renewal_date", "notes", "stakeholders", "touchpoints", "assumptions",
            "evaluations", "history", "entered", "notice_days", "decision", "external_id", "sentiment", "risks",
            "triage", "snoozes",
        }  # fmt: skip


def test_the_examples_of_the_documents_are_real(folder: Shell) -> None:
    text = DOCS.read_text(encoding="utf-8")
    examples = [json.loads(block) for block in re.findall(r"^```json\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)]
    owner = acme()
    lay(
        folder,
        owner,
        assumption(owner, "The second site needs no training of its own", validate_by=date(2026, 4, 15)),
        work := engagement(owner, "First engagement"),
        evaluation(work, "Onboarding", date(2026, 2, 20), authors="Kim"),
    )
    task = ["--follow-up", "in 2 weeks", "--task", "send the login report"]
    noted = folder("touch", "acme", "They want a monthly look at logins.", "--kind", "meeting", *task, "--json")
    for answer in (noted, folder("client", "acme", "--json"), folder("follow-ups", "--json")):
        assert answer.json in examples


def test_touchpoints_come_newest_first_and_open_assumptions_before_others(folder: Shell) -> None:
    owner, other = client("Acme"), client("Bolt")
    lay(
        folder,
        owner,
        other,
        touchpoint(owner, date(2026, 1, 5), "older", kind=TouchpointKind.VISIT, follow_up=date(2026, 1, 9), done=True),
        touchpoint(owner, date(2026, 2, 5), "newer"),
        touchpoint(other, date(2026, 2, 6), "of another"),
        assumption(owner, "settled", state=State.REFUTED),
        assumption(owner, "open"),
    )
    page = folder("client", "acme", "--json").json
    assert [one["note"] for one in page["touchpoints"]] == ["newer", "older"]
    assert page["touchpoints"][1] == {
        "date": "2026-01-05", "kind": "visit", "note": "older", "follow_up": "2026-01-09", "task": "", "promise": False,
        "done": True,
    }  # fmt: skip
    assert page["assumptions"] == [
        {"text": "open", "validate_by": None, "state": "open"},
        {"text": "settled", "validate_by": None, "state": "refuted"},
    ]


def test_the_history_is_weighed_as_today_and_rounded_half_up(folder: Shell) -> None:
    scored = with_entries(client("Acme"), {"product": 45, "support": 20}, NOVEMBER)
    emptied = with_entries(scored, {"product": None, "support": None}, MARCH)
    lay(folder, emptied, settings=change_setting(Settings(), "weights", "50,0,50,0"))
    page = folder("client", "acme", "--json").json
    assert [(one["date"], one["product"], one["health"]) for one in page["history"]] == [
        ("2025-11-20", 45, 33),
        ("2026-03-01", None, None),
    ]
    assert page["entered"] == {
        "product": "2026-03-01", "satisfaction": None, "support": "2026-03-01", "sponsorship": None,
    }  # fmt: skip


def test_an_override_that_has_ended_is_none(folder: Shell) -> None:
    lay(folder, acme())
    assert folder("client", "acme", "--json", today="2026-04-30").json["override"]["score"] == 80
    assert folder("client", "acme", "--json", today="2026-05-01").json["override"] is None


# As text


def test_the_page_says_everything_in_words(folder: Shell) -> None:
    owner = acme()
    lay(
        folder,
        owner,
        assumption(owner, "no training needed", validate_by=date(2026, 4, 15)),
        touchpoint(owner, date(2026, 2, 5), "went well", follow_up=date(2026, 2, 9), task="send the plan"),
        touchpoint(owner, date(2026, 2, 6), "fine", follow_up=date(2026, 2, 9), done=True),
        settings=change_setting(Settings(), "currency", "EUR"),
    )
    text = folder("client", "acme").out
    assert text.startswith("Acme North\n\n")
    for said in (
        "Status         active, at risk\n",
        "Owner          Kim\n",
        "Customer since 2023-09-01, 2 years\n",
        "ACV            48,000 EUR\n",
        "Renewal        2026-06-15, 3 months left, red\n",
        "Trend          Up\n",
        "Health         59, overridden by 80 green until 2026-04-30: The outage in\n",
        "\n                 February is over\n",
        "Product        62 amber, entered 2026-03-01\n",
        "Satisfaction   no data\n",
        "Support        45 red, entered 2025-11-20, stale\n",
        "Coverage       62.5 % of the weight has data\n",
        "Worst driver   product\n",
        "Tags           emea\n",
        "\nNotes\n  Two sites.\n  The second one starts in May.\n",
        "\nStakeholders\n  Ines Roth, Decision maker, director, supporter, last contact 2026-02-10\n",
        "  2026-02-05 call, follow-up due 2026-02-09, overdue: send the plan\n      went well\n",
        "  2026-02-06 call, follow-up done, was due 2026-02-09\n      fine\n",
        "\nAssumptions\n  open, validate by 2026-04-15\n      no training needed\n",
        "  2026-03-01      59       62             -       45            -\n",
    ):
        assert said in text, said


def test_a_new_client_has_a_page_of_what_is_missing(folder: Shell) -> None:
    lay(folder, client("Bare"))
    text = folder("client", "bare").out
    assert "Renewal        no data\n" in text
    assert "Health         no data\n" in text
    assert "Worst driver   none\n" in text
    assert not re.search("^(Notes|Stakeholders|Touchpoints|Assumptions|History)", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("day", "status", "said"),
    [
        (date(2026, 3, 1), "active", "2026-03-01, overdue, red"),
        (date(2026, 3, 2), "onboarding", "2026-03-02, 0 months left"),
        (date(2026, 4, 2), "active", "2026-04-02, 1 month left, red"),
        (date(2025, 3, 1), "churned", "2025-03-01, past"),
    ],
)
def test_a_renewal_is_said_in_words(day: date, status: str, said: str, folder: Shell) -> None:
    lay(folder, client("Acme", renewal_date=day, status=status))
    assert f"Renewal        {said}\n" in folder("client", "acme").out


def test_the_override_that_holds_is_said_where_a_score_is_entered_and_the_one_that_ended_is_not(folder: Shell) -> None:
    lay(folder, acme())
    answer = folder("score", "acme", "product=20")
    assert answer.out == (
        "Acme North: health 25, overridden by 80 green until 2026-04-30: The outage in February is over\n"
    )
    assert folder("score", "acme", "product=20", today="2026-05-01").out == "Acme North: health 25 red\n"


def test_no_line_is_wider_than_the_page_and_none_of_the_users_forges_a_title(folder: Shell) -> None:
    wide = "漢字 " * 40 + "ü" * 150 + "\n\n" + " " * 100 + "deep\nHistory\n\tNotes"
    line = "長い名前" * 50
    owner = acme(
        name=line, owner=line, notes=wide, tags=(line, line[1:]),
        override=Override(score=1, reason=line, until=TODAY), stakeholders=(Stakeholder(name=line, role=line),),
    )  # fmt: skip
    lay(
        folder,
        owner,
        touchpoint(owner, TODAY, wide, follow_up=TODAY, task=line),
        assumption(owner, wide, validate_by=TODAY),
        Snooze(client=owner.id, play=line, until=TODAY, reason=line, since=TODAY),
    )
    lines = folder("client", "長い").out.splitlines()
    assert max(map(cell_width, lines)) <= 80
    titles = [one for one in lines if one and not one.startswith(" ") and "長" not in one]
    assert titles == ["In the queue", "Plays put off", "Notes", "Stakeholders", "Touchpoints", "Assumptions", "History"]


# Follow-ups


def test_follow_ups_are_listed_overdue_first(folder: Shell) -> None:
    north, south, gone = client("Acme"), client("Bolt"), client("Gone", status="churned")
    lay(
        folder,
        north,
        south,
        gone,
        touchpoint(north, date(2026, 2, 20), "first line\nsecond line", follow_up=date(2026, 3, 9)),
        touchpoint(
            south, date(2026, 2, 21), "note", follow_up=date(2026, 3, 1), task="a task", kind=TouchpointKind.EMAIL
        ),
        touchpoint(north, date(2026, 2, 22), "settled", follow_up=TODAY, done=True),
        touchpoint(gone, date(2026, 2, 23), "too late", follow_up=TODAY),
    )
    assert folder("follow-ups").out == (
        "Due                 Client  Kind   What\n"
        "2026-03-01 overdue  Bolt    email  a task\n"
        "2026-03-09          Acme    call   first line\n"
    )
    assert folder("follow-ups", "--json").json == [
        {
            "client": "Bolt", "date": "2026-02-21", "kind": "email", "task": "a task", "promise": False, "note": "note",
            "follow_up": "2026-03-01", "overdue": True,
        },
        {
            "client": "Acme", "date": "2026-02-20", "kind": "call", "task": "", "promise": False,
            "note": "first line\nsecond line",
            "follow_up": "2026-03-09", "overdue": False,
        },
    ]  # fmt: skip


def test_a_long_task_is_shortened_in_the_table_only(folder: Shell) -> None:
    owner = client("Acme")
    lay(folder, owner, touchpoint(owner, TODAY, "n", follow_up=TODAY, task="漢" * 100))
    last = folder("follow-ups").out.splitlines()[-1]
    assert last.endswith("漢…")
    assert 78 <= cell_width(last) <= 80
    assert folder("follow-ups", "--json").json[0]["task"] == "漢" * 100


def test_nothing_to_follow_up_is_said_and_makes_no_file(shell: Shell) -> None:
    assert shell("follow-ups").out == "no open follow-ups\n"
    assert shell("follow-ups", "--json").json == []
    assert shell("client", "acme").code == 1
    assert not shell.path.parent.exists()


def test_a_damaged_file_is_shown_as_far_as_it_can_be_read(folder: Shell) -> None:
    lay(folder, acme(), client("Bolt"))
    folder.path.write_bytes(folder.path.read_bytes().replace(b"Bolt", b"Volt", 1))
    for words in (["client", "acme", "--json"], ["follow-ups", "--json"]):
        answer = folder(*words)
        assert answer.code == 0
        assert "damaged" in answer.err
