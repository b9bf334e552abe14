"""The filter of the plan: its words and terms, and that what it cannot read is said and never finds nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.planning.filter_term import QueryError
from csm_tui.planning.plan.query import PLAN_FILTER, parse_plan_filter
from csm_tui.planning.plan.rows import rows_of_plan
from tests.support.builders import TODAY, client
from tests.support.plan_builders import activity, plan

ACME = client("Acm\u00e9")
PLAN = plan(
    activity("R1", category="retain", clients=(ACME.id,), description="renewal talk"),
    activity("R2", category="retain", status="done", notes="at 10:30"),
    activity("A1", category="advocate", status="doing"),
    clients=[ACME],
)
ROWS = [*rows_of_plan(PLAN, TODAY, {}, ()).values()]


def chosen(text):
    return [row.activity.reference for row in parse_plan_filter(text).select(ROWS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["R1", "R2", "A1"]),
        ("category:retain", ["R1", "R2"]),
        ("Category=RETAIN -status:done", ["R1"]),
        ("status!=done", ["R1", "A1"]),
        ("open:yes", ["R1", "A1"]),
        ("open:no", ["R2"]),
        ("client:acme", ["R1"]),
        ('"renewal talk"', ["R1"]),
        ("10:30", ["R2"]),
        ('"band:red"', []),
    ],
)
def test_words_and_terms_must_all_hold(text, expected):
    assert sorted(chosen(text)) == sorted(expected)


@pytest.mark.parametrize("term", ["band :red", "health <=50", "hours >=5", "deadline >2026", "colour !=red"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_a_term_that_there_is_not_is_refused_with_those_that_there_are(sign, term):
    with pytest.raises(QueryError) as caught:
        parse_plan_filter(sign + term.replace(" ", ""))
    assert str(caught.value).startswith(f'no field "{term.split()[0]}"; fields: ')
    assert all(example in str(caught.value) for example in PLAN_FILTER.examples.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("status:red", 'status is one of planned, doing, done, dropped; not "red"'),
        ("open:maybe", 'open is one of yes, no; not "maybe"'),
        ("category>=retain", "category has no order; write category:retain"),
        ("client:", 'client: what? For example client:"customer 7"'),
        ("status : done", "write terms without spaces: status:planned"),
        ("hours >= 5", "write terms without spaces: status:planned"),
        ("retain -", '"-" negates what follows it: -status:planned'),
    ],
)
def test_what_is_wrong_with_a_term_is_said(text, said):
    with pytest.raises(QueryError) as caught:
        parse_plan_filter(text)
    assert str(caught.value) == said


@given(st.text() | st.text('cliento:<>=!-" .', max_size=20) | st.sampled_from([*PLAN_FILTER.examples.values()]))
def test_any_text_is_a_filter_or_refused(text):
    try:
        found = parse_plan_filter(text).select(ROWS)
    except QueryError as error:
        message = str(error)
    else:
        assert [one for one in ROWS if one in found] == found
        return
    assert message
