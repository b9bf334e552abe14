"""What was said of a file is known of the next one with such columns, shown, and overridden."""

from datetime import date

import pytest

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.column_meaning import ColumnMeaning
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.plan.plan_import import import_plan
from csm_tui.exchange.portfolio.portfolio_import import import_clients
from csm_tui.exchange.reading.answers import Answers, WrongAnswer
from csm_tui.exchange.renewals.renewals_import import import_renewals
from csm_tui.planning.plan.plan import plan_of

TODAY = date(2026, 3, 2)
QUARTER = Quarter(TODAY)
ACME = Client(name="Acme")


def said(*options):
    answers = Answers()
    for option in options:
        name, _, text = option.partition(" ")
        answers = answers.with_option(name, text)
    return answers


def clients(text, book, *options):
    return import_clients(text.encode(), book, TODAY, said(*options))


def plan(text, book, *options):
    return import_plan(text.encode(), book, plan_of(book, QUARTER), TODAY, said(*options))


def renewals(text, book, *options):
    return import_renewals(text.encode(), book, TODAY, said(*options))


def after(book, made):
    """The book with what was learned."""
    gone = [before.id for before, _ in made.learned if before is not None]
    known = [one for one in book.table(ColumnMeaning).records.values() if one.id not in gone]
    return Workspace().with_records([*book.clients.values(), *known, *(one for _, one in made.learned)])


BOOK = Workspace().with_records([ACME])
CASES = [
    (
        clients,
        "Account;CSAT;Stage;Junk\nAcme;4;Parked;1\nBolt;2;Parked;2\n",
        ("map CSAT=satisfaction:1-5", "map Stage=status", "value Stage:Parked=churned", "map Junk=-"),
        ('"CSAT": satisfaction, 1-5, as last time', '"Stage": status, as last time', '"Junk": left out, as last time',
         '"Stage": Parked is churned, as last time'),
    ),
    (
        plan,
        "Key,Summary,Estimate,State,Due,Who\nA,x,7200,Parked,03/04/2026,Ac\nB,y,900,Parked,04/05/2026,Ac\n",
        ("map Estimate=duration:seconds", "value State:Parked=doing", "map Due=deadline:day-first", "map Who=client",
         "value Who:Ac=Acme"),
        ('"Estimate": duration, seconds, as last time', '"Due": deadline, day-first, as last time',
         '"Who": client, as last time', '"State": Parked is doing, as last time', '"Who": Ac is Acme, as last time'),
    ),
    (
        renewals,
        "Konto,Due,Result\nAc,2026-01-01,parked\n",
        ("map Konto=client", "value Konto:Ac=Acme", "value Result:parked=churned"),
        ('"Konto": client, as last time', '"Konto": Ac is Acme, as last time',
         '"Result": parked is churned, as last time'),
    ),
]  # fmt: skip


def taken(made):
    """What comes in, without the ids that are made anew."""
    pairs = getattr(made, "clients", None) or getattr(made, "activities", None) or made.renewals
    return [one.model_dump(exclude={"id"}) for _, one in pairs]


@pytest.mark.parametrize(("read", "table", "options", "notes"), CASES, ids=["clients", "plan", "renewals"])
def test_what_was_said_once_is_known_next_time_and_told(read, table, options, notes):
    first = read(table, BOOK, *options)
    assert (first.questions, first.rejected) == ((), ())
    assert not any("as last time" in note for note in first.notes)
    book = after(BOOK, first)
    again = read(table, book)
    assert (again.questions, again.rejected, again.learned) == ((), (), ())
    assert sorted(note for note in again.notes if "last time" in note) == sorted(notes)
    assert taken(again) == taken(first)


def test_what_is_said_now_goes_first_and_is_kept_in_its_place():
    table = "Account;CSAT;Stage\nAcme;4;Parked\n"
    book = after(
        BOOK, clients(table, BOOK, "map CSAT=satisfaction:1-5", "map Stage=status", "value Stage:parked=churned")
    )
    made = clients(table, book, "map CSAT=satisfaction:0-10", "value Stage:Parked=active")
    ((_, acme),) = made.clients
    assert (acme.satisfaction, acme.status) == (40, "active")
    assert [note for note in made.notes if "last time" in note] == ['"Stage": status, as last time']
    kept = after(book, made).table(ColumnMeaning).records.values()
    assert {one.header: (one.field, one.unit, [word.ours for word in one.words]) for one in kept} == {
        "csat": ("satisfaction", "0-10", []), "stage": ("status", "", ["active"]),
    }  # fmt: skip


def test_a_column_that_now_is_another_ones_field_is_not_recalled():
    book = after(BOOK, clients("Account;A\nAcme;4\n", BOOK, "map A=satisfaction:1-5"))
    made = clients("Account;A;B\nAcme;4;90\n", book, "map B=satisfaction:points")
    ((_, acme),) = made.clients
    assert (acme.satisfaction, made.left_out) == (90, ("A",))


def test_tables_of_another_kind_and_answers_of_one_file_are_not_remembered():
    table = "Ref,Summary,CSAT\nR1,Call,4\n"
    made = plan(table, BOOK, "value Duration:=2", "value Ref:*=new", "value Ref:R1=new")
    assert made.learned == ()
    book = after(BOOK, clients("Account;CSAT\nAcme;4\n", BOOK, "map CSAT=satisfaction:1-5"))
    assert plan(table, book, "value Duration:=2").left_out == ("CSAT",)


def test_headers_that_nobody_could_find_are_found_by_what_was_said():
    table = "A plan\n\nVorgang,Stunden\nCall,2\n"
    book = after(BOOK, plan(table, BOOK, "map Vorgang=description", "map Stunden=duration"))
    made = plan(table, book)
    assert [(one.description, one.hours) for _, one in made.activities] == [("Call", 2)]


@pytest.mark.parametrize(
    ("read", "table"), [(clients, "Account\nAcme\n"), (plan, "Ref\nA\n"), (renewals, "Account\nAcme\n")]
)
def test_words_of_a_column_that_there_is_not_are_a_wrong_answer(read, table):
    with pytest.raises(WrongAnswer, match='no header "stauts"; it has "'):
        read(table, BOOK, "value Stauts:Live=active")
