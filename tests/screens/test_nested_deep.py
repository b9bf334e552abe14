"""What is nested too deep to be written is left out of what is shown, and stays in the file."""

from pathlib import Path

import pytest

from tests.support.driving import SMALL, reread, using
from tests.support.storage.raw_files import fill_raw

DEPTH = 900


@pytest.mark.thorough
async def test_records_with_fields_nested_deep_are_shown_and_edited(path: Path) -> None:
    deep: object = "x"
    for _ in range(DEPTH):
        deep = [deep]
    parts = [{"name": "Kim", "deep": deep}]
    fill_raw(path, [{"name": "Aurora", "deep": deep}, {"name": "Boreal", "stakeholders": parts}])
    before = path.read_text().count("[")
    async with using(path, SMALL) as user:
        assert [[*one.problems] for one in user.session.file.to_mend] == [["deep"], ["stakeholders"]]
        for name in ("Aurora", "Boreal"):
            user.go_to(name)
            await user.press("e")
            await user.enter(owner="Mara")
            await user.press("ctrl+s")
            await user.saved()
    assert {one.owner for one in reread(path).clients.values()} == {"Mara"}
    assert path.read_text().count("[") >= before, "what is nested stays in the file"
