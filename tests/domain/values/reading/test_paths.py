"""Paths as people type and paste them."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from csm_tui.domain.values.reading.paths import home_part, read_path, shown_path, shown_tail, without_open_quote

HOMES = {"": "/people/kim", "lee": "/people/lee", "root": "/"}


def read(text: str) -> str:
    return read_path(text, HOMES.get)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("plan.csv", "plan.csv"),
        ("  /tmp/my plan.csv ", "/tmp/my plan.csv"),
        ('"/tmp/my plan.csv"', "/tmp/my plan.csv"),
        ("'/tmp/my plan.csv'", "/tmp/my plan.csv"),
        (r'"/tmp/a \"b\" \\c \d.csv"', '/tmp/a "b" \\c \\d.csv'),
        (r"'/tmp/it'\''s.csv'", "/tmp/it's.csv"),
        (r"'/tmp/a\ b'", r"/tmp/a\ b"),
        (r"/tmp/my\ plan\ \(2\).csv", "/tmp/my plan (2).csv"),
        (r"C:\New", r"C:\New"),
        (r"a\\b", r"a\b"),
        ("it's", "it's"),
        ('"open', '"open'),
        ("~", "/people/kim"),
        ("~/", "/people/kim/"),
        ("~/a b.csv", "/people/kim/a b.csv"),
        ('"~/a b.csv"', "/people/kim/a b.csv"),
        ("~lee/a.csv", "/people/lee/a.csv"),
        ("~root/a.csv", "/a.csv"),
        (r"\~/a.csv", "~/a.csv"),
        ("./~/a.csv", "./~/a.csv"),
        ("a~b", "a~b"),
        ("file:///tmp/a%20b.csv", "/tmp/a b.csv"),
        ("FILE://localhost/tmp/a.csv", "/tmp/a.csv"),
        ("file:/tmp/%C3%A4.csv", "/tmp/ä.csv"),
        ("file:///tmp/%FF", "/tmp/\udcff"),
        (r"file\:x", "file:x"),
        ("file:///~/a", "/~/a"),
    ],
)
def test_a_path_is_read_however_it_came_in(text, path):
    assert read(text) == path


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "must not be empty"),
        ("  ", "must not be empty"),
        ('""', "must not be empty"),
        ("~nobody/a", "there is no user nobody"),
        ("file:///tmp/%00", "no path holds"),
        ("a\0b", "no path holds"),
        ("file://elsewhere/tmp/a", "another computer"),
        ("file:a", "begins with /"),
        ("file:", "begins with /"),
    ],
)
def test_what_names_no_path_is_refused(text, says):
    with pytest.raises(ValueError, match=says):
        read(text)


def test_where_the_home_folder_is_not_known_that_is_said():
    with pytest.raises(ValueError, match="home folder is not known"):
        read_path("~/a", lambda _: None)


@given(st.text(st.characters(exclude_characters="\0"), min_size=1) | st.text("ab ~'\"\\/.:file\n", min_size=1))
@example("file:x")
@example("~")
@example(" ")
@example("\\")
@example("a\\ ")
def test_a_path_that_is_shown_is_read_back(path):
    assert read(shown_path(path)) == path
    assert read("~" + shown_tail("/" + path)) == "/people/kim/" + path


@given(st.text("ab ~'\"\\/.:file%20\0", max_size=12))
def test_any_text_is_a_path_or_refused(text):
    assert without_open_quote(text) in text
    assert home_part(text) in text
    with suppress(ValueError):
        assert read(text)


@pytest.mark.parametrize(
    ("text", "bare"), [('"a b', "a b"), (" 'a", "a"), ('"a"', '"a"'), ("a", "a"), ('"', ""), ("a'", "a'")]
)
def test_a_quotation_mark_that_is_still_open_is_left_out(text, bare):
    assert without_open_quote(text) == bare
