"""Files that people name: what cannot be read or written is said, and half-typed names are completed."""

import os
from pathlib import Path
from socket import AF_UNIX, socket

import pytest

from csm_tui.session.user_files import files
from csm_tui.session.user_files.files import (
    completed_path,
    file_to_read,
    file_to_write,
    home_of,
    read_file,
    read_stream,
)

pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("plan.csv", "plans.csv", "my clients.csv", ".hidden", "~odd.csv", "ba\\ck.csv", "Zebra.csv"):
        (tmp_path / name).touch()
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "north.csv").touch()
    os.mkfifo(tmp_path / "pipe")
    return tmp_path


@pytest.mark.parametrize("text", ["plan.csv", "~/plan.csv", '"my clients.csv"', r"my\ clients.csv", r"\~odd.csv"])
def test_a_file_is_found_however_it_is_written(text):
    assert file_to_read(text).samefile(file_to_read(text).resolve())


def test_a_file_is_found_by_its_address(folder):
    assert file_to_read((folder / "my clients.csv").as_uri()) == folder / "my clients.csv"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "must not be empty"),
        ("none.csv", "there is no such file"),
        ("plan.csv/x", "there is no such file"),
        ("x" * 5000, "the name is too long"),
        ("reports", "this is a folder, not a file"),
        ("~", "this is a folder, not a file"),
        ("pipe", "a device or a pipe"),
        ("/dev/null", "a device or a pipe"),
        ("~nobody-of-that-name/x.csv", "there is no user nobody-of-that-name"),
        ("~\udcff/x", "there is no user"),
        ("a\udcff", "there is no such file"),
        ("a\ud800", "no file of this system"),
    ],
)
def test_what_cannot_be_read_is_said(text, says):
    with pytest.raises(ValueError, match=says):
        file_to_read(text)


def test_links_in_a_circle_are_no_file(folder):
    (folder / "round").symlink_to(folder / "round")
    with pytest.raises(ValueError, match="circle"):
        file_to_read("round")


def test_no_permission_is_said(monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ValueError, match="no permission"):
        file_to_read("plan.csv")
    with pytest.raises(ValueError, match="no permission to write"):
        file_to_write("new.csv")


@pytest.mark.parametrize("name", ["pipe", "/dev/zero", "/dev/full", "/dev/null", "reports", "none.csv", "bound"])
def test_what_has_become_something_else_since_it_was_named_is_refused_at_once(name):
    socket(AF_UNIX).bind("bound")
    with pytest.raises(ValueError, match=r"device or a pipe|a folder|no such"):
        read_file(Path(name))


def test_a_file_is_refused_by_its_size_before_it_is_read(folder, monkeypatch):
    (folder / "large.csv").touch()
    os.truncate(folder / "large.csv", 10**12)
    with pytest.raises(ValueError, match="it is larger than 100 MB"):
        file_to_read("large.csv")
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    (folder / "plan.csv").write_bytes(b"x" * 11)
    for read in (lambda: file_to_read("plan.csv"), lambda: read_file(Path("plan.csv"))):
        with pytest.raises(ValueError, match="larger"):
            read()
    (folder / "plan.csv").write_bytes(b"x" * 10)
    assert read_file(file_to_read("plan.csv")) == b"x" * 10


def test_a_stream_without_an_end_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 1000)
    with Path("/dev/zero").open("rb") as endless, pytest.raises(ValueError, match="larger"):
        read_stream(endless)


@pytest.mark.parametrize("text", ["new.csv", "plan.csv", "reports/new.csv", "~/new.csv"])
def test_a_file_may_be_written_whether_it_is_there_or_not(text):
    assert file_to_write(text).name == text.rpartition("/")[2]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("none/new.csv", "there is no such folder"),
        ("plan.csv/new.csv", "there is no such folder"),
        ("reports", "a folder"),
        ("none/", "a folder"),
        ("pipe", "a device or a pipe"),
        ("x" * 5000, "the name is too long"),
        ("", "must not be empty"),
    ],
)
def test_what_cannot_be_written_is_said(text, says):
    with pytest.raises(ValueError, match=says):
        file_to_write(text)


@pytest.mark.parametrize(
    ("text", "whole", "names"),
    [
        ("pl", "plan", ("plan.csv", "plans.csv")),
        ("plan", "plan", ("plan.csv", "plans.csv")),
        ("plan.", "plan.csv", ()),
        ("plan.csv", "plan.csv", ()),
        ("my", "my clients.csv", ()),
        ('"my cl', "my clients.csv", ()),
        ("rep", "reports/", ()),
        ("reports/", "reports/north.csv", ()),
        ("./rep", "./reports/", ()),
        ("~", "~/", ()),
        ("~/rep", "~/reports/", ()),
        ("~/my", "~/my clients.csv", ()),
        ("'~/my", "~/my clients.csv", ()),
        (r"\~", r"\~odd.csv", ()),
        ("ba", r"ba\\ck.csv", ()),
        (".h", ".hidden", ()),
        ("zeb", "Zebra.csv", ()),
        ("PL", "plan", ("plan.csv", "plans.csv")),
        ("pi", "pi", ()),
        ("none", "none", ()),
        ("none/x", "none/x", ()),
        ("~nobody-of-that-name/", "~nobody-of-that-name/", ()),
        ("a\0", "a\0", ()),
    ],
)
def test_a_path_is_completed_as_far_as_it_can_only_go_on_in_one_way(text, whole, names):
    assert completed_path(text) == (whole, names)


def test_an_address_is_completed_as_a_path(folder):
    assert completed_path((folder / "rep").as_uri()) == (f"{folder}/reports/", ())


def test_names_that_cannot_be_typed_are_not_offered(folder):
    (folder / "pl\x1bay.csv").touch()
    (Path(os.fsdecode(os.fsencode(folder) + b"/pl\xff.csv"))).touch()
    assert completed_path("pl") == ("plan", ("plan.csv", "plans.csv"))


def test_one_s_own_home_is_known_and_a_stranger_s_is_not(folder):
    assert home_of("") == str(folder)
    assert home_of("nobody-of-that-name") is None
    assert home_of("\udcff\ud800") is None
