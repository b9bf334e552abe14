"""What if: tried while it is typed, scaled, left, taken over and taken back."""

from pathlib import Path

import pytest

from csm_tui.screens.dialogs.forms.what_if_dialog import WhatIfDialog
from csm_tui.widgets import later
from csm_tui.widgets.line_pane import LinePane
from tests.support.driving import SMALL, User, fill_demo, reread, using
from tests.support.screens.page_driving import pane_text


def effect(user: User) -> str:
    return " ".join(pane_text(user.screen.query_one("#what-if-effect", LinePane)).split())


async def test_weights_and_scores_are_tried_scaled_and_taken_over_as_one_step(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        before = user.session.workspace
        user.go_to("Customer 6")
        await user.press("full_stop")
        assert isinstance(user.screen, WhatIfDialog)
        assert effect(user).startswith("Nothing would change now then ■ red 3 81,000 3 81,000 ◆ amber 8 246,000 8")
        await user.enter(weight_product="60")
        assert effect(user).startswith("2 clients would change band, 64,000 ACV 8 scores would be another one as if")
        assert "as if the weights were 60, 20, 10, 10 now then ■ red 3 81,000 5 145,000" in effect(user)
        assert "at risk 7 165,000 9 229,000" in effect(user)
        assert "Customer 10 52 ◆ → 50 ■ 34,000 Customer 14 52 ◆ → 50 ■ 30,000" in effect(user)
        assert user.message("weight_product") == "the weights sum to 110, 10 too much: ctrl+g scales the others"
        await user.press("ctrl+s")
        assert isinstance(user.screen, WhatIfDialog), "not with weights that do not sum to 100"
        assert user.said[-1] == "Not saved yet, please mend: Product %"
        await user.press("ctrl+g")
        assert [user.row(f"weight_{name}").text for name in ("satisfaction", "support")] == ["20", "10"]
        assert user.wrong() == {}
        await user.enter(score_product="100", score_satisfaction="100", score_support="x")
        assert "Customer 6" not in effect(user), "a text that means nothing leaves what is shown"
        await user.enter(score_support="100", renewal_red="1")
        assert "Customer 6 45 ■ → 99 ● 36,000 no longer due" in effect(user)
        assert user.session.workspace is before
        await user.press("ctrl+s")
        assert user.screen is user.app.portfolio
        assert user.said[-1] == "Saved: what if: weights, thresholds and scores of Customer 6"
        assert user.session.workspace.settings.weights.shares == (60, 20, 10, 10)
        assert user.named("Customer 6").product == 100
        await user.press("u")
        assert user.session.workspace.settings == before.settings
        assert user.named("Customer 6").scores == before.clients[user.named("Customer 6").id].scores
        await user.saved()
    assert reread(path).settings == before.settings


@pytest.mark.thorough
async def test_what_is_left_is_kept_like_in_other_forms_and_nothing_is_saved(path: Path) -> None:
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("3")
        await user.until(lambda: user.app.front.ready.is_set() and user.app.front is not user.app.portfolio)
        await user.press("full_stop")
        assert not user.screen.query("#row-score_product"), "there is no client under the cursor"
        await user.enter(score_green="40")
        assert user.message("score_green") == "the amber threshold of scores must not lie above the green one"
        await user.enter(score_green="85")
        assert "amber 8 246,000 12 369,000" in effect(user)
        await user.press("escape", "full_stop")
        assert user.said[-1] == "Not saved, but kept: open the form again to go on"
        assert user.row("score_green").text == "85"
        assert "amber 8 246,000 12 369,000" in effect(user)
        await user.enter(weight_product="0", weight_satisfaction="0", weight_support="0", weight_sponsorship="0")
        await user.press("ctrl+g")
        assert user.said[-1] == "Not scaled: one weight at least must be more than 0"
        await user.press("ctrl+x", "full_stop", "ctrl+s")
        assert user.said[-1] == "Nothing was changed"
        assert user.session.can_undo is False


async def test_of_many_clients_the_last_of_several_trials_is_shown(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(later, "AT_ONCE", 3)
    fill_demo(path)
    async with using(path, SMALL) as user:
        await user.press("full_stop")
        await user.until(lambda: "Nothing would change" in effect(user))
        await user.press("tab", "tab", "tab", "tab", "9", "5", "backspace", "backspace", "8", "5")
        await user.until(lambda: "amber 8 246,000 12 369,000" in effect(user))
        await user.press("escape")
        assert user.screen is user.app.portfolio
