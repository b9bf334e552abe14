"""The columns of the tables in a shell stand below each other, whatever text stands in them."""

import pytest
from rich.cells import cell_len

from csm_tui.cli.output.text_table import cell_width, text_table
from csm_tui.domain.text import clean_line, safe_text
from tests.support.hostile import NAMES

_SIGNS = (
    "\u2764\ufe0f heart", "\u2b50\ufe0f star", "1\ufe0f\u20e3 key", "\U0001f44d\U0001f3fd thumb",
    "\U0001f1eb\U0001f1ee flag", "\u1112\u1161\u11ab", "\u0915\u094d\u0937", "a\u200db", "\u034f\u3164x",
    "e\u0301\u0489", "\u6f22\u5b57", "\uff21",
)  # fmt: skip


@pytest.mark.parametrize("text", [*NAMES, *_SIGNS], ids=ascii)
def test_a_text_takes_as_many_cells_as_in_the_app(text: str) -> None:
    shown = safe_text(clean_line(text))
    assert cell_width(shown) == cell_len(shown)


def test_all_columns_are_aligned() -> None:
    rows = [(clean_line(text), "1", "end") for text in (*NAMES, *_SIGNS)]
    assert len({cell_len(line) for line in text_table(("Client", "n", "last"), rows).split("\n")[1:]}) == 1
