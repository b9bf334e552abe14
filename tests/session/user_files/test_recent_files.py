"""The files that were brought in last: kept for oneself on this computer, whatever is wrong with that."""

import json
from pathlib import Path

from csm_tui.session.user_files.recent_files import MOST, RecentFiles


def test_the_last_ones_are_known_to_the_next_run_for_nobody_else_and_not_in_the_demo(tmp_path: Path) -> None:
    folder, kept = tmp_path / "state", tmp_path / "state" / "recent-files.json"
    recent, demo = RecentFiles(lambda: folder), RecentFiles(lambda: folder, keeps=False)
    assert recent.all() == ()
    files = [tmp_path / f"{number}.csv" for number in range(MOST + 2)]
    for file in (*files, files[3]):
        file.touch()
        recent.note(file)
    names = tuple(map(str, [files[3], *(one for one in reversed(files) if one is not files[3])][:MOST]))
    assert RecentFiles(lambda: folder).all() == names
    assert (folder.stat().st_mode & 0o777, kept.stat().st_mode & 0o777) == (0o700, 0o600)
    files[3].unlink()
    assert recent.all() == names[1:], "one that is gone is not offered"
    assert demo.all() == ()
    demo.note(files[0])
    assert (demo.all(), recent.all()) == ((str(files[0]),), names[1:])


def test_a_file_that_holds_something_else_or_cannot_be_written_costs_nothing_but_the_list(tmp_path: Path) -> None:
    file, kept = tmp_path / "a.csv", tmp_path / "recent-files.json"
    file.touch()
    recent = RecentFiles(lambda: tmp_path)
    for text in (
        "",
        "{}",
        "[1, null]",
        "[" * 100_000,
        '"a.csv"',
        json.dumps(["\ud800", "a\u202eb.csv", "\0", "x" * 5_000]),
    ):
        kept.write_text(text)
        assert recent.all() == (), ascii(text[:20])
    recent.note(file)
    assert recent.all() == (str(file),)
    blocked = RecentFiles(lambda: file / "state")
    blocked.note(file)
    assert blocked.all() == (str(file),), "as long as the program runs"
