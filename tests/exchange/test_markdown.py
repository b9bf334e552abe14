"""Pieces of Markdown in which texts mean nothing but themselves."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.exchange.markdown import block, inline, list_item, plain, table

_SIGNS = st.text("\\`*_{}[]<>|~&#+-=.)1 a\n")


@given(_SIGNS | st.text())
def test_a_line_comes_back(text: str) -> None:
    assert plain(inline(text)) == " ".join(text.split())


@given(_SIGNS)
def test_no_sign_formats(text: str) -> None:
    for line in block(text).split("\n"):
        assert not re.search(r"(?<!\\)(?:\\\\)*[`*_{}\[\]<>|~&]", line)
        assert not re.match(r"\s*(?:[#+=-]|\d+[.)])", line)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [("**bold**", "bold"), ("  _it_ ", "it"), (r"\*a\*", "*a*"), (r"**\_a\_**", "_a_"), ("a*b", "a*b"), ("**", "")],
)
def test_the_formatting_around_a_line_is_left_out(markdown: str, text: str) -> None:
    assert plain(markdown) == text


def test_an_item_and_a_table() -> None:
    assert [*list_item(block("one\n\n# two"))] == ["- one", "", r"  \# two"]
    assert [*table(("A", "B"), [("x|y", "one\ntwo")])] == ["| A | B |", "| --- | --- |", r"| x\|y | one two |"]
