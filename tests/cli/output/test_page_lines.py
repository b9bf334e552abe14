"""Text that wraps, counted in the cells that a terminal shows."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.cli.output.page_lines import hung, page_lines, shortened
from csm_tui.cli.output.text_table import cell_width

_TEXTS = st.text(st.sampled_from("ab \n\tü漢\u0301\u200d\U0001f468-"), max_size=120)


@given(_TEXTS, st.integers(4, 40))
def test_wrapped_lines_fit_and_lose_nothing_but_blanks(text: str, width: int) -> None:
    lines = page_lines(text, width)
    assert all(cell_width(line) <= width for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert len(lines) >= len(text.split("\n"))


@given(st.lists(st.text("abü", min_size=1, max_size=4), min_size=1, max_size=20), st.integers(4, 30))
def test_words_that_fit_are_never_cut_and_lines_are_filled(words: list[str], width: int) -> None:
    lines = page_lines(" ".join(words), width)
    assert " ".join(lines).split(" ") == words
    for line, after in pairwise(lines):
        assert len(f"{line} {after.split(' ')[0]}") > width


def test_line_breaks_blank_lines_and_indents_stay() -> None:
    assert page_lines("one\n\n  - two words\n\tfour", 9) == ["one", "", "  - two", "  words", "    four"]


@given(_TEXTS, st.integers(4, 40))
def test_a_shortened_text_fits_and_is_the_texts_beginning(text: str, width: int) -> None:
    short = shortened(text, width)
    assert cell_width(short) <= width
    assert short == text or text.startswith(short.removesuffix("…"))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Acme", ["Acme    what moved"]),
        ("漢字", ["漢字    what moved"]),
        ("Acme & Co", ["Acme & Co", "        what moved"]),
    ],
)
def test_a_name_never_hides_the_text_beside_it(name: str, lines: list[str]) -> None:
    assert hung(name, "what moved", 8) == lines
