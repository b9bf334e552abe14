"""The styles are parsed no more often than they change."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from textual.css import stylesheet

from csm_tui.domain.preferences import ThemeName
from tests.support.driving import SMALL, User, client, fill, using

Parsed = Counter[tuple[object, ...]]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Parsed:
    """How often each source of styles was parsed for the same place among the others."""
    found: Parsed = Counter()
    parse = stylesheet.parse

    def counted(scope: str, css: str, read_from: tuple[str, str], **options: Any) -> Any:
        found[read_from, scope, options["tie_breaker"]] += 1
        return parse(scope, css, read_from, **options)

    monkeypatch.setattr(stylesheet, "parse", counted)
    return found


async def test_each_source_is_parsed_once_however_many_screens_are_opened(path: Path, parsed: Parsed) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        assert len(parsed) > 5
        await user.press("enter", "escape", "n", "escape", "3", "1", "comma", "q")
        assert [source for source, times in parsed.items() if times > 1] == []


async def test_another_theme_parses_them_again_and_its_colours_are_shown(path: Path, parsed: Parsed) -> None:
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        dark = _background(user)
        user.app.take_preferences(user.app.preferences.changed(theme=ThemeName.LIGHT))
        await user.pilot.pause()
        assert _background(user) != dark
        assert set(parsed.values()) == {2}
        user.app.take_preferences(user.app.preferences.changed(theme=ThemeName.DARK))
        await user.pilot.pause()
        assert _background(user) == dark


def _background(user: User) -> object:
    return user.app.portfolio.styles.background
