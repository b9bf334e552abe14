"""What a file is that somebody brings in, told by its contents."""

import pytest

from csm_tui.domain.records.person.personal_evaluation import Relation
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.file_kinds import FileKind, file_kind_of
from csm_tui.exchange.personal.rating_answers import form_export
from csm_tui.exchange.personal.rating_form import rating_form
from tests.support.screens.personal_driving import LATEST

_FORM = form_export(rating_form(LATEST, Workspace().with_records([LATEST]), "Kim Berg", Relation.COLLEAGUE)).texts

_CASES = {
    "clients": ("Account;ARR;Owner\nAcme;1;Kim\n", ".csv", FileKind.CLIENTS),
    "clients below a title": ("My book\n\nAccount,ARR,CSAT\nAcme,1,80\n", ".csv", FileKind.CLIENTS),
    "plan": ("Ref,Client,Description,Duration,Due date\nR1,Acme,Call,2,2026-03-01\n", ".txt", FileKind.PLAN),
    "tasks": ("Summary,Issue key,Original Estimate,Due Date\nCall,P-1,7200,2026-03-01\n", ".csv", FileKind.PLAN),
    "renewals": ("account,due_date,outcome,churn_reason\nAcme,2026-03-01,churned,price\n", ".csv", FileKind.RENEWALS),
    "cash flow": ("Quarter,Plan cost,Actual cost,Plan income\nY1 Q1,5,6,7\n", ".csv", FileKind.CASH_FLOW),
    "aspects": ("Aspect,Definition,Id\nOne,First,\n", ".csv", FileKind.ASPECTS),
    "aspects as TOML": ("[[aspects]]\nname = 'One'\n", ".TOML", FileKind.ASPECTS),
    "calendar": ("\ufeffbegin:vcalendar\nEND:VCALENDAR\n", ".txt", FileKind.CALENDAR),
    "form as text": (_FORM[".md"], ".md", FileKind.RATING),
    "form as a table": (_FORM[".csv"], ".csv", FileKind.RATING),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("case", _CASES)
def test_the_contents_say_what_a_file_is(case: str, encoding: str) -> None:
    text, suffix, kind = _CASES[case]
    if encoding == "utf-16" and kind in (FileKind.CALENDAR, FileKind.RATING) and suffix != ".csv":
        return  # calendars are UTF-8, and so are texts that we write
    for likely in (FileKind.CLIENTS, FileKind.PLAN, FileKind.CASH_FLOW, FileKind.ASPECTS):
        assert file_kind_of(text.encode(encoding), suffix, likely) is kind


def test_a_table_that_may_be_several_things_or_nothing_known_is_what_is_likely() -> None:
    for text in ("Client\nAcme\n", "nothing,known\n1,2\n"):
        for likely in (FileKind.CLIENTS, FileKind.PLAN):
            assert file_kind_of(text.encode(), ".csv", likely) is likely
