"""What a file is that somebody brings in, told by its contents."""

import pytest

from csm_tui.exchange.file_kinds import FileKind, kind_of


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ("Client,ACV,Renewal,Product,Support", "clients"),
        ("Account ID,Account name,MRR,Renewal date,Owner,Status", "clients"),
        ("Reference,Client,Description,Purpose,Results,Measurement,Duration,Deadline,Dependencies,Notes", "plan"),
        ("Task ID,Created At,Completed At,Name,Section/Column,Assignee,Due Date,Notes,Parent task", "plan"),
        ("ID,Task Name,Duration,Start,Finish,Predecessors,Resource Names,% Complete", "plan"),
        ("Ref,Customer,Activity,Why,Expected outcome,KPI,Hours,Due date,Depends on,Comments", "plan"),
        ("renewal_id,account,due_date,outcome,churn_reason,arr_usd,expansion_usd", "renewals"),
        ("Customer,Due,Result,ACV before,New ACV", "renewals"),
    ],
)
@pytest.mark.parametrize("likely", [FileKind.CLIENTS, FileKind.PLAN])
def test_a_table_is_what_most_of_its_headers_fit(headers, kind, likely):
    assert kind_of(f"{headers}\n".encode(), ".csv", likely) == kind
