"""Playbooks: each play fires on a client made for it, texts and dates are filled in, and broken files are explained."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.records.activity import Category
from csm_tui.domain.records.renewal import Renewal
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.settings import Settings
from csm_tui.domain.text import safe_text
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.planning.playbooks.conditions import CASE_FILTER, Case
from csm_tui.planning.playbooks.dates import due_day, read_due, working_day
from csm_tui.planning.playbooks.offering.offers import cases_of
from csm_tui.planning.playbooks.play import Play, PlayActivity
from csm_tui.planning.playbooks.playbook import Origin, Playbook, plays_for, read_playbook
from csm_tui.planning.playbooks.texts import FIELDS, filled
from csm_tui.planning.portfolio.query import PORTFOLIO_FILTER
from csm_tui.planning.portfolio.rows import Row, row_of
from tests.support.builders import TODAY, client
from tests.support.plan_builders import kept
from tests.support.plays import BOOK, MADE_FOR, REVIEWED, USUAL, case, in_days, met


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


NEW = {"status": "onboarding", "renewal_date": in_days(300)}
HANDED = {"owner": "Kim", "former": ((in_days(-20), "owner", "Ada"),)}


@pytest.mark.parametrize(
    ("found", "applies", "not_so"),
    [
        (case(renewal_date=in_days(80), trend="Down"), "renewal-at-risk", "renewal-run"),
        (case(renewal_date=in_days(80), product=50), "renewal-at-risk", "renewal-run"),
        (case(renewal_date=in_days(130), notice_days=60, trend="Down"), "renewal-run", "renewal-at-risk"),
        (case(customer_since=in_days(-50), **NEW), "onboarding", "onboarding-stalled"),
        (case(customer_since=in_days(-50), **NEW | {"product": None}), "onboarding", "onboarding-stalled"),
        (case(customer_since=in_days(-60), **NEW | {"product": None}), "onboarding-stalled", "onboarding"),
        (case(customer_since=in_days(-44), touchpoints=(met(20),), **NEW), "onboarding", "onboarding-stalled"),
        (case(customer_since=in_days(-45), touchpoints=(met(15),), **NEW), "onboarding-stalled", "onboarding"),
        (case(touchpoints=(met(21),), **HANDED), "inherited-client", "loss-review"),
        (case(touchpoints=(met(19),), **HANDED)._replace(shrunk=True), "loss-review", "inherited-client"),
        (case(touchpoints=(), renewal_date=in_days(150)), "renewal-opened", "renewal-run"),
    ],
)
def test_what_looks_alike_is_told_apart(found: Case, applies: str, not_so: str) -> None:
    plays = [one.id for one in plays_for(BOOK.plays, found)]
    assert applies in plays
    assert not_so not in plays


def test_a_renewal_is_opened_before_one_introduces_oneself() -> None:
    plays = [one.id for one in plays_for(BOOK.plays, case(touchpoints=(), renewal_date=in_days(150)))]
    assert plays.index("renewal-opened") < plays.index("inherited-client")


@pytest.mark.parametrize(
    ("days_ago", "before", "outcome", "after", "shrunk"),
    [
        (10, 1000, "contracted", 800, True), (10, 1000, "contracted", 801, False), (91, 1000, "contracted", 500, False),
        (10, 1000, "churned", None, False), (10, 1000, "renewed", None, False), (10, None, "renewed", None, False),
    ],
)  # fmt: skip
def test_a_renewal_for_much_less_is_learnt_from(
    days_ago: int, before: int | None, outcome: str, after: int | None, shrunk: bool
) -> None:
    acme = client("Acme")
    known = {"due": in_days(-days_ago), "closed": in_days(-days_ago), "client": acme.id}
    last = Renewal.model_validate({**known, "outcome": outcome, "acv": before, "new_acv": after})
    older = Renewal.model_validate(
        {**known, "closed": in_days(-400), "outcome": "contracted", "acv": 1000, "new_acv": 1}
    )  # fmt: skip
    workspace = kept(acme, older, last)
    (found,) = cases_of([row_of(acme, workspace, TODAY)], workspace)
    assert found.shrunk is shrunk


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


@given(st.sampled_from([*CASE_FILTER.examples.values()]), st.sampled_from([*MADE_FOR]))
def test_a_condition_or_its_opposite_holds_of_every_client(example: str, made_for: str) -> None:
    (test,) = CASE_FILTER.parse(example).tests
    (opposite,) = CASE_FILTER.parse(f"-{example}").tests
    assert bool(test(MADE_FOR[made_for])) is not bool(opposite(MADE_FOR[made_for]))


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
        (('title = "Birthday"', 'titel = "Birthday"'), 'line 12: play birthday: no entry "titel"; did you mean title?'),
        (('title = "Birthday"', 'titel = "Birthday"'), "line 10: play birthday: lacks title"),
        (('id = "birthday"', ""), "line 10: a play: lacks id"),
        (('id = "birthday"', "id = 5"), "line 11: play 5: id: A name"),
        (('id = "birthday"', 'id = "silence"'), "line 11: play silence: it stands on line 2 already"),
        (("term>=2", "nonsense:2"), 'line 15: play birthday: when: no field "nonsense"; fields: term>=2'),
        (("term>=2", "trem>=2"), 'line 15: play birthday: when: no field "trem"; did you mean term?'),
        (("status:active", "status:activ"), "line 15: play birthday: when: status is one of onb"),
        (('"other"', '"others"'), "line 13: play birthday: category: One of retain, expand"),
        (("500", '"first"'), "line 14: play birthday: rank: A whole number"),
        (("{client} a card", "{cleint} a card"), "line 21: play birthday: activity card: text: there is no {cl"),
        (("{client} a card", "{moon} a card"), "line 21: play birthday: activity card: text: there is no {moon}; k"),
        (("T+5d", "soon"), "line 19: play birthday: activity card waits for soon"),
        (("T+5d", "in a week"), "line 24: play birthday: activity card: by: 'in a week' is no day such as T+5wd"),
        (('"0.5"', '"-1"'), "line 23: play birthday: activity card: hours: Whole quarter-hours"),
        (('"0.5"', '"0.3"'), "line 23: play birthday: activity card: hours: whole quarter-hours"),
        (('by = "T+5d"', ""), "line 19: play birthday: activity card: lacks by"),
        (('key = "card"', 'Key = "card"'), 'line 20: play birthday: activity 1: no entry "Key"; did you mean key?'),
        (('id = "birthday"', "id = birthday"), "line 11: this is no TOML"),
        (("A thank-you.\"", "A thank-you."), "line 22: this is no TOML"),
        (('T+5d"', 'T+5d"\nafter = ["crad"]'), "activity card waits for crad"),
        (('T+5d"', 'T+5d"\nafter = ["card"]'), "line 19: play birthday: activity card waits for itself: card"),
        (("[[play.activity]]", "[[play.activty]]"), 'line 10: play birthday: no entry "activty"; did you mean act'),
        (('title = "Quiet"\n', 'titel = "Quiet"\n'), 'line 4: play silence: no entry "titel"; did you mean title?'),
        (('id = "unhappy"\n', 'id = "unhapy"\n'), "line 6: play unhapy: lacks title, category"),
        (('id = "unhappy"\n', 'id = "unhapy"\n'), "did you mean unhappy?"),
        (("[[play]]\nid = \"silence\"", "[play]\nid = \"silence\""), "line 2: a play begins with [[play]]"),
        (("\n[[play]]\nid", "#\n[[plays]]\nid"), 'line 2: no entry "plays"; did you mean play?'),
        (("They smile.\"", "They smile.\"\n[theme]\nname = 1"), 'no entry "theme"; a playbook holds [[play]]'),
    ],
)  # fmt: skip
def test_a_broken_file_is_explained_with_its_line_and_the_rest_holds(changed: tuple[str, str], said: str) -> None:
    text = OWN.replace(*changed, 1)
    assert text != OWN
    book = read_playbook(USUAL, text)
    assert len(book.problems) >= 1
    assert said in "\n".join(map(str, book.problems))
    assert book.named("green-but-falling") is not None
    assert book.named("birthday") is None or "birthday" not in said


LINES = '''
[[play]]
id = "silence"
purpose = """
[[play]]
for {client}
"""

[[play.activity]]  # [[play]]
key = "{key}"
hours = {hours}
'''


@pytest.mark.parametrize(
    ("key", "hours", "problems"),
    [
        ("fact", "2", []),
        ("fact", "0", ["line 11: play silence: activity fact: hours: Whole quarter-hours, such as 2.5"]),
        ("fatc", "2", ["line 9: play silence: activity fatc: lacks text, results, by"]),
        ("fact", "2\noff = true", ["line 2: play silence: activity other waits for fact"]),
        ("close", "2\noff = true", []),
    ],
)
def test_activities_of_a_known_play_are_changed_or_taken_out_by_their_keys(
    key: str, hours: str, problems: list[str]
) -> None:
    before = BOOK.named("silence")
    assert before is not None
    book = read_playbook(USUAL, LINES.replace("{key}", key).replace("{hours}", hours))
    assert [str(one)[: len(said)] for one, said in zip(book.problems, problems, strict=True)] == problems
    silence = book.named("silence")
    assert silence is not None
    if problems:
        assert silence == before
    elif "off" in hours:
        assert silence.activity == before.activity[:-1]
    else:
        assert silence.activity[0] == before.activity[0].model_copy(update={"hours": 2.0})
        assert silence.activity[1:] == before.activity[1:]
        assert silence.purpose == "[[play]]\nfor {client}"


def test_activities_stand_behind_what_they_wait_for_and_a_circle_is_told() -> None:
    def own(*activities: str) -> Playbook:
        return read_playbook(USUAL, OWN.split("[[play.activity]]")[0] + "".join(map(_activity, activities)))

    def _activity(words: str) -> str:
        key, by, *after = words.split()
        listed = ", ".join(f'"{one}"' for one in after)
        return f'[[play.activity]]\nkey="{key}"\ntext="x"\nresults="x"\nhours=1\nby="{by}"\nafter=[{listed}]\n'

    sorted_play = own("call note+7d", "thanks T+9d card", "note T+1d", "card T+2d call").named("birthday")
    assert sorted_play is not None
    assert [one.key for one in sorted_play.activity] == ["note", "call", "card", "thanks"]
    circle = own("start T+1d", "card T+1d call", "call note+1d", "note T+2d card").problems
    assert [str(one) for one in circle] == [
        "line 26: play birthday: activity card waits for itself: card waits for call waits for note waits for card"
    ]
    twice = own("card T+1d", "card T+2d").problems
    assert "activity card stands there twice" in str(twice[0])


def test_it_is_said_where_a_play_comes_from() -> None:
    book = read_playbook(USUAL, OWN)
    assert [book.origins[one] for one in ("silence", "unhappy", "birthday", "low-use")] == [
        Origin.CHANGED, Origin.CHANGED, Origin.OWN, Origin.BUILT_IN,
    ]  # fmt: skip
    assert [one.id for one in book.off] == ["unhappy"]
    assert [one.id for one in book.own()] == ["silence", "birthday"]


def test_the_example_in_the_documentation_is_sound_and_names_every_entry_and_term() -> None:
    page = (Path(__file__).parents[3] / "docs" / "plays.md").read_text(encoding="utf-8")
    book = read_playbook(USUAL, page.split("```toml")[1].split("```")[0])
    assert book.problems == ()
    assert [one.id for one in book.own()] == ["training", "silence"]
    assert [one.id for one in book.off] == ["inherited-client"]
    named = {*Play.model_fields, *PlayActivity.model_fields} - {"activity"}
    assert [name for name in named if f"`{name}`" not in page] == []
    own = CASE_FILTER.examples.keys() - PORTFOLIO_FILTER.examples.keys()
    assert [name for name in own if f"`{name}" not in page] == []
    assert [name for name in FIELDS if f"{{{name}}}" not in page and name not in COMPONENTS] == []


_PIECES = ("", "[[play]]", "[play]", "[[play.activity]]", '"""', "\\u001b", "\x00")


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """One's own file with pieces taken out or replaced by anything."""
    text = draw(st.sampled_from([OWN, LINES.replace("{key}", "fact").replace("{hours}", "1")]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(start + 40, len(text))))
        text = text[:start] + draw(st.sampled_from(_PIECES) | st.text(max_size=8)) + text[end:]
    return text


@given(spoiled())
def test_whatever_a_file_says_the_other_plays_hold_and_each_problem_has_a_line_of_it(text: str) -> None:
    book = read_playbook(USUAL, text)
    assert {one.id for one in BOOK.plays} <= {one.id for one in (*book.plays, *book.off)}
    assert all(0 <= one.line <= text.count("\n") + 1 for one in book.problems)
    assert all(safe_text(str(one)) == str(one) for one in book.problems)
