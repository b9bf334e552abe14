"""Playbooks: each play fires on a client made for it, texts and dates are filled in, and broken files are explained."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.records.activity import Category
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.settings import Settings
from csm_tui.planning.playbooks.conditions import CASE_FILTER, Case
from csm_tui.planning.playbooks.dates import due_day, read_due, working_day
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.playbooks.playbook import plays_for, read_playbook
from csm_tui.planning.playbooks.texts import FIELDS, filled
from csm_tui.planning.portfolio.rows import Row
from tests.support.builders import TODAY, client
from tests.support.plays import BOOK, MADE_FOR, REVIEWED, USUAL, case, in_days


def test_the_playbook_is_sound_and_whole() -> None:
    assert BOOK.problems == ()
    assert {one.id for one in BOOK.plays} == MADE_FOR.keys()


def test_a_client_that_is_fine_needs_no_play() -> None:
    assert plays_for(BOOK.plays, case()) == []


@pytest.mark.parametrize("play", MADE_FOR)
def test_each_play_fires_on_the_client_made_for_it_and_first(play: str) -> None:
    assert next(iter(plays_for(BOOK.plays, MADE_FOR[play]))).id in (play, *_BESIDE.get(play, ()))
    assert play in [one.id for one in plays_for(BOOK.plays, MADE_FOR[play])]


_BESIDE: dict[str, tuple[str, ...]] = {"red-under-amber": ("support-trouble",)}
"""Plays that a case needs, too, and that come before: two red components cannot be had without one of them."""


@pytest.mark.parametrize("play", BOOK.plays, ids=lambda one: one.id)
def test_no_play_fires_on_a_client_made_for_another_one_only(play: Play) -> None:
    fires = {name for name, made in MADE_FOR.items() if play in plays_for(BOOK.plays, made)}
    assert fires <= {play.id, *_ALSO.get(play.id, ())}


_ALSO: dict[str, tuple[str, ...]] = {"support-trouble": ("red-under-amber",)}


@pytest.mark.parametrize("play", BOOK.plays, ids=lambda one: one.id)
def test_every_text_is_filled_in_and_names_the_client(play: Play) -> None:
    row = MADE_FOR[play.id].row
    texts = [play.purpose, *(one.text for one in play.activity)]
    assert all(row.client.name in filled(text, row) for text in texts)
    whole = [play.judged, *texts, *(one.results for one in play.activity)]
    assert not any("{" in filled(text, row) for text in whole)


# Conditions, dates and templates


@pytest.mark.parametrize(("name", "example"), CASE_FILTER.examples.items())
def test_every_term_of_the_conditions_has_an_example_that_can_be_read(name: str, example: str) -> None:
    assert example.startswith(name)
    assert len(CASE_FILTER.parse(example).tests) == 1


@pytest.mark.parametrize(
    ("term", "holds"),
    [
        ("dropped>=10", case(history=((in_days(-80), 80, None, None, None), (in_days(-1), 70, None, None, None)))),
        ("planned:retain", case(planned=frozenset({Category.RETAIN}))),
        ("planned:none", case()),
        ("risk:support", case(risks=(Risk(client="", text="x", since=TODAY, kind="support"),))),
        ("reviewed>90", case(touchpoints=REVIEWED)),
        ("since>=800", case()),
        ("renewal>=9", case()),
        ("fine", Case(Row(client("Fine Foods"), Settings(), TODAY))),
    ],
)
def test_a_condition_asks_of_the_client_and_of_what_is_planned(term: str, holds: Case) -> None:
    (test,) = CASE_FILTER.parse(term).tests
    assert test(holds)
    (negated,) = CASE_FILTER.parse(f"-{term}").tests
    assert not negated(holds)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("T+0d", TODAY), ("T+14d", in_days(14)), ("T+5wd", in_days(7)), ("T+1wd", in_days(1)), ("D-45", in_days(55)),
        ("D", in_days(100)), ("D-200", TODAY), ("call+7d", in_days(10)), ("call", in_days(3)),
    ],
)  # fmt: skip
def test_a_day_counts_from_today_the_decision_or_another_activity(text: str, day: date) -> None:
    assert due_day(read_due(text), TODAY, in_days(100), {"call": in_days(3)}) == day


@pytest.mark.parametrize("text", ["", "5", "T+5", "T+5x", "T 5d", "+5d", "T+5000d"])
def test_what_is_no_day_is_refused(text: str) -> None:
    if text == "T+5":  # the unit may be left out only before the decision
        assert read_due("D-5") == ("D", -5, False)
        return
    with pytest.raises(ValueError, match="no day such as"):
        read_due(text)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-60, 60))
def test_working_days_are_never_at_a_weekend(day: date, number: int) -> None:
    found = working_day(day, number)
    assert found.weekday() < 5 or number == 0
    days = [min(day, found) + timedelta(days=n) for n in range(1, abs((found - day).days) + 1)]
    assert abs(number) - sum(one.weekday() < 5 for one in days) in (0, 1, -1)


@given(st.text(max_size=60))
def test_a_template_reaches_no_further_than_its_names(text: str) -> None:
    row = MADE_FOR["silence"].row
    said = filled("{client.__class__} {0} {client} " + text, row)
    assert said.startswith("{client.__class__} {0} Acme")


@given(st.sampled_from([*FIELDS]), st.sampled_from([*MADE_FOR]))
def test_every_name_says_something_of_any_client(name: str, made_for: str) -> None:
    assert filled(f"{{{name}}}", MADE_FOR[made_for].row).strip()


# One's own file

OWN = """
[[play]]
id = "silence"
title = "Quiet"

[[play]]
id = "unhappy"
off = true

[[play]]
id = "birthday"
title = "Birthday"
category = "other"
rank = 500
when = "status:active term>=2"
purpose = "{client} is a customer for long."
judged = "They smile."

[[play.activity]]
key = "card"
text = "Send {client} a card."
results = "A thank-you."
hours = "0.5"
by = "T+5d"
"""


def test_a_file_of_ones_own_adds_changes_and_switches_off() -> None:
    book = read_playbook(USUAL, OWN)
    assert book.problems == ()
    assert [book.named(one) is not None for one in ("birthday", "unhappy", "silence")] == [True, False, True]
    silence, before = book.named("silence"), BOOK.named("silence")
    assert silence is not None
    assert before is not None
    assert (silence.title, silence.activity) == ("Quiet", before.activity)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("title = \"Birthday\"", "titel = \"Birthday\""), "line 10: play birthday: title"),
        (("term>=2", "nonsense:2"), 'line 10: play birthday: when: no field "nonsense"'),
        (("{client} a card", "{cleint} a card"), "line 10: play birthday: activity.1.text: there is no {cleint}"),
        (("T+5d", "soon"), "line 10: play birthday: activity card names soon, which does not stand before it"),
        (("\"0.5\"", "\"-1\""), "line 10: play birthday: activity.1.hours"),
        (("id = \"birthday\"", "id = birthday"), "line 11: this is no TOML"),
        (("T+5d\"", "T+5d\"\nafter = [\"ball\"]"), "activity card names ball, which does not stand before it"),
    ],
)  # fmt: skip
def test_a_broken_file_is_explained_with_its_line_and_the_rest_holds(changed: tuple[str, str], said: str) -> None:
    book = read_playbook(USUAL, OWN.replace(*changed))
    assert len(book.problems) >= 1
    assert said in "\n".join(map(str, book.problems))
    assert book.named("green-but-falling") is not None
    assert book.named("birthday") is None
