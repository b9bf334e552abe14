"""A client as it stands: its history in order, tags, term, override and name."""

from datetime import date, timedelta

from csm_tui.domain.records.client import Override
from csm_tui.domain.workspace import Workspace
from tests.support.builders import TODAY, client

YESTERDAY, BEFORE = TODAY - timedelta(days=1), TODAY - timedelta(days=9)


def test_a_history_is_put_in_order_and_the_last_of_a_day_stays():
    found = client(history=[(YESTERDAY, 1, 1, 1, 1), (BEFORE, 2, 2, 2, 2), (YESTERDAY, 3, 3, 3, 3)])
    assert found.history == ((BEFORE, 2, 2, 2, 2), (YESTERDAY, 3, 3, 3, 3))


def test_tags_are_distinct_words_in_small_letters():
    assert client(tags=["EMEA", "emea", " north  east ", "", "a,b"]).tags == ("emea", "north-east", "a-b")


def test_term_and_months_to_renewal():
    found = client(customer_since=date(2024, 3, 2), renewal_date=date(2026, 3, 1))
    assert found.term(TODAY) == 2
    assert found.term(YESTERDAY) == 1
    assert found.term(date(2020, 1, 1)) == 0
    assert found.months_to_renewal(TODAY) == -1
    assert client().term(TODAY) is None
    assert client().months_to_renewal(TODAY) is None


def test_an_override_holds_until_its_last_day():
    override = Override(score=90, reason="survey was lost", until=TODAY)
    found = client(override=override)
    assert found.override_on(TODAY) == override
    assert found.override_on(BEFORE) == override
    assert found.override_on(TODAY + timedelta(days=1)) is None
    assert client().override_on(TODAY) is None


def test_a_client_is_found_by_name_without_case_and_accents():
    zoe = client("Zo\u00eb Ltd")
    workspace = Workspace().with_records([zoe, client("Other")])
    assert workspace.named("ZOE LTD") is zoe
    assert workspace.named("Zoe") is None
    assert [one.name for one in workspace.with_records(removed=[zoe, client("Nobody")]).clients.values()] == ["Other"]
    assert zoe.id in workspace.clients
