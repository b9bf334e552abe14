"""Nothing in a paste acts, in whatever pieces it comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from csm_tui.textual_patches.safety.paste_shield import PasteShield

START, END = "\x1b[200~", "\x1b[201~"


@pytest.mark.parametrize(
    ("typed", "passed"),
    [
        ("abc\x1b[A\x13", "abc\x1b[A\x13"),
        (f"{START}two\nlines{END}", f"{START}two\nlines{END}"),
        (f"{START}\x13save{END}\x13", f"{START}save{END}\x13"),
        (f"{START}up\x1b[A{END}", f"{START}up[A{END}"),
        (f"a{START}b\x7f\x9b{END}c{START}\x1bd{END}", f"a{START}b{END}c{START}d{END}"),
    ],
)
def test_only_pastes_are_changed(typed: str, passed: str) -> None:
    assert PasteShield().feed(typed) == passed


@given(
    st.lists(st.sampled_from([START, END, "\x1b", "[", "20", "0~", "1~", "a", "\n", "\x13", "é"]), max_size=12),
    st.lists(st.integers(1, 4), min_size=1),
)
def test_pieces_make_no_difference(parts: list[str], sizes: list[int]) -> None:
    typed = rest = "".join([*parts, END])
    shield, passed = PasteShield(), ""
    for size in (*sizes, len(typed)):
        passed += shield.feed(rest[:size])
        rest = rest[size:]
    assert passed == PasteShield().feed(typed)


def test_what_passes_is_one_paste_for_textuals_parser() -> None:
    shielded = PasteShield().feed(f"{START}\x1b[201\x13{END}x")
    kinds = [type(message) for message in XTermParser().feed(shielded)]
    assert kinds == [events.Paste, events.Key]


@pytest.mark.parametrize(
    ("later", "passed"),
    [
        ("q", "q"),
        ("\x1b[B\x13", "\x1b[B\x13"),
        (f"{START}new{END}q", f"{START}new{END}q"),
        (f"d\x1b[Bq{END}q", f"{START}d[Bq{END}q"),
        (f"\x1b[Bq{END}q", f"{START}[Bq{END}q"),
        ("the rest of the paste, with q", f"{START}the rest of the paste, with q"),
        ("\x1b[<35;10;10M\x1b[<35;11;10M", "\x1b[<35;10;10M\x1b[<35;11;10M"),
    ],
)
def test_a_paste_that_was_given_up_is_ended_and_what_comes_late_of_it_is_no_keys(later: str, passed: str) -> None:
    shield = PasteShield()
    assert (shield.feed(f"{START}half\x1b[20"), shield.is_inside) == (f"{START}half", True)
    assert (shield.give_up(), shield.is_inside) == (END, False)
    assert shield.feed("j") == "j"
    assert shield.feed(later) == passed


def test_what_was_given_up_is_one_paste_for_textuals_parser() -> None:
    shield, parser = PasteShield(), XTermParser()
    messages = [*parser.feed(shield.feed(f"{START}half")), *parser.feed(shield.give_up()), *parser.feed("x")]
    assert [type(one) for one in messages] == [events.Paste, events.Key]
