"""A file of clients against a workspace."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from csm_tui.domain.records.client import Client, Feeling, Sentiment
from csm_tui.domain.records.client_entries import with_entries
from csm_tui.domain.text import clean_line, fold
from csm_tui.domain.values.bands import Trend
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.reading.readers import is_no_data
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.exports import portfolio_export
from csm_tui.exchange.portfolio.portfolio_import import PortfolioImport, import_clients
from csm_tui.exchange.reading.answers import Answers, Meaning
from csm_tui.exchange.reading.result import Rejected
from csm_tui.exchange.tables import FileRefused, write_csv
from csm_tui.planning.portfolio.rows import Row

DEMO = (Path(__file__).parents[3] / "data" / "portfolio.csv").read_bytes()
TODAY = date(2026, 5, 15)
SCORE = "a score is a number from 0 to 100, or empty: no data"
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def workspace(*clients: Client) -> Workspace:
    return Workspace().with_records(clients)


def plan(text: str, *clients: Client, as_of: date = TODAY, **mapping: str) -> PortfolioImport:
    said = {theirs: Meaning(ours) for theirs, ours in mapping.items()}
    return import_clients(text.encode(), workspace(*clients), as_of, Answers(columns=said))


def only(made: PortfolioImport) -> Client:
    assert made.rejected == ()
    [(_, client)] = made.clients
    return client


def applied(found: Workspace, made: PortfolioImport) -> Workspace:
    return found.with_records(after for _, after in made.clients)


def counts(made: PortfolioImport) -> tuple[int, int, int]:
    return made.added, made.updated, made.unchanged


def export(found: Workspace, today: date) -> bytes:
    return portfolio_export(Row(client, found.settings, today) for client in found.clients.values()).text.encode()


@given(days)
@example(date(2024, 2, 29))
@example(date(2023, 2, 28))
@example(date(2024, 8, 31))
@example(date(2024, 3, 30))
def test_the_demo_file_is_reproduced_on_any_day(as_of: date) -> None:
    made = import_clients(DEMO, Workspace(), as_of)
    assert (counts(made), made.rejected, made.warnings) == ((15, 0, 0), (), ())
    again = import_clients(DEMO, applied(Workspace(), made), as_of)
    assert counts(again) == (0, 0, 15)
    for (_, client), line in zip(again.clients, DEMO.decode().splitlines()[1:], strict=True):
        row = Row(client, Workspace().settings, as_of)
        assert [client.name, str(row.term), str(row.renewal), row.trend, str(row.health)] == [
            cell for index, cell in enumerate(line.split(",")[:6]) if index != 2
        ]


scores = st.none() | st.integers(0, 100) | st.floats(0, 100).map(lambda number: round(number, 4))
whys = st.text(max_size=20).map(clean_line).filter(lambda text: not text or not is_no_data(text))
clients = st.builds(
    Client,
    name=st.text(min_size=1, max_size=30).filter(clean_line) | st.sampled_from(["=1", "'=1", "-", "[/]", "a,b;c|d"]),
    status=st.sampled_from(ClientStatus),
    owner=st.text(max_size=20),
    customer_since=st.none() | days,
    acv=st.none() | st.integers(0, 10**12) | st.floats(0, 10**12).map(lambda number: round(number, 3)),
    renewal_date=st.none() | days,
    trend=st.none() | st.sampled_from(Trend),
    tags=st.lists(st.text(max_size=8).filter(lambda tag: ";" not in tag), max_size=3),
    product=scores,
    satisfaction=scores,
    support=scores,
    sponsorship=scores,
    sentiment=st.none() | st.builds(Sentiment, feeling=st.sampled_from(Feeling), why=whys),
)


@pytest.mark.thorough
@given(st.lists(clients, max_size=4, unique_by=lambda client: fold(client.name)), st.dates(TODAY, date(2030, 1, 1)))
def test_our_own_export_imports_back_to_the_same(found: list[Client], today: date) -> None:
    stored = workspace(*found)
    made = import_clients(export(stored, today), stored, today)
    assert made.rejected == ()
    assert counts(made) == (0, 0, len(found))
    assert not [warning for warning in made.warnings if "rows below" not in warning]


ENTERED = ("customer_since", "acv", "renewal_date", "product", "satisfaction", "support", "sponsorship", "sentiment")


@given(st.lists(clients, max_size=4, unique_by=lambda client: fold(client.name)), days, days)
@example([Client(name="A", renewal_date=date(2026, 8, 31), customer_since=date(2020, 2, 29))], TODAY, date(2026, 6, 30))
def test_what_is_exported_on_one_day_is_the_same_where_it_is_imported_on_another(
    found: list[Client], written: date, read: date
) -> None:
    made = import_clients(export(workspace(*found), written), Workspace(), read)
    assert made.rejected == ()
    assert [[getattr(client, field) for field in ENTERED] for _, client in made.clients] == [
        [getattr(client, field) for field in ENTERED] for client in found
    ]


@pytest.mark.parametrize("name", ["zoe\u0308  SMITH", "ZOE SMITH", "Zo\u00eb Smith", " zoe\xa0smith\u200b"])
def test_names_match_whatever_their_case_and_accents(name: str) -> None:
    stored = Client(name="Zo\u00eb Smith")
    made = plan(f"Client,ACV\n{name},5\n", stored)
    assert counts(made) == (0, 1, 0)
    assert (only(made).id, only(made).name) == (stored.id, stored.name)


def test_what_is_absent_or_empty_is_left() -> None:
    values: dict[str, Any] = {"acv": 5, "renewal_date": TODAY, "trend": Trend.UP, "owner": "Ana", "tags": ("a",)}
    stored = Client(name="A", notes="n", status=ClientStatus.ONBOARDING, product=3, support=4, **values)
    header = "Client,ACV,Renewal,Term,Trend,Owner,Tags,Notes,Status,Product,Support\n"
    for cell in ("", "-", "n/a", "no data"):
        after = only(plan(f"{header}A{f',{cell}' * 9}\n", stored))
        assert after.scores == (None, None, 4, None)
        assert after.changed(product=3, history=(), entered={}, added=None) == stored


def test_numbers_are_read_as_people_write_them() -> None:
    made = plan('Client;ACV (EUR);Product (50 %)\nA;"\u20ac 35.000,50";78 %\nB;35k;n/a\n')
    assert [(client.acv, client.product) for _, client in made.clients] == [(35000.5, 78), (35000, None)]


@pytest.mark.parametrize(
    ("cell", "renewal"),
    [
        ("1", date(2026, 6, 15)), ("-2", date(2026, 3, 15)), ("(2)", date(2026, 3, 15)), ("'-2", date(2026, 3, 15)),
        ("3 months", date(2026, 8, 15)), ("3m", date(2026, 8, 15)), ("in 3 months", date(2026, 8, 15)),
        ("2027-03-01", date(2027, 3, 1)), ("1 Mar 2027", date(2027, 3, 1)), ("01.03.2027", date(2027, 3, 1)),
        ("0", TODAY),
    ],
)  # fmt: skip
def test_renewals(cell: str, renewal: date) -> None:
    assert only(plan(f"Client,Renewal\nA,{cell}\n")).renewal_date == renewal


def test_an_exact_date_that_says_the_same_is_kept() -> None:
    stored = Client(name="A", renewal_date=date(2026, 7, 3), customer_since=date(2024, 9, 9))
    made = plan("Client,Renewal,Term\nA,1,1\n", stored)
    assert counts(made) == (0, 0, 1)
    assert (only(made).renewal_date, only(made).customer_since) == (stored.renewal_date, stored.customer_since)
    assert only(made).entered == {"renewal_date": TODAY, "customer_since": TODAY}
    later = Client(name="A", customer_since=TODAY + timedelta(9))
    assert counts(plan("Client,Term\nA,0\n", later)) == (0, 0, 1)


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Renewal", "1.5"), ("Renewal", "soon"), ("Renewal", "9 fortnights"), ("Renewal", "Q1 2027"),
        ("Renewal", "2027-02-30"), ("Renewal", "2027/13/1"), ("Renewal", "31-Feb-27"), ("Term", "-1"),
        ("ACV", "-5"), ("ACV", "lots"), ("Product", "101"), ("Product", "-1"), ("Support", "x"),
        ("Owner", "x" * 201), ("Renewal", "31/12/27"), ("Last activity", "2026-05-16"), ("Notice", "soon"),
        ("Sentiment why", "They said so"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_rejected(header: str, cell: str) -> None:
    good = {"Product": "60", "Support": "60"}.get(header, "")
    made = plan(f"Client,Their stuff,{header} (x)\nB,,{good}\nA,,{cell}\n")
    [bad] = made.rejected
    assert (bad.row, bad.column, bad.value, bad.place) == (3, f"{header} (x)", cell, "C3")
    assert bad.problem
    assert [client.name for _, client in made.clients] == ["B"]


@pytest.mark.parametrize(
    ("feeling", "why", "read"),
    [
        ("bad", "No reply", ("bad", "No reply")), ("bad", "", ("bad", "")), ("uneasy", "", ("uneasy", "Late")),
        ("", "No reply", ("uneasy", "No reply")), ("", "-", ("uneasy", "Late")), ("-", "", ("uneasy", "Late")),
    ],
)  # fmt: skip
def test_a_sentiment_comes_with_its_reason(feeling: str, why: str, read: tuple[str, str]) -> None:
    uneasy = Client(name="A", sentiment=Sentiment(feeling=Feeling.UNEASY, why="Late"))
    found = only(plan(f"Client,Sentiment,Reason for sentiment\nA,{feeling},{why}\n", uneasy)).sentiment
    assert found is not None
    assert (found.feeling, found.why) == read


def test_a_term_before_the_calendar_is_rejected() -> None:
    assert "year" in plan("Client,Term\nA,9\n", as_of=date(5, 1, 1)).rejected[0].problem


def test_all_bad_cells_are_listed() -> None:
    made = plan(f'Client,ACV,Product\nA,x,y\n\n"B",1,20,,z\n,5,\n{"n" * 201},1,-\nD,1,-10\nC,1,1\n')
    assert [(bad.row, bad.column, bad.value) for bad in made.rejected] == [
        (2, "ACV", "x"), (2, "Product", "y"), (4, "column 5", "z"), (5, "Client", ""), (6, "Client", "n" * 201),
        (7, "Product", "-10"),
    ]  # fmt: skip
    assert made.rejected[-1] == Rejected(7, "Product", "-10", SCORE, "C7")
    assert [bad.place for bad in made.rejected] == ["B2", "C2", "E4", "A5", "A6", "C7"]
    assert [client.name for _, client in made.clients] == ["C"]


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (["03/04/2027", "13/04/2027"], [date(2027, 4, 3), date(2027, 4, 13)]),
        (["03/04/2027", "04/13/2027"], [date(2027, 3, 4), date(2027, 4, 13)]),
        (["3-4-2027", "13-04-2027", "2", "-"], [date(2027, 4, 3), date(2027, 4, 13), date(2026, 7, 15), None]),
    ],
)
def test_a_column_decides_the_order_of_its_dates(cells: list[str], read: list[date | None]) -> None:
    made = plan("Client,Renewal\n" + "".join(f"{index},{cell}\n" for index, cell in enumerate(cells)))
    assert [client.renewal_date for _, client in made.clients] == read


@pytest.mark.parametrize(
    "cells", [["13/04/2027", "04/13/2027", "03/04/2027"], ["03/04/2027"], ["2027-01-01", "1/2/2027", "3"]]
)
def test_where_no_date_tells_the_order_it_is_asked_for(cells: list[str]) -> None:
    made = plan("Client,Renewal\n" + "".join(f"{index},{cell}\n" for index, cell in enumerate(cells)))
    [question] = made.questions
    assert [choice.value for choice in question.choices] == [
        "Renewal=renewal:day-first", "Renewal=renewal:month-first", "Renewal=-",
    ]  # fmt: skip
    assert not made.would_do


def test_missing_clients_are_named_but_churned_ones() -> None:
    stored = [Client(name="A"), Client(name="B"), Client(name="C", status=ClientStatus.CHURNED), Client(name="D")]
    made = plan("Client,ACV\nd,bad\n", *stored)
    assert made.missing == ("A", "B")


def test_an_older_day_adds_history_and_overwrites_nothing() -> None:
    stored = with_entries(Client(name="A"), {"product": 80, "acv": 9, "renewal_date": date(2027, 1, 1)}, TODAY)
    older = TODAY - timedelta(40)
    made = plan("Client,Product,ACV,Renewal,Health\nA,60,5,1,60\n", stored, as_of=older)
    assert counts(made) == (0, 0, 1)
    assert only(made).history == ((older, 60, None, None, None), *stored.history)
    assert only(made).changed(history=stored.history) == stored
    assert made.warnings == (f"1 client with values newer than {older}: the newer ones stay",)


def test_a_trend_that_the_history_tells_does_not_count() -> None:
    stored = with_entries(Client(name="A", trend=Trend.UP), {"product": 80}, TODAY - timedelta(40))
    made = plan("Client,Product,Trend\nA,80,Down\n", stored)
    assert (counts(made), only(made).trend) == ((0, 0, 1), Trend.DOWN)


def test_a_score_imported_again_is_entered_again() -> None:
    stored = with_entries(Client(name="A"), {"product": 80}, TODAY - timedelta(10))
    made = plan("Client,Product\nA,80\n", stored)
    assert counts(made) == (0, 0, 1)
    assert (only(made).entered, len(only(made).history)) == ({"product": TODAY}, 2)


def test_health_is_compared_and_not_stored() -> None:
    stored = Client(name="B", satisfaction=0)
    made = plan(
        "Client,Product,Health\nA,60,61\nB,60,40\nC,60,60.4\nD,,5\nE,60,green\nF,60,n/a\nG,60,soso\nH,60,Yellow\n",
        stored,
    )
    assert made.warnings == (
        "A: health is 61 in the file, 60 computed",
        "D: health is 5 in the file, no data computed",
        "E: health is green in the file, amber computed",
        "G: health soso in the file is neither score nor colour; it was not compared",
    )


def test_names_alone_are_enough() -> None:
    assert counts(plan("Customer\nA\nSmith, Jones & Co\n", Client(name="a"))) == (1, 0, 1)


def test_warnings_about_the_file() -> None:
    made = plan("Client,Region\n")
    assert (made.left_out, made.warnings) == (("Region",), ("there are no rows below the header",))
    made = import_clients("Client\nZo\u00eb\n".encode("cp1252"), Workspace(), TODAY)
    assert only(made).name == "Zo\u00eb"
    assert "Windows-1252" in made.notes[0]


def test_a_mapping_is_used() -> None:
    assert only(plan("Who,Volume\nA,5\n", Who="client", Volume="acv")).acv == 5


@pytest.mark.parametrize(
    "name", ["[/]", "[@click=app.quit]x", "\x1b[31mred", "=cmd|' /C calc'!A0", "a\u202eb", "\U0001f600"]
)
def test_hostile_names_are_cleaned(name: str) -> None:
    made = import_clients(write_csv(["Client", "Notes"], [[name, name]]).encode(), Workspace(), TODAY)
    assert only(made).name == clean_line(name)


@given(st.lists(st.lists(st.text(max_size=12) | st.sampled_from(["1", "-", "1 Mar 2027", "03/04/2027"]), max_size=9)))
def test_no_cell_crashes_the_import(rows: list[list[str]]) -> None:
    header = ["Client", "Term", "Renewal", "ACV", "Trend", "Health", "Product", "Tags"]
    data = write_csv(header, rows).encode("utf-8", "replace")
    try:
        made = import_clients(data, workspace(Client(name="1")), TODAY)
    except FileRefused:
        return
    bad_rows = {bad.row for bad in made.rejected}
    blank = sum(not any(map(clean_line, row)) for row in rows)
    assert made.questions or len(made.clients) + len(bad_rows) + len(made.left_out_rows) + blank >= len(rows)


# The id in the CRM

ALPHA, BETA = Client(name="Alpha", external_id="CRM-1", acv=1), Client(name="Beta", external_id="CRM-2", acv=2)


@pytest.mark.parametrize(
    ("rows", "stored", "after"),
    [
        ("Alpha,CRM-1,5", (ALPHA, BETA), {"Alpha": 5, "Beta": 2}),
        ("Alpha Group,crm-1,5", (ALPHA, BETA), {"Alpha Group": 5, "Beta": 2}),
        ("Alpha,,5", (ALPHA, BETA), {"Alpha": 5, "Beta": 2}),
        ("Alpha,CRM-9,5", (ALPHA, BETA), {"Alpha": 5, "Beta": 2}),
        ("New,CRM-9,5", (ALPHA, BETA), {"Alpha": 1, "Beta": 2, "New": 5}),
        ("Beta,CRM-1,5", (ALPHA, BETA), "row 2: name: another client has this name; this is Alpha"),
        ("One,CRM-1,5", (ALPHA, BETA.changed(external_id="CRM-1")), {"Alpha": 1, "Beta": 2, "One": 5}),
    ],
)
def test_clients_are_found_by_their_id_in_the_crm_before_their_name(
    rows: str, stored: tuple[Client, ...], after: dict[str, int] | str
) -> None:
    made = plan(f"Client,CRM id,ACV\n{rows}\n", *stored)
    if isinstance(after, str):
        (wrong,) = made.rejected
        assert f"row {wrong.row}: name: {wrong.problem}" == after
    else:
        assert made.rejected == ()
        assert {one.name: one.acv for one in applied(workspace(*stored), made).clients.values()} == after
        assert set(made.missing) == {one.name for one in stored} - {
            before.name for before, _ in made.clients if before is not None
        }


def test_a_file_older_than_the_id_does_not_give_a_client_its_old_name_back() -> None:
    named = with_entries(ALPHA, {"external_id": "CRM-1", "acv": 3}, TODAY)
    after = only(plan("Client,CRM id,ACV\nFormer,CRM-1,5\n", named, as_of=TODAY - timedelta(days=30)))
    assert (after.name, after.acv) == ("Alpha", 3)
    assert only(plan("Client,CRM id,ACV\nLatter,CRM-1,5\n", named)).name == "Latter"


@pytest.mark.parametrize(
    ("row", "stored", "asked"),
    [
        ("Zenith,CRM-1,5", ALPHA, True),
        ("Alpha Group,CRM-1,5", ALPHA, False),
        ("Zenith,CRM-1,1", ALPHA, False),
        ("ALPHA,crm-1,5", ALPHA, False),
        ("Zenith,CRM-9,5", ALPHA, False),
    ],
)
def test_a_row_that_shares_with_a_client_nothing_but_the_id_is_asked_about(
    row: str, stored: Client, asked: bool
) -> None:
    file = f"Client,CRM id,ACV\n{row}\n"
    made = plan(file, stored)
    assert bool(made.questions) is asked
    for choice, name in zip(made.questions[0].choices if asked else (), ("Zenith", "Alpha"), strict=False):
        answers = Answers().with_choice(choice)
        settled = import_clients(file.encode(), workspace(stored), TODAY, answers)
        assert settled.questions == ()
        after = applied(workspace(stored), settled).clients
        assert (after[stored.id].name, len(after)) == (name, 1 if name == "Zenith" else 2)


def test_a_renamed_client_stays_one_and_is_said() -> None:
    made = plan("Client,CRM id,ACV\nAlpha Group,CRM-1,5\n", ALPHA, BETA)
    assert [(one.old, one.new) for one in made.renamed] == [("Alpha", "Alpha Group")]
    assert "Alpha is now Alpha Group" in made.remarks


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("O'Neill & Sons", "O\u2019Neill & Sons"), ("Smith-Jones", "Smith\u2013Jones"), ("Lodz", "\u0141\u00f3d\u017a"),
        ('The "North"', "The \u201cNorth\u201d"), ("Ostfold AS", "\u00d8stfold AS"),
    ],
)  # fmt: skip
def test_typographic_marks_and_strokes_make_no_second_client(theirs: str, ours: str) -> None:
    for stored, found in ((theirs, ours), (ours, theirs)):
        cell = found.replace('"', '""')
        made = plan(f'Client,ACV\n"{cell}",5\n', Client(name=stored))
        assert (counts(made), only(made).name) == ((0, 1, 0), stored)


def test_of_two_clients_that_differ_in_a_mark_alone_each_is_found_as_it_is_written() -> None:
    curly, straight = Client(name="O\u2019Neill", acv=1), Client(name="O'Neill", acv=2)
    made = plan("Client,ACV\nO\u2019Neill,1\nO'Neill,2\n", curly, straight)
    assert (counts(made), made.questions, made.rejected) == ((0, 0, 2), (), ())
