"""Amounts of a cash flow: what is not known is not 0."""

import pytest

from csm_tui.domain.values.reading.amounts import read_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("", None), ("  ", None), ("n/a", None), ("-", 0), (" \u2013 ", 0), ("€ -", 0), ("- EUR", 0), ("0", 0),
        ("2285", 2285), ("2,285", 2285), ("- 2,285", -2285), ("(2,285)", -2285), ("\u22122285", -2285), ("12.5", 12.5),
        ("($1,200.50)", -1200.5), ("$ (1,200.50)", -1200.5), ("(20) EUR", -20),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_spreadsheets_show_it(text: str, amount: float | None) -> None:
    assert read_amount(text) == amount


@pytest.mark.parametrize("text", ["soon", "--", "1-2", "(5", "10000000000000", "-?"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="an amount is"):
        read_amount(text)
