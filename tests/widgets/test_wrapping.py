"""Names with their explanations, wrapped."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from csm_tui.domain.text import clean_line
from csm_tui.widgets.wrapping import explained, flowed

INDENT = 20


@given(st.text(min_size=1, max_size=40).map(clean_line), st.text(max_size=80), st.integers(50, 120))
def test_a_long_name_stands_above_its_text_and_no_line_is_too_long(name: str, text: str, width: int) -> None:
    lines = ["".join(part for part, _ in line) for line in explained(name, text, width, INDENT)]
    assert lines[0].startswith(f"   {name}")
    assert all(cell_len(line) <= width for line in lines)
    assert all(line.startswith(" " * INDENT) for line in lines[1:])
    assert (len(lines[0]) == 3 + len(name)) == (cell_len(name) > INDENT - 4)


@given(st.lists(st.text("ab \u00e9\u4e2d", min_size=1, max_size=20), min_size=1, max_size=8), st.integers(30, 60))
def test_of_runs_that_flow_none_is_broken_or_lost_and_no_line_is_too_long(texts: list[str], width: int) -> None:
    lines = flowed([(text, "") for text in texts], width)
    assert [text.strip() for line in lines for text, _ in line] == [text.strip() for text in texts]
    assert all(cell_len("".join(text for text, _ in line).rstrip()) <= width for line in lines)
