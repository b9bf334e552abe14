"""The person's own file of plays: read when plays are first asked for, and again when it has changed."""

import os
from pathlib import Path

from csm_tui.session.user_files.plays_file import PlaysFile


def test_a_file_is_read_when_it_is_asked_for_and_again_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "playbooks.toml"
    plays = PlaysFile(path)
    path.write_text("this is not read yet")
    assert not plays.changed(), "nobody asked for plays"
    path.unlink()
    usual = plays.book()
    assert (len(usual.plays), usual.problems) == (21, ())
    assert plays.book() is usual
    assert not plays.changed()
    path.write_text('[[play]]\nid = "silence"\ntitle = "Quiet"\n')
    assert plays.book() is usual, "not under somebody's hands"
    assert plays.changed()
    silence = plays.book().named("silence")
    assert silence is not None
    assert silence.title == "Quiet"
    assert not plays.changed()
    path.write_bytes(b"\n\xff")
    os.utime(path, (1, 1))
    assert plays.changed()
    assert [str(one) for one in plays.book().problems] == ["line 2: it is not UTF-8"]
    assert plays.book().plays == usual.plays
    path.unlink()
    path.mkdir()
    assert plays.changed() is True
    assert "it is a folder" in str(plays.book().problems[0])
    assert not plays.changed()
    path.rmdir()
    assert plays.changed()
    assert plays.book().problems == ()


def test_in_the_demo_the_plays_of_the_person_are_changed_in_a_copy(tmp_path: Path) -> None:
    own, demo = tmp_path / "own" / "playbooks.toml", tmp_path / "demo" / "playbooks.toml"
    plays = PlaysFile(demo, own)
    assert len(plays.book().plays) == 21
    plays.begin()
    assert b"[[play]]" in demo.read_bytes(), "how to write one"
    plays.tidy()
    assert not demo.exists()
    own.parent.mkdir()
    written = '[[play]]\nid = "silence"\ntitle = "Quiet"\n'
    own.write_text(written)
    assert plays.changed()
    plays.begin()
    assert demo.read_text() == written
    demo.write_text(written.replace("Quiet", "Still"))
    plays.tidy()
    assert plays.changed()
    silence = plays.book().named("silence")
    assert silence is not None
    assert silence.title == "Still"
    assert own.read_text() == written
