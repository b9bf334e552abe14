"""The texts of plays: sentences whatever is known of a client, and specific to what is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.records.client import Stakeholder
from csm_tui.planning.playbooks.texts import FIELDS, filled
from tests.support.plays import BOOK, case, in_days

SCORES = st.none() | st.integers(0, 100)


@given(
    st.sampled_from([one.id for one in BOOK.plays]), SCORES, SCORES, SCORES, st.none() | st.integers(0, 90_000),
    st.none() | st.integers(-40, 400), st.sampled_from([None, "Up", "Down"]), st.booleans(),
)  # fmt: skip
def test_a_text_is_a_sentence_whatever_is_known_of_the_client(
    play: str, product: int | None, satisfaction: int | None, sponsorship: int | None, acv: int | None,
    renewal: int | None, trend: str | None, people: bool,
) -> None:  # fmt: skip
    known = Stakeholder(name="Ada Lund", role="Decision maker", attitude="champion")
    fields: dict[str, Any] = {
        "product": product, "satisfaction": satisfaction, "sponsorship": sponsorship, "acv": acv, "trend": trend,
        "renewal_date": None if renewal is None else in_days(renewal), "stakeholders": (known,) if people else (),
    }  # fmt: skip
    row = case(**fields).row
    found = BOOK.named(play)
    assert found is not None
    texts = [found.purpose, found.judged]
    texts += [text for one in found.activity for text in (one.text, one.results, one.judged or found.judged)]
    for text in texts:
        said = filled(text, row)
        assert said[0].isupper()
        assert said[-1] in ".?"
        assert not any(wrong in said for wrong in ("{", "}", "  ", "..", " .", " ,", "None", " 1 days", ": :"))


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("deciding", {"renewal_date": in_days(1)}, "they decide in 1 day, on 3 Mar 2026"),
        ("deciding", {"renewal_date": in_days(0)}, "they decide today"),
        ("deciding", {"renewal_date": in_days(-1)}, "their decision is 1 day overdue"),
        ("deciding", {"renewal_date": None}, "the day of their decision is not known"),
        ("before", {"renewal_date": in_days(55)}, "27 Mar 2026"),
        ("before", {"renewal_date": in_days(20)}, "the day of their decision"),
        ("trouble", {"product": 40, "trend": "Down"}, "product 40 and a falling score"),
        ("trouble", {}, "health 70"),
        ("aim", {"product": 45, "satisfaction": 10}, "product at 55 or more"),
        ("aim", {"satisfaction": 10}, "satisfaction at 20 or more"),
        ("aim", {"trend": "Down"}, "the score no longer falling"),
        ("use", {"product": 45, "history": ((in_days(-60), 40, None, None, None),)}, "45 (40 on 1 Jan 2026)"),
        ("use", {"product": 45}, "45"),
        ("weakest", {"support": 60, "sponsorship": 10}, "support at 60"),
        ("keep", {"acv": 36_000}, "32,400"),
        ("keep", {"acv": None}, "90 % of the contract"),
        ("champion", {"stakeholders": (Stakeholder(name="Bo", role="Account manager"),)}, "your contact"),
        ("champion", {"stakeholders": (Stakeholder(name="Bo"), Stakeholder(name="Cy", attitude="supporter"))}, "Cy"),
        (
            "sponsor",
            {"stakeholders": (Stakeholder(name="Bo", role="Decision maker", left=True),)},
            "the decision maker",
        ),
        ("term", {"customer_since": in_days(-400)}, "1 year"),
        (
            "fall",
            {"history": ((in_days(-60), 80, 90, None, None), (in_days(-1), 79, 70, None, None))},
            "satisfaction has gone from 90 to 70 since 1 Jan 2026",
        ),
    ],
)
def test_what_a_name_stands_for_follows_from_the_client(name: str, fields: dict[str, Any], said: str) -> None:
    assert FIELDS[name](case(**fields).row) == said
