"""The whole workspace out and in again."""

from pathlib import Path

import orjson

from tests.support.driving import fill_demo
from tests.support.shell import Shell


def test_it_goes_out_and_comes_in(shell: Shell, tmp_path: Path) -> None:
    shell.path.parent.mkdir()
    fill_demo(shell.path)
    written, file = shell("export", "json", "-").out, tmp_path / "whole.json"
    file.write_text(written, encoding="utf-8")
    assert len(orjson.loads(written)["tables"]["clients"]) == 15
    refused = shell("import", "json", file)
    assert refused.code == 1
    assert "--replace puts this in its place" in refused.err
    shell.path.unlink()
    answer = shell("import", "json", file, "--json")
    assert answer.json["records"]["clients"] == 15
    assert shell("export", "json", "-").out == written
    assert shell("import", "json", file, "--replace").code == 0
    file.write_text("nothing")
    assert "no JSON" in shell("import", "json", file).err
