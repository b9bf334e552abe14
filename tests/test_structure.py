"""The drawn structure: no module of the package reaches itself through others, not even for a type, and no room holds
more than a newcomer takes in at a glance."""

from collections import Counter
from collections.abc import Mapping, Set
from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

MOST_MODULES = 15


def circle(imports: Mapping[str, Set[str]]) -> list[str]:
    """A module that imports itself through others, with what lies between; nothing if there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.mark.parametrize(
    ("imports", "found"),
    [
        ({"a": {"b", "c"}, "b": {"c"}, "c": set()}, set()),
        ({"a": {"b"}, "b": {"c"}, "c": {"b"}}, {"b", "c"}),
        ({"a": {"a"}}, {"a"}),
    ],
)
def test_a_circle_is_found(imports: Mapping[str, Set[str]], found: set[str]) -> None:
    assert set(circle(imports)) == found


def test_no_module_imports_itself_through_others() -> None:
    graph = grimp.build_graph("csm_tui", cache_dir=None)
    assert len(graph.modules) > 200
    assert circle({one: graph.find_modules_directly_imported_by(one) for one in graph.modules}) == []


def test_no_room_holds_too_many_modules() -> None:
    graph = grimp.build_graph("csm_tui", cache_dir=None)
    rooms = {name.rpartition(".")[0] for name in graph.modules}
    held = Counter(name.rpartition(".")[0] for name in graph.modules - rooms)
    assert {room: many for room, many in held.items() if many > MOST_MODULES} == {}
