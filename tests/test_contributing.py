"""What docs/contributing.md shows works as it is written there."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csm_tui.domain import records
from csm_tui.domain.records import kinds
from tests.support.kind_contract import CHECKS, Check, Kind, check_declaration

PAGE = Path(__file__).parents[1] / "docs" / "contributing.md"


def blocks(section: str) -> list[str]:
    """The Python blocks of a section."""
    text = PAGE.read_text(encoding="utf-8").partition(f"## {section}\n")[2].partition("\n## ")[0]
    return re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kind:
    """The example kind, in a file of its own and in the list as the page says."""
    source, line = blocks("A new kind of record")
    table, place = re.findall(r'"(.+?)"', line)
    module = place.partition(":")[0]
    (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
    monkeypatch.setattr(records, "__path__", [*records.__path__, str(tmp_path)])
    monkeypatch.setitem(kinds.PLACES, table, place)
    kinds.kind_of.cache_clear()
    kind: Kind = getattr(import_module(f"{records.__name__}.{module}"), place.partition(":")[2])
    return kind


def test_the_example_kind_declares_what_is_asked(workshop: Kind) -> None:
    check_declaration(workshop)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.removeprefix("check_"))
def test_the_example_kind_holds_the_contract(workshop: Kind, check: Check) -> None:
    @settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
    @given(data=st.data())
    def holds(data: st.DataObject) -> None:
        check(workshop, data)

    holds()
