"""The history of renewals: how it is read in the words of others, whose it is, and what it makes of the book."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.client_entries import with_entries
from csm_tui.domain.records.renewal import Cause, Outcome, Renewal
from csm_tui.domain.settings import Settings
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.reading.answers import Answers
from csm_tui.exchange.reading.table import read_table
from csm_tui.exchange.renewals.renewals_import import import_renewals
from csm_tui.exchange.tables import FileRefused
from csm_tui.planning.renewals.retention import Period, retention

TODAY = date(2026, 11, 25)
FJORD = with_entries(Client(name="Fjord"), {"product": 40, "acv": 100}, date(2025, 10, 1))
LAKE = Client(name="Lake", external_id="A-7")


def taken(text, *options, here=(), chosen=None):
    """What a file would do to the book, with the options of the shell."""
    workspace = Workspace().with_records([FJORD, LAKE, *here])
    if chosen is not None:
        workspace = workspace.with_settings(chosen)
    answers = Answers()
    for option in options:
        name, _, rest = option.partition(" ")
        answers = answers.with_option(name, rest)
    return import_renewals(text.encode(), workspace, TODAY, answers)


def told(made):
    assert (made.rejected, made.questions) == ((), ())
    return [(one.due, one.outcome, one.acv, one.new_acv) for _, one in made.renewals]


def counts(made):
    return made.added, made.updated, made.unchanged


def bad(made):
    return [(one.place, one.problem) for one in made.rejected]


TABLE = """\
renewal_id,account,due_date,outcome,churn_reason,arr_usd,expansion_usd
7,Fjord,2026-02-21,renewed,,12000,2000
8,lake,2026-03-03,churned,switched_tool,9000,0
9,Lake,2025-03-03,renewed,,9000,
"""


def test_a_history_comes_in_with_outcomes_and_causes_in_our_words():
    made = taken(TABLE)
    assert told(made) == [
        (date(2026, 2, 21), Outcome.EXPANDED, 12000, 14000),
        (date(2026, 3, 3), Outcome.CHURNED, 9000, None),
        (date(2025, 3, 3), Outcome.RENEWED, 9000, None),
    ]
    first, lost, _ = (one for _, one in made.renewals)
    assert (lost.reason, lost.cause, lost.closed) == ("switched tool", Cause.COMPETITOR, date(2026, 3, 3))
    assert first.health_before == 40, "the health that was known ninety days before"
    assert made.left_out == ("renewal_id",)
    assert made.notes == (
        "renewed in the file, but for another amount: Fjord as expanded",
        'root causes are taken from the reasons: "switched tool" as competitor',
    )
    assert made.warnings == ("Lake has left on 2026-03-03 by the file, and is active here",)
    again = taken(TABLE, here=[one for _, one in made.renewals])
    assert (counts(again), again.records) == ((0, 0, 3), ())


def test_a_renewal_that_is_known_keeps_what_was_expected_of_it():
    one = Renewal(
        client=FJORD.id, due=date(2026, 2, 21), closed=date(2026, 2, 1), outcome="renewed", acv=12000, likelihood=75,
        category="likely", health_before=62,
    )  # fmt: skip
    made = taken(TABLE, here=[one])
    (before, after), *_ = made.renewals
    assert (before, after.outcome, after.new_acv) == (one, Outcome.EXPANDED, 14000)
    assert (after.likelihood, after.category, after.health_before, after.closed) == (75, "likely", 62, one.closed)
    assert counts(made) == (2, 1, 0)


def test_clients_that_nobody_knows_are_asked_about_and_come_in_as_they_ended():
    table = "Customer;Due;Result;ACV\nGone;01.03.2026;lost;900\nGone;01.03.2025;kept;900\nStay;01.04.2026;upsell;\n"
    (question,) = taken(table).questions
    assert question.why == "2 clients not in the book: Gone and Stay"
    assert [choice.option for choice in question.choices[:2]] == [
        '--value "Customer:*=new"', '--value "Customer:Gone=our name"',
    ]  # fmt: skip
    made = taken(table, "value Customer:*=new")
    assert [(one.name, one.status, one.acv, one.renewal_date) for one in made.clients] == [
        ("Gone", "churned", 900, None), ("Stay", "active", None, date(2027, 4, 1)),
    ]  # fmt: skip
    gone, stay = made.clients
    assert [one.client for _, one in made.renewals] == [gone.id, gone.id, stay.id]
    book = Workspace().with_records([after for _, after in made.records])
    rates = retention(book, Period(date(2026, 1, 1), TODAY))
    assert (rates.gross_renewal_rate.of, rates.gross_renewal_rate.value) == (900, 0), "the rates do not begin empty"


def test_another_name_and_rows_to_be_left_out_are_said_by_name():
    rows = "A-7,Lake AG,2026-03-01,won\n,The fjord,2026-03-02,lost\n,X,2026-03-02,lost\n"
    table = f"Account ID,Account,Due date,Outcome\n{rows}"
    made = taken(table, "value Account:The fjord=fjord", "value Account:X=-")
    assert [(one.client, one.outcome) for _, one in made.renewals] == [
        (LAKE.id, Outcome.RENEWED), (FJORD.id, Outcome.CHURNED),
    ]  # fmt: skip
    assert [(row.number, row.why) for row in made.left_out_rows] == [(4, "as you say")]


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ("100,120,,renewed", (Outcome.EXPANDED, 100, 120)),
        ("100,80,,Renewed", (Outcome.CONTRACTED, 100, 80)),
        ("100,,-20,", (Outcome.CONTRACTED, 100, 80)),
        ("100,,20,Upsold", (Outcome.EXPANDED, 100, 120)),
        ("100,100,,", (Outcome.RENEWED, 100, 100)),
        ("100,0,,", (Outcome.CHURNED, 100, 0)),
        ("100,,-100,Closed Lost", (Outcome.CHURNED, 100, 0)),
        (",120,,Auto-renewed", (Outcome.RENEWED, None, 120)),
        (",,,not renewed", (Outcome.CHURNED, None, None)),
    ],
)
def test_amounts_tell_the_outcome_and_are_told_as_a_sum_or_as_growth(cells, wanted):
    made = taken(f"Client,Due,ACV,New ACV,Expansion,Outcome\nFjord,2026-03-01,{cells}\n")
    assert [one[1:] for one in told(made)] == [wanted]


@pytest.mark.parametrize(
    ("header", "cell", "outcome"),
    [("Renewed?", "yes", "renewed"), ("Renewed", "No", "churned"), ("Churned", "x", "churned")],
)
def test_a_column_may_ask_whether_they_stayed(header, cell, outcome):
    assert [one[1] for one in told(taken(f"Client,Due,{header}\nFjord,2026-03-01,{cell}\n"))] == [outcome]


def test_what_has_not_ended_and_totals_are_left_out_with_a_word():
    made = taken("Client,Due,Outcome,ACV\nFjord,2027-03-01,,100\nLake,2026-03-01,won,50\nTotal,,,150\n")
    assert [(row.number, row.why) for row in made.left_out_rows] == [(2, "it has not ended"), (4, "a total")]
    assert counts(made) == (1, 0, 0)


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        ("Fjord,,won,,,", [("B2", "the day on which it was due is missing")]),
        (",2026-03-01,won,,,", [("A2", "the client's name is missing")]),
        ("Fjord,2026-03-01,won,many,,", [("D2", "an amount is a number, such as 35000 or 35,000")]),
        ("Fjord,2026-03-01,lost,100,50,", [("E2", "who has left pays nothing: 0, or another outcome")]),
        ("Fjord,2026-03-01,upsell,,,10", [("F2", "what it grew by says nothing without the ACV before")]),
        ("Fjord,2026-03-01,upsell,100,,", [("E2", "say what they pay from now on")]),
        (
            "Fjord,2026-03-01,upsell,100,90,",
            [("E2", "expanded is more than the 100 before; otherwise it is renewed or contracted")],
        ),
        ("Fjord,1.1.1,won,,,", [("B2", "a date like 2027-03-01")]),
    ],
)
def test_bad_cells_are_named(row, problems):
    made = taken(f"Client,Due,Outcome,ACV,New ACV,Expansion\n{row}\n")
    assert bad(made) == problems
    assert made.renewals == ()


def test_the_same_renewal_twice_is_refused_and_words_and_currencies_are_asked_about():
    twice = "Client,Due,Outcome\nFjord,2026-03-01,won\nfjord,2026-03-01,lost\n"
    assert bad(taken(twice)) == [("B3", "the same renewal as in row 2")]
    odd = "Client,Due,Outcome,ACV USD\nFjord,2026-03-01,parked,100\n"
    euro = Settings.model_validate({"currency": "EUR"})
    asked = {one.field: one.choices[0].option for one in taken(odd, chosen=euro).questions}
    assert asked == {"outcome": '--value "Outcome:parked=renewed"', "acv": "--rate USD=0.92"}
    made = taken(odd, "value Outcome:parked=churned", "rate USD=0.5", chosen=euro)
    assert told(made) == [(date(2026, 3, 1), Outcome.CHURNED, 50, None)]


CELLS = [
    "",
    "x",
    "-",
    "won",
    "lost",
    "upsell",
    "-5",
    "1e9",
    "99.99.99",
    "03/04/2026",
    "USD 5",
    "1.234",
    "Fjord",
    "Total",
    "=1",
    '"',
]


@pytest.mark.thorough
@settings(max_examples=300)
@given(
    st.permutations(["Account", "Due date", "Outcome", "ACV", "New ACV", "Expansion", "Reason", "Closed"]),
    st.lists(st.lists(st.sampled_from(CELLS) | st.text(max_size=8), min_size=8, max_size=9), max_size=6),
)
def test_no_table_of_renewals_breaks_the_reading_and_each_row_is_told_of(header, rows):
    text = "\n".join(",".join(cell.replace(",", "").replace("\n", "") for cell in row) for row in (header, *rows))
    try:
        made = taken(text, "value Account:*=new")
    except FileRefused:
        return
    told = len(made.renewals) + len({bad.row for bad in made.rejected}) + len(made.left_out_rows)
    assert made.questions or told == len(read_table(text.encode()).rows)
    assert {client.id for client in made.clients} <= {after.client for _, after in made.renewals}
