from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.geometry import Region


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "workspace.json"


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every widget that is painted again for itself."""
    seen: list[Any] = []
    update = Compositor.update_widgets

    def watched(compositor: Compositor, widgets: Iterable[Any]) -> None:
        seen.extend(widgets)
        update(compositor, set(widgets))

    monkeypatch.setattr(Compositor, "update_widgets", watched)
    return seen


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The screen of every layout."""
    seen: list[Any] = []
    reflow = Compositor.reflow

    def watched(compositor: Compositor, parent: Any, size: Any) -> Any:
        seen.append(parent)
        return reflow(compositor, parent, size)

    monkeypatch.setattr(Compositor, "reflow", watched)
    return seen


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[set[Region]]:
    """The regions of each paint of the screen in front."""
    seen: list[set[Region]] = []
    render = Compositor.render_update

    def watched(compositor: Compositor, **options: Any) -> Any:
        if compositor._dirty_regions:
            seen.append(set(compositor._dirty_regions))
        return render(compositor, **options)

    monkeypatch.setattr(Compositor, "render_update", watched)
    return seen
