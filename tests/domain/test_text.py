"""Text made fit to keep, to show and to compare."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from csm_tui.domain.text import clean, clean_line, fold, safe_text
from tests.support.hostile import TERMINAL

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=40)
BIDI = {*"\u061c\u200e\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x2070))}
HIDDEN = {*"\u200b\u200c\u2060\ufeff\u00ad\u180e"}


def acts(char):
    """Whether a terminal may do something else with a character than show it, or not show it at all."""
    return unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char in BIDI | HIDDEN


@given(ANY_TEXT)
@example("\r\u200b\n")
@example("e\u200b\u0301")
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANY_TEXT)
def test_clean_text_has_nothing_that_acts_but_tabs_and_line_ends(text):
    assert not [char for char in clean(text) if acts(char) and char not in "\t\n"]
    assert unicodedata.is_normalized("NFC", clean(text))


@given(ANY_TEXT)
def test_a_clean_line_is_one_line_without_needless_space(text):
    line = clean_line(text)
    assert not [char for char in line if acts(char)]
    assert line == line.strip()
    assert "  " not in line
    assert len(line.splitlines()) <= 1


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_harmless_text_stays(text):
    harmless = unicodedata.normalize("NFC", text)
    assert clean(harmless) == harmless
    assert safe_text(harmless) == harmless


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("cafe\u0301", "caf\u00e9"),
        ("a\tb", "a\tb"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("safe\u202eexe.gpj", "safeexe.gpj"),
        ("a\u206eb", "ab"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),  # the joiner that emoji need
    ],
)
def test_cleaning(text, cleaned):
    assert clean(text) == cleaned


def test_a_clean_line_joins_lines():
    assert clean_line("  two\r\nlines \u00a0 and\ttabs ") == "two lines and tabs"


@given(ANY_TEXT)
def test_safe_text_shows_each_character_and_none_that_acts(text):
    shown = safe_text(text)
    assert len(shown) == len(text)
    assert not [char for char in shown if acts(char)]
    assert [new for old, new in zip(text, shown, strict=True) if not acts(old) and new != old and new != "\ufffd"] == []


@pytest.mark.parametrize("text", TERMINAL)
def test_safe_text_disarms_what_is_meant_for_the_terminal(text):
    assert safe_text(text) != text
    assert not [char for char in safe_text(text) if acts(char)]


def test_safe_text_names_what_it_replaces():
    assert safe_text("\x1b[31m\x00\x7f\t\n\x9b\u202e") == "\u241b[31m\u2400\u2421\u2409\u23ce\ufffd\ufffd"


@given(ANY_TEXT)
@example("\u2121")
@example("\U0001d400cme")
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zo\u00eb", "ZOE"),
        ("Zoe\u0308", "zo\u00eb"),
        ("STRASSE", "stra\u00dfe"),
        ("\u212aim", "kim"),
        ("\u2121", "tel"),
        ("\u0141\u00f3d\u017a", "lodz"),
        ("\u00d8stfold", "ostfold"),
        ("\u00c6r\u00f8", "aero"),
        ("\u0110or\u0111e", "dorde"),
        ("\u0130stanbul", "istanbul"),
        ("Isparta", "\u0131sparta"),
        ("O\u2019Neill", "o'neill"),
        ("Smith\u2013Jones \u2014 East", "smith-jones - east"),
        ("\u201cNorth\u201d", '"north"'),
    ],
)
def test_case_and_accents_do_not_matter(one, other):
    assert fold(one) == fold(other)


def test_other_letters_do_matter():
    assert fold("Zoe") != fold("Zoa")
