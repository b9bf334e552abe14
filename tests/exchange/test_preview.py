"""What an import is to be looked at for before it is taken in."""

from datetime import date

import pytest

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.client_entries import with_entries
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.plan.plan_import import import_plan
from csm_tui.exchange.portfolio.portfolio_import import import_clients
from csm_tui.exchange.preview import RecordChange, client_changes, plan_changes
from csm_tui.planning.plan.plan import plan_of

TODAY = date(2026, 3, 2)
EARLIER = date(2026, 1, 5)
QUARTER = Quarter(TODAY)
ACME = with_entries(Client(name="Acme"), {"product": 50, "owner": "Ines", "acv": 35000.0, "tags": ("a",)}, EARLIER)
BOLT = Client(name="Bolt")


def looked_at(text: str, *clients: Client) -> tuple[RecordChange, ...]:
    workspace = Workspace().with_records(clients)
    return client_changes(import_clients(text.encode(), workspace, TODAY), Settings())


def test_what_changes_is_told_field_by_field_and_the_rest_is_not():
    found = looked_at(
        'Client,Product,Owner,ACV,Tags,Renewal\nAcme,60.5,Kim,"35,000",b;c,\nBolt,,,,,\nCity,90,,12k,,3 months\n',
        ACME,
        BOLT,
    )
    assert found == (
        RecordChange(
            "Acme", False,
            (("Product", "50", "60.5"), ("Owner", "Ines", "Kim"), ("Tags", "a", "b, c")),
        ),
        RecordChange(
            "City", True,
            (("Product", "", "90"), ("ACV", "", "12,000"), ("Renewal date", "", "2026-06-02")),
        ),
    )  # fmt: skip


def test_scores_that_go_become_nothing():
    assert looked_at("Client,Product\nAcme,n/a\n", ACME) == (RecordChange("Acme", False, (("Product", "50", ""),)),)


def test_a_trend_that_the_history_tells_changes_silently():
    told = with_entries(ACME, {"product": 70}, date(2026, 2, 20))
    for client, changes in ((told, ()), (ACME, (RecordChange("Acme", False, (("Trend", "", "Down"),)),))):
        assert looked_at("Client,Trend\nAcme,down\n", client) == changes


def test_rows_with_a_bad_cell_change_nothing_and_a_name_that_an_id_stands_for_is_a_former_one():
    known = with_entries(ACME, {"external_id": "A1"}, EARLIER)
    rows = "".join(f"client {number},{'x' if number == 1 else number},\n" for number in range(9))
    found = looked_at(f"Client,Product,CRM id\n{rows}Acme Group,50,A1\n", known)
    assert [one.name for one in found] == ["client 0", *(f"client {number}" for number in range(2, 9)), "Acme Group"]
    assert found[-1] == RecordChange("Acme Group", False, (), "Acme")


@pytest.mark.parametrize("header", ["Reference", "Ref"])
def test_a_plan_is_told_by_names_and_references(header):
    first = Activity(reference="R1", quarter=QUARTER.start, hours=2, clients=(ACME.id,))
    workspace = Workspace().with_records([ACME, BOLT, first])
    plan = plan_of(workspace, QUARTER)
    text = f"{header},Client,Duration,Depends on,Weather\nR1,Acme; Bolt,2h30,R2,fair\nR2,,90m,,\n"
    found = plan_changes(import_plan(text.encode(), workspace, plan, TODAY), plan)
    assert found == (
        RecordChange(
            "R1", False,
            (("Client", "Acme", "Acme; Bolt"), ("Duration", "2 h", "2.5 h"), ("Dependencies", "", "R2")),
        ),
        RecordChange("R2", True, (("Duration", "", "1.5 h"),)),
    )  # fmt: skip
