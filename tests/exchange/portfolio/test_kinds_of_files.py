"""Tables as people really have them: each kind is read right, or asked about with the options that settle it."""

import shlex
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.touchpoint import Touchpoint, TouchpointKind
from csm_tui.domain.settings import Settings
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.portfolio.portfolio_import import PortfolioImport, import_clients
from csm_tui.exchange.reading.answers import NO_ANSWERS, Answers
from csm_tui.exchange.reading.columns.field_matching import WithoutKey

TODAY = date(2026, 11, 25)


def found(text: str, *options: str, workspace: Workspace | None = None, currency: str = "") -> PortfolioImport:
    """What a file of clients would do, with options as they are typed in the shell."""
    answers = NO_ANSWERS
    for option in options:
        name, _, value = option.removeprefix("--").partition(" ")
        answers = answers.with_option(name, *shlex.split(value))
    of = workspace or Workspace(settings=Settings(currency=currency))
    return import_clients(text.encode(), of, TODAY, answers)


def values(made: PortfolioImport, field: str) -> list[Any]:
    assert (made.questions, made.rejected) == ((), ())
    return [getattr(after, field) for _, after in made.clients]


def table(header: str, cells: Sequence[str]) -> str:
    """A file of clients A, B, C with one more column."""
    return f"Client\t{header}\n" + "".join(f"{chr(65 + at)}\t{cell}\n" for at, cell in enumerate(cells))


@pytest.mark.parametrize(
    ("header", "cells", "option", "read"),
    [
        ("CSAT", ["4.6", "3.1", "4"], "CSAT=satisfaction:1-5", [90, 52.5, 75]),
        ("Satisfaction", ["4,6", "1", "n/a"], "Satisfaction=satisfaction:0-5", [92, 20, None]),
        ("Usage", ["0.82", "0.35", "1"], "Usage=product:0-1", [82, 35, 100]),
        ("Adoption", ["0,5", "0", ""], "Adoption=product:0-1", [50, 0, None]),
        ("Support", ["9", "6", "10"], "Support=support:0-10", [90, 60, 100]),
        ("Sponsor", ["10", "1", "5.5"], "Sponsor=sponsorship:1-10", [100, 0, 50]),
        ("Product", ["9", "10", "3"], "Product=product:points", [9, 10, 3]),
        ("NPS/Satisfaction", ["-20", "50", "0"], "NPS/Satisfaction=satisfaction:nps", [40, 75, 50]),
        ("Usage", ["85%", "0.4", "1"], "Usage=product:0-1", [85, 40, 100]),
        ("CSAT", ["4.5/5", "4", "3"], "CSAT=satisfaction:0-5", [90, 80, 60]),
    ],
)
def test_a_small_scale_is_asked_for(header: str, cells: list[str], option: str, read: list[float | None]) -> None:
    made = found(table(header, cells))
    [question] = made.questions
    assert (question.header, made.would_do) == (header, False)
    assert option in [choice.value for choice in question.choices]
    field = question.field
    assert values(found(table(header, cells), f'--map "{option}"'), field) == read


@pytest.mark.parametrize(
    ("header", "cells", "read"),
    [
        ("CSAT (1-5)", ["4.6", "3", "1"], [90, 50, 0]),
        ("CSAT 0 to 10", ["9", "10", "5"], [90, 100, 50]),
        ("Satisfaction (0-100)", ["9", "8", "7"], [9, 8, 7]),
        ("Satisfaction [0-1]", ["0.25", "1", "0"], [25, 100, 0]),
        ("Satisfaction (25 %)", ["62.5", "8", "7"], [62.5, 8, 7]),
        ("Satisfaction", ["0", "0", ""], [0, 0, None]),
        ("Satisfaction", ["72%", "5 %", "100%"], [72, 5, 100]),
        ("Satisfaction", ["4.5/5", "9 of 10", "80/100"], [90, 90, 80]),
    ],
)
def test_a_scale_that_the_header_or_the_cells_say_is_taken(header: str, cells: list[str], read: list[float]) -> None:
    assert values(found(table(header, cells)), "satisfaction") == read


def test_a_header_that_its_cells_belie_is_asked_about() -> None:
    [question] = found(table("CSAT (1-5)", ["4", "80", "60"])).questions
    assert "not all values lie in it" in question.why


@pytest.mark.parametrize(
    ("header", "cells", "read"),
    [
        ("MRR", ["1000", "500.5", "0"], [12000, 6006, 0]),
        ("total_mrr", ["10004", "1194", "1"], [120048, 14328, 12]),
        ("ACV (monthly)", ["1,000", "250", "-"], [12000, 3000, None]),
        ("ARR (k)", ["35", "1.5", "0.25"], [35000, 1500, 250]),
        ("ACV in kEUR", ["35", "12,5", ""], [35000, 12500, None]),
        ("ACV (M\u20ac)", ["0.5", "1", "2"], [500_000, 1_000_000, 2_000_000]),
        ("MRR (k)", ["2", "1", "3"], [24000, 12000, 36000]),
        ("ACV", ["100000 USD p.a.", "US$ 10k", "$5,000 per year"], [100000, 10000, 5000]),
        ("ACV", ["1.2M", "75.5k", "3 Mio"], [1_200_000, 75500, 3_000_000]),
        ("ACV", ["100 per month", "5000/year", "1000"], [1200, 5000, 1000]),
        ("ACV per quarter", ["100", "200", "300"], [100, 200, 300]),
    ],
)
def test_amounts_are_per_year_and_in_full(header: str, cells: list[str], read: list[float | None]) -> None:
    options = ['--map "ACV per quarter=acv:quarterly"'] if "quarter" in header else []
    made = found(table(header, cells), *options)
    assert values(made, "acv") == (read if not options else [400, 800, 1200])
    assert bool(made.notes) is any(word in header.lower() for word in ("mrr", "monthly", "k", "m\u20ac", "quarter"))


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (["1200.5", "416.667", "99.95"], [1200.5, 416.667, 99.95]),
        (["1200,5", "416,667", "12.000"], [1200.5, 416.667, 12000]),
        (["1,200.50", "12,000", "833.333"], [1200.5, 12000, 833.333]),
        (["1.200,50", "12.000", "416,667"], [1200.5, 12000, 416.667]),
        (["35,000", "1,200", "99"], [35000, 1200, 99]),
        (["35.000", "1.200", "99"], [35000, 1200, 99]),
        (["1.234.567", "35.000", "1"], [1234567, 35000, 1]),
        (["12'500", "1 200", "0.125"], [12500, 1200, 0.125]),
    ],
)
def test_the_column_decides_what_a_mark_means(cells: list[str], read: list[float]) -> None:
    assert values(found(table("ACV", cells)), "acv") == read


@pytest.mark.parametrize("cells", [["12,000", "416.667"], ["5.000.000", "12,000"], ["1.5", "1,5", "12,000"]])
def test_marks_that_nothing_tells_are_asked_about(cells: list[str]) -> None:
    [question] = found(table("ACV", cells)).questions
    assert [choice.value for choice in question.choices] == ["ACV=acv:point", "ACV=acv:comma", "ACV=-"]


def test_a_mark_that_the_user_says_is_taken() -> None:
    cells = table("ACV", ["12,000", "416.667"])
    assert values(found(cells, '--map "ACV=acv:point"'), "acv") == [12000, 416.667]
    assert values(found(cells, '--map "ACV=acv:comma"'), "acv") == [12, 416667]


@pytest.mark.parametrize(
    ("cells", "currency", "rates", "read"),
    [
        (["USD 100", "EUR 200", "300 EUR"], "", ["USD=0.9"], [90, 200, 300]),
        (["$100", "\u20ac200", "\u00a3300"], "EUR", ["USD=0.9", "GBP=1.2"], [90, 200, 360]),
        (["100 CHF", "200", "z\u0142 300"], "\u20ac", ["CHF=1.1", "PLN=0.25"], [110, 200, 75]),
        (["\u00a31,000", "\u00a32,000", "5"], "USD", ["GBP=1.25"], [1250, 2500, 5]),
    ],
)
def test_several_currencies_are_one_by_their_rates_alone(
    cells: list[str], currency: str, rates: list[str], read: list[float]
) -> None:
    [question] = found(table("ACV", cells), currency=currency).questions
    assert {choice.name for choice in question.choices} == {"rate", "map"}
    assert "row 2" in question.why
    assert values(found(table("ACV", cells), *(f"--rate {one}" for one in rates), currency=currency), "acv") == read


@pytest.mark.parametrize(
    ("cells", "currency"), [(["$1", "2", "USD 3"], ""), (["\u20ac1", "2 EUR", "3"], "EUR"), (["1", "2", "3"], "USD")]
)
def test_one_currency_needs_no_rate(cells: list[str], currency: str) -> None:
    assert values(found(table("ACV", cells), currency=currency), "acv") == [1, 2, 3]


@pytest.mark.parametrize(
    ("header", "cells", "read"),
    [
        ("Renewal", ["2027-03-15T00:00:00Z", "2027-06-01 00:00:00", "2027-06-01T00:00:00.000+02:00"],
         ["2027-03-15", "2027-06-01", "2027-06-01"]),
        ("Renewal", ["15-Mar-27", "1-Apr-2027", "30 Jun 2027"], ["2027-03-15", "2027-04-01", "2027-06-30"]),
        ("Renewal", ["Mar-27", "April 2027", "2027-05"], ["2027-03-01", "2027-04-01", "2027-05-01"]),
        ("Renewal", ["2027/3/1", "2027/12/15", "2027.10.5"], ["2027-03-01", "2027-12-15", "2027-10-05"]),
        ("Renewal", ["3/31/2027 12:00:00 AM", "6/1/2027 12:00:00 AM", "1/2/2027 9:30 PM"],
         ["2027-03-31", "2027-06-01", "2027-01-02"]),
        ("Renewal", ["31/3/2027", "6/1/2027 00:00", "1/2/2027"], ["2027-03-31", "2027-01-06", "2027-02-01"]),
        ("Renewal", ["46447", "46477.0", "2027-06-01"], ["2027-03-01", "2027-03-31", "2027-06-01"]),
        ("Renewal", ["20270301", "1.4.2027", "May 9, 2027"], ["2027-03-01", "2027-04-01", "2027-05-09"]),
        ("Renewal", ["3", "12 months", "-1"], ["2027-02-25", "2027-11-25", "2026-10-25"]),
        ("Renewal", ["30 days", "2 weeks", "1 year"], ["2026-12-25", "2026-12-09", "2027-11-25"]),
        ("Renewal (days)", ["30", "400", "-5"], ["2026-12-25", "2027-12-30", "2026-11-20"]),
        ("Days to renewal", ["7", "365", "0"], ["2026-12-02", "2027-11-25", "2026-11-25"]),
        ("Renewal in weeks", ["1", "52", "4"], ["2026-12-02", "2027-11-24", "2026-12-23"]),
        ("Renewal (years)", ["1", "2", "3"], ["2027-11-25", "2028-11-25", "2029-11-25"]),
    ],
)  # fmt: skip
def test_days_and_times_until_them_are_read(header: str, cells: list[str], read: list[str]) -> None:
    assert [day.isoformat() for day in values(found(table(header, cells)), "renewal_date")] == read


@pytest.mark.parametrize(
    ("header", "cells", "read"),
    [
        ("Term", ["3", "0", "2 years"], ["2023-11-25", "2026-11-25", "2024-11-25"]),
        ("Term (months)", ["18", "6", "24"], ["2025-05-25", "2026-05-25", "2024-11-25"]),
        ("account_age_days", ["410", "34", "0"], ["2025-10-11", "2026-10-22", "2026-11-25"]),
        ("Customer since", ["2019", "2022-03-15 08:30", "44635"], ["2019-01-01", "2022-03-15", "2022-03-15"]),
        ("Become a customer date", ["2022-03-15", "Mar-19", "1 Feb 2020"], ["2022-03-15", "2019-03-01", "2020-02-01"]),
    ],
)
def test_times_as_a_customer_are_read(header: str, cells: list[str], read: list[str]) -> None:
    assert [day.isoformat() for day in values(found(table(header, cells)), "customer_since")] == read


@pytest.mark.parametrize(
    ("header", "cells", "option", "field", "first"),
    [
        ("Renewal", ["410", "34", "150"], "Renewal=renewal:days", "renewal_date", date(2028, 1, 9)),
        ("Renewal", ["130", "3", "6"], "Renewal=renewal:weeks", "renewal_date", date(2029, 5, 23)),
        ("Renewal", ["2127-03-15", "2027-01-01"], "Renewal=renewal:dates", "renewal_date", date(2127, 3, 15)),
        ("Renewal (months)", ["200", "3"], "Renewal (months)=renewal:months", "renewal_date", date(2043, 7, 25)),
        ("Term", ["61", "12"], "Term=term:months", "customer_since", date(2021, 10, 25)),
        ("Tenure", ["410", "12"], "Tenure=term:days", "customer_since", date(2025, 10, 11)),
    ],
)
def test_implausible_times_are_asked_about(header: str, cells: list[str], option: str, field: str, first: date) -> None:
    [question] = found(table(header, cells)).questions
    assert option in [choice.value for choice in question.choices]
    assert values(found(table(header, cells), f'--map "{option}"'), field)[0] == first


@pytest.mark.parametrize(("unit", "read"), [("day-first", "2027-04-03"), ("month-first", "2027-03-04")])
def test_the_order_of_days_can_be_said(unit: str, read: str) -> None:
    made = found(table("Renewal", ["03/04/2027"]), f'--map "Renewal=renewal:{unit}"')
    assert values(made, "renewal_date") == [date.fromisoformat(read)]


@pytest.mark.parametrize(
    ("header", "cells", "read"),
    [
        ("Status", ["Live", "Customer", "At Risk"], ["active"] * 3),
        ("Status", ["Cancelled", "Former Customer", "churned"], ["churned"] * 3),
        ("Status", ["Implementation", "Onboarding", "New"], ["onboarding"] * 3),
        ("Active", ["Yes", "no", "TRUE"], ["active", "churned", "active"]),
        ("Churned?", ["Yes", "no", "x"], ["churned", "active", "churned"]),
    ],
)
def test_usual_words_for_a_status_are_known(header: str, cells: list[str], read: list[str]) -> None:
    assert values(found(table(header, cells)), "status") == read


@pytest.mark.parametrize(
    ("header", "field", "word", "ours", "read"),
    [
        ("Status", "status", "Pilot", "onboarding", "onboarding"),
        ("Trend", "trend", "sideways", "Level", "Level"),
        ("Sentiment: mine", "sentiment", "meh", "uneasy", "uneasy"),
    ],
)
def test_other_words_are_asked_for(header: str, field: str, word: str, ours: str, read: str) -> None:
    options = [f'--map "{header}={field}"'] if ":" in header else []
    [question] = found(table(header, [word, "-"]), *options).questions
    [choice] = [one for one in question.choices if one.value.endswith(f"={ours}")]
    made = found(table(header, [word, "-"]), *options, choice.option)
    got = values(made, field)[0]
    assert (got.feeling if field == "sentiment" else got) == read


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Product", ["Enterprise", "Pro"]), ("Support", ["Gold plan", ""]), ("Sponsor", ["Kim Lee", "Jo Ray"]),
        ("Usage", ["1,200 logins", "90 logins"]), ("Product", ["250", "1200"]),
    ],
)  # fmt: skip
def test_a_column_is_one_of_scores_only_if_its_cells_are(header: str, cells: list[str]) -> None:
    made = found(table(header, cells))
    assert (made.questions, made.rejected, made.left_out) == ((), (), (header,))
    [note] = made.notes
    assert note.startswith(f'column "{header}" is left out: none of its cells is a score')
    word = note.rpartition("=")[2].strip('"')
    forced = found(table(header, cells), f'--map "{header}={word}"')
    assert len(forced.rejected) == sum(map(bool, cells))


@pytest.mark.parametrize(
    ("rows", "acv", "renewal", "tags"),
    [
        ("Birch,10000,2027-03-01,a\nBirch,5000,2027-06-01,b", 15000, "2027-03-01", ("a", "b")),
        ("Birch,100,2028-01-01,a\nBIRCH,,2027-01-01,a", 100, "2027-01-01", ("a",)),
        ("Birch,1.5,,\nBirch,2.25,2027-02-01,x;y\n birch ,0.25,,z", 4, "2027-02-01", ("x", "y", "z")),
    ],
)
def test_several_rows_of_a_client_are_one_if_that_is_wanted(
    rows: str, acv: float, renewal: str, tags: tuple[str, ...]
) -> None:
    file = f"Client,ACV,Renewal,Tags\n{rows}\nOak,7,2027-01-01,q\n"
    made = found(file)
    [question] = made.questions
    assert [choice.option for choice in question.choices] == ["--combine"]
    made = found(file, "--combine")
    assert (made.questions, made.rejected, made.added) == ((), (), 2)
    birch = made.clients[0][1]
    assert (birch.acv, birch.renewal_date, birch.tags) == (acv, date.fromisoformat(renewal), tags)
    [one] = made.combined
    assert (one.name, one.rows) == ("Birch", tuple(range(2, 3 + rows.count("\n"))))


@pytest.mark.parametrize(
    ("cells", "options"),
    [(["32", "-10", "0"], {"nps"}), (["9", "10", "0"], {"nps", "0-10"}), (["+45", "100", "-100"], {"nps"})],
)
def test_net_promoter_scores_are_offered_as_satisfaction(cells: list[str], options: set[str]) -> None:
    made = found(table("NPS", cells))
    assert (made.questions, made.left_out) == ((), ("NPS",))
    [offer] = made.offers
    assert {choice.value for choice in offer.choices} == {f"NPS=satisfaction:{one}" for one in options}
    assert any(offer.choices[0].option in remark for remark in made.remarks)
    taken = found(table("NPS", cells), offer.choices[0].option)
    assert values(taken, "satisfaction")[1] == (int(cells[1]) + 100) / 2
    assert found("Client,NPS,CSAT\nA,9,80\n").offers == ()


def test_the_last_activity_of_a_crm_becomes_a_touchpoint_if_none_is_newer() -> None:
    clients = Client(name="Birch"), Client(name="Oak"), Client(name="Elm")
    later = Touchpoint(client=clients[1].id, day=date(2026, 11, 21), note="Call")
    workspace = Workspace().with_records([*clients, later])
    file = "Client,Last Activity\nBirch,2026-11-10\nOak,11/20/2026\nElm,\nAsh,2026-11-01T08:00:00Z\n"
    made = found(file, workspace=workspace)
    assert (made.questions, made.rejected) == ((), ())
    names = {after.id: after.name for _, after in made.clients}
    assert [(names[one.client], one.day, one.kind, one.note) for one in made.touchpoints] == [
        ("Birch", date(2026, 11, 10), TouchpointKind.OTHER, "last activity in the CRM"),
        ("Ash", date(2026, 11, 1), TouchpointKind.OTHER, "last activity in the CRM"),
    ]
    after = workspace.with_records(record for _, record in made.records)
    assert found(file, workspace=after).touchpoints == ()


def test_two_columns_of_one_field_are_asked_about_and_one_of_no_scores_gives_way() -> None:
    made = found("Client,Renewal,Contract end\nA,3,2027-01-01\n")
    [question] = made.questions
    assert values(
        found("Client,Renewal,Contract end\nA,3,2027-01-01\n", question.choices[1].option), "renewal_date"
    ) == [date(2027, 1, 1)]
    assert values(found("Client,Product,Usage\nA,Pro plan,80\n"), "product") == [80]


def test_a_file_without_clients_asks_which_column_names_them() -> None:
    with pytest.raises(WithoutKey, match='no column "Client"') as refused:
        found("Kunde,Umsatz\nBirch,5\n")
    [choice, _] = refused.value.question.choices
    assert found("Kunde,Umsatz\nBirch,5\n", choice.option).clients[0][1].name == "Birch"


@pytest.mark.parametrize(
    "wrong",
    ["CSAT=satisfaction:1-7", "ACV=acv:fortnightly", "Renewal=renewal:USD", "Client=client:k", "Tags=tags:days"],
)
def test_a_unit_that_there_is_not_is_told(wrong: str) -> None:
    with pytest.raises(ValueError, match="is no unit of"):
        found("Client,CSAT,ACV,Renewal,Tags\nA,80,1,2,x\n", f'--map "{wrong}"')


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("map", ""), ("map", "ACV"), ("map", "=acv"), ("map", "ACV="), ("rate", "USD"), ("rate", "USD=x"),
        ("rate", "=2"), ("rate", "USD=0"), ("rate", "USD=-1"), ("value", "Status=active"), ("value", "Status:Live"),
        ("value", ":Live=active"), ("value", "Status:Live="),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_understood_is_told(name: str, text: str) -> None:
    with pytest.raises(ValueError, match="is not like"):
        Answers().with_option(name, text)


def test_what_is_said_of_many_clients_is_said_of_the_first_ones() -> None:
    rows = "".join(f"Client {at},50,{at % 7}0\n" for at in range(100))
    said = found(f"Client,Product,Health\n{rows}").warnings
    assert (len(said), said[-1]) == (21, "and 66 more like that")
    twice = "".join(f"Client {at},1\nClient {at},2\n" for at in range(30))
    remarks = found(f"Client,ACV\n{twice}", "--combine").remarks
    assert remarks[0] == "Client 0 is one of rows 2, 3"
    assert remarks[-1] == "and 10 more like that"
