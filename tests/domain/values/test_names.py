"""Names in the order in which people count."""

from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from csm_tui.domain.text import fold
from csm_tui.domain.values.names import UnknownName, find_names, joined_names, natural_key, some_names


@pytest.mark.parametrize(
    "ordered",
    [
        ("", "Customer", "customer 2", "Customer 10", "customer 100"),
        ("A1", "a2", "A10", "A10b", "Ab"),
        ("1 b", "01 c", "2 a", "11"),
        ("Zoe 9", "Zo\u00eb 10"),
        ("R9", "R10", "R99999999999999999998", "R99999999999999999999"),
    ],
    ids=lambda names: names[-1],
)
def test_numbers_in_names_count(ordered):
    for names in permutations(ordered):
        assert tuple(sorted(names, key=natural_key)) == ordered


@given(st.text(), st.integers(0, 10**30), st.integers(0, 10**30))
def test_of_names_that_differ_in_a_number_the_smaller_comes_first(name, one, other):
    stem = name.rstrip("0123456789")
    assert (natural_key(f"{stem}{one}") < natural_key(f"{stem}{other}")) is (one < other)


@given(st.text())
@example("\u0663 2\u00b2 10")
@example("7" * 5000)
def test_every_name_has_a_key_that_sorts(name):
    assert natural_key(name) >= natural_key("")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["R1"], "R1"),
        (["R1", "R4"], "R1 and R4"),
        (["R1", "R4", "R7"], "R1, R4 and R7"),
        (["R1", "R4", "R7", "R8"], "R1, R4 and 2 more"),
        (["R1", "R4", "R7", "R8", "R9"], "R1, R4 and 3 more"),
    ],
)
def test_names_are_said_up_to_three_and_then_counted(names, said):
    assert some_names(names) == said


KNOWN = {
    fold(name): name for name in ("Acme", "Bolt", "Customer 7", "Customer 8", "Fish & Co", "Fish", "A/B, and C", "R5")
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" ; ", []),
        ("acme", ["Acme"]),
        ("Customer 7; Customer 8", ["Customer 7", "Customer 8"]),
        ("Customer 7, customer  8", ["Customer 7", "Customer 8"]),
        ("Customer 7 / Customer 8", ["Customer 7", "Customer 8"]),
        ("Customer 7 and Customer 8", ["Customer 7", "Customer 8"]),
        ("Acme, Bolt, and R5", ["Acme", "Bolt", "R5"]),
        ("Acme, Bolt; R5", ["Acme", "Bolt", "R5"]),
        ("Acme\nBolt\r\nFish & Co", ["Acme", "Bolt", "Fish & Co"]),
        ("Acme\n\n", ["Acme"]),
        ("Fish & Co and Acme", ["Fish & Co", "Acme"]),
        ("Acme, , Bolt,", ["Acme", "Bolt"]),
        ("Fish & Acme", ["Fish", "Acme"]),
        ("Bolt + A/B, and C + Fish", ["Bolt", "A/B, and C", "Fish"]),
    ],
)
def test_names_are_told_apart_by_what_stands_between_known_ones(text, found):
    assert find_names(text, lambda name: KNOWN.get(fold(name))) == found


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Nobody", "Nobody"),
        ("Acme, Nobody", "Nobody"),
        ("Acme; Nobody; Bolt", "Nobody"),
        ("Nobody and Nothing", "Nobody and Nothing"),
        ("Acme,, Nothing,", "Nothing"),
        ("Acme" + ", Acme" * 300 + ", X", "X"),
    ],
)
def test_the_name_that_is_not_known_is_told(text, unknown):
    with pytest.raises(UnknownName) as error:
        find_names(text, lambda name: KNOWN.get(fold(name)))
    assert error.value.name == unknown


@given(st.lists(st.sampled_from([*KNOWN.values(), "x; y", '"z']), min_size=1, max_size=5))
def test_names_that_are_joined_are_found_again(names):
    every = {**KNOWN, "x; y": "x; y", '"z': '"z'}
    assert find_names(joined_names(names), lambda name: every.get(fold(name))) == names
