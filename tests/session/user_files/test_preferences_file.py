"""The person's settings in their file: what is read, what is said of mistakes, and what a save leaves as it was."""

import errno
import os
import stat
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from csm_tui.domain.preferences import NAMES, Preferences, ThemeName, choices
from csm_tui.session.user_files.preferences_file import PreferencesFile
from csm_tui.storage.errors import NotSaved, ReadOnly, StorageError, Unreadable, quoted
from csm_tui.themes import THEMES
from tests.support import hostile

USUAL = Preferences.usual()
EVERYTHING = USUAL.changed(
    theme="csm-clear", signs="ascii", details="open", animation="off", keys={"portfolio.sort": "s,ctrl+s", "undo": "z"}
)
BY_HAND = """\
# My settings.

# The bright office.
theme = "csm-light"   # csm-dark at home
colour = 7            # of a newer program

[keys] # left hand
"portfolio.sort" = "o"   # as in order
undo = 'z'
"of.a.newer.program" = "ctrl+t"

# How it looks.
[look]
details = "open"
animation = "auto"
font = { size = 12 }

[[other]]
x = [1,
     2]  # two
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "preferences.toml"


def wrote(path: Path, content: str | bytes) -> PreferencesFile:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return PreferencesFile(path)


def problems(file: PreferencesFile, path: Path) -> list[str]:
    """What is said of the file, without its name."""
    return [line.removeprefix(f"In {quoted(path)}: ") for line in file.load()[1]]


def test_the_themes_are_those_of_the_app() -> None:
    assert [theme.name for theme in THEMES] == list(ThemeName)


# Reading


def test_a_missing_file_is_one_of_defaults(path: Path) -> None:
    assert PreferencesFile(path).load() == (USUAL, ())
    assert not path.parent.exists()


@pytest.mark.thorough
@pytest.mark.parametrize(("content", "loaded"), [(None, set()), ("", {"tomllib"})])
def test_a_start_without_a_file_loads_no_reader_of_toml(path: Path, content: str | None, loaded: set[str]) -> None:
    if content is not None:
        wrote(path, content)
    program = (
        "import sys; from pathlib import Path\n"
        "from csm_tui.session.user_files.preferences_file import PreferencesFile\n"
        "PreferencesFile(Path(sys.argv[1])).load()\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert {"tomllib", "tomlkit"} & set(done.stdout.split()) == loaded


def test_a_file_written_by_hand_is_read(path: Path) -> None:
    file = wrote(path, BY_HAND)
    preferences = file.load()[0]
    assert problems(file, path) == ["'colour' is not known.", "'other' is not known.", "'look.font' is not known."]
    assert preferences == USUAL.changed(
        theme="csm-light", details="open", keys={"portfolio.sort": "o", "undo": "z", "of.a.newer.program": "ctrl+t"}
    )


def test_each_wrong_value_is_told_and_the_right_ones_hold(path: Path) -> None:
    file = wrote(
        path,
        """
        theme = "nord"
        [look]
        signs = 5
        details = "closed"
        animation = ["on"]
        [keys]
        "portfolio.sort" = "s t"
        "portfolio.filter" = "/"
        undo = 7
        client.edit = "e"
        "[/] of nobody" = 5
        """,
    )
    assert file.load()[0] == USUAL.changed(details="closed", keys={"portfolio.filter": "slash"})
    assert problems(file, path) == [
        "theme must be csm-dark, csm-light or csm-clear; csm-dark is used.",
        "look.signs must be auto, unicode or ascii; auto is used.",
        "look.animation must be auto, on or off; auto is used.",
        "keys.'portfolio.sort': s t is not a key; keys are s, S, ctrl+s, f5, slash, pageup and the like; "
        "its usual keys are used.",
        "keys.'undo': the keys must be in quotes, such as \"s,ctrl+s\"; its usual keys are used.",
        "keys.'client': the whole id must be in quotes, such as \"portfolio.sort\"; its usual keys are used.",
        "keys.'[/] of nobody' is not the id of a command.",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('Theme = "csm-light"\n', "'Theme' is not known; did you mean theme?"),
        ('[keyes]\nundo = "z"\n', "'keyes' is not known; did you mean keys?"),
        ('[look]\nanimatoin = "off"\n', "'look.animatoin' is not known; did you mean animation?"),
        ('signs = "ascii"\n', "'signs' is not read there: it belongs in the section [look]."),
        ('[look]\ntheme = "csm-light"\n', "'look.theme' is not read there: it belongs at the top of the file."),
        ("[look]\nfont = 12\n", "'look.font' is not known."),
    ],
)
def test_a_name_that_is_not_known_is_named_with_the_one_that_was_meant(path: Path, content: str, said: str) -> None:
    file = wrote(path, content)
    assert (file.load()[0], problems(file, path)) == (USUAL, [said])
    file.save(USUAL.changed(details="open"))
    assert content.splitlines()[-1] in path.read_text(), "it stays"


@pytest.mark.parametrize("content", ['theme = "csm-light"\n', BY_HAND, "\n"])
def test_a_byte_order_mark_changes_nothing_and_stays(path: Path, content: str) -> None:
    file = wrote(path, content.encode("utf-8-sig"))
    assert file.load()[0] == wrote(path.with_name("other.toml"), content).load()[0]
    file.save(EVERYTHING)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert path.read_bytes().count(b"\xef\xbb\xbf") == 1
    assert file.load()[0] == EVERYTHING


def test_what_is_no_section_is_told(path: Path) -> None:
    file = wrote(path, 'theme = "csm-light"\nlook = "ascii"\n[[keys]]\nundo = "z"\n')
    assert file.load()[0] == USUAL.changed(theme="csm-light")
    assert problems(file, path) == ["look must be a section, [look].", "keys must be a section, [keys]."]


DAMAGED: list[tuple[bytes, str]] = [
    (b'theme = "csm-light"\n[look\nsigns = 1\n', "line 2: "),
    (b'theme = "csm-light"\n\n[keys]\nx = """never ends\n\n', "line 4: "),
    (b"theme = 1\ntheme = 2\n", "line 2: Cannot overwrite a value"),
    (b"[look]\r\n[look]\r\n", "line 2: Cannot declare"),
    (b"# \xc3\xa9\n\nname = '\xff'\n", "line 3: it is not UTF-8"),
    (b"\xff\xfet\x00h\x00", "line 1: it is not UTF-8"),
    (b"\x00" * 100, "line 1: "),
    (b"\x1b]0;owned\x07 = 1", "line 1: "),
    (b"a = '\x1b[2J'", "line 1: "),
    ("\u202e = 1".encode(), "line 1: "),
    (b"a = 1\nb = 2020-02-31\n", "line 2: Invalid date or datetime"),
    (b"a = " + b"1" * 5_000, "a number in it is too long"),
    (b"a = " + b"[" * 20_000, "a number in it is too long, or lists in it lie too deep"),
]


@pytest.mark.parametrize(("content", "why"), DAMAGED, ids=range(len(DAMAGED)))
def test_a_file_that_is_no_toml_is_told_with_its_line_and_never_overwritten(
    path: Path, content: bytes, why: str
) -> None:
    file = wrote(path, content)
    preferences, said = file.load()
    assert preferences == USUAL
    (line,) = said
    assert line.startswith(f"Cannot read {quoted(path)}: {why}")
    assert line.endswith(". The usual settings are used.")
    with pytest.raises(NotSaved) as caught:
        file.save(EVERYTHING)
    assert str(caught.value).startswith(f"Not saved to {quoted(path)}: {why}")
    assert not hostile.acting(line + str(caught.value))
    assert path.read_bytes() == content


@example(b"\xef\xbb\xbf")
@given(
    st.binary(max_size=60) | st.text(st.sampled_from("[]{}=\"'\\.,# \n\r\x1bak1-lookeys"), max_size=40).map(str.encode)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_make_it_fail_in_another_way(path: Path, content: bytes) -> None:
    file = wrote(path, content)
    preferences, said = file.load()
    assert not hostile.acting("".join(said))
    try:
        tomllib.loads(content.decode("utf-8-sig"))  # which is read without its mark
    except ValueError:
        assert preferences == USUAL
        assert len(said) == 1
        with pytest.raises(StorageError):
            file.save(EVERYTHING)
        assert path.read_bytes() == content


@pytest.mark.thorough
@pytest.mark.parametrize("text", [*hostile.NAMES, hostile.LONG])
def test_hostile_text_in_the_file_never_acts(path: Path, text: str) -> None:
    written = tomlkit.dumps({"theme": text, "look": {"signs": text}, "keys": {text: text, "undo": text}, text: text})
    file = wrote(path, written)
    preferences, said = file.load()
    assert preferences == USUAL
    assert len(said) == 5
    assert not hostile.acting("".join(said))
    file.save(EVERYTHING)
    kept = tomllib.loads(path.read_text())
    assert (kept[text], kept["keys"][text]) == (text, text)
    assert file.load()[0] == EVERYTHING


def test_a_folder_in_place_of_the_file_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    file = PreferencesFile(path)
    assert file.load() == (USUAL, (f"Cannot read {quoted(path)}: it is a folder. The usual settings are used.",))
    with pytest.raises(Unreadable, match="it is a folder"):
        file.save(EVERYTHING)


def test_a_pipe_in_place_of_the_file_does_not_hold_the_start_up(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    assert PreferencesFile(path).load()[1] == (
        f"Cannot read {quoted(path)}: it is not a regular file. The usual settings are used.",
    )


# Writing


def test_a_new_file_holds_only_what_differs(path: Path) -> None:
    file = PreferencesFile(path)
    file.save(USUAL)
    assert not path.exists()
    file.save(EVERYTHING)
    assert path.read_text() == (
        'theme = "csm-clear"\n\n'
        '[look]\nsigns = "ascii"\ndetails = "open"\nanimation = "off"\n\n'
        '[keys]\n"portfolio.sort" = "s,ctrl+s"\nundo = "z"\n'
    )
    assert file.load() == (EVERYTHING, ())


@pytest.mark.parametrize("wanted", [USUAL.changed(details="open"), USUAL.changed(keys={"portfolio.sort": "o"})])
def test_a_new_file_holds_no_defaults(path: Path, wanted: Preferences) -> None:
    PreferencesFile(path).save(wanted)
    section = {"look": {"details": "open"}} if not wanted.keys else {"keys": {"portfolio.sort": "o"}}
    assert tomllib.loads(path.read_text()) == section


def test_comments_order_and_unknown_entries_stay(path: Path) -> None:
    file = wrote(path, BY_HAND)
    file.save(USUAL.changed(theme="csm-clear", signs="ascii", keys={"portfolio.sort": "/", "help": "f1"}))
    expected = (
        BY_HAND.replace('"csm-light"   #', '"csm-clear"   #')
        .replace('= "o"   #', '= "slash"   #')
        .replace("undo = 'z'\n", "")
        .replace('"of.a.newer.program" = "ctrl+t"\n', 'help = "f1"\n')
        .replace('details = "open"', 'details = "auto"')
        .replace("size = 12 }\n", 'size = 12 }\nsigns = "ascii"\n')
    )
    assert path.read_text() == expected


def test_what_is_not_changed_is_not_written(path: Path) -> None:
    file = wrote(path, BY_HAND)
    path.chmod(0o644)
    before = path.stat()
    file.save(file.load()[0])
    assert path.read_text() == BY_HAND
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_default_written_by_hand_stays_and_no_other_is_added(path: Path) -> None:
    file = wrote(path, '[look]\nsigns = "auto"\ndetails = "open"\n')
    file.save(USUAL.changed(animation="off"))
    assert path.read_text() == '[look]\nsigns = "auto"\ndetails = "auto"\nanimation = "off"\n'


def test_a_value_of_a_newer_program_stays_until_it_is_changed(path: Path) -> None:
    newer = 'theme = "csm-paper"\n\n[keys]\n"portfolio.sort" = "hyper+s"\n'
    file = wrote(path, newer)
    file.save(USUAL.changed(signs="ascii"))
    assert path.read_text() == newer + '\n[look]\nsigns = "ascii"\n'
    file.save(USUAL.changed(signs="ascii", theme="csm-light", keys={"portfolio.sort": "o"}))
    assert file.load() == (USUAL.changed(signs="ascii", theme="csm-light", keys={"portfolio.sort": "o"}), ())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# Mine.\n\n# About x.\nx = 1\n", '# Mine.\n\ntheme = "csm-light"\n\n# About x.\nx = 1\n'),
        ("# About the look.\n[look]\n", 'theme = "csm-light"\n\n# About the look.\n[look]\n'),
        ("# Nothing more.", 'theme = "csm-light"\n\n# Nothing more.\n'),
        ("[a]\n[b]\ntheme = 1", 'theme = "csm-light"\n\n[a]\n[b]\ntheme = 1\n'),
    ],
)
def test_a_comment_stays_with_what_it_stands_above(path: Path, before: str, after: str) -> None:
    wrote(path, before).save(USUAL.changed(theme="csm-light"))
    assert path.read_text() == after


@pytest.mark.parametrize(
    "before",
    [
        "[keys]\n\n# How it looks.\n[look]\n",
        '[keys]\nhelp = "f2" # c\n# How it looks.\n[look]\n',
        '[keys]\nhelp = "f2"\n# undo = "x"\n\n# How it looks.\n[look]\n',
        '[keys] # Mine.\n"undo" = "z"\n\n\n# How it looks.\n[look]\n',
    ],
)
def test_a_new_entry_comes_right_below_the_last_one_of_its_section(path: Path, before: str) -> None:
    wrote(path, before).save(USUAL.changed(keys={"help": "f2", "portfolio.sort": "o", "undo": "z"}))
    keys, comment, look = path.read_text().partition("# How it looks.\n[look]\n")
    assert tomllib.loads(keys)["keys"] == {"help": "f2", "portfolio.sort": "o", "undo": "z"}
    assert (comment, look) == ("# How it looks.\n[look]\n", "")
    assert keys.endswith("\n\n") == ("\n\n" in before)


LAYOUTS = [
    "", "\n", "#", BY_HAND, BY_HAND.replace("\n", "\r\n"), BY_HAND.strip(),
    'look = {signs = "ascii"} # c', 'look.signs = "unicode"\nlook.x = 1\n"keys"."undo" = "q"', "keys = {}",
    '[keys]\nundo = "b"\n[look]\n[keys.sub]\nx = 1', '[keys.sub]\nx = 1\n[look.sub]\ny = 1',
    "[keys]\n[look]\nkeys.b.c = 'x'", "  [ look ]\n  signs='ascii'\n  [ 'keys' ] # c\n  'portfolio.sort'='''o'''",
    'theme = "no"\nx = nan\nd = 2020-01-02\n[look]\nsigns = {}\n[keys]\nundo = []\nportfolio.sort = "s"',
]  # fmt: skip


def some_preferences() -> st.SearchStrategy[Preferences]:
    ids = st.sampled_from(["portfolio.sort", "undo", "of.a.newer.program"]) | st.from_regex(
        r"[a-z0-9_.]{1,9}", fullmatch=True
    )
    one_key = st.sampled_from(["s", "S", "/", "comma", "ctrl+x", "f5", "\u00e9", "\\", '"', "'", "esc"])
    keys = st.dictionaries(ids, st.lists(one_key, min_size=1, max_size=3).map(",".join), max_size=4)
    chosen = {name: st.sampled_from(choices(name)) for name in NAMES}
    return st.fixed_dictionaries({**chosen, "keys": keys}).map(Preferences.model_validate)


def unknown(text: str) -> str:
    """Everything in a file that this program has no use for, as text, since no number equals nan."""
    entries: dict[str, Any] = tomllib.loads(text)
    look = {name: value for name, value in entries.pop("look", {}).items() if name not in NAMES}
    entries.pop("keys", None)
    entries.pop("theme", None)
    return repr((entries, look))


@pytest.mark.thorough
@given(st.sampled_from(LAYOUTS), st.lists(some_preferences(), min_size=1, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_saved_comes_back_from_any_layout(path: Path, layout: str, several: list[Preferences]) -> None:
    file = wrote(path, layout)
    before = path.read_text()
    for wanted in several:
        file.save(wanted)
        assert file.load()[0] == wanted
    after = path.read_text()
    assert unknown(after) == unknown(before)
    assert [line for line in before.splitlines() if line.startswith("# ")] == [
        line for line in after.splitlines() if line.startswith("# ")
    ]


def test_fields_of_a_newer_program_do_not_keep_it_from_being_saved(path: Path) -> None:
    file = PreferencesFile(path)
    file.save(Preferences.model_validate({"theme": "csm-light", "newer": "x"}))
    assert path.read_text() == 'theme = "csm-light"\n'


def test_a_section_is_never_put_in_the_place_of_something_else(path: Path) -> None:
    before = '[[look]]\nsigns = "ascii"\n'
    file = wrote(path, before)
    with pytest.raises(NotSaved, match=r"look in it must be a section, \[look\]\."):
        file.save(USUAL.changed(signs="ascii"))
    assert path.read_text() == before
    file.save(USUAL.changed(theme="csm-light"))
    assert path.read_text() == f'theme = "csm-light"\n\n{before}'


@pytest.mark.parametrize("spoilt", ['theme = "csm-clear"', "[look", "[keys]\nundo = 'z'"])
def test_what_would_not_read_back_as_meant_is_not_written(
    path: Path, monkeypatch: pytest.MonkeyPatch, spoilt: str
) -> None:
    monkeypatch.setattr(tomlkit, "dumps", lambda _: spoilt)
    file = wrote(path, BY_HAND)
    with pytest.raises(NotSaved):
        file.save(EVERYTHING)
    assert path.read_text() == BY_HAND


@pytest.mark.parametrize("error", [tomlkit.exceptions.TOMLKitError, RecursionError])
def test_what_the_writer_of_toml_cannot_take_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def parse(_: str) -> None:
        raise error

    monkeypatch.setattr(tomlkit, "parse", parse)
    file = wrote(path, BY_HAND)
    with pytest.raises(NotSaved, match="the program cannot change it; edit it by hand"):
        file.save(EVERYTHING)
    assert path.read_text() == BY_HAND


def test_file_and_folder_can_be_read_by_their_owner_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        PreferencesFile(path).save(EVERYTHING)
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.chmod(0o644)
        PreferencesFile(path).save(USUAL)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    finally:
        os.umask(before)
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(("number", "why"), [(errno.EACCES, "no permission"), (errno.EROFS, "the disk is read-only")])
def test_a_read_only_folder_is_told(path: Path, monkeypatch: pytest.MonkeyPatch, number: int, why: str) -> None:
    file = wrote(path, BY_HAND)
    real = os.open

    def refusing(name: Any, flags: int, *rest: int) -> int:
        if flags & os.O_CREAT:  # so that it is refused to the superuser, too
            raise OSError(number, "no")
        return real(name, flags, *rest)

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(NotSaved) as caught:
        file.save(EVERYTHING)
    assert str(caught.value) == f"Not saved to {quoted(path)}: {why}."
    assert path.read_text() == BY_HAND


def test_a_folder_that_cannot_be_made_is_told(path: Path) -> None:
    path.parent.write_bytes(b"a file")
    with pytest.raises(StorageError, match="a part of the path is not a folder"):
        PreferencesFile(path).save(EVERYTHING)


def test_a_write_protected_file_is_left_alone(path: Path) -> None:
    file = wrote(path, BY_HAND)
    path.chmod(0o444)
    with pytest.raises(ReadOnly, match="is write-protected"):
        file.save(EVERYTHING)
    assert path.read_text() == BY_HAND


def test_a_link_to_the_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    wrote(tmp_path / "dotfiles.toml", BY_HAND)
    path.parent.mkdir()
    path.symlink_to(tmp_path / "dotfiles.toml")
    file = PreferencesFile(path)
    file.save(EVERYTHING)
    assert path.is_symlink()
    assert PreferencesFile(tmp_path / "dotfiles.toml").load()[0] == EVERYTHING


def test_what_another_program_set_meanwhile_stays(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('theme = "csm-light"\n[keys]\n"table.sort" = "z"\n')
    mine, others = PreferencesFile(path), PreferencesFile(path)
    opened, _ = mine.load()
    other, _ = others.load()
    others.save(other.changed(theme="csm-dark", keys={"table.mark": "x"}))
    saved = mine.save(opened.changed(details="open", keys={**opened.keys, "table.copy": "Y"}))
    found, problems = PreferencesFile(path).load()
    assert (found, problems) == (saved, ())
    assert (found.theme, found.details) == ("csm-dark", "open")
    assert found.keys == {"table.mark": "x", "table.copy": "Y"}


def test_what_is_changed_in_the_demo_is_not_kept(path: Path) -> None:
    wrote(path, 'theme = "csm-light"\n')
    borrowed = PreferencesFile(path).for_the_demo()
    preferences, _ = borrowed.load()
    borrowed.save(preferences.changed(theme="csm-clear", keys={"undo": "z"}))
    assert path.read_text() == 'theme = "csm-light"\n'
