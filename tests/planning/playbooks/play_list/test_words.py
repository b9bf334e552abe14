"""Plays in words: conditions and days as people say them, for any play that there may be."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.planning.playbooks.conditions import CASE_FILTER
from csm_tui.planning.playbooks.dates import read_due
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.playbooks.play_list.words import applies_when, condition_words, day_words
from tests.support.plays import BOOK


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("status:active decides<=30", ["status active", "days to the decision at most 30"]),
        ("band:red reds>=1", ["health red", "red components at least 1"]),
        ("-since>=45 touched:none", ["not: days as a customer at least 45", "never a touchpoint"]),
        (
            "due:no planned:retain risk:support",
            ["not due", "something to retain is in the plan", "an open risk: support"],
        ),
        ("health!=none stale:product", ["health not no data", "product is stale"]),
        ('acme "north east"', ['"acme" in the name or a tag', '"north east" in the name or a tag']),
        ("", []),
    ],
)
def test_a_condition_in_words(condition: str, words: list[str]) -> None:
    assert condition_words(condition) == words


@pytest.mark.parametrize("term", CASE_FILTER.examples.values())
def test_every_term_has_words(term: str) -> None:
    (words,) = condition_words(term)
    assert words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("T", "today"), ("T+1wd", "in 1 working day"), ("T+14d", "in 14 days"), ("D-45", "45 days before the decision"),
        ("D", "at the decision"), ("call+7d", "7 days after call"), ("call", "with call"),
    ],
)  # fmt: skip
def test_a_day_in_words(text: str, words: str) -> None:
    assert day_words(text) == words


@pytest.mark.parametrize("play", BOOK.plays, ids=lambda one: one.id)
def test_every_play_says_when_it_applies_without_the_signs_of_the_filter(play: Play) -> None:
    said = " ".join([*applies_when(play), *(day_words(one.by) for one in play.activity)])
    assert not re.search(r"[<>=]|\w:\w", said)


@given(st.from_regex(r"[TD](?:[+-]\d{1,3}d)|[a-z]{2,8}(?:[+-]\d{1,3}(?:wd|d))?", fullmatch=True))
def test_any_day_that_can_be_read_has_words(text: str) -> None:
    assert read_due(text)
    assert day_words(text)
