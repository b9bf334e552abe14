"""What an import is to be looked at for before it is taken in."""

from datetime import date

import pytest

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.client import Client, with_entries
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.quarter import Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.plan.plan_import import import_plan
from csm_tui.exchange.portfolio_import import import_clients
from csm_tui.exchange.preview import FIRST_ROWS, Preview, RecordChange, plan_preview, portfolio_preview
from csm_tui.planning.plan.plan import plan_of

TODAY = date(2026, 3, 2)
EARLIER = date(2026, 1, 5)
QUARTER = Quarter(TODAY)
ACME = with_entries(Client(name="Acme"), {"product": 50, "owner": "Ines", "acv": 35000.0, "tags": ("a",)}, EARLIER)
BOLT = Client(name="Bolt")


def looked_at(text: str, *clients: Client) -> Preview:
    workspace = Workspace().with_records(clients)
    return portfolio_preview(import_clients(text.encode(), workspace, TODAY), Settings())


def test_the_columns_are_those_that_are_taken_in_and_the_others_are_named():
    found = looked_at("Account,Region,ARR (EUR),Health,Renewal\nAcme,north,1,50,\n", ACME)
    assert found.columns == (("Account", "Name"), ("ARR (EUR)", "ACV"), ("Renewal", "Renewal date"))
    assert found.left_out == ("Region",)


def test_what_changes_is_told_field_by_field_and_the_rest_is_not():
    found = looked_at(
        'Client,Product,Owner,ACV,Tags,Renewal\nAcme,60.5,Kim,"35,000",b;c,\nBolt,,,,,\nCity,90,,12k,,3 months\n',
        ACME,
        BOLT,
    )
    assert found.changes == (
        RecordChange(
            "Acme", False,
            (("Product", "50", "60.5"), ("Owner", "Ines", "Kim"), ("Tags", "a", "b, c")),
        ),
        RecordChange(
            "City", True,
            (("Product", "", "90"), ("ACV", "", "12,000"), ("Renewal date", "", "2026-06-02")),
        ),
    )  # fmt: skip
    assert found.rows == (
        ("Acme", "60.5", "Kim", "35,000", "b, c", ""),
        ("Bolt", "", "", "", "", ""),
        ("City", "90", "", "12,000", "", "2026-06-02"),
    )


def test_scores_that_go_become_nothing():
    assert looked_at("Client,Product\nAcme,n/a\n", ACME).changes == (
        RecordChange("Acme", False, (("Product", "50", ""),)),
    )


def test_a_trend_that_the_history_tells_changes_silently():
    told = with_entries(ACME, {"product": 70}, date(2026, 2, 20))
    for client, changes in ((told, ()), (ACME, (RecordChange("Acme", False, (("Trend", "", "Down"),)),))):
        assert looked_at("Client,Trend\nAcme,down\n", client).changes == changes


def test_rows_with_a_bad_cell_are_not_shown_as_read_and_only_the_first_are():
    rows = "".join(f"client {number},{'x' if number == 1 else number}\n" for number in range(9))
    found = looked_at("Client,Product\n" + rows)
    assert [row[0] for row in found.rows] == ["client 0", *(f"client {number}" for number in range(2, FIRST_ROWS + 1))]
    assert len(found.changes) == 8


@pytest.mark.parametrize("header", ["Reference", "Ref"])
def test_a_plan_is_told_by_names_and_references(header):
    first = Activity(reference="R1", quarter=QUARTER.start, hours=2, clients=(ACME.id,))
    workspace = Workspace().with_records([ACME, BOLT, first])
    plan = plan_of(workspace, QUARTER)
    text = f"{header},Client,Duration,Depends on,Weather\nR1,Acme; Bolt,2h30,R2,fair\nR2,,90m,,\n"
    found = plan_preview(import_plan(text.encode(), workspace, plan, TODAY), plan)
    assert found.columns == (
        (header, "Reference"), ("Client", "Client"), ("Duration", "Duration"), ("Depends on", "Dependencies"),
    )  # fmt: skip
    assert found.left_out == ("Weather",)
    assert found.rows == (("R1", "Acme; Bolt", "2.5", "R2"), ("R2", "", "1.5", ""))
    assert found.changes == (
        RecordChange(
            "R1", False,
            (("Client", "Acme", "Acme; Bolt"), ("Duration", "2", "2.5"), ("Dependencies", "", "R2")),
        ),
        RecordChange("R2", True, (("Duration", "", "1.5"),)),
    )  # fmt: skip
