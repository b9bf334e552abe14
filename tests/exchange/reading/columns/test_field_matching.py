"""Headers to fields."""

import pytest

from csm_tui.exchange.portfolio.fields import PORTFOLIO
from csm_tui.exchange.reading.answers import Answers, WrongAnswer
from csm_tui.exchange.reading.columns.field_matching import Columns, match_headers
from csm_tui.exchange.tables import FileRefused


def matched(header: list[str], **mapping: str) -> Columns:
    """The columns of a file of clients, where the user said what some headers mean; "-" is none."""
    answers = Answers()
    for theirs, ours in mapping.items():
        answers = answers.with_option("map", f"{theirs}={ours}")
    return match_headers(PORTFOLIO, header, answers, {at: {} for at in range(len(header))})


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Client", "name"), (" CUSTOMER  name ", "name"), ("customer_name", "name"), ("CustomerName", "name"),
        ("Account", "name"), ("Client / Account", "name"), ("Product (50 %)", "product"), ("Product 50 %", "product"),
        ("Support 12,5%", "support"), ("ACV (EUR)", "acv"), ("ACV in EUR", "acv"), ("ACV \u20ac", "acv"),
        ("Health score", "health"), ("HealthScore", "health"), ("Score", "health"),
        ("NPS/Satisfaction", "satisfaction"), ("Renewal date", "renewal_date"),
        ("Contract end", "renewal_date"), ("Renewal (months)", "renewal_date"),
        ("Months to renewal", "renewal_date"), ("Customer since", "customer_since"), ("Term", "customer_since"),
        ("Support score", "support"), ("Pr\u00f3duct", "product"), ("Product\n[0-100]", "product"),
        ("(Client)", "name"), ("NPS", None), ("Client/Trend", None), ("Region", None),
        ("", None), ("%", None), ("Customer Number", None), ("Customer ID", "external_id"),
        ("Notice period (days)", "notice_days"),
    ],
)  # fmt: skip
def test_headers_are_matched_loosely(header: str, field: str | None) -> None:
    assert PORTFOLIO.field_of(header) == field


def test_no_word_means_two_fields() -> None:
    words = [word for field in PORTFOLIO.fields for word in field.synonyms]
    assert len(words) == len(set(words))
    assert all(PORTFOLIO.field_of(word) == field.name for field in PORTFOLIO.fields for word in field.synonyms)


def test_unknown_headers_are_ignored() -> None:
    columns = matched(["Region", "Client", ""])
    assert columns.fields == {"name": 1}
    assert columns.ignored == ("Region",)


@pytest.mark.parametrize("ours", ["acv", "ACV", "Annual contract value"])
@pytest.mark.parametrize("theirs", ["Volume (k)", "volume  (K)"])
def test_a_mapping_names_a_field(theirs: str, ours: str) -> None:
    assert matched(["Client", "Volume (k)"], **{theirs: ours}).fields == {"acv": 1, "name": 0}


def test_a_mapping_goes_before_a_loose_match() -> None:
    columns = matched(["Client", "Account", "Health"], Account="client", Health="product")
    assert columns.fields == {"name": 1, "product": 2}
    assert columns.ignored == ("Client",)


@pytest.mark.parametrize("nothing", ["-", "ignore", " Ignore "])
def test_a_mapping_leaves_a_column_out(nothing: str) -> None:
    columns = matched(["Client", "Account", "ACV"], Account=nothing)
    assert columns.fields == {"name": 0, "acv": 2}
    assert columns.ignored == ()


@pytest.mark.parametrize(
    ("mapping", "word"),
    [
        ({"Nothing": "acv"}, "no header"), ({"ACV": "mood"}, "no field"), ({"ACV": ""}, "not like"),
        ({"": "acv"}, "not like"), ({"ACV": "term", "Region": "term"}, "both mapped"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_told(mapping: dict[str, str], word: str) -> None:
    with pytest.raises(WrongAnswer, match=word):
        matched(["Client", "ACV", "Region"], **mapping)


def test_two_columns_of_one_field_are_refused() -> None:
    with pytest.raises(FileRefused, match=r'"Renewal" and "Contract end" both mean renewal.*--map "Contract end=-"'):
        matched(["Client", "Renewal", "Contract end"])
    with pytest.raises(FileRefused, match="rename"):
        matched(["Client", "Term", "term"])
    with pytest.raises(FileRefused, match="rename"):
        matched(["Client", "X", "X"], X="acv")


def test_names_are_needed() -> None:
    with pytest.raises(FileRefused, match=r'"Who", "ACV".*--map Who=client'):
        matched(["Who", "ACV"])
