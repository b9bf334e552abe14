"""The drawn structure: no module of the package reaches itself through others, not even for a type, and no room holds
more than a newcomer takes in at a glance."""

import ast
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

import csm_tui

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


@cache
def _graph() -> grimp.ImportGraph:
    return grimp.build_graph("csm_tui", cache_dir=None)


def test_no_module_imports_itself_through_others() -> None:
    graph = _graph()
    assert len(graph.modules) > 200
    assert circle({one: graph.find_modules_directly_imported_by(one) for one in graph.modules}) == []


def test_no_room_holds_too_many_modules() -> None:
    graph = _graph()
    rooms = {name.rpartition(".")[0] for name in graph.modules}
    held = Counter(name.rpartition(".")[0] for name in graph.modules - rooms)
    assert {room: many for room, many in held.items() if many > MOST_MODULES} == {}


def _declared(tree: ast.Module) -> Iterator[str]:
    """The classes and aliases of types that a module declares; what stands for any type has no meaning of its own."""
    for node in tree.body:
        match node:
            case ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                is_variable = isinstance(value, ast.Call) and ast.unparse(value.func) == "TypeVar"
                if name[0].isupper() and not name.isupper() and not is_variable:
                    yield name


def test_no_two_things_have_one_name() -> None:
    """Commands are left out: they are named by what they do, each in the module of its screen."""
    places: dict[str, list[str]] = {}
    package = Path(csm_tui.__file__).parent
    for module in package.rglob("*.py"):
        if "commands" not in module.relative_to(package).parts[:1]:
            for name in _declared(ast.parse(module.read_text())):
                if not name.startswith("_"):
                    places.setdefault(name, []).append(str(module.relative_to(package)))
    assert len(places) > 400
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
