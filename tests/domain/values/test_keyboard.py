"""Which keys a command can be given, and how they are named and shown."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.binding import Binding
from textual.keys import Keys

from csm_tui.commands.anywhere import ANYWHERE
from csm_tui.commands.per_screen.portfolio import PORTFOLIO
from csm_tui.domain.preferences import COMMAND_ID
from csm_tui.domain.values.keyboard import key_names, key_problem, typed_keys
from tests.support.hostile import NAMES, SURROGATE, acting

COMMANDS = (*ANYWHERE, *PORTFOLIO)


@pytest.mark.parametrize(
    "keys",
    [
        "s", "S", "7", "ä", "/", "?", "+", "slash", "question_mark", "comma", "full_stop", "escape", "esc", "enter",
        "space", "tab", "shift+tab", "backspace", "pageup", "up", "ctrl+left", "ctrl+shift+end", "alt+x", "ctrl+x",
        "Ctrl+S", "ctrl+backslash", "alt+slash", "f1", "f24", "ctrl+f5", "s,S", " s , ctrl+s ,f2",
    ],
)  # fmt: skip
def test_keys_that_a_command_can_have(keys):
    assert key_problem("x", keys, {}) is None


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ("", "at least one key is needed, such as s or ctrl+s"),
        ("  ", "at least one key is needed, such as s or ctrl+s"),
        (",", "a key is missing beside a comma; the comma's own name is comma"),
        ("s,,t", "a key is missing beside a comma; the comma's own name is comma"),
        ("st", "st is not a key; keys are s, S, ctrl+s, f5, slash, pageup and the like"),
        ("page_up", "page_up is not a key"),
        ("f0", "f0 is not a key"),
        ("f25", "f25 is not a key"),
        ("shift+s", "shift+s is not a key"),
        ("shift+slash", "shift+slash is not a key"),
        ("shift+ctrl+up", "shift+ctrl+up is not a key"),
        ("ctrl+ctrl+x", "ctrl+ctrl+x is not a key"),
        ("ctrl+", "ctrl+ is not a key"),
        ("+s", "+s is not a key"),
        ("strg+s", "strg+s is not a key"),
        ("ctrl+ä", "ctrl+ä is not a key"),
        ("s,nope", "nope is not a key"),
        ("<any>", "<any> is not a key"),
        ("ctrl+i", "ctrl+i reaches the program as tab"),
        ("ctrl+m", "ctrl+m reaches the program as enter"),
        ("ctrl+[", "ctrl+[ reaches the program as esc"),
        ("\x1b[31m", "\u241b[31m is not a key"),
        ("x" * 500, "x" * 30 + "... is not a key"),
    ],
)
def test_what_is_no_key_is_refused_with_the_reason(keys, says):
    problem = key_problem("x", keys, {})
    assert problem is not None
    assert problem.startswith(says)


@pytest.mark.parametrize("keys", [*NAMES, SURROGATE])
def test_a_refusal_never_acts_on_the_terminal(keys):
    problem = key_problem("x", keys, {})
    assert problem is not None
    assert not acting(problem)


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ("s", "s is already the key of portfolio.sort"),
        ("x,/", "/ is already the key of portfolio.filter"),
        ("esc", "esc is already the key of portfolio.filter"),
        ("ctrl+R", "ctrl+r is already the key of redo"),
        ("S", None),
        ("f", None),
    ],
)
def test_a_key_that_another_command_has_is_refused_with_its_name(keys, says):
    taken = {"portfolio.sort": "s", "portfolio.filter": "?, slash,escape", "redo": "ctrl+r"}
    assert key_problem("undo", keys, taken) == says


def test_a_command_may_keep_its_own_keys():
    assert key_problem("portfolio.sort", "s,t", {"portfolio.sort": "s", "undo": "u"}) is None


def test_every_usual_key_can_be_given_to_its_command():
    for command in COMMANDS:
        assert COMMAND_ID.fullmatch(command.ID)
        assert key_problem(command.ID, command.KEYS, {}) is None
        assert ",".join(key_names(command.KEYS)) == command.KEYS


def test_the_keys_of_every_command_are_shown_as_signs_and_read_again_as_the_same_keys():
    for keys in (*(command.KEYS for command in COMMANDS), "ctrl+plus,ctrl+comma", "plus"):
        assert key_names(typed_keys(keys)) == key_names(keys)
        assert "_" not in typed_keys(keys)


def test_signs_have_the_names_that_textual_has_for_them():
    for sign in set(string.punctuation) - {","}:
        (binding,) = Binding.make_bindings([(sign, "action")])
        assert key_names(sign) == (binding.key,)
        assert key_problem("x", binding.key, {}) is None


def test_every_key_that_textual_lists_is_one_but_those_that_never_come_as_such():
    refused = {key.value for key in Keys if key_problem("x", key.value, {}) is not None}
    assert refused == {
        "<any>", "<ignore>", "<scroll-down>", "<scroll-up>", "return", "ctrl-at",
        "ctrl+h", "ctrl+i", "ctrl+m",
    }  # fmt: skip


@given(st.text(st.sampled_from("aS7é,+/ ?ctrlshiftalf1_\u0130\u01c5"), max_size=12) | st.text(max_size=8))
def test_names_of_keys_stay_what_they_are(text):
    names = key_names(text)
    if key_problem("x", text, {}) is None:
        assert key_names(",".join(names)) == names
        assert key_problem("x", ",".join(names), {}) is None
        assert "".join(names).isprintable()
