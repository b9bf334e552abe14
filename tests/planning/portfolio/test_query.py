"""The filter language."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.records.client import Override
from csm_tui.domain.values.bands import Band, Trend
from csm_tui.planning.filter_term import QueryError
from csm_tui.planning.portfolio.query import PORTFOLIO_FILTER, parse_portfolio_filter
from csm_tui.planning.portfolio.rows import Row
from tests.support.builders import TODAY, names, portfolio_rows, row

EXAMPLE = portfolio_rows()
ROWS = [
    *EXAMPLE,
    row("\u00c9clair North East", tags=["emea", "key account"], owner="Kim Lee", acv=30_000, status="onboarding"),
    row("Zo\u00eb", tags=["apac"], product=10, renewal_date=TODAY - timedelta(days=5), status="churned"),
    row("Quiet", trend="Down", override=Override(score=5, reason="merger", until=TODAY), product=99),
    row("Old", product=60, entered={"product": date(2025, 1, 1)}, acv=0.5),
    row('Say "hi"', tags=["north-west"], renewal_date=date(2030, 1, 1)),
]


def found(text, rows=ROWS):
    return names(parse_portfolio_filter(text).select(rows))


def numbers(text):
    return [int(name.split()[1]) for name in found(text, EXAMPLE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("health<=50", [6, 9, 12]),
        ("band:red", [6, 9, 12]),
        ("health:red", [6, 9, 12]),
        ("renewal<=3", [1, 5, 6, 7, 13]),
        ("trend:down", [3, 4, 7, 12]),
        ("acv>=30000", [1, 3, 4, 6, 8, 10, 14]),
        ("acv>=30k", [1, 3, 4, 6, 8, 10, 14]),
        ("acv>=30,000", [1, 3, 4, 6, 8, 10, 14]),
        ("satisfaction:none", [12]),
        ("satisfaction=none", [12]),
        ("coverage<1", [12]),
        ("coverage=75%", [12]),
        ("health=78", [1]),
        ("health:78", [1]),
        ("term>4y", [4, 14]),
        ("renewal<=1m", [1, 7]),
        ("due:yes health>=75", [1, 7]),
        ("risk:yes", [1, 5, 6, 7, 9, 12, 13]),
        ("customer 1 trend:level -satisfaction>=80", [13, 14]),
        ("-renewal<=3 -renewal:green", [2, 8, 9, 11, 14, 15]),
        ("renewal!=3 renewal<4", [1, 6, 7]),
        ("band!=red band!=amber", [1, 3, 7, 11]),
        ("product!=red health<50", []),
        ("sponsorship:red product:green", [2, 7, 13]),
    ],
)
def test_terms_on_the_example_portfolio(text, expected):
    assert numbers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eclair", ["\u00c9clair North East"]),
        ("\u00c9CLAIR", ["\u00c9clair North East"]),
        ("ZOE", ["Zo\u00eb"]),
        ("zo\u00eb", ["Zo\u00eb"]),
        ("EMEA", ["\u00c9clair North East"]),  # a tag
        ("tag:emea", ["\u00c9clair North East"]),
        ("TAG:\u00c9MEA", ["\u00c9clair North East"]),
        ("tag:em", []),
        ('tag:"key account"', ["\u00c9clair North East"]),
        ("tag:key-account", ["\u00c9clair North East"]),
        ("owner:kim", ["\u00c9clair North East"]),
        ("owner:lee north", ["\u00c9clair North East"]),
        ('"north east"', ["\u00c9clair North East"]),
        ('"east north"', []),
        ("east north", ["\u00c9clair North East"]),
        ("north", ["\u00c9clair North East", 'Say "hi"']),
        ('north -"north east"', ['Say "hi"']),
        ('"unclosed nor', []),
        ('"h east', ["\u00c9clair North East"]),
        ("status:churned", ["Zo\u00eb"]),
        ("status:Onboarding", ["\u00c9clair North East"]),
        ("renewal<0", ["Zo\u00eb"]),
        ("override:yes", ["Quiet"]),
        ("health<=5", ["Quiet"]),
        ("health>=90", []),
        ("band:red trend:down -customer", ["Quiet"]),
        ("stale:product", ["Old"]),
        ("stale:any", ["Old"]),
        ("-stale:none", ["Old"]),
        ("acv<1", ["Old"]),
        ("acv:none -quiet", ["Zo\u00eb", 'Say "hi"']),
        ("tag:none acv:none", ["Quiet"]),
    ],
)
def test_words_and_terms(text, expected):
    assert found(text) == expected


def test_an_override_drives_the_filter_until_it_lapses():
    tomorrow = [Row(one.client, one.settings, TODAY + timedelta(days=1)) for one in ROWS]
    assert found("health<=5", tomorrow) == []
    assert found("health>=90", tomorrow) == ["Quiet"]
    assert found("band:red override:yes", tomorrow) == []


def test_no_data_is_neither_low_nor_high():
    unknown = [row("Unknown")]
    for text in ("health<=100", "health>=0", "support<50", "support>=50", "acv<1", "renewal<=3", "trend:level"):
        assert found(text, unknown) == []
    assert found("health:none support:none acv:none renewal:none trend:none", unknown) == ["Unknown"]
    assert found("-health<=50", unknown) == ["Unknown"]


def test_a_quoted_term_is_plain_text():
    odd = [row("health<=50 club"), row("Other", product=10)]
    assert found('"health<=50"', odd) == ["health<=50 club"]
    assert found("health<=50", odd) == ["Other"]


def test_the_empty_filter_lets_all_through():
    for text in ("", "  ", '""'):
        assert parse_portfolio_filter(text).select(ROWS) == ROWS


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("nope:1", 'no field "nope"; fields: term>=2, acv>=30000, renewal<=3'),
        ("http://x", "quotes"),
        ("health<=", "health<= what. For example health<=50"),
        ("health<=high", '"high" is no number; write health<=50'),
        ("renewal<=soon", "is no number"),
        ("trend>down", "trend has no order; write trend:down"),
        ("trend:sideways", "trend is one of down, level, up"),
        ("band:blue", "band is one of red, amber, green"),
        ("status:gone", "status is one of onboarding, active, churned"),
        ("due:maybe", "due is one of yes, no"),
        ("stale:acv", "stale is one of any, none, product"),
        ("acv:red", "acv has no bands"),
        ("-", "negates"),
        ("health<=" + "9" * 1_000_100, "is no number"),
    ],
    ids=lambda text: text[:20],
)
def test_what_cannot_be_read_is_said(text, says):
    with pytest.raises(QueryError, match=says):
        parse_portfolio_filter(text)


@pytest.mark.parametrize(("name", "example"), PORTFOLIO_FILTER.examples.items())
def test_the_examples_of_the_fields_can_be_read(name, example):
    assert example.startswith(name)
    assert parse_portfolio_filter(example).tests


# Terms with what each is to mean, written anew.
TERMS = {
    "customer": lambda one: "customer" in one.name_key,
    "1": lambda one: "1" in one.client.name,
    "emea": lambda one: "emea" in one.client.tags,
    "tag:apac": lambda one: "apac" in one.client.tags,
    "health<=50": lambda one: one.standing is not None and one.standing <= 50,
    "health>60": lambda one: one.standing is not None and one.standing > 60,
    "renewal<=3": lambda one: one.renewal is not None and one.renewal <= 3,
    "trend:down": lambda one: one.trend is Trend.DOWN,
    "trend!=up": lambda one: one.trend is not Trend.UP,
    "band:amber": lambda one: one.health_band is Band.AMBER,
    "acv>=30000": lambda one: one.client.acv is not None and one.client.acv >= 30_000,
    "support:none": lambda one: one.client.support is None,
    "product<50.5": lambda one: one.client.product is not None and one.client.product < 50.5,
    "status:active": lambda one: one.client.status == "active",
    "due:yes": lambda one: one.due,
    "due:no": lambda one: not one.due,
}


@given(
    st.lists(st.tuples(st.booleans(), st.sampled_from(sorted(TERMS))), max_size=5), st.sampled_from([" ", "  ", "\t"])
)
def test_all_terms_must_hold_and_a_minus_negates_its_term(terms, space):
    text = space.join(("-" if negated else "") + term for negated, term in terms)
    expected = [one for one in ROWS if all(TERMS[term](one) is not negated for negated, term in terms)]
    assert parse_portfolio_filter(text).select(ROWS) == expected


SOME_TEXT = st.text() | st.text('ab:<>=!-" 1.,k%\n\u00e9', max_size=20)
SOME_TERM = st.builds(
    lambda field, sign, wanted: field + sign + wanted,
    st.sampled_from([*PORTFOLIO_FILTER.examples, "none", "x"]),
    st.sampled_from(["<=", ">=", "!=", "<", ">", "=", ":"]),
    st.sampled_from(["", "none", "red", "yes", "down", "5", "5m", "5k", "1,5", "50%", "-3", "any", "x", '"a b"'])
    | st.text(max_size=4),
)


@given(SOME_TEXT | SOME_TERM | st.lists(SOME_TERM | SOME_TEXT, max_size=3).map(" ".join))
def test_any_text_is_a_filter_or_refused(text):
    try:
        query = parse_portfolio_filter(text)
    except QueryError as error:
        message = str(error)
    else:
        chosen = query.select(ROWS)
        assert [one for one in ROWS if one in chosen] == chosen
        return
    assert message


@given(SOME_TERM)
def test_a_negated_term_is_the_complement(term):
    try:
        chosen = parse_portfolio_filter(term).select(ROWS)
    except QueryError:
        return
    if len(parse_portfolio_filter(term).tests) == 1:
        assert parse_portfolio_filter("-" + term).select(ROWS) == [one for one in ROWS if one not in chosen]
