"""The set of aspects by keys: named, defined, added, removed and ordered; their ratings stay theirs."""

from pathlib import Path

import pytest

from csm_tui.domain.records.person.personal_evaluation import Aspect
from csm_tui.planning.personal.aspects import USUAL_ASPECTS, aspects_in_use
from csm_tui.screens.personal.aspects_dialog import AspectsDialog
from csm_tui.widgets.form.path_input import PathInput
from tests.support.driving import SMALL, User, reread, using
from tests.support.screens.personal_driving import fill_personal, line_with, open_personal

A, B, *_ = USUAL_ASPECTS


async def _open(user: User) -> None:
    await open_personal(user)
    await user.press("C")
    assert isinstance(user.screen, AspectsDialog)


def _names(path: Path) -> list[str]:
    return [one.name for one in aspects_in_use(reread(path))]


@pytest.mark.thorough
async def test_aspects_are_named_added_ordered_and_removed(path: Path) -> None:
    fill_personal(path)
    async with using(path, SMALL) as user:
        await _open(user)
        await user.press("e")
        await user.enter(name="Use of time", definition="What matters gets the hours.")
        await user.press("ctrl+s")
        assert user.said[-1] == "Saved: edit of Use of time: name and definition"
        await user.press("greater_than_sign")
        await user.saved()
        assert _names(path)[:2] == [B.name, "Use of time"]
        await user.press("n")
        await user.enter(name="use of time")
        await user.press("ctrl+s")
        assert user.wrong() == {"name": "there is an aspect of this name"}
        await user.enter(name="Curiosity")
        await user.press("ctrl+s")
        assert user.said[-1] == "Saved: new aspect Curiosity"
        await user.saved()
        assert _names(path)[-1] == "Curiosity"
        await user.press("less_than_sign")
        await user.saved()
        assert _names(path)[-2] == "Curiosity", "a new one has the cursor"
        await user.press("greater_than_sign", "g", "j")
        await user.press("escape")
        assert "7 ◆" in line_with(user, "B Use of time"), "its rating stays with it"
        assert "8 of 9 rated" in user.shown
        await user.press("C", "d", "u", "d")
        await user.saved()
        assert "Use of time" not in _names(path)
        await user.press("n")
        await user.enter(name="USE OF TIME")
        await user.press("ctrl+s", "escape")
        await user.saved()
        assert "7 ◆" in line_with(user, "I Use of time"), "the same one again"
    (again,) = (one for one in reread(path).table(Aspect).records.values() if one.id == A.id)
    assert (again.definition, again.retired) == ("What matters gets the hours.", False)


async def test_there_are_three_to_twelve(path: Path) -> None:
    more = [Aspect(name=f"Further {number}", place=20 + number) for number in range(4)]
    fill_personal(path, more)
    async with using(path, SMALL) as user:
        await _open(user)
        await user.press("n")
        assert user.said[-1] == "There are 12 already: remove one first"
        await user.press(*"ddddddddd")
        assert len(aspects_in_use(user.session.workspace)) == 3
        await user.press("d")
        assert user.said[-1] == "3 is the fewest: add another one first"
        await user.saved()
    assert len(_names(path)) == 3


@pytest.mark.thorough
async def test_a_set_goes_to_a_file_and_comes_back(path: Path, tmp_path: Path) -> None:
    fill_personal(path)
    file = tmp_path / "team.csv"
    async with using(path, SMALL) as user:
        await _open(user)
        await user.press("X")
        user.screen.query_one(PathInput).value = str(file)
        await user.press("enter")
        assert user.said[-1] == f"{file}: 8 aspects written"
        lines = file.read_text().replace(A.name, "Use of time").splitlines()
        file.write_text("\n".join([lines[0], *lines[2:], lines[1]]))
        await user.press("d", "I")
        await user.enter(file=str(file))
        await user.press("ctrl+s")
        await user.until(lambda: "added: Use of time" in user.shown)
        await user.press("y")
        await user.saved()
        assert _names(path) == [*(one.name for one in USUAL_ASPECTS[1:]), "Use of time"]
        assert "Use of time" in user.shown, "the list shows it"
        await user.press("escape")
        assert "7 ◆" in line_with(user, "H Use of time"), "its rating is still its own"
        await user.press("I")
        await user.enter(file=str(file))
        await user.press("ctrl+s")
        await user.until(lambda: user.said[-1] == "These are the aspects in use")
        file.write_text("Aspect\nOne\n")
        await user.press("I")
        await user.enter(file=str(file))
        await user.press("ctrl+s")
        await user.until(lambda: "team.csv: it has 1 aspects: a set has 3 to 12" in user.said)
