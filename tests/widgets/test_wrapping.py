"""Names with their explanations, wrapped."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from csm_tui.domain.text import clean_line
from csm_tui.widgets.wrapping import explained

INDENT = 20


@given(st.text(min_size=1, max_size=40).map(clean_line), st.text(max_size=80), st.integers(50, 120))
def test_a_long_name_stands_above_its_text_and_no_line_is_too_long(name: str, text: str, width: int) -> None:
    lines = ["".join(part for part, _ in line) for line in explained(name, text, width, INDENT)]
    assert lines[0].startswith(f"   {name}")
    assert all(cell_len(line) <= width for line in lines)
    assert all(line.startswith(" " * INDENT) for line in lines[1:])
    assert (len(lines[0]) == 3 + len(name)) == (cell_len(name) > INDENT - 4)
