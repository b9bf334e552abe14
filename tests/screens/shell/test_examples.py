"""The worked examples, read from the help and from the palette of anybody's workspace."""

from pathlib import Path

import pytest

from csm_tui.screens.dialogs.text_page import TextPage
from csm_tui.screens.shell.examples import evaluation_example, markdown_lines, personal_example
from csm_tui.screens.shell.help import HelpScreen
from tests.support.driving import SMALL, TODAY, client, fill, using


def words(width: int, text: str) -> list[str]:
    lines = ["".join(run for run, _ in line) for line in markdown_lines(text, width)]
    assert max(map(len, lines)) <= width
    return " ".join(lines).split()


@pytest.mark.parametrize("text", [evaluation_example(TODAY), personal_example(TODAY)], ids=["evaluation", "personal"])
def test_of_an_example_every_word_is_shown_at_any_width_without_the_signs_of_markdown(text: str) -> None:
    narrow, wide = words(76, text), words(300, text)
    assert narrow == wide
    assert "\\" not in " ".join(wide)
    assert not {"**", "|", "---", "##"} & {*wide}
    assert "Internal:" in wide


def test_the_examples_are_finished() -> None:
    engagement = " ".join(words(120, evaluation_example(TODAY)))
    for part in ("final", "Lessons learned", "Value gained", "Future improvements", "Prompts for more value"):
        assert part in engagement
    personal = " ".join(words(120, personal_example(TODAY)))
    for part in ("59 of 80, 8 of 8 rated", "E Customer outcomes 4 red", "Focus: Customer outcomes.", "All green: 20"):
        assert part in personal


@pytest.mark.thorough
async def test_an_example_is_read_from_the_help_and_from_the_palette_of_any_workspace(path: Path) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await user.press("question_mark")
        assert {"f6", "f7"} <= {*user.shown.splitlines()[-1].split()}, "both stand at the foot"
        await user.type("worked example")
        await user.until(lambda: "f6" in user.shown and "f7" in user.shown)
        for key, title, said in (
            ("f6", "Worked example: evaluation of an engagement", "One archive"),
            ("f7", "Worked example: evaluation of oneself", "59 of 80"),
        ):
            await user.press(key)
            assert isinstance(user.screen, TextPage)
            assert title in user.shown
            assert said in user.shown
            await user.press("q")
            assert isinstance(user.screen, HelpScreen)
        await user.press("escape", "ctrl+p")
        await user.type("example: evaluation of oneself")
        await user.until(lambda: "A finished one, to read" in user.shown)
        await user.press("enter")
        await user.until(lambda: isinstance(user.screen, TextPage))
        assert "59 of 80" in user.shown
        assert [one.name for one in user.session.workspace.clients.values()] == ["Acme"]
